//! Signing in and out.

use axum::http::{StatusCode, header};
use serde_json::json;
use time::Duration;

use super::{Client, Office, PASSWORD};
use crate::kernel::actor::Role;

#[tokio::test]
async fn who_knows_the_password_is_signed_in_until_he_signs_out() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;

    let me = office.get(&wang, "/me").await;
    assert_eq!(me.status, StatusCode::OK);
    assert_eq!(me.json["user"]["login"], "wang");
    assert_eq!(me.json["user"]["role"], "naming_officer");
    assert_eq!(me.json["expires_at"], "2023-03-01T12:00:00Z");
    assert_eq!(me.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(Some(me.json["csrf_token"].as_str().unwrap()), wang.0.last().map(|(_, value)| value.as_str()));

    assert_eq!(office.send(&wang, "POST", "/logout", None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(office.get(&wang, "/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.events_of("wang").await, ["created", "logged_in", "logged_out"]);
}

#[tokio::test]
async fn unknown_login_wrong_password_and_disabled_account_get_the_same_answer() {
    let office = Office::open().await;
    let chen = office.log_in("chen").await;
    office.add("gone", Role::Archivist).await;
    assert_eq!(office.send(&chen, "POST", "/users/gone/disable", None).await.status, StatusCode::OK);

    let wrong = office.try_to_log_in("wang", "wrong horse").await;
    assert_eq!((wrong.status, wrong.problem()), (StatusCode::UNAUTHORIZED, "not-signed-in"));
    for (login, password) in [("nobody", PASSWORD), ("gone", PASSWORD), ("NOT A LOGIN", PASSWORD)] {
        assert_eq!(office.try_to_log_in(login, password).await.json, wrong.json, "{login}");
    }
}

#[tokio::test]
async fn after_five_failures_a_login_waits_even_with_the_right_password() {
    let office = Office::open().await;
    for _ in 0..5 {
        assert_eq!(office.try_to_log_in("wang", "wrong horse").await.status, StatusCode::UNAUTHORIZED);
    }
    office.clock.advance(Duration::minutes(14));
    let refused = office.try_to_log_in("wang", PASSWORD).await;
    assert_eq!((refused.status, refused.problem()), (StatusCode::TOO_MANY_REQUESTS, "too-many-requests"));
    assert_eq!(refused.headers[header::RETRY_AFTER], "61");
    assert_eq!(office.try_to_log_in("chen", PASSWORD).await.status, StatusCode::OK);

    office.clock.advance(Duration::minutes(1));
    assert_eq!(office.try_to_log_in("wang", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn five_attempts_at_once_are_counted_one_after_the_other() {
    let office = Office::open().await;
    let attempts = (0..8).map(|_| office.try_to_log_in("wang", "wrong horse"));
    let answers = futures_util::future::join_all(attempts).await;
    let tried = answers.iter().filter(|answer| answer.status == StatusCode::UNAUTHORIZED).count();
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn an_address_waits_after_twenty_failures_over_all_logins() {
    let office = Office::open().await;
    for guess in 0..20 {
        assert_eq!(office.try_to_log_in(&format!("guess-{guess}"), "x").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(office.try_to_log_in("wang", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn signing_in_forgives_the_failures_before_it() {
    let office = Office::open().await;
    for _ in 0..2 {
        for _ in 0..4 {
            assert_eq!(office.try_to_log_in("wang", "wrong horse").await.status, StatusCode::UNAUTHORIZED);
        }
        office.clock.advance(Duration::seconds(1));
        assert_eq!(office.try_to_log_in("wang", PASSWORD).await.status, StatusCode::OK);
        office.clock.advance(Duration::seconds(1));
    }
}

#[tokio::test]
async fn another_site_cannot_sign_its_visitor_in() {
    let office = Office::open().await;
    let evil = Client::default().with("Host", "names.example").with("Origin", "https://evil.example");
    let answer = office.post(&evil, "/login", json!({ "login": "wang", "password": PASSWORD })).await;
    assert_eq!((answer.status, answer.problem()), (StatusCode::FORBIDDEN, "not-allowed"));
}

#[tokio::test]
async fn a_session_changes_nothing_without_its_own_csrf_token() {
    let office = Office::open().await;
    let (chen, wang) = (office.log_in("chen").await, office.log_in("wang").await);
    let wangs_token = &wang.0[1].1;
    let site = |site: &str| chen.clone().with("Sec-Fetch-Site", site);
    for forged in
        [chen.clone().without("X-CSRF-Token"), chen.clone().with("X-CSRF-Token", wangs_token), site("cross-site")]
    {
        let answer = office.send(&forged, "POST", "/users/wang/disable", None).await;
        assert_eq!((answer.status, answer.problem()), (StatusCode::FORBIDDEN, "not-allowed"));
    }
    // A form without the token is nobody's, and nobody may do this.
    let form = chen.clone().without("X-CSRF-Token").with("Content-Type", "application/x-www-form-urlencoded");
    let answer = office.send(&form, "POST", "/users/wang/disable", None).await;
    assert_eq!((answer.status, answer.problem()), (StatusCode::UNAUTHORIZED, "not-signed-in"));
    assert_eq!(office.get(&chen.clone().without("X-CSRF-Token"), "/users").await.status, StatusCode::OK);
    let answer = office.send(&site("same-origin"), "POST", "/users/wang/disable", None).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_out_of_use_for_two_hours_is_over_and_its_cookie_is_taken_back() {
    let office = Office::open().await;
    let wang = office.log_in("wang").await;
    for _ in 0..3 {
        office.clock.advance(Duration::minutes(119));
        assert_eq!(office.get(&wang, "/me").await.status, StatusCode::OK);
    }
    office.clock.advance(Duration::minutes(121));
    let answer = office.get(&wang, "/me").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().starts_with("mingjie_session=; Path=/; Max-Age=0"));
    let again = office.post(&wang, "/login", json!({ "login": "wang", "password": PASSWORD })).await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_needs_the_present_one() {
    let office = Office::open().await;
    let (desk, phone) = (office.log_in("wang").await, office.log_in("wang").await);
    let change = async |present: &str, new: &str| {
        office.post(&desk, "/me/password", json!({ "present_password": present, "password": new })).await
    };
    let wrong = change("wrong horse", "battery staple").await;
    assert_eq!(
        (wrong.status, &wrong.json["errors"][0]["pointer"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("/present_password"))
    );
    assert_eq!(change(PASSWORD, "short").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(change(PASSWORD, "battery staple").await.status, StatusCode::NO_CONTENT);

    for session in [&desk, &phone] {
        assert_eq!(office.get(session, "/me").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(office.try_to_log_in("wang", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(office.try_to_log_in("wang", "battery staple").await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_credentials_nobody_asks_the_database() {
    let mut office = Office::open().await;
    let mut nowhere = tokio_postgres::Config::new();
    nowhere.host("/nonexistent").user("nobody");
    let db = crate::db::Db::new(nowhere, 1, office.clock.clone());
    let accounts = super::Accounts { db, ..office.accounts.clone() };
    let public = axum::Router::new().route("/api/v1/accounts/public", axum::routing::get(async || ()));
    office.router = public
        .layer(axum::middleware::from_fn_with_state(std::sync::Arc::new(accounts), crate::accounts::authenticate));
    assert_eq!(office.get(&Client::default(), "/public").await.status, StatusCode::OK);
    let bearer = Client::default().with("Authorization", format!("Bearer mj_{}", "0".repeat(64)));
    assert_eq!(office.get(&bearer, "/public").await.status, StatusCode::SERVICE_UNAVAILABLE);
}
