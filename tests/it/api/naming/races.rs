//! Two at the same moment: one wins, and the other is told.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use mingjie::naming::StateCode;
use serde_json::json;

use crate::support::{
    Answer, Bureau, Who,
    bureau::{CASES, street},
};

/// Sends one step to several cases at the same moment.
async fn at_once(bureau: &Bureau, steps: &[(Who, &str)], step: &str) -> Vec<Answer> {
    join_all(steps.iter().map(|(who, case)| async move { bureau.act(*who, case, step, &json!({})).await })).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_want_a_name_at_the_same_moment_one_gets_it_and_the_other_is_told_by_whom() {
    let bureau = Bureau::new().await;
    for _ in 0..5 {
        // Two names each, in the opposite order: nobody waits for the other in a circle.
        let (one, two) = (street(bureau.number()), street(bureau.number()));
        let first = bureau.open("name", &[one.clone(), two.clone()]).await;
        let second = bureau.open_as(Who::Officer, "name", &[two, one]).await;
        let answers = at_once(&bureau, &[(Who::Clerk, &first), (Who::Officer, &second)], "submit").await;
        let (winner, loser, told) = match (answers[0].status, answers[1].status) {
            (StatusCode::OK, StatusCode::CONFLICT) => (&first, &second, &answers[1]),
            (StatusCode::CONFLICT, StatusCode::OK) => (&second, &first, &answers[0]),
            both => panic!("{both:?}: {} {}", answers[0].text(), answers[1].text()),
        };
        let number = bureau.file(winner).await["number"].as_str().unwrap().to_owned();
        assert_eq!(told.json()["held_by"], number, "{}", told.text());
        assert_eq!(bureau.state(loser).await, "draft");
        // The loser asks again, now that the other one is known.
        let again = bureau.act(Who::Officer, loser, "submit", &json!({})).await.expect(StatusCode::CONFLICT).json();
        assert_eq!(again["held_by"], number, "{again}");
        assert!(again["detail"].as_str().unwrap().contains("429006101人民政府"), "{again}");
        // The name is free when its holder is withdrawn.
        bureau.done(Who::Officer, winner, "withdraw", &json!({ "reason": "让出" })).await;
        bureau.done(Who::Officer, loser, "submit", &json!({})).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_cases_about_one_place_at_the_same_moment_one_holds_it_and_the_other_is_told() {
    let bureau = Bureau::new().await;
    for _ in 0..3 {
        // Two places each, in the opposite order: nobody waits for the other in a circle.
        let (one, two) = (bureau.known_street().await.0, bureau.known_street().await.0);
        let renamed = |place: &str| {
            let mut proposed = street(bureau.number());
            proposed["place_id"] = json!(place);
            proposed
        };
        let renaming = bureau.open("rename", &[renamed(&one), renamed(&two)]).await;
        let cancelled = [json!({ "place_id": two }), json!({ "place_id": one })];
        let cancelling = bureau.open_as(Who::Officer, "cancel", &cancelled).await;
        let answers = at_once(&bureau, &[(Who::Clerk, &renaming), (Who::Officer, &cancelling)], "submit").await;
        let (winner, loser, told) = match (answers[0].status, answers[1].status) {
            (StatusCode::OK, StatusCode::CONFLICT) => (&renaming, &cancelling, &answers[1]),
            (StatusCode::CONFLICT, StatusCode::OK) => (&cancelling, &renaming, &answers[0]),
            both => panic!("{both:?}: {} {}", answers[0].text(), answers[1].text()),
        };
        let number = bureau.file(winner).await["number"].as_str().unwrap().to_owned();
        assert_eq!(told.json()["held_by"], number, "{}", told.text());
        assert!(told.json()["errors"][0]["pointer"].as_str().unwrap().ends_with("/place_id"), "{}", told.text());
        assert_eq!(bureau.state(loser).await, "draft");
        bureau.done(Who::Officer, winner, "withdraw", &json!({ "reason": "让出" })).await;
        bureau.done(Who::Officer, loser, "submit", &json!({})).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_decide_at_once_one_does() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Reported).await;
    let (tag, decision) = (bureau.tag(&case).await, bureau.body("decide"));
    let path = format!("{CASES}/{case}/decide");
    let answers = join_all([Who::Leader, Who::Deputy].map(|who| {
        let (bureau, tag, path, decision) = (&bureau, &tag, &path, &decision);
        async move { bureau.call(who, Method::POST, path).await.header("if-match", tag).json(decision).send().await }
    }))
    .await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(bureau.file(&case).await["decisions"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_approvals_at_once_give_place_codes_without_gap_or_repetition() {
    let bureau = Bureau::new().await;
    let mut cases = Vec::new();
    for _ in 0..20 {
        cases.push(bureau.naming().await);
    }
    for state in [
        StateCode::Submitted,
        StateCode::Accepted,
        StateCode::Surveyed,
        StateCode::Consulted,
        StateCode::Argued,
        StateCode::InNotice,
    ] {
        for case in &cases {
            bureau.step_to(case, state).await;
        }
    }
    bureau.wait(8);
    for case in &cases {
        bureau.done(Who::Officer, case, "close-notice", &json!({})).await;
        bureau.step_to(case, StateCode::Reported).await;
    }
    let decision = bureau.body("decide");
    let answers = join_all(cases.iter().map(|case| bureau.decide(case, &decision))).await;
    let mut codes = BTreeSet::new();
    for answer in answers {
        let code = answer.expect(StatusCode::OK).json()["items"][0]["place_code"].as_str().unwrap().to_owned();
        codes.insert(code);
    }
    let expected: BTreeSet<String> = (1..=20).map(|serial| format!("42900610123514{serial:06}")).collect();
    assert_eq!(codes, expected);
}
