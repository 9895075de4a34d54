//! Papers without which a case does not go on.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::json;

use crate::support::{
    Bureau, Who,
    bureau::{CASES, street},
};

#[tokio::test]
async fn nothing_is_applied_for_without_an_application() {
    let bureau = Bureau::new().await;
    let body = json!({
        "type": "name", "title": "镇区道路", "applicant": "甲镇人民政府", "reasons": "新建", "items": [street(0)],
    });
    let opened = bureau.call(Who::Clerk, Method::POST, CASES).await.json(&body).send().await;
    let case = opened.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
    let refused = bureau.act(Who::Clerk, &case, "submit", &json!({})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let problem = refused.json();
    assert_eq!((&problem["paper"], &problem["action"]), (&json!("application"), &json!("submit")));
    assert_eq!(problem["article"]["id"], "R753-11");
}

#[tokio::test]
async fn nothing_is_argued_without_the_report_of_the_experts() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Consulted).await;
    let refused = bureau.act(Who::Officer, &case, "argue", &bureau.body("argue")).await;
    let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(problem["paper"], "argumentation_report");
}

#[tokio::test]
async fn nothing_is_reported_without_the_three_reports() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::NoticeDone).await;
    for missing in ["assessment_report", "opinions_report"] {
        let refused = bureau.act(Who::Leader, &case, "report", &json!({})).await;
        let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!((&problem["paper"], &problem["article"]["id"]), (&json!(missing), &json!("R753-11")));
        bureau.attach(&case, missing).await;
    }
    bureau.done(Who::Leader, &case, "report", &json!({})).await;
}

#[tokio::test]
async fn nothing_is_filed_without_the_document_of_the_decision() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Approved).await;
    let send = format!("filings/{}/send", bureau.decision(&case).await);
    let refused = bureau.act(Who::Officer, &case, &send, &json!({ "sent_on": bureau.today() })).await;
    let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!((&problem["paper"], &problem["article"]["id"]), (&json!("decision_document"), &json!("R753-13")));
}

#[tokio::test]
async fn a_paper_is_what_it_is_called() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    let path = format!("{CASES}/{case}/attachments?kind=application&title=x");
    for (media_type, bytes) in [("application/pdf", "no PDF"), ("text/html", "<p>"), ("text/plain", "a\0b")] {
        let call = bureau.call(Who::Officer, Method::POST, &path).await.header("content-type", media_type);
        call.body(bytes).send().await.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let unknown = format!("{CASES}/{case}/attachments?kind=poem&title=x");
    let call = bureau.call(Who::Officer, Method::POST, &unknown).await.header("content-type", "text/plain");
    call.body("诗").send().await.expect(StatusCode::BAD_REQUEST);
}
