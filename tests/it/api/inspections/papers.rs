//! Papers of an inspection, for both sides.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::json;

use super::{ALL, Office, TIANMEN, desk, id, marker, scheme, segment, signature};
use crate::support::printed;

#[tokio::test]
async fn both_sides_print_what_the_dossier_says() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let (token, _) = office.invited(&case).await;
    let paper = async |name: &str| {
        let path = format!("{ALL}/{case}/papers/{name}/pdf");
        let answer = office.app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/pdf");
        printed(&answer.bytes).0
    };
    assert!(paper("scheme").await.contains("方案尚未提出"));

    let read = office.said(&case, &[scheme()]).await;
    office.says(Role::Leader, &case, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);
    let half = paper("scheme").await;
    for words in ["汉天线联合检查方案", "第5轮", "李明", "副组长", "001号界桩至三交点", "待签", "内部资料"]
    {
        assert!(half.contains(words), "{words}: {half}");
    }
    office.guest_says(&token, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);
    office.said(&case, &[desk()]).await;
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::OK);
    let read = office.get(&format!("{ALL}/{case}")).await;
    office.said(&case, &[signature(&read, "desk:S01-001")]).await;
    office.guest_says(&token, &[signature(&read, "desk:S01-001")]).await.expect(StatusCode::OK);
    let measured = json!({ "text": "damaged", "action": "to_repair", "note": "描红脱落",
                           "measured": { "lon": 113.006, "lat": 30.498, "accuracy_m": 0.05 } });
    office.said(&case, &[segment(), marker(&measured)]).await;
    office.guest_says(&token, &[segment(), marker(&json!({}))]).await.expect(StatusCode::OK);

    let record = paper("record").await;
    for words in ["内业检查", "与走向说明：一致", "走向清楚：是", "王强"] {
        assert!(record.contains(words), "{words}: {record}");
    }
    let forms = paper("markers").await;
    for words in ["＊注记：有损", "描红脱落", "双方不一致", "113.0060000"] {
        assert!(forms.contains(words), "{words}: {forms}");
    }
    let unsaid = paper("report").await;
    assert!(unsaid.contains("报告尚未提出") && unsaid.contains("双方尚未一致的项"), "{unsaid}");

    // The neighbour's people print the same; the office's own people do not do it for them.
    let guest = format!("/api/v1/joint/{token}/papers/markers");
    let answer = office.app.get(&format!("{guest}/pdf")).send().await.expect(StatusCode::OK);
    assert!(printed(&answer.bytes).0.contains("打印人：王强"));
    let answer = office.app.get(&format!("{guest}/docx")).send().await.expect(StatusCode::OK);
    assert!(answer.bytes.starts_with(b"PK"));
    office.app.get(&format!("{guest}/docx")).role(Role::BoundaryOfficer).send().await.expect(StatusCode::FORBIDDEN);
    office
        .app
        .get(&format!("{ALL}/{case}/papers/bill/pdf"))
        .role(Role::Leader)
        .send()
        .await
        .expect(StatusCode::NOT_FOUND);
    office
        .app
        .get(&format!("{ALL}/{case}/papers/record/pdf"))
        .role(Role::FieldCrew)
        .send()
        .await
        .expect(StatusCode::FORBIDDEN);
}
