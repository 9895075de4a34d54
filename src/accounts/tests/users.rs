//! Keeping accounts.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Office, PASSWORD};
use crate::{
    accounts::{Refusal, service},
    kernel::actor::{Actor, Role},
};

fn li() -> Value {
    json!({
        "login": "li", "display_name": "李四", "role": "township_clerk", "township_code": "429006101",
        "password": "ten characters",
    })
}

#[tokio::test]
async fn an_administrator_makes_an_account_and_nobody_else_does() {
    let office = Office::open().await;
    let (chen, wang) = (office.log_in("chen").await, office.log_in("wang").await);
    assert_eq!(office.post(&wang, "/users", li()).await.status, StatusCode::FORBIDDEN);

    let made = office.post(&chen, "/users", li()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.json["township_code"], "429006101");
    assert!(!made.json.to_string().contains("password"));

    let taken = office.post(&chen, "/users", li()).await;
    assert_eq!((taken.status, taken.problem()), (StatusCode::CONFLICT, "conflict"));
    let users = office.get(&chen, "/users").await;
    let logins: Vec<_> = users.json["users"].as_array().unwrap().iter().map(|user| &user["login"]).collect();
    assert_eq!(logins, ["chen", "li", "wang"]);
}

#[tokio::test]
async fn a_fault_in_an_account_says_where_it_is() {
    let office = Office::open().await;
    let chen = office.log_in("chen").await;
    for (member, value) in [("login", "Li Si"), ("display_name", " "), ("township_code", "42"), ("password", "short")] {
        let mut wanted = li();
        wanted[member] = json!(value);
        let answer = office.post(&chen, "/users", wanted).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
        assert_eq!(answer.json["errors"][0]["pointer"], format!("/{member}"));
    }
}

#[tokio::test]
async fn disabling_an_account_ends_its_sessions_and_tokens_at_once() {
    let office = Office::open().await;
    let (chen, wang) = (office.log_in("chen").await, office.log_in("wang").await);
    let token = json!({ "name": "导出", "scopes": ["read"], "expires_at": "2023-06-30" });
    let made = office.post(&wang, "/me/tokens", token).await;
    let program =
        super::Client::default().with("Authorization", format!("Bearer {}", made.json["token"].as_str().unwrap()));
    assert_eq!(office.get(&program, "/me").await.status, StatusCode::OK);

    let disabled = office.send(&chen, "POST", "/users/wang/disable", None).await;
    assert_eq!(disabled.json["disabled_at"], "2023-03-01T00:00:00Z");
    let enabled = office.send(&chen, "POST", "/users/wang/enable", None).await;
    assert_eq!((enabled.status, &enabled.json["disabled_at"]), (StatusCode::OK, &Value::Null));

    assert_eq!(office.get(&wang, "/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.get(&program, "/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.try_to_log_in("wang", PASSWORD).await.status, StatusCode::OK);
    assert_eq!(
        office.events_of("wang").await,
        ["created", "logged_in", "token_made", "token_revoked", "disabled", "enabled", "logged_in"]
    );
}

#[tokio::test]
async fn the_last_administrator_stays_in_office_even_when_two_go_at_once() {
    let office = Office::open().await;
    let chen = office.log_in("chen").await;
    let alone = office.send(&chen, "POST", "/users/chen/disable", None).await;
    assert_eq!((alone.status, alone.problem()), (StatusCode::CONFLICT, "conflict"));

    office.add("zhao", Role::Admin).await;
    let db = &office.accounts.db;
    let (one, other) = ("chen".parse().unwrap(), "zhao".parse().unwrap());
    let (first, second) = tokio::join!(
        service::disable_user(db, &Actor::Operator, &one),
        service::disable_user(db, &Actor::Operator, &other)
    );
    let refused = [first, second].into_iter().filter(|done| matches!(done, Err(Refusal::LastAdmin))).count();
    assert_eq!(refused, 1);
}

#[tokio::test]
async fn an_unknown_account_is_not_found() {
    let office = Office::open().await;
    let chen = office.log_in("chen").await;
    for login in ["nobody", "NOT-A-LOGIN"] {
        let answer = office.send(&chen, "POST", &format!("/users/{login}/disable"), None).await;
        assert_eq!((answer.status, answer.problem()), (StatusCode::NOT_FOUND, "not-found"));
    }
}

#[tokio::test]
async fn demonstration_accounts_are_made_once() {
    let office = Office::open().await;
    let township = "429006101".parse().unwrap();
    for _ in 0..2 {
        service::demo_accounts(&office.accounts.db, &office.accounts.ids, &township).await.unwrap();
    }
    assert_eq!(office.events_of("demo-clerk").await, ["created"]);
    assert_eq!(office.try_to_log_in("demo-leader", service::DEMO_PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn accounts_and_what_happened_to_them_cannot_be_deleted() {
    let office = Office::open().await;
    let (client, connection) = office.accounts.db.config().connect(tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    for statement in ["delete from user_account", "delete from account_event", "update account_event set actor = 'x'"] {
        assert!(client.batch_execute(statement).await.is_err(), "{statement}");
    }
}
