//! What the drawing of an item says: its division, its length, and what of its extent changes.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{
    Answer, Bureau, Who,
    bureau::{CASES, TOWNSHIPS, line, street},
};

/// A street with other values for some members of what is known of it as one.
fn measured(bureau: &Bureau, members: &Value) -> Value {
    let mut proposed = street(bureau.number());
    for (member, value) in members.as_object().unwrap() {
        proposed["street"][member] = value.clone();
    }
    proposed
}

async fn item(bureau: &Bureau, case: &str) -> Value {
    bureau.file(case).await["items"][0].clone()
}

fn pointer(refused: Answer) -> Value {
    refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"].clone()
}

/// The warnings about lengths in a check of today.
async fn doubts(bureau: &Bureau, case: &str) -> Vec<Value> {
    let file = bureau.done(Who::Officer, case, "check", &json!({})).await;
    let address = file["checks"][0]["address"].as_str().unwrap();
    let check = bureau.call(Who::Officer, Method::GET, address).await.send().await.json();
    let verdicts = check["items"][0]["examination"]["verdicts"].as_array().unwrap().clone();
    verdicts.into_iter().filter(|verdict| verdict["rule"] == "L01").collect()
}

#[tokio::test]
async fn an_item_belongs_to_the_township_in_which_it_is_drawn() {
    let bureau = Bureau::new().await;
    // Drawn in the first township, applied for by the other one.
    let case = bureau.open_as(Who::OtherClerk, "name", &[street(bureau.number())]).await;
    assert_eq!(item(&bureau, &case).await["division_code"], TOWNSHIPS[0]);
    let said = async |code: &str, drawn: Value| {
        let mut proposed = street(bureau.number());
        (proposed["division_code"], proposed["geometry"]) = (json!(code), drawn);
        bureau.act(Who::OtherClerk, &case, "items", &json!({ "items": [proposed] })).await
    };
    let elsewhere = said(TOWNSHIPS[1], line(3)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(elsewhere["errors"][0]["pointer"], "/items/0/division_code", "{elsewhere}");
    assert_eq!(elsewhere["detail"], "图形位于甲镇（429006101），不在乙镇（429006102）");
    // Across the line between both it belongs to the one that is said.
    let across = json!({ "type": "LineString", "coordinates": [[113.298, 30.6], [113.301, 30.6]] });
    for township in TOWNSHIPS {
        said(township, across.clone()).await.expect(StatusCode::CREATED);
    }
    let mut proposed = street(bureau.number());
    proposed["geometry"] = across;
    bureau.done(Who::OtherClerk, &case, "items", &json!({ "items": [proposed] })).await;
    assert_eq!(bureau.file(&case).await["items"][3]["division_code"], TOWNSHIPS[0], "most of it lies there");
}

#[tokio::test]
async fn a_line_tells_the_length_that_nobody_has_said() {
    let bureau = Bureau::new().await;
    let case = bureau.open("name", &[measured(&bureau, &json!({ "length_m": null }))]).await;
    assert_eq!(item(&bureau, &case).await["street"]["length_m"], 96.0);
    let said = bureau.open("name", &[measured(&bureau, &json!({ "length_m": 98 }))]).await;
    assert_eq!(item(&bureau, &said).await["street"]["length_m"], 98.0);
}

#[tokio::test]
async fn a_length_far_from_that_of_the_line_is_a_warning_until_somebody_says_why() {
    let bureau = Bureau::new().await;
    let near = bureau.open("name", &[measured(&bureau, &json!({ "length_m": 115 }))]).await;
    assert_eq!(doubts(&bureau, &near).await, [] as [Value; 0], "19 metres are not worth a reason");
    let case = bureau.open("name", &[measured(&bureau, &json!({ "length_m": 50_000 }))]).await;
    let found = doubts(&bureau, &case).await;
    assert_eq!((&found[0]["severity"], &found[0]["key"]), (&json!("warn"), &json!("L01:50000:96")), "{found:?}");
    bureau.bring(&case, StateCode::Consulted).await;
    bureau.attach(&case, "argumentation_report").await;
    let argue = async || bureau.act(Who::Officer, &case, "argue", &bureau.body("argue")).await;
    let refused = argue().await.expect(StatusCode::CONFLICT).json();
    let wanted = json!({ "item_id": item(&bureau, &case).await["id"], "verdict": "L01:50000:96" });
    assert!(refused["unsettled"].as_array().unwrap().contains(&wanted), "told is what can be settled: {refused}");
    let at = |fault: &Value| fault["pointer"] == "/items/0/street/length_m";
    assert!(refused["errors"].as_array().unwrap().iter().any(at), "{refused}");
    bureau.settle(&case).await;
    argue().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn the_field_crew_writes_what_it_measures_when_it_has_surveyed() {
    let bureau = Bureau::new().await;
    let case = bureau.open("name", &[measured(&bureau, &json!({ "length_m": null, "width_m": null }))]).await;
    bureau.bring(&case, StateCode::Accepted).await;
    let id = item(&bureau, &case).await["id"].clone();
    let survey = async |measured: Value| {
        let mut body = bureau.body("survey");
        body["measured"] = measured;
        bureau.act(Who::Field, &case, "survey", &body).await
    };
    assert_eq!(pointer(survey(json!([])).await), "/items/0/street/width_m");
    let stranger = json!([{ "item_id": Uuid::nil(), "width_m": 12 }]);
    assert_eq!(pointer(survey(stranger).await), "/measured/0/item_id");
    assert_eq!(pointer(survey(json!([{ "item_id": id, "width_m": 0 }])).await), "/measured/0/width_m");
    for outside in [[[113.35, 30.5], [113.36, 30.5]], [[113.7, 30.5], [113.71, 30.5]]] {
        let drawn = json!({ "type": "LineString", "coordinates": outside });
        let refused = survey(json!([{ "item_id": id, "width_m": 12, "geometry": drawn }])).await;
        assert_eq!(pointer(refused), "/measured/0/geometry");
    }
    let drawn = json!({ "type": "LineString", "coordinates": [[113.2, 30.45], [113.202, 30.45]] });
    survey(json!([{ "item_id": id, "width_m": 12.5, "geometry": drawn }])).await.expect(StatusCode::OK);
    let surveyed = item(&bureau, &case).await["street"].clone();
    assert_eq!((&surveyed["length_m"], &surveyed["width_m"]), (&json!(192.0), &json!(12.5)), "{surveyed}");
    let path = format!("{CASES}/{case}/items.geojson");
    let features = bureau.call(Who::Officer, Method::GET, &path).await.send().await.json();
    assert_eq!(features["features"][0]["geometry"], drawn);
}

#[tokio::test]
async fn a_change_of_extent_changes_something_and_keeps_what_it_replaces() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let before = bureau.app.get(&format!("/api/v1/places/{place}")).send().await.json();
    let opened = async |item: Value| {
        let body = json!({
            "type": "extent_change", "title": "起止点变更", "applicant": "甲镇人民政府", "township_code": TOWNSHIPS[0],
            "reasons": "道路延伸", "items": [item],
        });
        bureau.call(Who::Clerk, Method::POST, CASES).await.json(&body).send().await
    };
    for nothing in [
        json!({ "place_id": place, "reason": "道路延伸" }),
        json!({ "place_id": place, "street": { "width_m": 30 } }),
        json!({ "place_id": place, "geometry": before["geometry"], "street": { "ends_at": before["ends_at"] } }),
    ] {
        assert_eq!(pointer(opened(nothing).await), "/items/0/geometry");
    }
    let changed = json!({ "place_id": place, "geometry": line(500), "street": { "ends_at": "北湖大道" } });
    let case = opened(changed).await.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
    let path = format!("{CASES}/{case}/items.geojson");
    let feature = bureau.call(Who::Officer, Method::GET, &path).await.send().await.json()["features"][0].clone();
    let former = json!({
        "starts_at": before["starts_at"], "ends_at": before["ends_at"], "length_m": before["length_m"],
    });
    assert_eq!(feature["properties"]["former_extent"], former);
    assert_eq!(feature["properties"]["former_geometry"], before["geometry"]);
    assert_eq!((&feature["geometry"], &feature["properties"]["street"]["ends_at"]), (&line(500), &json!("北湖大道")));
    // What was drawn anew since is not what the case replaces.
    bureau.attach(&case, "application").await;
    let path = format!("/api/v1/places/{place}");
    let tag = bureau.app.get(&path).send().await.header("etag").to_owned();
    let edition = json!({ "from": "2023-01-01", "geometry": line(501) });
    let call = bureau.call(Who::Officer, Method::POST, &format!("{path}/editions")).await.header("if-match", &tag);
    call.json(&edition).send().await.expect(StatusCode::CREATED);
    let refused = bureau.act(Who::Clerk, &case, "submit", &json!({})).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(refused["errors"][0]["pointer"], "/items/0/place_id", "{refused}");
}
