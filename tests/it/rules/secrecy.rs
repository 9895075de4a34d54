//! Where boundaries lie is told to who may know it, and to nobody else: every address that is read is asked by every role,
//! and what it says is searched for places that are secret (R353 art. 14, 18; positions of markers are internal).
//!
//! A new route is asked without further ado. If its address has a part that is not known here, this fails until it is.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use mingjie::{boundaries::policy::EXACT, demo, kernel::actor::Role};
use serde_json::{Value, json};

use crate::support::TestApp;

/// Somewhere that is secret: a position, or words.
#[derive(Debug)]
enum Secret {
    /// Longitude and latitude, to four decimals: ten metres.
    Place(String, String),
    Words(String),
}

impl Secret {
    fn place(lon: f64, lat: f64) -> Self {
        // Cut and not rounded, as more decimals follow.
        let cut = |degrees: f64| format!("{degrees:.7}").get(..8).unwrap().to_owned();
        Self::Place(cut(lon), cut(lat))
    }

    /// Whether an answer tells it: both numbers of a place, not far from each other.
    fn is_in(&self, answer: &str) -> bool {
        match self {
            Self::Words(words) => answer.contains(words.as_str()),
            Self::Place(lon, lat) => answer.match_indices(lon.as_str()).any(|(at, _)| {
                let end = (at + 120).min(answer.len());
                answer.as_bytes()[at..end].windows(lat.len()).any(|window| window == lat.as_bytes())
            }),
        }
    }
}

/// The demonstration with its boundary lines, and what is secret in it.
struct County {
    app: TestApp,
    parts: BTreeMap<&'static str, String>,
    /// Positions and tie points of markers, descriptions of lines.
    markers: Vec<Secret>,
    /// Vertices of outlines.
    outlines: Vec<Secret>,
}

impl County {
    async fn new() -> Self {
        let app = TestApp::tianmen().await;
        demo::boundaries::draw(app.db(), app.ids()).await.unwrap();
        app.catch_up().await;
        let client = app.client().await;
        let mut markers = Vec::new();
        let rows = client.query("select st_x(geom), st_y(geom) from boundary_marker limit 40", &[]).await.unwrap();
        markers.extend(rows.iter().map(|row| Secret::place(row.get(0), row.get(1))));
        let sql = "select left(alignment, 60) from boundary_line where alignment is not null limit 5";
        let rows = client.query(sql, &[]).await.unwrap();
        markers.extend(rows.iter().map(|row| Secret::Words(row.get(0))));
        let sql = "select st_x(at), st_y(at) from (
                     select (st_dumppoints(geom)).geom as at from division where level in ('county', 'township')
                   ) vertex
                    where st_x(at)::text ~ '\\.[0-9]{5}'
                      -- A river that an outline follows is no secret.
                      and not exists (select from place where st_intersects(place.geom, at))
                    order by st_x(at), st_y(at) limit 400";
        let rows = client.query(sql, &[]).await.unwrap();
        let outlines: Vec<Secret> = rows.iter().map(|row| Secret::place(row.get(0), row.get(1))).collect();
        assert!(markers.len() > 40 && outlines.len() > 100, "there is something to keep secret");

        let mut parts = BTreeMap::new();
        for (name, sql) in [
            ("division", "select division_id::text from division where level = 'township' limit 1"),
            ("place", "select place_id::text from place order by place_id limit 1"),
            ("line", "select line_code from boundary_line where level = 'county' limit 1"),
            ("marker", "select marker_number from boundary_marker limit 1"),
        ] {
            parts.insert(name, client.query_one(sql, &[]).await.unwrap().get(0));
        }
        let body = json!({ "code": "420984", "name": "汉川市", "meeting_period": "year" });
        let officer = Role::BoundaryOfficer;
        app.post("/api/v1/neighbours").role(officer).json(&body).send().await.expect(StatusCode::CREATED);
        let body = json!({ "line": "420984429006", "neighbour": "420984", "lead": "429006", "due_on": "2023-12-31" });
        let planned = app.post("/api/v1/joint-inspections").role(officer).json(&body).send().await;
        let inspection = planned.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
        parts.insert("inspection", inspection);
        Self { app, parts, markers, outlines }
    }

    /// The address of a route with its parts filled in.
    fn address(&self, path: &str) -> String {
        let known = |name: &str| self.parts[name].clone();
        let nothing = || "018905ae-c800-7000-8000-000000000001".to_owned();
        let mut address = path.to_owned();
        while let Some((before, rest)) = address.split_once('{') {
            let (name, after) = rest.split_once('}').unwrap();
            let value = match name {
                "featureId" if path.contains("/divisions/") => known("division"),
                "featureId" | "place_id" | "id" => known("place"),
                "code" if path.contains("boundary-lines") => known("line"),
                "number" if path.contains("boundary-markers") => known("marker"),
                "code" => "420984".to_owned(),
                "inspection_id" => known("inspection"),
                "slug" => "not-found".to_owned(),
                "paper" => "markers".to_owned(),
                "sign_number" => "S0000017".to_owned(),
                // What these name holds nothing of where boundaries lie; nobody has entered any here.
                "agreement_id" | "defect_id" | "attachment_id" | "bulletin_id" | "campaign_id" | "case_id"
                | "check_id" | "decision_id" | "dispute_id" | "drill_id" | "emergency_id" | "export_id" | "item_id"
                | "meeting_id" | "notice_id" | "number" | "order_id" | "photo_id" | "plan_id" | "receipt"
                | "report_id" | "report_number" | "request" | "risk_id" | "scan_id" | "screening_id" | "secret"
                | "service" | "token" | "volume_id" => nothing(),
                other => panic!("{path}: say in tests/it/rules/secrecy.rs what stands for {{{other}}}"),
            };
            address = format!("{before}{value}{after}");
        }
        address
    }

    /// Every address that is read, and some questions more.
    fn addresses(&self) -> Vec<String> {
        let routes = self.app.routes();
        let read = routes.iter().filter(|route| route.method() == Method::GET);
        let mut all: Vec<String> = read.map(|route| self.address(route.path())).collect();
        let questions = [
            "/ogc/collections/divisions/items?limit=1000",
            "/ogc/collections/divisions/items?bbox=113,30.4,113.4,30.8&limit=1000",
            "/ogc/collections/divisions/items?level=township&limit=1000",
            "/ogc/collections/divisions/items?recorded-at=2023-07-01T04:00:00Z&limit=1000",
            "/ogc/collections/names/items?limit=1000",
            "/api/v1/lookup?lon=113.16&lat=30.66",
            "/api/v1/lookup?lon=113.16&lat=30.66&recorded-at=2023-07-01T04:00:00Z",
            "/api/v1/nearest?collection=divisions&lon=113.16&lat=30.66&limit=100",
            "/api/v1/search?q=%E7%AB%9F%E9%99%B5",
            "/api/v1/suggest?q=%E7%AB%9F%E9%99%B5",
            "/api/v1/boundary-lines?limit=500",
            "/api/v1/boundary-markers?limit=500",
        ];
        all.extend(questions.map(str::to_owned));
        all
    }

    async fn asked(&self, address: &str, role: Option<Role>) -> String {
        let call = self.app.get(address);
        let answer = match role {
            Some(role) => call.role(role).send().await,
            None => call.send().await,
        };
        assert!(answer.status.as_u16() < 500 || address == "/readyz", "{address}: {}", answer.status);
        answer.text()
    }

    /// Asks everything of everybody; what is told to whom that may not know it.
    async fn leaks(&self, outlines_are_public: bool) -> Vec<String> {
        let mut leaks = Vec::new();
        let callers = std::iter::once(None).chain(Role::ALL.into_iter().map(Some));
        for role in callers {
            // Who works on the lines is told where they lie; lines and outlines have their vertices in common.
            let is_exact = role.is_some_and(|role| EXACT.contains(&role));
            for address in self.addresses() {
                let answer = self.asked(&address, role).await;
                let about_lines = ["/api/v1/boundary-", "/api/v1/joint-inspections/"];
                let may_know = is_exact && about_lines.iter().any(|beginning| address.starts_with(beginning));
                let mut told = |secrets: &[Secret]| {
                    if let Some(secret) = secrets.iter().find(|secret| secret.is_in(&answer)) {
                        leaks.push(format!("{role:?} {address}: {secret:?}"));
                    }
                };
                // A marker stands at a vertex of an outline: where outlines are told, it is a vertex like any other.
                let is_outline = outlines_are_public && address.contains("divisions");
                if !may_know && !is_outline {
                    told(&self.markers);
                }
                if !may_know && !outlines_are_public {
                    told(&self.outlines);
                }
            }
        }
        leaks
    }

    async fn withdraw(&self) {
        let call = self.app.post("/api/v1/boundary-source/withdraw").role(Role::BoundaryOfficer);
        call.json(&json!({ "reason": "来源有误" })).send().await.expect(StatusCode::OK);
        self.app.catch_up().await;
    }
}

#[tokio::test]
async fn nobody_reads_where_boundaries_lie_who_may_not_know_it() {
    let county = County::new().await;
    // A secret is found where it may be told: the search works.
    let markers = county.asked("/api/v1/boundary-markers?limit=500", Some(Role::BoundaryOfficer)).await;
    assert!(county.markers.iter().filter(|secret| secret.is_in(&markers)).count() >= 40);
    let divisions = "/ogc/collections/divisions/items?limit=1000";
    let told = county.asked(divisions, None).await;
    let found = county.outlines.iter().filter(|secret| secret.is_in(&told)).count();
    // Those with few decimals are written shorter than they are looked for.
    assert!(found * 10 > county.outlines.len() * 9, "declared outlines are public: {found}");
    assert_eq!(county.leaks(true).await, Vec::<String>::new());

    county.withdraw().await;
    assert_eq!(county.leaks(false).await, Vec::<String>::new());
}

#[tokio::test]
async fn undeclared_outlines_answer_which_division_covers_a_position_and_nothing_else() {
    let county = County::new().await;
    let get = async |address: &str| -> Value { serde_json::from_str(&county.asked(address, None).await).unwrap() };
    let (position, nearest) = ("lon=113.16&lat=30.66", "/api/v1/nearest?collection=divisions&lon=113.16&lat=30.66");
    let (lookup, past) =
        (format!("/api/v1/lookup?{position}"), format!("/api/v1/lookup?{position}&recorded-at=2023-07-02"));
    let (item, collection) =
        (county.address("/ogc/collections/divisions/items/{featureId}"), "/ogc/collections/divisions");
    let in_box = "/ogc/collections/divisions/items?bbox=113,30.4,113.4,30.8";
    let (before, filtered) = (get(&lookup).await, "/ogc/collections/divisions/items?level=township");
    assert!(before["border"]["distance_m"].is_number());
    assert!(!get(in_box).await["features"].as_array().unwrap().is_empty());

    county.withdraw().await;
    for lookup in [&lookup, &past] {
        let after = get(lookup).await;
        assert_eq!(after["divisions"], before["divisions"]);
        assert_eq!(after["border"], json!(null));
    }
    let outline = get(&item).await;
    assert_eq!(outline["geometry"], json!(null));
    assert!(outline["properties"]["name"].is_string());
    assert_eq!(get(nearest).await["features"], json!([]));
    assert_eq!(get(in_box).await["features"], json!([]));
    assert!(get(filtered).await["features"].as_array().unwrap().iter().all(|feature| feature["geometry"].is_null()));
    assert_eq!(get(collection).await["extent"]["spatial"], json!(null));

    // Declared anew, they are told again, in every answer.
    county.app.declare_boundaries().await;
    assert_eq!(get(&item).await["geometry"]["type"], "MultiPolygon");
    assert_eq!(get(&lookup).await["border"], before["border"]);
}
