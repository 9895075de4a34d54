//! What a renaming touches, and the case as it is printed.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};

use crate::support::{
    Bureau, Who,
    bureau::{CASES, TOWNSHIPS, line, street},
};

/// Enters a street that begins at another one, and a school named after that.
async fn neighbours(bureau: &Bureau, name: &str) -> (String, String) {
    let enter = async |body: Value| {
        let added = bureau.call(Who::Officer, Method::POST, "/api/v1/places").await.json(&body).send().await;
        added.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
    };
    let crossing = enter(json!({
        "category": "23514", "division_code": TOWNSHIPS[0], "geometry": line(801), "name": { "text": "横街" },
        "street": { "starts_at": name, "ends_at": "河堤" },
    }));
    let school = json!({
        "category": "27300", "division_code": TOWNSHIPS[0], "name": { "text": format!("{name}小学") },
        "geometry": { "type": "Point", "coordinates": [113.02, 30.45] },
    });
    (crossing.await, enter(school).await)
}

async fn impact(bureau: &Bureau, case: &str) -> Value {
    let call = bureau.call(Who::Officer, Method::GET, &format!("{CASES}/{case}/impact")).await;
    call.send().await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn a_renaming_tells_what_mentions_the_old_name_and_keeps_it() {
    let bureau = Bureau::new().await;
    let (place, name) = bureau.known_street().await;
    let (crossing, school) = neighbours(&bureau, &name).await;
    let mut proposed = street(bureau.number());
    proposed["place_id"] = json!(place);
    let case = bureau.open("rename", &[proposed]).await;
    let now = impact(&bureau, &case).await["now"][0].clone();
    assert_eq!(now["name"], name);
    assert_eq!(now["street_ends"][0]["street_id"], json!(crossing), "{now}");
    assert_eq!(now["names"][0]["feature_id"], json!(school), "{now}");
    assert_eq!((&now["street_ends"].as_array().unwrap().len(), &now["names"].as_array().unwrap().len()), (&1, &1));

    bureau.bring(&case, StateCode::Approved).await;
    let told = impact(&bureau, &case).await;
    assert_eq!(told["now"], json!([]), "nothing is left to be decided");
    let stages: Vec<_> = told["kept"].as_array().unwrap().iter().map(|kept| kept["stage"].clone()).collect();
    assert_eq!(stages, ["approval", "submission"]);
    assert_eq!(told["kept"][0]["items"][0]["street_ends"], now["street_ends"]);
}

#[tokio::test]
async fn a_case_that_brings_a_new_name_touches_nothing() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Submitted).await;
    assert_eq!(impact(&bureau, &case).await, json!({ "now": [], "kept": [] }));
}

#[tokio::test]
async fn a_case_is_printed_for_those_who_may_read_it() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Argued).await;
    let path = format!("{CASES}/{case}/case.pdf");
    let printed = bureau.call(Who::Leader, Method::GET, &path).await.send().await.expect(StatusCode::OK);
    assert_eq!(printed.header("content-type"), "application/pdf");
    assert!(printed.bytes.starts_with(b"%PDF-"));
    let stranger = bureau.call(Who::OtherClerk, Method::GET, &path).await.send().await;
    stranger.expect(StatusCode::NOT_FOUND);
}
