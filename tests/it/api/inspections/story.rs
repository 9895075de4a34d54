//! A whole inspection: the neighbour comes by a link.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ALL, HANCHUAN, MARKER, Office, TIANMEN, desk, id, marker, report, scheme, segment, signature, subject};

/// Both sign what a dossier says under these subjects.
async fn both_sign(office: &Office, case: &str, token: &str, subjects: &[&str]) -> Value {
    let read = office.get(&format!("{ALL}/{case}")).await;
    let acts: Vec<Value> = subjects.iter().map(|name| signature(&read, name)).collect();
    office.guest_says(token, &acts).await.expect(StatusCode::OK);
    let by_leader = subjects.iter().any(|name| matches!(*name, "scheme" | "report"));
    let role = if by_leader { Role::Leader } else { Role::BoundaryOfficer };
    office.says(role, case, &acts).await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn both_sides_inspect_a_line_settle_a_difference_repair_a_marker_and_report() {
    let office = Office::tianmen().await;
    let planned = office.planned(TIANMEN).await;
    let case = id(&planned);
    assert_eq!((&planned["state"], &planned["number"]), (&json!("planned"), &json!("LJ2023-0001")));
    assert_eq!(planned["theirs"], json!({ "code": HANCHUAN, "name": "汉川市" }));
    let (token, _) = office.invited(&case).await;
    office.said(&case, &[scheme()]).await;
    assert_eq!(both_sign(&office, &case, &token, &["scheme"]).await["state"], "scheme_agreed");

    // Desk: nobody signs before both have spoken.
    let read = office.said(&case, &[desk()]).await;
    assert_eq!(subject(&read, "desk:S01-001")["digest"], json!(null));
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::OK);
    assert_eq!(both_sign(&office, &case, &token, &["desk:S01-001"]).await["state"], "desk_done");

    // Field: one side found the inscription worn, the other did not.
    office
        .said(&case, &[segment(), marker(&json!({ "text": "damaged", "action": "to_repair", "note": "描红脱落" }))])
        .await;
    office.guest_says(&token, &[segment(), marker(&json!({}))]).await.expect(StatusCode::OK);
    let read = office.get(&format!("{ALL}/{case}")).await;
    let field = format!("field:{MARKER}");
    assert_eq!(subject(&read, &field)["differences"], json!(["text", "action"]));
    assert_eq!(subject(&read, &field)["entries"][0]["side"], HANCHUAN);
    let refused = office.refused(StatusCode::CONFLICT, &case, &[signature(&read, &field)]).await;
    assert_eq!(refused["differences"], json!(["text", "action"]));
    office
        .guest_says(&token, &[marker(&json!({ "text": "damaged", "action": "to_repair" }))])
        .await
        .expect(StatusCode::OK);
    let read = both_sign(&office, &case, &token, &["field:S01-001", &field]).await;
    assert_eq!(read["state"], "field_done");

    // The defect takes an issue before there is a report.
    assert_eq!(read["unaddressed"], json!([MARKER]));
    let refused = office.refused(StatusCode::CONFLICT, &case, &[report()]).await;
    assert_eq!(refused["items"], json!([MARKER]));
    let issue = Uuid::from_u128(7).to_string();
    let found = json!({ "kind": "find", "issue": issue, "item": MARKER, "about": "marker", "text": "001号界桩注记脱落",
                        "responsible": HANCHUAN, "due_on": "2023-07-31" });
    office.said(&case, &[found]).await;
    // A marker is repaired by the side in charge, with both present (R353 art. 6).
    let mut fix = json!({ "kind": "fix", "issue": issue, "on": "2023-07-01", "text": "重新描红",
                          "present": [{ "name": "王强", "unit": "汉川市民政局", "side": HANCHUAN }] });
    office.refused(StatusCode::CONFLICT, &case, std::slice::from_ref(&fix)).await;
    office.guest_says(&token, std::slice::from_ref(&fix)).await.expect(StatusCode::CONFLICT);
    fix["present"].as_array_mut().unwrap().push(json!({ "name": "李明", "unit": "天门市民政局", "side": TIANMEN }));
    office.guest_says(&token, &[fix]).await.expect(StatusCode::OK);
    let verified = format!("issue:{issue}");
    let read = both_sign(&office, &case, &token, &[&verified]).await;
    assert_eq!(
        (&read["state"], &subject(&read, &verified)["standing"]),
        (&json!("issues_handled"), &json!("verified"))
    );

    // Only the leader signs the report, and only the side that leads writes it.
    office.guest_says(&token, &[report()]).await.expect(StatusCode::CONFLICT);
    let read = office.said(&case, &[report()]).await;
    office.refused(StatusCode::FORBIDDEN, &case, &[signature(&read, "report")]).await;
    let filing = json!({ "kind": "file", "authority": "湖北省民政厅", "on": "2023-07-01", "document_number": "天民〔2023〕31号" });
    office.refused(StatusCode::CONFLICT, &case, std::slice::from_ref(&filing)).await;
    assert_eq!(both_sign(&office, &case, &token, &["report"]).await["state"], "report_signed");
    // What both have signed is not said otherwise.
    office.refused(StatusCode::CONFLICT, &case, &[segment()]).await;
    office.guest_says(&token, &[segment()]).await.expect(StatusCode::CONFLICT);
    let read = office.said(&case, &[filing]).await;
    assert_eq!((&read["state"], &read["filed_on"]), (&json!("filed"), &json!("2023-07-01")));

    // Every act stands in its chain, with whose it was and what became of it.
    let acts = office.get(&format!("{ALL}/{case}/acts")).await;
    let acts = acts["acts"].as_array().unwrap();
    let superseded: Vec<&Value> = acts.iter().filter(|act| act["effect"] == "superseded").collect();
    assert_eq!(superseded.len(), 1, "the neighbour's first word on the marker");
    assert!(acts.iter().all(|act| (act["side"] == HANCHUAN) == (act["person"] == "王强")));
    assert!(acts.iter().all(|act| act["effect"] != "void" && act["effect"] != "stale"));

    // The next round is due in five years, and the other side leads.
    let calendar = office.get(&format!("{ALL}/calendar")).await;
    assert_eq!(calendar["lines"][0]["next"], json!({ "round": 6, "due_on": "2028-07-01", "lead": HANCHUAN }));
}

#[tokio::test]
async fn what_one_side_says_anew_takes_the_signatures_away() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let (token, _) = office.invited(&case).await;
    office.said(&case, &[scheme()]).await;
    both_sign(&office, &case, &token, &["scheme"]).await;
    office.said(&case, &[desk()]).await;
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::OK);
    let read = both_sign(&office, &case, &token, &["desk:S01-001"]).await;
    let signed = signature(&read, "desk:S01-001");
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::OK);
    let read = office.get(&format!("{ALL}/{case}")).await;
    assert_eq!((&read["state"], &subject(&read, "desk:S01-001")["signed"]), (&json!("scheme_agreed"), &json!(false)));
    // Whoever signs what was read before is told what reads now.
    let refused = office.refused(StatusCode::CONFLICT, &case, &[signed]).await;
    assert_eq!(refused["digest"], subject(&read, "desk:S01-001")["digest"]);
    // A scheme that is said anew is agreed anew.
    let read = office.said(&case, &[scheme()]).await;
    assert_eq!(read["state"], "planned");
}
