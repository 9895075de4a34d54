//! `/api/v1/archive-volumes`, `/api/v1/archive-borrowings`, `/api/v1/archive-exports`

mod answers;
mod borrowings;
mod completion;
mod exports;
mod items;
mod scans;
mod volumes;

use std::fmt::Write;

use axum::http::{Method, StatusCode};
use mingjie::{
    accounts::{NewToken, NewUser, Scope, Secret, service as accounts},
    kernel::actor::{Actor, Role},
};
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

use crate::support::{Answer, TestApp};

/// Where volumes are.
const VOLUMES: &str = "/api/v1/archive-volumes";

/// The types of items that every volume of results has.
const REQUIRED: [&str; 10] = [
    "approval",
    "agreement",
    "agreement_map",
    "line_description",
    "marker_registration",
    "marker_photos",
    "marker_results",
    "point_results",
    "minutes",
    "technical_report",
];

/// An archive with a second archivist, who checks what the first one arranged.
struct Archive {
    app: TestApp,
    checker: String,
}

impl Archive {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let checker = second_archivist(&app).await;
        Self { app, checker }
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
    }

    async fn volume(&self, id: &str) -> Value {
        self.get(&format!("{VOLUMES}/{id}")).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.app.post(path).role(Role::Archivist).json(body).send().await
    }

    /// A step of the first archivist's.
    async fn step(&self, id: &str, step: &str, body: &Value) -> Answer {
        self.post(&format!("{VOLUMES}/{id}/{step}"), body).await
    }

    /// The second archivist checks.
    async fn check(&self, id: &str) -> Answer {
        let call = self.app.post(&format!("{VOLUMES}/{id}/check"));
        call.header("authorization", &format!("Bearer {}", self.checker)).json(&json!({})).send().await
    }

    async fn opened(&self, body: &Value) -> String {
        id_of(&self.post(VOLUMES, body).await.expect(StatusCode::CREATED))
    }

    /// A volume of results of a line that is new.
    async fn results(&self) -> String {
        let line = line(&self.app, 1).await;
        self.opened(&results(line)).await
    }

    /// An item of one page with seal and signature.
    async fn item(&self, volume: &str, kind: &str) -> String {
        let answer = self.post(&format!("{VOLUMES}/{volume}/items"), &item(kind)).await;
        id_of(&answer.expect(StatusCode::CREATED))
    }

    async fn send_scan(&self, volume: &str, item: &str, pages: i32, bytes: impl Into<Vec<u8>>) -> Answer {
        let path = format!("{VOLUMES}/{volume}/items/{item}/scans?pages={pages}");
        self.app.post(&path).role(Role::Archivist).body(bytes.into()).send().await
    }

    /// A scan of one page, unlike all others of its item.
    async fn scan(&self, volume: &str, item: &str) -> String {
        let answer = self.send_scan(volume, item, 1, png(item)).await;
        id_of(&answer.expect(StatusCode::CREATED))
    }

    /// A volume of general documents of one item, complete and arranged.
    async fn arranged(&self, title: &str) -> String {
        let volume = self.opened(&general(title)).await;
        let item = self.item(&volume, "other").await;
        self.scan(&volume, &item).await;
        self.step(&volume, "arrange", &json!({})).await.expect(StatusCode::OK);
        volume
    }

    /// The same, stored.
    async fn stored(&self, title: &str) -> String {
        let volume = self.arranged(title).await;
        for step in ["catalogue", "scan"] {
            self.step(&volume, step, &json!({})).await.expect(StatusCode::OK);
        }
        self.check(&volume).await.expect(StatusCode::OK);
        self.step(&volume, "store", &json!({ "box": "12", "shelf": "库一-3-2" })).await.expect(StatusCode::OK);
        volume
    }
}

async fn second_archivist(app: &TestApp) -> String {
    let (db, ids, now) = (app.db(), app.ids(), app.clock().now());
    let login = "second-archivist".parse().unwrap();
    let password = Secret::new("correct-horse-battery".to_owned());
    let user = NewUser::new(login, "复核".parse().unwrap(), Role::Archivist, None, password).unwrap();
    let user = accounts::add_user(db, ids, &Actor::Operator, user).await.unwrap();
    let scopes = vec![Scope::Read, Scope::Write];
    let new = NewToken::new("tests".parse().unwrap(), scopes, now + Duration::days(300), now).unwrap();
    let (_, secret) = accounts::make_token(db, ids, &Actor::Operator, &user.login, new).await.unwrap();
    secret.reveal().clone()
}

/// A boundary line between two townships, entered by a plain statement.
async fn line(app: &TestApp, number: u8) -> Uuid {
    let (left, right) = (format!("4290061{number:02}"), format!("4290062{number:02}"));
    let sql = "insert into boundary_line
                 (line_id, line_code, level, name, left_code, right_code, state, source)
               values (gen_random_uuid(), $1::text || $2::text, 'township', '甲乙线', $1, $2, 'proposed', '测试')
               returning line_id";
    app.client().await.query_one(sql, &[&left, &right]).await.unwrap().get(0)
}

/// A boundary marker on a line.
async fn marker(app: &TestApp, line: Uuid) -> Uuid {
    let client = app.client().await;
    let point: Uuid = client
        .query_one(
            "insert into boundary_point (point_id, kind, name, geom)
             values (gen_random_uuid(), 'marker_point', 'J1', st_setsrid(st_makepoint(113.1, 30.6), 4490)) returning point_id",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    let sql = "insert into boundary_marker
                 (marker_id, line_id, point_id, serial, letter, marker_number, type, faces, state, responsible_code, geom)
               select gen_random_uuid(), line_id, $2, 1, 'Q', line_code || '001Q', 'single', 2, 'planned', left_code,
                      st_setsrid(st_makepoint(113.1, 30.6), 4490)
                 from boundary_line where line_id = $1 returning marker_id";
    client.query_one(sql, &[&line, &point]).await.unwrap().get(0)
}

fn results(line: Uuid) -> Value {
    json!({ "class": "results", "title": "甲乙线勘界成果", "line_id": line, "retention": "Y", "secrecy": "internal",
            "office_code": "QH" })
}

fn general(title: &str) -> Value {
    json!({ "class": "general", "title": title, "year": 2023, "retention": "D30", "secrecy": "internal", "office_code": "QH" })
}

fn item(kind: &str) -> Value {
    json!({ "type": kind, "document_number": "天政函〔2023〕8号", "author": "天门市民政局", "title": format!("关于{kind}"),
            "dated_on": "2023-05-04", "secrecy": "internal", "pages": 1, "sealed": true, "signed": true })
}

/// A file that begins like a PNG.
fn png(rest: &str) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n", rest.as_bytes()].concat()
}

/// A PDF of so many empty pages, with its table of objects.
fn pdf(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")),
    ];
    objects.extend(kids.iter().map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned()));
    let (mut text, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", text.len()).unwrap();
        write!(text, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (at, size) = (text.len(), objects.len() + 1);
    write!(text, "xref\n0 {size}\n0000000000 65535 f \n{table}").unwrap();
    write!(text, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n").unwrap();
    text.into_bytes()
}

fn id_of(answer: &Answer) -> String {
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// The kinds of what is missing, in order.
fn kinds(missing: &Value) -> Vec<&str> {
    missing.as_array().unwrap().iter().map(|lack| lack["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn archives_are_read_by_four_roles_and_written_by_archivists() {
    let archive = Archive::new().await;
    let app = &archive.app;
    let volume = archive.results().await;
    let (one, items) = (format!("{VOLUMES}/{volume}"), format!("{VOLUMES}/{volume}/items"));
    for role in Role::ALL {
        let reads = matches!(role, Role::Archivist | Role::BoundaryOfficer | Role::Leader | Role::Auditor);
        let collects = matches!(role, Role::Archivist | Role::BoundaryOfficer);
        let expected = |may, status| if may { status } else { StatusCode::FORBIDDEN };
        app.get(&one).role(role).send().await.expect(expected(reads, StatusCode::OK));
        let added = app.post(&items).role(role).json(&item("other")).send().await;
        added.expect(expected(collects, StatusCode::CREATED));
        let arranged = app.post(&format!("{one}/arrange")).role(role).json(&json!({})).send().await;
        assert_eq!(arranged.status == StatusCode::FORBIDDEN, role != Role::Archivist, "{role:?}");
    }
    app.get(&one).send().await.expect(StatusCode::UNAUTHORIZED);
    app.call(Method::PUT, &one).role(Role::Leader).json(&general("甲")).send().await.expect(StatusCode::FORBIDDEN);
}
