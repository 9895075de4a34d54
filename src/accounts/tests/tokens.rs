//! Tokens for programs.

use axum::http::StatusCode;
use serde_json::{Value, json};
use time::Duration;

use super::{Answer, Client, Office};

async fn make(office: &Office, owner: &Client, scopes: &[&str], expires_at: &str) -> Answer {
    office.post(owner, "/me/tokens", json!({ "name": "导出", "scopes": scopes, "expires_at": expires_at })).await
}

fn program(made: &Answer) -> Client {
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    Client::default().with("Authorization", format!("Bearer {}", made.json["token"].as_str().unwrap()))
}

#[tokio::test]
async fn a_token_acts_for_its_owner_within_its_scopes_and_needs_no_csrf_token() {
    let office = Office::open().await;
    let chen = office.log_in("chen").await;
    let reader = program(&make(&office, &chen, &["read"], "2023-06-30").await);
    let writer = program(&make(&office, &chen, &["write"], "2023-06-30").await);

    assert_eq!(office.get(&reader, "/me").await.json["user"]["login"], "chen");
    assert_eq!(office.get(&reader, "/me").await.json.get("csrf_token"), None);
    for (client, method, path, status) in [
        (&reader, "GET", "/users", StatusCode::OK),
        (&reader, "POST", "/users/wang/disable", StatusCode::FORBIDDEN),
        (&writer, "GET", "/users", StatusCode::FORBIDDEN),
        (&writer, "POST", "/users/wang/disable", StatusCode::OK),
    ] {
        assert_eq!(office.send(client, method, path, None).await.status, status, "{method} {path}");
    }
}

#[tokio::test]
async fn a_token_has_no_more_rights_than_its_owner() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    let token = program(&make(&office, &wang, &["read", "write"], "2023-06-30").await);
    assert_eq!(office.get(&token, "/users").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_cannot_make_tokens_or_change_the_password() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    let token = program(&make(&office, &wang, &["read", "write"], "2023-06-30").await);
    assert_eq!(make(&office, &token, &["read"], "2024-02-01").await.status, StatusCode::FORBIDDEN);
    let change = json!({ "present_password": super::PASSWORD, "password": "battery staple" });
    assert_eq!(office.post(&token, "/me/password", change).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_ends_when_it_expires_or_is_revoked_and_is_then_refused() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    let short = program(&make(&office, &wang, &["read"], "2023-03-01T01:00:00Z").await);
    let made = make(&office, &wang, &["read"], "2023-06-30").await;
    let long = program(&made);

    office.clock.advance(Duration::minutes(59));
    assert_eq!(office.get(&short, "/me").await.status, StatusCode::OK);
    office.clock.advance(Duration::minutes(1));
    let expired = office.get(&short, "/me").await;
    assert_eq!((expired.status, expired.problem()), (StatusCode::UNAUTHORIZED, "not-signed-in"));

    assert_eq!(office.get(&long, "/me").await.status, StatusCode::OK);
    let address = format!("/me/tokens/{}", made.json["token_id"].as_str().unwrap());
    let chen = office.log_in("chen").await;
    assert_eq!(office.send(&chen, "DELETE", &address, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.send(&wang, "DELETE", &address, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(office.get(&long, "/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.send(&wang, "DELETE", &address, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_token_must_end_within_a_year() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    for bad in ["2023-02-28T00:00:00Z", "2024-03-02", "never"] {
        let refused = make(&office, &wang, &["read"], bad).await;
        assert_eq!(refused.json["errors"][0]["pointer"], "/expires_at", "{bad}");
    }
    assert_eq!(make(&office, &wang, &["read"], "2024-02-28").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn the_list_of_tokens_tells_their_last_use_and_no_secret() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    let token = program(&make(&office, &wang, &["read"], "2023-06-30").await);
    let last_use = async || office.get(&wang, "/me/tokens").await.json["tokens"][0]["last_used_at"].clone();
    assert_eq!(last_use().await, Value::Null);

    office.get(&token, "/me").await;
    assert_eq!(last_use().await, "2023-03-01T00:00:00Z");
    office.clock.advance(Duration::seconds(59));
    office.get(&token, "/me").await;
    assert_eq!(last_use().await, "2023-03-01T00:00:00Z");
    office.clock.advance(Duration::seconds(1));
    office.get(&token, "/me").await;
    assert_eq!(last_use().await, "2023-03-01T00:01:00Z");
    assert_eq!(office.get(&wang, "/me/tokens").await.json["tokens"][0].get("token"), None);
}
