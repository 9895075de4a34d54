//! `/api/v1/obligations`

use axum::http::{Method, StatusCode};
use mingjie::{
    accounts::{NewToken, NewUser, Scope, Secret, service as accounts},
    kernel::actor::{Actor, Role},
    obligations::{LimitKind, New, Subject, service},
};
use serde_json::{Value, json};
use time::{Date, Duration, macros::date};
use uuid::Uuid;

use crate::support::TestApp;

const PASSWORD: &str = "correct-horse-battery";

/// What is due in a case; today is 1 July 2023, a Saturday.
pub(super) async fn begin(app: &TestApp, kind: LimitKind, begins_on: Date, township: Option<&str>) -> Subject {
    let subject = Subject::naming_case(app.ids().next::<Uuid>());
    let tx = app.db().write("obligations.tests", &Actor::Operator).await.unwrap();
    let new = New {
        subject,
        part: None,
        kind,
        begins_on,
        township_code: township,
        responsible: Role::NamingOfficer,
        label: "2023-0007 七条镇级道路命名",
    };
    service::open(&tx, app.ids(), new).await.unwrap();
    tx.commit().await.unwrap();
    subject
}

/// A token of the clerk of a township.
async fn clerk(app: &TestApp, login: &str, township: Option<&str>) -> String {
    let township = township.map(|code| code.parse().unwrap());
    let (login, password) = (login.parse().unwrap(), Secret::new(PASSWORD.to_owned()));
    let new = NewUser::new(login, "某人".parse().unwrap(), Role::TownshipClerk, township, password).unwrap();
    let user = accounts::add_user(app.db(), app.ids(), &Actor::Operator, new).await.unwrap();
    let now = app.db().clock().now();
    let new = NewToken::new("t".parse().unwrap(), vec![Scope::Read], now + Duration::days(9), now).unwrap();
    let made = accounts::make_token(app.db(), app.ids(), &Actor::Operator, &user.login, new).await.unwrap();
    made.1.reveal().clone()
}

async fn list(app: &TestApp, query: &str) -> Value {
    let path = format!("/api/v1/obligations{query}");
    app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json()
}

fn due_days(page: &Value) -> Vec<&str> {
    page["obligations"].as_array().unwrap().iter().map(|one| one["due_on"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_obligation_says_what_is_due_when_and_by_which_article() {
    let app = TestApp::new().await;
    let subject = begin(&app, LimitKind::Filing, date!(2023 - 06 - 23), Some("429006101")).await;
    let page = list(&app, "").await;
    assert_eq!(page["today"], "2023-07-01");
    assert_eq!(page["working_days_known_until"], "2026-12-31");
    let one = &page["obligations"][0];
    assert_eq!(one["label"], "2023-0007 七条镇级道路命名");
    assert_eq!(
        (&one["kind"]["code"], &one["kind"]["zh"], &one["kind"]["en"]),
        (&json!("filing"), &json!("备案"), &json!("filing"))
    );
    assert_eq!(
        one["basis"],
        json!({
            "article": "R753-13", "statutory": true, "zh": "《地名管理条例》第十三条",
            "en": "Regulations on Place Names (State Council Order 753) art. 13",
        })
    );
    assert_eq!(
        (&one["days"], &one["day_count"], &one["starts_from"]["zh"]),
        (&json!(15), &json!("calendar"), &json!("批准"))
    );
    // Saturday the 8th: not shifted, the Monday beside it.
    assert_eq!(
        (&one["begins_on"], &one["due_on"], &one["next_working_day"]),
        (&json!("2023-06-23"), &json!("2023-07-08"), &json!("2023-07-10"))
    );
    assert_eq!(
        (&one["days_left"], &one["working_days_left"], &one["overdue_by_days"]),
        (&json!(7), &json!(5), &json!(0))
    );
    assert_eq!(one["state"], "open");
    assert_eq!(one["subject"]["address"], format!("/api/v1/naming-cases/{}", subject.id));
}

#[tokio::test]
async fn the_list_filters_by_day_kind_subject_and_state_and_counts_all() {
    let app = TestApp::new().await;
    let late = begin(&app, LimitKind::Filing, date!(2023 - 06 - 10), None).await;
    let soon = begin(&app, LimitKind::Announcement, date!(2023 - 06 - 19), None).await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 20), None).await;
    let gone = begin(&app, LimitKind::Supplement, date!(2023 - 06 - 20), None).await;
    let tx = app.db().write("obligations.tests", &Actor::Operator).await.unwrap();
    service::drop_all(&tx, gone, date!(2023 - 06 - 28), "申请人撤回").await.unwrap();
    tx.commit().await.unwrap();

    let page = list(&app, "").await;
    assert_eq!(due_days(&page), ["2023-06-25", "2023-07-04", "2023-07-05"]);
    assert_eq!(page["counts"], json!({ "open": 3, "due_within_3_days": 1, "overdue": 1, "stopped": 0 }));
    assert_eq!(page["obligations"][0]["overdue_by_days"], 6);
    assert_eq!(page["obligations"][0]["days_left"], 0);

    assert_eq!(due_days(&list(&app, "?due_before=2023-07-05").await), ["2023-06-25", "2023-07-04"]);
    assert_eq!(due_days(&list(&app, "?due_after=2023-07-04").await), ["2023-07-05"]);
    assert_eq!(due_days(&list(&app, "?kind=filing").await), ["2023-06-25", "2023-07-05"]);
    assert_eq!(due_days(&list(&app, &format!("?subject={}", soon.id)).await), ["2023-07-04"]);
    let dropped = list(&app, "?state=dropped").await;
    assert_eq!(dropped["obligations"][0]["dropped_because"], "申请人撤回");

    let tx = app.db().write("obligations.tests", &Actor::Operator).await.unwrap();
    service::meet(&tx, late, None, LimitKind::Filing, date!(2023 - 06 - 30)).await.unwrap();
    tx.commit().await.unwrap();
    let met = list(&app, "?state=met").await;
    assert_eq!(
        (&met["obligations"][0]["met_on"], &met["obligations"][0]["overdue_by_days"]),
        (&json!("2023-06-30"), &json!(5))
    );
    assert_eq!(list(&app, "?state=all").await["obligations"].as_array().unwrap().len(), 4);
    for bad in ["?state=late", "?due_before=5", "?cursor=x", "?kind=x", "?subject=x", "?limit=0"] {
        let path = format!("/api/v1/obligations{bad}");
        app.get(&path).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn pages_hold_each_obligation_once_also_those_of_one_day() {
    let app = TestApp::new().await;
    for _ in 0..7 {
        begin(&app, LimitKind::Filing, date!(2023 - 06 - 20), None).await;
    }
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 21), None).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = list(&app, &format!("?limit=3{cursor}")).await;
        seen.extend(page["obligations"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        // What is added before the place where one is does not shift the pages.
        begin(&app, LimitKind::Filing, date!(2023 - 06 - 01), None).await;
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 8);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 8);
}

#[tokio::test]
async fn a_clerk_sees_the_own_township_and_a_clerk_without_one_nothing() {
    let app = TestApp::new().await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 20), Some("429006101")).await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 21), Some("429006102")).await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 22), None).await;
    for (login, township, expected) in [("clerk-a", Some("429006101"), 1), ("clerk-b", None, 0)] {
        let bearer = format!("Bearer {}", clerk(&app, login, township).await);
        let answer = app.get("/api/v1/obligations").header("authorization", &bearer).send().await;
        let page = answer.expect(StatusCode::OK).json();
        assert_eq!(page["obligations"].as_array().unwrap().len(), expected, "{login}");
        assert_eq!(page["counts"]["open"], expected, "{login}");
    }
}

/// A browser in which someone is signed in: cookie and token against forged requests.
struct Browser(String, String);

impl Browser {
    async fn of(app: &TestApp, login: &str) -> Self {
        let body = json!({ "login": login, "password": PASSWORD });
        let answer = app.post("/api/v1/accounts/login").json(&body).send().await.expect(StatusCode::OK);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Self(cookie, answer.json()["csrf_token"].as_str().unwrap().to_owned())
    }

    /// Calls the address of the feed.
    async fn feed(&self, app: &TestApp, method: Method) -> crate::support::app::Answer {
        let call = app.call(method, "/api/v1/obligations/feed").header("host", "names.example");
        call.header("cookie", &self.0).header("x-csrf-token", &self.1).send().await
    }

    /// Makes a feed and returns its path.
    async fn make_feed(&self, app: &TestApp) -> String {
        let answer = self.feed(app, Method::POST).await.expect(StatusCode::CREATED);
        assert_eq!(answer.header("cache-control"), "no-store");
        let address = answer.json()["address"].as_str().unwrap().to_owned();
        address.strip_prefix("http://names.example").unwrap().to_owned()
    }
}

/// How many events a calendar holds for another program.
fn events(text: &str) -> usize {
    let calendar: icalendar::Calendar = text.parse().unwrap();
    calendar.components.iter().filter(|component| component.as_event().is_some()).count()
}

#[tokio::test]
async fn a_feed_opens_by_its_secret_until_it_is_replaced_ended_or_its_owner_disabled() {
    let app = TestApp::new().await;
    let subject = begin(&app, LimitKind::Filing, date!(2023 - 06 - 20), None).await;
    app.token(Role::NamingOfficer).await;
    let browser = Browser::of(&app, "test-naming-officer").await;
    let first = browser.make_feed(&app).await;
    let answer = app.get(&first).send().await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(events(&answer.text()), 1);

    // Asked again it is not sent again, until something changed.
    let tag = answer.header("etag").to_owned();
    app.get(&first).header("if-none-match", &tag).send().await.expect(StatusCode::NOT_MODIFIED);
    let tx = app.db().write("obligations.tests", &Actor::Operator).await.unwrap();
    service::meet(&tx, subject, None, LimitKind::Filing, date!(2023 - 06 - 30)).await.unwrap();
    tx.commit().await.unwrap();
    let changed = app.get(&first).header("if-none-match", &tag).send().await.expect(StatusCode::OK);
    assert_eq!(events(&changed.text()), 0);

    // Only the digest is kept.
    let secret = first.rsplit('/').next().unwrap();
    let row = app.client().await.query_one("select secret_digest from obligation_feed", &[]).await.unwrap();
    let kept: Vec<u8> = row.get(0);
    assert_eq!((secret.len(), kept.len()), (64, 32));
    assert!(!secret.starts_with(&format!("{:02x}{:02x}{:02x}", kept[0], kept[1], kept[2])));

    let second = browser.make_feed(&app).await;
    app.get(&first).send().await.expect(StatusCode::NOT_FOUND);
    app.get(&second).send().await.expect(StatusCode::OK);
    let login = "test-naming-officer".parse().unwrap();
    accounts::disable_user(app.db(), &Actor::Operator, &login).await.unwrap();
    app.get(&second).send().await.expect(StatusCode::NOT_FOUND);
    accounts::enable_user(app.db(), &Actor::Operator, &login).await.unwrap();
    let browser = Browser::of(&app, "test-naming-officer").await;
    browser.feed(&app, Method::DELETE).await.expect(StatusCode::NO_CONTENT);
    app.get(&second).send().await.expect(StatusCode::NOT_FOUND);
    browser.feed(&app, Method::DELETE).await.expect(StatusCode::NOT_FOUND);
    for bad in ["x", &"0".repeat(64), "%E7%A7%98"] {
        app.get(&format!("/api/v1/obligations/feed/{bad}")).send().await.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_token_makes_no_feed_that_would_outlive_it() {
    let app = TestApp::new().await;
    let refused = app.post("/api/v1/obligations/feed").role(Role::NamingOfficer).send().await;
    refused.expect(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_feed_of_a_clerk_holds_the_own_township_only() {
    let app = TestApp::new().await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 20), Some("429006101")).await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 21), Some("429006102")).await;
    begin(&app, LimitKind::Filing, date!(2023 - 06 - 22), None).await;
    clerk(&app, "clerk-a", Some("429006101")).await;
    let path = Browser::of(&app, "clerk-a").await.make_feed(&app).await;
    let text = app.get(&path).send().await.expect(StatusCode::OK).text();
    assert_eq!(events(&text), 1);
    assert!(text.contains("DTSTART;VALUE=DATE:20230705\r\n"), "{text}");
}
