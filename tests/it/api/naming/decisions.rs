//! Decisions of the approving authority.

use axum::http::StatusCode;
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

use crate::support::{Bureau, Who, bureau::street};

/// A case of three streets before the approving authority, and its items.
async fn three(bureau: &Bureau) -> (String, Vec<String>) {
    let proposed: Vec<Value> = (0..3).map(|_| street(bureau.number())).collect();
    let case = bureau.open("name", &proposed).await;
    bureau.bring(&case, StateCode::Reported).await;
    let items = bureau.items(&case).await;
    (case, items)
}

/// A decision of today with another value for a member.
fn with(bureau: &Bureau, member: &str, value: Value) -> Value {
    let mut decision = bureau.body("decide");
    decision[member] = value;
    decision
}

async fn states(bureau: &Bureau, case: &str) -> Vec<Value> {
    let file = bureau.file(case).await;
    file["items"].as_array().unwrap().iter().map(|item| item["state"].clone()).collect()
}

#[tokio::test]
async fn a_decision_is_of_a_day_since_the_report_and_not_to_come() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::NoticeDone).await;
    bureau.wait(3);
    bureau.bring(&case, StateCode::Reported).await;
    for days in [1, -1] {
        let decision = with(&bureau, "decided_on", json!(bureau.today() + Duration::days(days)));
        let refused = bureau.decide(&case, &decision).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/decided_on");
    }
    bureau.wait(2);
    let decision = with(&bureau, "decided_on", json!(bureau.today() - Duration::days(1)));
    bureau.decide(&case, &decision).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn an_item_is_decided_once_and_must_be_of_the_case() {
    let bureau = Bureau::new().await;
    let (case, items) = three(&bureau).await;
    let refused = |item: &str| json!({ "item_id": item, "reason": "另拟" });
    let decision = |approved: Value, refused: Value| {
        let mut decision = with(&bureau, "approved", approved);
        decision["refused"] = refused;
        decision
    };
    let (stranger, one) = (Uuid::nil().to_string(), items[0].as_str());
    for (pointer, wrong) in [
        ("/approved/0", decision(json!([stranger]), json!([]))),
        ("/refused/0/item_id", decision(Value::Null, json!([refused(&stranger)]))),
        ("/refused", decision(json!([one, one]), json!([]))),
        ("/refused", decision(json!([one]), json!([refused(one)]))),
        ("/refused", decision(json!([]), json!([refused(one), refused(one)]))),
    ] {
        let answer = bureau.decide(&case, &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.text());
    }
    let nothing = bureau.decide(&case, &decision(json!([]), json!([]))).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nothing.json()["errors"][0]["pointer"], "/approved", "{}", nothing.text());
    assert_eq!(states(&bureau, &case).await, ["open", "open", "open"]);
    assert_eq!(bureau.file(&case).await["decisions"], json!([]));
}

#[tokio::test]
async fn names_are_approved_one_now_one_later_and_one_never() {
    let bureau = Bureau::new().await;
    let (case, items) = three(&bureau).await;
    bureau.decide(&case, &with(&bureau, "approved", json!([items[1]]))).await.expect(StatusCode::OK);
    assert_eq!(states(&bureau, &case).await, ["open", "approved", "open"]);
    assert_eq!(bureau.state(&case).await, "reported");
    // What was approved goes its way while the rest is open, also when the case is at rest.
    let first = bureau.decision(&case).await;
    bureau.done(Who::Officer, &case, "suspend", &bureau.body("suspend")).await;
    bureau.file_decision(&case, &first).await;
    bureau.done(Who::Officer, &case, "resume", &json!({})).await;
    bureau.announce(&case, &first).await;
    // It cannot be taken back as if nothing had been approved.
    let back = bureau.act(Who::Clerk, &case, "withdraw", &bureau.body("withdraw")).await.expect(StatusCode::CONFLICT);
    assert_eq!((&back.json()["state"], &back.json()["action"]), (&json!("reported"), &json!("withdraw")));

    bureau.wait(5);
    bureau.decide(&case, &with(&bureau, "approved", json!([items[0]]))).await.expect(StatusCode::OK);
    let second = bureau.decision(&case).await;
    bureau.file_decision(&case, &second).await;
    bureau.announce(&case, &second).await;
    assert_eq!(bureau.state(&case).await, "reported");
    // The last one is refused: everything that was approved is filed and announced, so that the case is recorded.
    let rest = json!([{ "item_id": items[2], "reason": "另拟名称" }]);
    let answer = bureau.decide(&case, &with(&bureau, "refused", rest)).await.expect(StatusCode::OK).json();
    assert_eq!(answer["state"], "recorded");
    assert_eq!(states(&bureau, &case).await, ["approved", "approved", "refused"]);
    let file = bureau.file(&case).await;
    assert_eq!(file["items"][2]["closed_reason"], "另拟名称");
    assert_eq!(file["items"][2]["place_id"], Value::Null);
    assert_eq!(file["events_whole"], true);
    // Signs stand after the last approval.
    bureau.sync(&case).await;
    let mut early = bureau.body("close");
    early["signs_installed_on"] = json!(bureau.today() - Duration::days(1));
    let refused = bureau.act(Who::Officer, &case, "close", &early).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/signs_installed_on");
    bureau.bring(&case, StateCode::Closed).await;
    let due = bureau.file(&case).await["obligations"].clone();
    assert!(due.as_array().unwrap().iter().all(|due| !due["met_on"].is_null()), "{due}");
}

#[tokio::test]
async fn a_case_of_which_everything_is_refused_is_rejected_and_its_names_are_free() {
    let bureau = Bureau::new().await;
    let proposed = street(bureau.number());
    let case = bureau.open("name", std::slice::from_ref(&proposed)).await;
    bureau.bring(&case, StateCode::Rejected).await;
    assert_eq!(states(&bureau, &case).await, ["refused"]);
    let again = bureau.open("name", &[proposed]).await;
    bureau.bring(&again, StateCode::Submitted).await;
}

/// A street with a name that a case gave it a day ago; that case, the street and its name before.
async fn renamed(bureau: &Bureau) -> (String, String) {
    let (place, _) = bureau.known_street().await;
    let case = bureau.open("rename", &[renaming(bureau, &place)]).await;
    bureau.bring(&case, StateCode::Closed).await;
    bureau.wait(1);
    (case, place)
}

fn renaming(bureau: &Bureau, place: &str) -> Value {
    let mut proposed = street(bureau.number());
    proposed["place_id"] = json!(place);
    proposed
}

#[tokio::test]
async fn a_decision_of_which_one_item_cannot_be_carried_out_leaves_nothing() {
    let bureau = Bureau::new().await;
    let (kept, old) = bureau.known_street().await;
    let (earlier, changed) = renamed(&bureau).await;
    let case = bureau.open("rename", &[renaming(&bureau, &kept), renaming(&bureau, &changed)]).await;
    bureau.bring(&case, StateCode::Reported).await;
    bureau.done(Who::Leader, &earlier, "revoke", &bureau.body("revoke")).await;

    bureau.wait(1);
    let before = bureau.file(&case).await;
    let refused = bureau.decide(&case, &bureau.body("decide")).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/items/1/place_id", "{}", refused.text());
    assert_eq!(bureau.file(&case).await, before);
    let place = bureau.app.get(&format!("/api/v1/places/{kept}")).send().await.expect(StatusCode::OK).json();
    assert_eq!(place["name"], old);
    // Without it the other one is decided.
    let out = format!("items/{}/take-out", bureau.items(&case).await[1]);
    bureau.done(Who::Officer, &case, &out, &json!({ "reason": "已恢复原名" })).await;
    bureau.decide(&case, &bureau.body("decide")).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn what_changed_since_it_was_written_is_not_applied_for() {
    let bureau = Bureau::new().await;
    let (earlier, place) = renamed(&bureau).await;
    let case = bureau.open("cancel", &[json!({ "place_id": place })]).await;
    bureau.done(Who::Leader, &earlier, "revoke", &bureau.body("revoke")).await;
    let refused = bureau.act(Who::Clerk, &case, "submit", &json!({})).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/items/0/place_id", "{}", refused.text());
}

#[tokio::test]
async fn the_filing_goes_to_the_authority_of_the_level_that_the_law_says() {
    let bureau = Bureau::new().await;
    for (kind, receiver) in
        [("government", "湖北省民政厅"), ("place_name_authority", "湖北省民政厅"), ("department", "天门市民政局")]
    {
        let case = bureau.case_in(StateCode::Reported).await;
        let decided = bureau.decide(&case, &with(&bureau, "authority_kind", json!(kind))).await.expect(StatusCode::OK);
        assert_eq!(decided.json()["filings"][0]["receiver"], receiver, "{kind}");
    }
}

#[tokio::test]
async fn nothing_is_filed_or_announced_before_something_was_approved_nor_offered() {
    let bureau = Bureau::new().await;
    let (case, items) = three(&bureau).await;
    let offered = async || -> Vec<Value> {
        let file = bureau.file(&case).await;
        file["steps"].as_array().unwrap().iter().map(|step| step["action"].clone()).collect()
    };
    let (before, back) = (offered().await, json!("withdraw"));
    assert!(!before.contains(&json!("file")) && !before.contains(&json!("announce")) && before.contains(&back));
    bureau.decide(&case, &with(&bureau, "approved", json!([items[1]]))).await.expect(StatusCode::OK);
    let after = offered().await;
    assert!(
        after.contains(&json!("file")) && after.contains(&json!("announce")) && !after.contains(&back),
        "{after:?}"
    );
}
