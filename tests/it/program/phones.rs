//! Twenty phones over a bad network to a server that is killed: nothing that was acknowledged is lost, nothing counts twice.
//!
//! `SIMULATION_SEED` repeats another run of chance; what else happens at the same time is not repeated.

mod dice;
mod network;
mod phone;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, thread,
};

use mingjie::{
    accounts::{NewToken, NewUser, Scope, Secret, service},
    db::Db,
    kernel::{
        actor::{Actor, Role},
        clock::Clock,
        ids::Ids,
    },
};
use serde_json::{Value, json};
use time::Duration;
use tokio_postgres::Client;
use uuid::Uuid;

use self::{
    dice::Dice,
    network::Network,
    phone::{Phone, Photo},
};
use super::{
    running::{Running, agent},
    several::{name_of, url_of},
};
use crate::support::{Captured, TestDatabase, TestPhoto, receipt_says};

const PHONES: usize = 20;
const SIGNS: usize = 60;

/// Kills of the server, each after so many more items were acknowledged.
const KILLED_AFTER: [usize; 5] = [150, 400, 800, 1_200, 1_500];

/// Somebody with this role and a token to write with.
async fn account(db: &Db, ids: &Ids, login: &str, role: Role) -> String {
    let password = Secret::new("correct-horse-battery".to_owned());
    let user = NewUser::new(login.parse().unwrap(), "测试".parse().unwrap(), role, None, password).unwrap();
    let (user, now) = (service::add_user(db, ids, &Actor::Operator, user).await.unwrap(), db.clock().now());
    let scopes = vec![Scope::Read, Scope::Write];
    let new = NewToken::new("phone".parse().unwrap(), scopes, now + Duration::days(1), now).unwrap();
    let (_, secret) = service::make_token(db, ids, &Actor::Operator, &user.login, new).await.unwrap();
    format!("Bearer {}", secret.reveal())
}

/// The office at work while the network is good.
struct Office<'a> {
    server: &'a Running,
    authorization: String,
    agent: ureq::Agent,
}

impl Office<'_> {
    fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.agent.post(format!("{}{path}", self.server.address()));
        let request = request.header("authorization", &self.authorization).header("content-type", "application/json");
        let mut answer = request.send(body.to_string()).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        assert!(answer.status().is_success(), "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    fn sign(&self, at: usize) -> Value {
        let lon = 113.1 + f64::from(u32::try_from(at).unwrap()) * 1e-3;
        let sign = json!({ "type": "street_plate", "support": "wall",
                           "geometry": { "type": "Point", "coordinates": [lon, 30.65] } });
        self.post("/api/v1/signs", &json!({ "sign": sign, "faces": [{ "text": format!("{at}号路") }] }))
    }

    /// An order on a sign, assigned to a crew; its id and version.
    fn order(&self, sign: &str, crew: &str) -> (String, i64) {
        let order = self.post("/api/v1/repair-orders", &json!({ "kind": "repair", "sign": sign, "task": "扶正" }));
        let id = order["id"].as_str().unwrap().to_owned();
        let order = self.post(&format!("/api/v1/repair-orders/{id}/assign"), &json!({ "crew": crew }));
        (id, order["version"].as_i64().unwrap())
    }
}

/// What a crew does on one day without network: a hundred items and seventeen photos.
fn day_of_work(phone: &mut Phone<'_>, dice: &mut Dice, ids: &Ids, signs: &[Value], orders: &[(String, i64)]) {
    let now = Clock::system().now();
    let number = |dice: &mut Dice| signs[dice.below(30)]["number"].clone();
    let photo = |phone: &mut Phone<'_>, dice: &mut Dice| {
        let tail = (0..500 + dice.below(4_000)).map(|byte| u8::try_from(byte % 251).unwrap());
        let bytes = [TestPhoto::new(8, 8).jpeg(), tail.collect(), ids.next::<Uuid>().as_bytes().to_vec()].concat();
        let photo = Photo::new(ids.next(), bytes);
        phone.photos.push(photo.clone());
        photo.id
    };
    let item = |kind: &str, content: Value| Captured::at(now, ids, kind, &content);
    for _ in 0..40 {
        phone.queue.push(item("visit", json!({ "sign": number(dice), "condition": "good", "note": "正常" })));
    }
    let mut reports = Vec::new();
    for at in 0..28 {
        let photos = if at < 8 { vec![photo(phone, dice)] } else { Vec::new() };
        let content = json!({ "sign": number(dice), "damage": "tilted", "severity": "minor", "photos": photos });
        reports.push(item("damage_report", content));
    }
    for report in reports.iter().take(6) {
        let after = json!([report.id]);
        let content = json!({ "report_id": report.id, "photos": [photo(phone, dice)] });
        phone.queue.push(item("damage_photos", content).with("after", after.clone()));
        phone.queue.push(item("damage_confirmation", json!({ "report_id": report.id })).with("after", after));
    }
    phone.queue.append(&mut reports);
    for at in 0..4 {
        let sign = json!({ "type": "lane_plate", "support": "wall",
                           "geometry": { "type": "Point", "coordinates": [113.3, 30.65] } });
        let found = item("sign", json!({ "sign": sign, "faces": [{ "text": format!("新路{at}") }] }));
        let seen = item("visit", json!({ "sign": found.id, "condition": "good" })).with("after", json!([found.id]));
        phone.queue.extend([found, seen]);
    }
    for (order, version) in orders {
        let start = item("order_start", json!({ "order_id": order })).with("base_version", *version);
        let finish = json!({ "cost_fen": 1_000, "photos": [photo(phone, dice)] });
        let finish = item("order_finish", json!({ "order_id": order, "finish": finish }));
        let finish = finish.with("base_version", *version).with("after", json!([start.id]));
        phone.queue.extend([start, finish]);
    }
    // Others have the same signs in hand, and all saw the same version of them.
    for sign in &signs[..6] {
        let content = json!({ "number": sign["number"], "faces": [{ "text": format!("{}路", ids.next::<Uuid>()) }] });
        phone.queue.push(item("sign_faces", content).with("base_version", sign["version"].clone()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_acknowledged_to_a_phone_is_there_once_and_the_rest_is_on_the_phone() {
    let seed: u64 = env::var("SIMULATION_SEED").map_or(1, |seed| seed.parse().unwrap());
    let (database, photo_dir) = (TestDatabase::new().await, tempfile::tempdir().unwrap());
    let client = database.client().await;
    let url = url_of(&name_of(&client).await, "postgres");
    let (db, ids) = (database.db(&Clock::system()), Ids::new(Clock::system()));
    let mut server = Running::with_photos(&url, photo_dir.path());
    let authorization = account(&db, &ids, "officer", Role::NamingOfficer).await;
    let office = Office { server: &server, authorization, agent: agent() };
    let signs: Vec<Value> = (0..SIGNS + 30).map(|at| office.sign(at)).collect();

    let network = Network::default();
    let (mut phones, mut captured) = (Vec::new(), BTreeMap::new());
    for at in 0..PHONES {
        let login = format!("crew-{at}");
        let authorization = account(&db, &ids, &login, Role::FieldCrew).await;
        let mine = signs[30 + at * 3..30 + at * 3 + 3].iter();
        let orders: Vec<_> = mine.map(|sign| office.order(sign["number"].as_str().unwrap(), &login)).collect();
        let mut dice = Dice::of(seed, u64::try_from(at).unwrap());
        let mut phone = Phone::new(&network, authorization, Dice::of(!seed, u64::try_from(at).unwrap()));
        day_of_work(&mut phone, &mut dice, &ids, &signs, &orders);
        // The last three die in the middle.
        phone.battery = (at >= PHONES - 3).then(|| 40 + dice.below(40));
        captured.extend(phone.queue.iter().map(|item| (item.id, item.digest())));
        phones.push(phone);
    }
    assert_eq!(captured.len(), PHONES * 100);
    drop(office);

    network.serve_at(Some(server.address()));
    tokio::task::block_in_place(|| {
        thread::scope(|scope| {
            let sending: Vec<_> = phones.iter_mut().map(|phone| scope.spawn(|| phone.send_all())).collect();
            for items in KILLED_AFTER {
                assert!(
                    network.wait_for(items, PHONES),
                    "seed {seed}: the phones were done before the server was killed"
                );
                server.signal("-KILL");
                network.serve_at(None);
                let restarted = Running::with_photos(&url, photo_dir.path());
                std::mem::replace(&mut server, restarted).wait();
                network.serve_at(Some(server.address()));
            }
            for phone in sending {
                phone.join().unwrap();
            }
        });
    });

    let (status, keys) = server.get("/api/v1/field/receipt-keys");
    assert_eq!(status, 200);
    let kept = kept_items(&client).await;
    for phone in &phones {
        let done = phone.battery.is_none();
        assert_eq!(done, phone.queue.is_empty() && phone.photos.is_empty(), "seed {seed}");
        for (id, (digest, receipt)) in &phone.receipts {
            let says = receipt_says(&keys, receipt);
            assert_eq!((&says["item"], &says["digest"]), (&json!(id), &json!(digest)), "seed {seed}");
            let (kept_digest, state, kind) = kept.get(id).unwrap_or_else(|| panic!("seed {seed}: {id} is lost"));
            assert_eq!(kept_digest, digest, "seed {seed}");
            let may_wait = !done && state == "waiting";
            assert!(
                state == "applied" || may_wait || (state == "conflict" && kind == "sign_faces"),
                "seed {seed}: {kind} {state}"
            );
        }
        for (id, digest) in &phone.sent_photos {
            let row = client.query_one("select sent_digest from photo where photo_id = $1", &[id]).await.unwrap();
            assert_eq!(row.get::<_, Vec<u8>>(0), digest.as_bytes(), "seed {seed}");
        }
    }
    // Nothing is there that nobody captured, and each item is on its phone or acknowledged.
    let on_phones =
        phones.iter().flat_map(|phone| phone.queue.iter().map(|item| item.id).chain(phone.receipts.keys().copied()));
    assert_eq!(on_phones.collect::<BTreeSet<_>>(), captured.keys().copied().collect());
    assert!(kept.keys().all(|id| captured.contains_key(id)), "seed {seed}");
    counted_once(&client, seed).await;
    server.signal("-TERM");
    assert!(server.wait().success());
}

/// Digest, state and kind of every item that is kept.
async fn kept_items(client: &Client) -> BTreeMap<Uuid, (String, String, String)> {
    let rows = client
        .query("select item_id, encode(digest, 'hex'), state::text, kind::text from field_item", &[])
        .await
        .unwrap();
    rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2), row.get(3)))).collect()
}

/// Asks the database where something counts twice, or not at all.
async fn counted_once(client: &Client, seed: u64) {
    let none = [
        (
            "visits without an item",
            "select from survey_visit v where not exists (select from field_item i where i.item_id = v.visit_id and i.state = 'applied')",
        ),
        (
            "items without their visit",
            "select from field_item i where i.kind = 'visit' and i.state = 'applied' and not exists (select from survey_visit v where v.visit_id = i.item_id)",
        ),
        (
            "items without their report",
            "select from field_item i where i.kind = 'damage_report' and i.state = 'applied' and not exists (select from damage_report r where r.report_id = i.item_id)",
        ),
        (
            "reports without an item",
            "select from damage_report r where not exists (select from field_item i where i.item_id = r.report_id)",
        ),
        (
            "items without their sign",
            "select from field_item i where i.kind = 'sign' and i.state = 'applied' and not exists (select from sign s where s.sign_id = i.item_id)",
        ),
        (
            "orders finished or confirmed twice",
            "select from event where kind in ('finish', 'start') group by subject_id, kind having count(*) > 1",
        ),
        (
            "confirmations that count twice",
            "select from event where kind = 'confirm' group by subject_id having count(*) > 1",
        ),
        ("photos that are there and still awaited", "select from photo_awaited a join photo p using (photo_id)"),
        (
            "signs of which two versions count",
            "select from field_item where kind = 'sign_faces' and state = 'applied' group by subject_id having count(*) > 1",
        ),
    ];
    for (what, statement) in none {
        assert!(client.query(statement, &[]).await.unwrap().is_empty(), "seed {seed}: {what}");
    }
    let named = "select count(*) from field_item i, jsonb_array_elements_text(coalesce(i.content::jsonb -> 'photos', i.content::jsonb -> 'finish' -> 'photos')) named
                  where i.state = 'applied'";
    let attached = "select (select count(*) from photo_reference) + (select count(*) from photo_awaited)";
    let count = async |statement| client.query_one(statement, &[]).await.unwrap().get::<_, i64>(0);
    assert_eq!(count(named).await, count(attached).await, "seed {seed}");
}
