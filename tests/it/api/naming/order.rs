//! Steps out of order: every action in every state that does not allow it.

use axum::http::{Method, StatusCode};
use mingjie::naming::{Action, CaseState, StateCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Bureau, Who, bureau::street};

/// The state that a case is in which the bureau brought to it.
fn whole(code: StateCode) -> CaseState {
    let of_code = CaseState::ALL.iter().filter(|state| state.code() == code);
    let accepted = |state: &&CaseState| match state {
        CaseState::Suspended { from } => from.state() == CaseState::Accepted,
        _ => true,
    };
    *of_code.clone().find(accepted).unwrap()
}

/// Who takes an action, at which address below the case, and with what.
fn request(bureau: &Bureau, action: Action, item: &str) -> Option<(Who, String, Value)> {
    let officer = |step: &str| Some((Who::Officer, step.to_owned(), bureau.body(step)));
    match action {
        Action::Edit => Some((Who::Officer, "items".into(), json!({ "items": [street(999)] }))),
        Action::Spell => Some((Who::Officer, format!("items/{item}/pinyin"), json!({ "choices": ["lù"] }))),
        Action::TakeOut => Some((Who::Officer, format!("items/{item}/take-out"), json!({ "reason": "原因" }))),
        Action::Settle => {
            Some((Who::Officer, format!("items/{item}/settle"), json!({ "verdict": "N09", "reason": "原因" })))
        }
        Action::OpenNotice => officer("notices"),
        Action::File => {
            Some((Who::Officer, format!("filings/{}/send", Uuid::nil()), json!({ "sent_on": bureau.today() })))
        }
        Action::Announce => Some((Who::Officer, "announcements".into(), json!({ "decision_id": Uuid::nil() }))),
        Action::Approve => Some((Who::Leader, "decide".into(), bureau.body("decide"))),
        Action::Report | Action::Revoke => Some((Who::Leader, action.code().into(), bureau.body(action.code()))),
        // They follow from others.
        Action::DecideInPart | Action::Reject | Action::Record => None,
        other => officer(other.code()),
    }
}

#[tokio::test]
async fn a_step_out_of_order_is_refused_and_the_problem_names_state_action_and_article() {
    let bureau = Bureau::new().await;
    for code in StateCode::ALL {
        let case = bureau.case_in(*code).await;
        let item = bureau.items(&case).await.remove(0);
        let (before, tag) = (bureau.file(&case).await, bureau.tag(&case).await);
        let mut refused = 0;
        for action in Action::ALL.iter().filter(|action| whole(*code).after(**action).is_err()) {
            let Some((who, step, body)) = request(&bureau, *action, &item) else { continue };
            let path = format!("/api/v1/naming-cases/{case}/{step}");
            let call = bureau.call(who, Method::POST, &path).await.header("if-match", &tag);
            let answer = call.json(&body).send().await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{code} {action}: {}", answer.text());
            let problem = answer.json();
            assert_eq!(problem["state"], code.code(), "{action}: {problem}");
            assert_eq!(problem["action"], action.code(), "{code}: {problem}");
            let cites = problem["article"]["zh"].as_str().is_some_and(|article| article.contains('条'));
            assert_eq!(cites, action.basis() != "local", "{code} {action}: {problem}");
            refused += 1;
        }
        assert!(refused >= 10, "{code}: {refused}");
        let after = bureau.file(&case).await;
        assert_eq!((&before["version"], &before["events"]), (&after["version"], &after["events"]), "{code}");
    }
}

#[tokio::test]
async fn a_case_offers_exactly_the_steps_that_its_state_allows() {
    let bureau = Bureau::new().await;
    for code in [StateCode::Draft, StateCode::Argued, StateCode::Approved, StateCode::Lapsed, StateCode::Suspended] {
        let file = bureau.file(&bureau.case_in(code).await).await;
        let offered: Vec<_> = file["steps"].as_array().unwrap().iter().map(|step| step["action"].clone()).collect();
        let officer = mingjie::kernel::actor::Role::NamingOfficer;
        let expected: Vec<Value> = whole(code)
            .allows()
            .filter(|action| mingjie::naming::policy::roles(*action).contains(&officer))
            .filter(|action| !matches!(action, Action::DecideInPart | Action::Reject | Action::Record))
            .map(|action| action.code().into())
            .collect();
        assert_eq!(offered, expected, "{code}");
    }
}

#[tokio::test]
async fn a_case_lapses_only_after_the_supplement_was_due() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Returned).await;
    let early = bureau.act(Who::Officer, &case, "lapse", &bureau.body("lapse")).await.expect(StatusCode::CONFLICT);
    let due_on = early.json()["due_on"].as_str().unwrap().to_owned();
    while bureau.today().to_string() < due_on {
        bureau.wait(1);
    }
    bureau.act(Who::Officer, &case, "lapse", &bureau.body("lapse")).await.expect(StatusCode::CONFLICT);
    bureau.wait(1);
    bureau.done(Who::Officer, &case, "lapse", &bureau.body("lapse")).await;
    let file = bureau.file(&case).await;
    assert!(file["obligations"].as_array().unwrap().iter().all(|due| due["met_on"] != due["dropped_on"]), "{file}");
}

#[tokio::test]
async fn a_case_at_rest_goes_on_where_it_was() {
    let bureau = Bureau::new().await;
    for code in [StateCode::Submitted, StateCode::Argued, StateCode::NoticeDone, StateCode::Reported] {
        let case = bureau.case_in(code).await;
        for _ in 0..2 {
            bureau.done(Who::Officer, &case, "suspend", &bureau.body("suspend")).await;
            assert_eq!(bureau.file(&case).await["suspended_from"], code.code());
            bureau.done(Who::Leader, &case, "resume", &json!({})).await;
            assert_eq!(bureau.state(&case).await, code.code());
        }
    }
}

#[tokio::test]
async fn the_api_document_says_in_which_states_a_step_is_open_and_which_papers_it_takes() {
    let bureau = Bureau::new().await;
    let mut told = 0;
    for route in bureau.app.routes() {
        let Some(step) = route.path().strip_prefix("/api/v1/naming-cases/{case_id}/") else { continue };
        let Some(action) = Action::ALL.iter().find(|action| action.code() == step) else { continue };
        let document = route.operation().document();
        let description = document["description"].as_str().unwrap();
        let states = CaseState::ALL.iter().filter(|state| state.after(*action).is_ok());
        assert!(states.clone().all(|state| description.contains(state.code().title().0)), "{step}: {description}");
        assert!(action.papers().iter().all(|paper| description.contains(&paper.title().zh)), "{step}: {description}");
        told += 1;
    }
    assert!(told > 10, "{told}");
}

#[tokio::test]
async fn a_day_in_a_body_is_of_a_year_that_can_be_meant_and_told_with_its_place() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    let filing = |step: &str| format!("filings/{}/{step}", Uuid::nil());
    let of = |step: &str, member: &str, day: &str| {
        let mut body = bureau.body(step);
        body[member] = json!(day);
        body
    };
    for day in ["-4713-01-01", "0000-01-01", "9999-12-31", "2023-7-1", "昨天"] {
        let reply = json!({ "department": "市公安局", "position": "agree", "replied_on": day });
        for (who, step, pointer, body) in [
            (Who::Field, "survey".to_owned(), "/surveyed_on", of("survey", "surveyed_on", day)),
            (Who::Officer, "consult".to_owned(), "/replies/0/replied_on", json!({ "replies": [reply] })),
            (Who::Officer, "argue".to_owned(), "/held_on", of("argue", "held_on", day)),
            (Who::Leader, "decide".to_owned(), "/decided_on", of("decide", "decided_on", day)),
            (Who::Officer, "close".to_owned(), "/signs_installed_on", of("close", "signs_installed_on", day)),
            (Who::Leader, "revoke".to_owned(), "/revoked_on", of("revoke", "revoked_on", day)),
            (Who::Officer, filing("send"), "/sent_on", json!({ "sent_on": day })),
            (Who::Officer, filing("ask-supplement"), "/asked_on", json!({ "what": "附图", "asked_on": day })),
            (Who::Officer, filing("file"), "/filed_on", json!({ "filed_on": day })),
        ] {
            let path = format!("/api/v1/naming-cases/{case}/{step}");
            let call = bureau.call(who, Method::POST, &path).await.header("if-match", "\"1\"");
            let refused = call.json(&body).send().await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{day}: {refused}");
        }
    }
}
