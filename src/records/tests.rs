//! Chains of events, and papers.

use serde_json::json;
use time::macros::datetime;
use uuid::Uuid;

use super::*;
use crate::{
    kernel::{actor::Actor, clock::Clock, ids::Ids},
    testing::TestDb,
};

const CASE: Subject = Subject { kind: "naming_case", id: Uuid::from_u128(7) };

async fn three_events(db: &TestDb, ids: &Ids) -> Vec<Event> {
    let tx = db.db.write("test", &Actor::Operator).await.unwrap();
    for (kind, from, to) in
        [("create", None, "draft"), ("edit", Some("draft"), "draft"), ("submit", Some("draft"), "submitted")]
    {
        let new = NewEvent { kind, from_state: from, to_state: Some(to), facts: json!({ "z": 1, "a": "剅" }) };
        append(&tx, ids, &Actor::Operator, datetime!(2023-03-01 01:02:03.000004 UTC), CASE, new).await.unwrap();
    }
    tx.commit().await.unwrap();
    let tx = db.db.read("test").await.unwrap();
    of_subject(&tx, CASE).await.unwrap()
}

#[tokio::test]
async fn a_chain_is_whole_as_it_comes_back_from_the_database_and_any_change_breaks_it() {
    let (db, ids) = (TestDb::new(datetime!(2023-03-01 00:00 UTC)).await, Ids::new(Clock::system()));
    let events = three_events(&db, &ids).await;
    assert_eq!(events.len(), 3);
    assert_eq!(first_broken(CASE, &events), None);

    let mut changed = events.clone();
    changed[1].facts = changed[1].facts.replace('1', "2");
    assert_eq!(first_broken(CASE, &changed), Some(2));
    let left_out = [events[0].clone(), events[2].clone()];
    assert_eq!(first_broken(CASE, &left_out), Some(2));
    let other_case = Subject { id: Uuid::from_u128(8), ..CASE };
    assert_eq!(first_broken(other_case, &events), Some(1));
}

#[tokio::test]
async fn an_event_can_neither_be_changed_nor_removed() {
    let (db, ids) = (TestDb::new(datetime!(2023-03-01 00:00 UTC)).await, Ids::new(Clock::system()));
    three_events(&db, &ids).await;
    assert!(db.client.execute("update event set facts = '{}'", &[]).await.is_err());
    assert!(db.client.execute("delete from event", &[]).await.is_err());
}

#[tokio::test]
async fn the_same_paper_in_two_cases_is_kept_once_and_comes_back_byte_for_byte() {
    let (db, ids) = (TestDb::new(datetime!(2023-03-01 00:00 UTC)).await, Ids::new(Clock::system()));
    let other = Subject { id: Uuid::from_u128(8), ..CASE };
    let paper = NewAttachment {
        kind: "application".into(),
        title: "申请书".into(),
        media_type: "application/pdf".into(),
        content: b"%PDF-1.7 \x00\xff".to_vec(),
    };
    let tx = db.db.write("test", &Actor::Operator).await.unwrap();
    let at = datetime!(2023-03-01 00:00 UTC);
    let first = attach(&tx, &ids, &Actor::Operator, at, CASE, paper.clone()).await.unwrap();
    attach(&tx, &ids, &Actor::Operator, at, other, paper.clone()).await.unwrap();
    tx.commit().await.unwrap();
    let kept: i64 = db.client.query_one("select count(*) from stored_file", &[]).await.unwrap().get(0);
    assert_eq!(kept, 1);

    let tx = db.db.read("test").await.unwrap();
    assert_eq!(attachment::of_subject(&tx, CASE).await.unwrap(), std::slice::from_ref(&first));
    let (told, bytes) = attachment::content(&tx, CASE, first.id).await.unwrap().unwrap();
    assert_eq!((told.sha256, bytes), (first.sha256, paper.content));
    assert!(attachment::content(&tx, other, first.id).await.unwrap().is_none());
}
