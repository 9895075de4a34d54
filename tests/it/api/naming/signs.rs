//! The signs of new streets: due within sixty days of the approval, and up when one stands at each expected spot.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::{Date, Duration};

use crate::support::{Bureau, Who, bureau::street};

/// What is due of signs in a case.
async fn due(bureau: &Bureau, case: &str) -> Vec<Value> {
    let mut due = bureau.file(case).await["obligations"].as_array().unwrap().clone();
    due.retain(|due| due["kind"]["code"] == "sign");
    due
}

/// The spots of a street where a sign is expected and none stands, as positions.
async fn missing(bureau: &Bureau, street: &Value) -> Vec<Value> {
    let path = format!("/api/v1/signs/expected?missing=true&street={}", street.as_str().unwrap());
    let spots = bureau.call(Who::Officer, Method::GET, &path).await.send().await.expect(StatusCode::OK).json();
    spots["features"].as_array().unwrap().iter().map(|spot| spot["geometry"].clone()).collect()
}

/// Enters a sign of a street, as it was put up on a day; one that is only planned without a day.
async fn enter(bureau: &Bureau, street: &Value, spot: &Value, on: Option<Date>) -> Value {
    let body = json!({
        "sign": { "type": "street_plate", "support": "single_pole", "place_id": street, "geometry": spot,
                  "installed_on": on.map(|day| day.to_string()) },
        "faces": [{ "text": "新路" }], "planned": on.is_none(),
    });
    let entered = bureau.call(Who::Officer, Method::POST, "/api/v1/signs").await.json(&body).send().await;
    entered.expect(StatusCode::CREATED).json()
}

#[tokio::test]
async fn each_new_street_has_its_signs_due_until_one_stands_at_each_spot() {
    let bureau = Bureau::new().await;
    let case = bureau.open("name", &[street(bureau.number()), street(bureau.number())]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let approved = bureau.today();
    let file = bureau.file(&case).await;
    let streets: Vec<Value> = file["items"].as_array().unwrap().iter().map(|item| item["place_id"].clone()).collect();
    let opened = due(&bureau, &case).await;
    assert_eq!(opened.len(), 2);
    for (street, item) in streets.iter().zip(file["items"].as_array().unwrap()) {
        let due = opened.iter().find(|due| due["part_id"] == *street).unwrap();
        assert_eq!((&due["days"], &due["basis"]["statutory"]), (&json!(60), &json!(false)));
        assert_eq!(due["due_on"], json!(approved + Duration::days(60)));
        assert!(due["label"].as_str().unwrap().ends_with(item["name"].as_str().unwrap()), "{due}");
    }
    bureau.wait(70);
    let late = due(&bureau, &case).await;
    assert!(late.iter().all(|due| due["overdue_by_days"] == 10 && due["met_on"].is_null()), "{late:?}");

    let open = async || due(&bureau, &case).await.iter().filter(|due| due["met_on"].is_null()).count();
    let spots = missing(&bureau, &streets[0]).await;
    let (last, others) = spots.split_last().unwrap();
    for (at, spot) in others.iter().enumerate() {
        enter(&bureau, &streets[0], spot, Some(approved + Duration::days(61 + i64::try_from(at).unwrap()))).await;
    }
    // A planned sign stands nowhere, and a sign of another street is none of this one.
    let planned = enter(&bureau, &streets[0], last, None).await;
    enter(&bureau, &streets[1], last, Some(bureau.today())).await;
    assert_eq!(open().await, 2);
    let number = planned["number"].as_str().unwrap();
    let on = json!({ "on": approved + Duration::days(65) });
    let path = format!("/api/v1/signs/{number}/install");
    bureau.call(Who::Officer, Method::POST, &path).await.json(&on).send().await.expect(StatusCode::OK);
    let met = due(&bureau, &case).await.into_iter().find(|due| due["part_id"] == streets[0]).unwrap();
    assert_eq!((&met["met_on"], &met["overdue_by_days"]), (&on["on"], &json!(5)));
    assert_eq!(open().await, 1);
}

#[tokio::test]
async fn a_case_whose_signs_stand_is_closed_without_saying_since_when() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    bureau.bring(&case, StateCode::Recorded).await;
    bureau.sync(&case).await;
    let mut close = bureau.body("close");
    close.as_object_mut().unwrap().remove("signs_installed_on");
    let refused = bureau.act(Who::Officer, &case, "close", &close).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/signs_installed_on");
    let street = bureau.file(&case).await["items"][0]["place_id"].clone();
    // Put up before the approval, which is in time: the day of the approval counts.
    for spot in missing(&bureau, &street).await {
        enter(&bureau, &street, &spot, Some(bureau.today() - Duration::days(300))).await;
    }
    let met = due(&bureau, &case).await;
    assert_eq!((met.len(), &met[0]["met_on"]), (1, &met[0]["begins_on"]));
    bureau.done(Who::Officer, &case, "close", &close).await;
    assert_eq!(bureau.state(&case).await, "closed");
}

#[tokio::test]
async fn what_is_no_new_street_has_its_signs_due_with_the_decision() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let mut renaming = street(bureau.number());
    renaming["place_id"] = json!(place);
    let case = bureau.open("rename", &[renaming]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let decision = bureau.decision(&case).await;
    let due = due(&bureau, &case).await;
    assert_eq!((due.len(), &due[0]["part_id"]), (1, &json!(decision)));
}

#[tokio::test]
async fn a_revoked_street_needs_no_signs_any_more() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Revoked).await;
    let due = due(&bureau, &case).await;
    assert_eq!((due.len(), due[0]["dropped_on"].is_null()), (1, false));
}
