//! Papers without which a case does not go on.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::json;

use crate::support::{
    Bureau, Who,
    bureau::{CASES, street},
    printed,
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

#[tokio::test]
async fn the_filing_form_lies_across_and_breaks_neither_words_nor_days() {
    let bureau = Bureau::new().await;
    let (place, old) = bureau.known_street().await;
    let mut item = street(321);
    item["place_id"] = json!(place);
    item["reason"] = json!("因旧时稻香得名，取其文化传承之意，便于群众识别和记忆。".repeat(2));
    let case = bureau.open("rename", &[item.clone()]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let path = format!("{CASES}/{case}/filings/{}/package", bureau.decision(&case).await);
    let package = bureau.call(Who::Officer, Method::GET, &path).await.send().await.expect(StatusCode::OK).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut form = Vec::new();
    std::io::copy(&mut archive.by_name("备案表.pdf").unwrap(), &mut form).unwrap();
    let (text, info) = printed(&form);
    assert!(info.contains("841.89 x 595.276 pts (A4)"), "{info}");
    let pinyin = bureau.file(&case).await["items"][0]["pinyin"].as_str().unwrap().to_owned();
    for whole in pinyin.split(' ').chain([old.as_str(), "更名缘由", "起点", "96", &bureau.today().to_string()]) {
        assert!(text.contains(whole), "{whole} is not in {text}");
    }
    // The head says once who approved it and when; the table does not say it again.
    assert_eq!(text.matches("批准机关").count(), 1, "{text}");
}

#[tokio::test]
async fn a_printed_case_tells_departments_experts_decisions_and_each_step_of_filing() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Recorded).await;
    let pdf = bureau.call(Who::Officer, Method::GET, &format!("{CASES}/{case}/case.pdf")).await.send().await;
    let (text, info) = printed(&pdf.expect(StatusCode::OK).bytes);
    assert!(info.contains("841.89 x 595.276 pts (A4)"), "{info}");
    for said in ["市公安局", "同意", "陈守礼", "黄秀英", "天政函〔2023〕67号", "报送备案", "准予备案", "officer"]
    {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    for login in ["leader", "field"] {
        assert!(text.split_whitespace().any(|word| word == login), "{login} is broken in {text}");
    }
}
