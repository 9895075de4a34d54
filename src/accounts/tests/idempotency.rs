//! Requests that are sent again.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde_json::{Value, json};
use time::Duration;

use super::{Client, Office};
use crate::{
    http::{
        Idempotent,
        idempotency::{self, Answer},
    },
    kernel::actor::{Actor, Role},
};

fn account(login: &str) -> Value {
    json!({ "login": login, "display_name": "李四", "role": "field_crew", "password": "ten characters" })
}

async fn keyed(office: &Office, key: &str) -> Client {
    office.log_in("chen").await.with("Idempotency-Key", key)
}

#[tokio::test]
async fn a_request_sent_again_gets_the_first_answer_and_is_done_once() {
    let office = Office::open().await;
    let chen = keyed(&office, "8e03978e-40d5-43dd-bc93-6894a57f9324").await;
    let first = office.post(&chen, "/users", account("li")).await;
    office.clock.advance(Duration::minutes(1));
    let again = office.post(&chen, "/users", account("li")).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED), "{again:?}");
    assert_eq!(first.json, again.json);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(first.headers.get("idempotent-replayed"), None);
    assert_eq!(office.events_of("li").await, ["created"]);
}

#[tokio::test]
async fn two_requests_with_one_key_at_the_same_time_are_done_once() {
    let office = Office::open().await;
    let chen = keyed(&office, "k-1").await;
    let (one, other) =
        tokio::join!(office.post(&chen, "/users", account("li")), office.post(&chen, "/users", account("li")));
    assert_eq!((one.status, other.status), (StatusCode::CREATED, StatusCode::CREATED), "{one:?} {other:?}");
    assert_eq!(one.json, other.json);
    assert_eq!([&one, &other].iter().filter(|a| a.headers.contains_key("idempotent-replayed")).count(), 1);
    assert_eq!(office.events_of("li").await, ["created"]);
}

#[tokio::test]
async fn a_key_used_for_another_request_is_refused() {
    let office = Office::open().await;
    let chen = keyed(&office, "k-1").await;
    assert_eq!(office.post(&chen, "/users", account("li")).await.status, StatusCode::CREATED);
    for answer in [
        office.post(&chen, "/users", account("sun")).await,
        office.send(&chen, "POST", "/users/li/disable", None).await,
    ] {
        assert_eq!((answer.status, answer.problem()), (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable"));
    }
    assert!(office.events_of("sun").await.is_empty());
}

#[tokio::test]
async fn a_refused_request_keeps_no_answer() {
    let office = Office::open().await;
    let chen = keyed(&office, "k-1").await;
    assert_eq!(office.post(&chen, "/users", account("wang")).await.status, StatusCode::CONFLICT);
    assert_eq!(office.post(&chen, "/users", account("li")).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn two_callers_may_choose_the_same_key() {
    let office = Office::open().await;
    office.add("zhao", Role::Admin).await;
    let (chen, zhao) = (keyed(&office, "k-1").await, office.log_in("zhao").await.with("Idempotency-Key", "k-1"));
    assert_eq!(office.post(&chen, "/users", account("li")).await.status, StatusCode::CREATED);
    assert_eq!(office.post(&zhao, "/users", account("sun")).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn answers_are_forgotten_after_a_day() {
    let office = Office::open().await;
    let chen = keyed(&office, "k-1").await;
    office.post(&chen, "/users", account("li")).await;
    let db = &office.accounts.db;
    let forget = async || {
        let tx = db.write("test.forget", &Actor::Operator).await.unwrap();
        let before = office.clock.now() - idempotency::KEPT_FOR;
        let forgotten = idempotency::forget_older_than(&tx, before).await.unwrap();
        tx.commit().await.unwrap();
        forgotten
    };
    office.clock.advance(Duration::hours(24));
    assert_eq!(forget().await, 0);
    office.clock.advance(Duration::seconds(1));
    assert_eq!(forget().await, 1);
}

#[tokio::test]
async fn a_replayed_answer_has_the_headers_and_the_body_of_the_first() {
    let office = Office::open().await;
    let request = Request::post("/reports").header("Idempotency-Key", "k-1").body(Body::from("{}")).unwrap();
    let Idempotent { key, body } = Idempotent::<Bytes>::from_request(request, &()).await.unwrap();
    assert_eq!(body, "{}");
    let write = async || {
        idempotency::once(&office.accounts.db, "test.once", &Actor::Public, key.as_ref(), async |_| {
            let report = json!({ "id": office.accounts.ids.next::<uuid::Uuid>() });
            Ok(Answer::json(StatusCode::CREATED, &report)?.location("/reports/1").etag("\"1\""))
        })
        .await
        .unwrap()
        .into_response()
    };
    let (first, again) = (write().await, write().await);
    for header in [header::LOCATION, header::ETAG, header::CONTENT_TYPE] {
        assert_eq!(first.headers()[&header], again.headers()[&header]);
    }
    let bytes = async |answer: axum::response::Response| axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
    assert_eq!(bytes(first).await, bytes(again).await);
}
