//! What is not taken, told with its place.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{ALL, HANCHUAN, MARKER, Office, TIANMEN, desk, entry, id, marker, scheme, segment, signature};

fn with(act: &Value, pointer: &str, value: Value) -> Value {
    let mut act = act.clone();
    *act.pointer_mut(pointer).unwrap() = value;
    act
}

#[tokio::test]
async fn an_act_that_cannot_be_is_told_with_its_place_and_all_of_the_request_is_left() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let nobody_of_theirs = json!([{ "name": "李明", "unit": "天门市民政局", "side": TIANMEN }]);
    for (act, pointer) in [
        (with(&scheme(), "/text", json!("")), "/acts/1/text"),
        (with(&scheme(), "/members", nobody_of_theirs), "/acts/1/members"),
        (with(&scheme(), "/members/0/side", json!("429005")), "/acts/1/members/0/side"),
        (with(&scheme(), "/field_to", json!("2023-07-01")), "/acts/1/field_to"),
        (with(&scheme(), "/items/1/key", json!("S01-001")), "/acts/1/items"),
        (with(&scheme(), "/items/0/title", json!("甲\u{200B}乙")), "/acts/1/items/0/title"),
        (entry(MARKER, desk()["finding"].clone()), "/acts/1/finding/check"),
        (marker(&json!({ "measured": { "lon": 200.0, "lat": 30.0, "accuracy_m": 1.0 } })), "/acts/1/finding/measured"),
        (marker(&json!({ "photos": ["abc"] })), "/acts/1/finding/photos"),
    ] {
        let refused = office.refused(StatusCode::UNPROCESSABLE_ENTITY, &case, &[scheme(), act.clone()]).await;
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{act}");
    }
    for act in [
        json!({ "kind": "steal" }),
        json!({ "kind": "sign", "subject": "field:../x", "digest": "0" }),
        entry("X1", desk()["finding"].clone()),
        with(&scheme(), "/field_to", json!("2023-02-30")),
        with(&scheme(), "/text", json!(7)),
    ] {
        let refused = office.refused(StatusCode::UNPROCESSABLE_ENTITY, &case, std::slice::from_ref(&act)).await;
        assert!(refused["errors"][0]["pointer"].as_str().unwrap().starts_with("/acts"), "{act}: {refused}");
    }
    office.refused(StatusCode::UNPROCESSABLE_ENTITY, &case, &[]).await;
    assert_eq!(office.get(&format!("{ALL}/{case}")).await["scheme"], json!(null));
}

#[tokio::test]
async fn what_comes_too_early_or_is_not_ours_to_say_is_refused() {
    let office = Office::tianmen().await;
    // The neighbour leads: its scheme is not ours to write.
    let case = id(&office.planned(HANCHUAN).await);
    office.refused(StatusCode::CONFLICT, &case, &[scheme()]).await;
    let (token, _) = office.invited(&case).await;
    office.guest_says(&token, &[scheme()]).await.expect(StatusCode::OK);
    let refused = office.refused(StatusCode::CONFLICT, &case, &[desk()]).await;
    assert_eq!((&refused["state"], &refused["errors"][0]["pointer"]), (&json!("planned"), &json!("/acts/0")));
    let read = office.get(&format!("{ALL}/{case}")).await;
    office.guest_says(&token, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);
    office.says(Role::Leader, &case, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);
    office.refused(StatusCode::CONFLICT, &case, &[segment()]).await;
    office.refused(StatusCode::CONFLICT, &case, &[entry("S01-009", desk()["finding"].clone())]).await;
    // The leader signs papers and enters nothing.
    office.says(Role::Leader, &case, &[desk()]).await.expect(StatusCode::FORBIDDEN);
    for role in [Role::FieldCrew, Role::TownshipClerk, Role::Auditor, Role::NamingOfficer] {
        office.says(role, &case, &[desk()]).await.expect(StatusCode::FORBIDDEN);
    }
    let unread = json!({ "kind": "sign", "subject": "desk:S01-001", "digest": "0".repeat(64) });
    office.refused(StatusCode::CONFLICT, &case, &[unread]).await;
    let archive = json!({ "volume_id": "00000000-0000-7000-8000-000000000000" });
    office.posts(&format!("{ALL}/{case}/archive"), &archive).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn two_that_say_something_at_once_both_get_their_place_in_the_chain() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let acts = [scheme()];
    let say = || office.says(Role::BoundaryOfficer, &case, &acts);
    let (one, two, three) = tokio::join!(say(), say(), say());
    for answer in [one, two, three] {
        answer.expect(StatusCode::OK);
    }
    let acts = office.get(&format!("{ALL}/{case}/acts")).await;
    let serials: Vec<i64> =
        acts["acts"].as_array().unwrap().iter().map(|act| act["serial"].as_i64().unwrap()).collect();
    assert_eq!(serials, [1, 2, 3]);
    // Whoever read before the others spoke is told.
    let path = format!("{ALL}/{case}/acts");
    let late = office.app.post(&path).role(Role::BoundaryOfficer).header("If-Match", "\"1\"");
    late.json(&json!({ "acts": [scheme()] })).send().await.expect(StatusCode::PRECONDITION_FAILED);
}
