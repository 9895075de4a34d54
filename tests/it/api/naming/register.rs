//! What decisions do to the register, and what undoing them does.

use axum::http::StatusCode;
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::{Date, Duration};

use crate::support::{
    Bureau, Who,
    bureau::{line, street},
    encoded,
};

/// A place as it was on a day; nothing if it was not there.
async fn on(bureau: &Bureau, place: &str, day: Date) -> Option<Value> {
    let answer = bureau.app.get(&format!("/api/v1/places/{place}?at={day}")).send().await;
    (answer.status == StatusCode::OK).then(|| answer.json())
}

async fn name_on(bureau: &Bureau, place: &str, day: Date) -> Option<String> {
    Some(on(bureau, place, day).await?["name"].as_str().unwrap().to_owned())
}

/// The first hit of a search.
async fn searched(bureau: &Bureau, name: &str) -> Value {
    let path = format!("/api/v1/search?q={}&limit=1", encoded(name));
    bureau.app.get(&path).send().await.expect(StatusCode::OK).json()["features"][0]["properties"].clone()
}

/// A case of one existing street that was approved today.
async fn approved(bureau: &Bureau, case_type: &str, item: &Value) -> String {
    let case = bureau.open(case_type, std::slice::from_ref(item)).await;
    bureau.bring(&case, StateCode::Approved).await;
    case
}

async fn revoke(bureau: &Bureau, case: &str) {
    bureau.wait(5);
    bureau.done(Who::Leader, case, "revoke", &bureau.body("revoke")).await;
    let file = bureau.file(case).await;
    let open = |due: &&Value| due["met_on"].is_null() && due["dropped_on"].is_null();
    assert_eq!(file["obligations"].as_array().unwrap().iter().filter(open).count(), 0, "{file}");
    assert_eq!((&file["items"][0]["state"], &file["filings"][0]["state"]), (&json!("revoked"), &json!("dropped")));
}

#[tokio::test]
async fn a_new_name_is_a_standard_name_from_the_day_of_the_decision() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Approved).await;
    let item = bureau.file(&case).await["items"][0].clone();
    let (place, name, today) = (item["place_id"].as_str().unwrap(), item["name"].as_str().unwrap(), bureau.today());
    assert_eq!(name_on(&bureau, place, today).await.as_deref(), Some(name));
    assert_eq!(name_on(&bureau, place, today - Duration::days(1)).await, None);
    let hit = searched(&bureau, name).await;
    assert_eq!((&hit["name"], &hit["standing"]), (&json!(name), &json!("standard")));

    let early = bureau.act(Who::Leader, &case, "revoke", &bureau.body("revoke")).await;
    let told = early.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["detail"].as_str().unwrap().to_owned();
    assert!(
        told.starts_with(&format!("最早为 {}", today + Duration::days(1))),
        "a name holds for a day at least: {told}"
    );
    revoke(&bureau, &case).await;
    assert_eq!(name_on(&bureau, place, bureau.today()).await, None);
    assert_eq!(name_on(&bureau, place, today).await.as_deref(), Some(name));
}

#[tokio::test]
async fn a_renamed_street_keeps_its_old_name_before_that_day_and_in_the_search() {
    let bureau = Bureau::new().await;
    let (place, old) = bureau.known_street().await;
    let mut item = street(bureau.number());
    item["place_id"] = json!(place);
    let new = item["name"].as_str().unwrap().to_owned();
    let case = approved(&bureau, "rename", &item).await;
    let today = bureau.today();
    assert_eq!(bureau.file(&case).await["items"][0]["former_name"], old.as_str());
    assert_eq!(name_on(&bureau, &place, today).await, Some(new.clone()));
    assert_eq!(name_on(&bureau, &place, today - Duration::days(1)).await, Some(old.clone()));
    let standings = async |day: Date| -> Vec<Value> {
        let place = on(&bureau, &place, day).await.unwrap();
        place["names"].as_array().unwrap().iter().map(|name| json!([name["name"], name["standing"]])).collect()
    };
    assert_eq!(standings(today).await, [json!([old, "former"]), json!([new, "standard"])]);
    assert_eq!(standings(today - Duration::days(1)).await, [json!([old, "standard"]), json!([new, "future"])]);
    let hit = searched(&bureau, &old).await;
    assert_eq!((&hit["standing"], &hit["called_now"]), (&json!("former"), &json!(new)), "{hit}");

    revoke(&bureau, &case).await;
    assert_eq!(name_on(&bureau, &place, bureau.today()).await, Some(old));
    assert_eq!(name_on(&bureau, &place, today).await, Some(new));
}

#[tokio::test]
async fn a_street_that_is_drawn_anew_has_line_and_ends_from_that_day() {
    let bureau = Bureau::new().await;
    let (place, name) = bureau.known_street().await;
    let before = on(&bureau, &place, bureau.today()).await.unwrap();
    let item =
        json!({ "place_id": place, "geometry": line(500), "street": { "ends_at": "北湖大道", "length_m": 900 } });
    let case = approved(&bureau, "extent_change", &item).await;
    let (today, yesterday) = (bureau.today(), bureau.today() - Duration::days(1));
    let after = on(&bureau, &place, today).await.unwrap();
    assert_eq!((&after["name"], &after["geometry"]), (&json!(name), &line(500)));
    assert_eq!((&after["ends_at"], &after["length_m"]), (&json!("北湖大道"), &json!(900.0)), "{after}");
    assert_eq!(after["width_m"], before["width_m"], "what the case does not change stays");
    let earlier = on(&bureau, &place, yesterday).await.unwrap();
    assert_eq!((&earlier["geometry"], &earlier["ends_at"]), (&before["geometry"], &before["ends_at"]));

    revoke(&bureau, &case).await;
    let undone = on(&bureau, &place, bureau.today()).await.unwrap();
    assert_eq!((&undone["geometry"], &undone["ends_at"]), (&before["geometry"], &before["ends_at"]));
}

#[tokio::test]
async fn a_cancelled_street_is_gone_from_that_day_and_its_past_stays() {
    let bureau = Bureau::new().await;
    let (place, name) = bureau.known_street().await;
    let case = approved(&bureau, "cancel", &json!({ "place_id": place })).await;
    let today = bureau.today();
    assert_eq!(name_on(&bureau, &place, today).await, None);
    assert_eq!(name_on(&bureau, &place, today - Duration::days(1)).await, Some(name.clone()));
    assert_ne!(searched(&bureau, &name).await["standing"], "standard");

    revoke(&bureau, &case).await;
    assert_eq!(name_on(&bureau, &place, bureau.today()).await, Some(name));
    assert_eq!(name_on(&bureau, &place, today).await, None);
}

#[tokio::test]
async fn what_changed_since_is_not_undone_by_an_earlier_case() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let mut cases = Vec::new();
    for _ in 0..2 {
        let mut item = street(bureau.number());
        item["place_id"] = json!(place);
        cases.push((approved(&bureau, "rename", &item).await, item["name"].as_str().unwrap().to_owned()));
        bureau.wait(1);
    }
    let refused = bureau.act(Who::Leader, &cases[0].0, "revoke", &bureau.body("revoke")).await;
    refused.expect(StatusCode::CONFLICT);
    assert_eq!(name_on(&bureau, &place, bureau.today()).await.as_ref(), Some(&cases[1].1));
    revoke(&bureau, &cases[1].0).await;
    revoke(&bureau, &cases[0].0).await;
}

#[tokio::test]
async fn approving_a_name_confirms_no_reading() {
    let bureau = Bureau::new().await;
    let (mut auto, confirmed) = (street(bureau.number()), street(bureau.number()));
    auto["readings"] = Value::Null;
    let case = bureau.open("name", &[auto, confirmed]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let items = bureau.file(&case).await["items"].clone();
    for (at, source) in ["auto", "confirmed"].into_iter().enumerate() {
        let place = on(&bureau, items[at]["place_id"].as_str().unwrap(), bureau.today()).await.unwrap();
        let name = &place["names"][0];
        assert_eq!((&name["pinyin_source"], &name["pinyin"]), (&json!(source), &items[at]["pinyin"]), "{place}");
    }
}
