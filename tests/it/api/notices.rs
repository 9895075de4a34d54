//! `/notices` and `/api/v1/notices`

mod mail;
mod opinions;
mod reading;
mod schemas;

use geo::line_string;
use mingjie::{
    kernel::{
        actor::{Actor, Role, UserId},
        dates::office_date,
    },
    publications::{Action, Draft, Kind, PublicationId, PublishedItem, service, service::Published},
};
use serde_json::{Value, json};
use time::{Date, Duration};
use uuid::Uuid;

use crate::support::TestApp;

const WANG: &str = "wang";

fn person(name: &str, role: Role) -> Actor {
    Actor::User { id: UserId(Uuid::nil()), name: name.to_owned(), role }
}

/// Today in the office: 1 July 2023 until a test lets days go by.
fn today(app: &TestApp) -> Date {
    office_date(app.db().clock().now())
}

fn street(number: u128, name: &str) -> PublishedItem {
    let mut item = PublishedItem::new(Uuid::from_u128(number), Action::Name, name);
    item.pinyin = Some("Zhuàngyuán Lù".into());
    item.division_name = Some("竟陵街道".into());
    item.location = Some("东起甲路，西至乙路".into());
    item.length_m = Some(820.0);
    item.geometry = Some(line_string![(x: 113.16, y: 30.65), (x: 113.17, y: 30.651)].into());
    item
}

/// A notice that runs for seven days from today.
fn notice(app: &TestApp) -> Draft {
    Draft {
        kind: Kind::PublicNotice,
        subject: Uuid::from_u128(7),
        part: None,
        follows: None,
        title: "关于状元路等道路命名的公示".into(),
        document_number: Some("天民公〔2023〕3号".into()),
        body: vec!["根据《地名管理条例》，现将拟命名的道路予以公示。".into()],
        items: vec![street(1, "状元路"), street(2, "剅河路")],
        objection: vec!["来信请寄天门市民政局区划地名科。".into()],
        issued_by: "天门市民政局".into(),
        starts_on: Some(today(app)),
        ends_on: Some(today(app) + Duration::days(6)),
    }
}

fn announcement(app: &TestApp) -> Draft {
    let mut item = street(1, "状元路");
    item.approving_authority = Some("天门市人民政府".into());
    item.approved_on = Some(today(app));
    let title = "关于状元路命名的公告".into();
    Draft { kind: Kind::Announcement, title, items: vec![item], starts_on: None, ends_on: None, ..notice(app) }
}

async fn drafted(app: &TestApp, draft: Draft) -> PublicationId {
    let (wang, now) = (person(WANG, Role::NamingOfficer), app.db().clock().now());
    let tx = app.db().write("test.draft", &wang).await.unwrap();
    let id = service::draft(&tx, app.ids(), &wang, now, draft).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn published(app: &TestApp, draft: Draft) -> Published {
    let id = drafted(app, draft).await;
    let (wang, li, now) = (person(WANG, Role::NamingOfficer), person("li", Role::Leader), app.db().clock().now());
    let tx = app.db().write("test.publish", &wang).await.unwrap();
    service::sign(&tx, &li, now, id).await.unwrap();
    let published = service::publish(&tx, &wang, now, id, 5).await.unwrap();
    tx.commit().await.unwrap();
    published
}

async fn sealed(app: &TestApp, number: &str) {
    let (wang, now) = (person(WANG, Role::NamingOfficer), app.db().clock().now());
    let id = app.get(&format!("/api/v1/notices/{number}")).send().await.json()["id"].as_str().unwrap().parse().unwrap();
    let tx = app.db().write("test.seal", &wang).await.unwrap();
    service::seal(&tx, &wang, now, id).await.unwrap();
    tx.commit().await.unwrap();
}

/// What a citizen sends; name, telephone and e-mail are looked for in everything public.
fn opinion() -> Value {
    json!({
        "stance": "object", "text": "与城北的状元路重名。", "item_id": Uuid::from_u128(1),
        "name": "周文彬", "phone": "0728-5230417", "email": "zhouwb@example.cn",
    })
}

const PERSONAL: [&str; 3] = ["周文彬", "0728-5230417", "zhouwb@example.cn"];
