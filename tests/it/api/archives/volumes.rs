//! Volumes and their steps.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Archive, REQUIRED, VOLUMES, general, kinds, line, results};

#[tokio::test]
async fn a_volume_goes_from_its_first_item_to_its_receiver() {
    let archive = Archive::new().await;
    let volume = archive.results().await;
    assert_eq!(kinds(&archive.volume(&volume).await["missing"]).len(), 11);
    for kind in REQUIRED {
        let item = archive.item(&volume, kind).await;
        archive.scan(&volume, &item).await;
    }
    let arranged = archive.step(&volume, "arrange", &json!({})).await.expect(StatusCode::OK).json();
    let open: Vec<&Value> = arranged["steps"].as_array().unwrap().iter().map(|step| &step["action"]).collect();
    assert_eq!((&arranged["missing"], open), (&json!([]), vec![&json!("catalogue"), &json!("return")]));
    let catalogued = archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!(catalogued["catalogue_number"], "0001-KJ·429006101429006201-Y-QH-0001");
    archive.step(&volume, "scan", &json!({})).await.expect(StatusCode::OK);
    // Who arranged it does not check it.
    archive.step(&volume, "check", &json!({})).await.expect(StatusCode::FORBIDDEN);
    archive.check(&volume).await.expect(StatusCode::OK);
    archive.step(&volume, "store", &json!({ "box": "12", "shelf": "" })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let stored = archive.step(&volume, "store", &json!({ "box": "12", "shelf": "库一" })).await.expect(StatusCode::OK);
    archive.step(&volume, "return", &json!({ "reason": "有误" })).await.expect(StatusCode::CONFLICT);
    archive.app.clock().advance(time::Duration::days(1));
    archive.step(&volume, "store", &json!({ "box": "13", "shelf": "库二" })).await.expect(StatusCode::OK);
    assert_eq!((&stored.json()["box"], &stored.json()["shelf"]), (&json!("12"), &json!("库一")));
    let handing = |on: &str| json!({ "receiver": "天门市档案馆", "on": on });
    let early = archive.step(&volume, "hand-over", &handing("2023-06-30")).await;
    assert_eq!(early.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], "/on");
    let gone = archive.step(&volume, "hand-over", &handing("2023-07-01")).await.expect(StatusCode::OK).json();
    assert_eq!(
        (&gone["state"], &gone["receiver"], &gone["steps"]),
        (&json!("handed_over"), &json!("天门市档案馆"), &json!([]))
    );
    let file = archive.volume(&volume).await;
    let events: Vec<&str> =
        file["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(events[events.len() - 6..], ["catalogue", "scan", "check", "store", "store", "hand-over"]);
    assert_eq!(file["events"].as_array().unwrap().last().unwrap()["facts"]["missing"], 0);
    archive.step(&volume, "return", &json!({ "reason": "有误" })).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_volume_is_not_checked_while_something_is_missing() {
    let archive = Archive::new().await;
    let volume = archive.results().await;
    archive.step(&volume, "arrange", &json!({})).await.expect(StatusCode::CONFLICT);
    let item = archive.item(&volume, "agreement").await;
    archive.step(&volume, "arrange", &json!({})).await.expect(StatusCode::OK);
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let unscanned = archive.step(&volume, "scan", &json!({})).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(kinds(&unscanned["missing"]), ["no_scan"]);
    archive.scan(&volume, &item).await;
    archive.step(&volume, "scan", &json!({})).await.expect(StatusCode::OK);
    let refused = archive.check(&volume).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(kinds(&refused["missing"]), vec!["type_missing"; 9]);
    assert_eq!(archive.volume(&volume).await["state"], "scanned");
    // It goes back, and keeps its number.
    let number = archive.volume(&volume).await["catalogue_number"].clone();
    archive.step(&volume, "return", &json!({})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let back = archive.step(&volume, "return", &json!({ "reason": "缺少批复" })).await.expect(StatusCode::OK).json();
    assert_eq!((&back["state"], &back["catalogue_number"]), (&json!("collecting"), &number));
    archive.item(&volume, "approval").await;
    archive.step(&volume, "arrange", &json!({})).await.expect(StatusCode::OK);
    let again = archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!(again["catalogue_number"], number);
}

#[tokio::test]
async fn steps_out_of_order_and_lost_updates_change_nothing() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("会议")).await;
    let wrong = archive.step(&volume, "check", &json!({})).await.expect(StatusCode::CONFLICT).json();
    assert_eq!((&wrong["state"], &wrong["action"]), (&json!("collecting"), &json!("check")));
    archive.item(&volume, "other").await;
    let stale = archive.app.post(&format!("{VOLUMES}/{volume}/arrange")).role(Role::Archivist);
    stale.header("if-match", "\"1\"").json(&json!({})).send().await.expect(StatusCode::PRECONDITION_FAILED);
    let put = |tag: Option<&str>| {
        let call = archive.app.call(Method::PUT, &format!("{VOLUMES}/{volume}")).role(Role::Archivist);
        let call = tag.map_or_else(|| archive.app.call(Method::PUT, "/"), |_| call);
        call.header("if-match", tag.unwrap_or("\"0\"")).json(&general("会议纪要"))
    };
    put(Some("\"1\"")).send().await.expect(StatusCode::PRECONDITION_FAILED);
    let described = put(Some("\"2\"")).send().await.expect(StatusCode::OK);
    assert_eq!((&described.json()["title"], described.header("etag")), (&json!("会议纪要"), "\"3\""));
    let unsaid = archive.app.call(Method::PUT, &format!("{VOLUMES}/{volume}")).role(Role::Archivist);
    unsaid.json(&general("会议")).send().await.expect(StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(archive.volume(&volume).await["state"], "collecting");
}

#[tokio::test]
async fn what_stands_in_the_number_stays_once_it_is_given() {
    let archive = Archive::new().await;
    let volume = archive.arranged("甲").await;
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    archive.step(&volume, "return", &json!({ "reason": "题名有误" })).await.expect(StatusCode::OK);
    let version = archive.volume(&volume).await["version"].clone();
    let put = |body: Value| {
        let call = archive.app.call(Method::PUT, &format!("{VOLUMES}/{volume}")).role(Role::Archivist);
        call.header("if-match", &format!("\"{version}\"")).json(&body).send()
    };
    let mut other = general("甲");
    other["year"] = json!(2022);
    put(other).await.expect(StatusCode::CONFLICT);
    put(general("乙")).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn numbers_are_given_once_each_though_many_ask_at_once() {
    let archive = Archive::new().await;
    let mut volumes = Vec::new();
    for title in ["甲", "乙", "丙", "丁", "戊", "己"] {
        volumes.push(archive.arranged(title).await);
    }
    let nothing = json!({});
    let given = futures_util::future::join_all(volumes.iter().map(|id| archive.step(id, "catalogue", &nothing))).await;
    let mut numbers: Vec<String> = given
        .into_iter()
        .map(|answer| answer.expect(StatusCode::OK).json()["catalogue_number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=6).map(|serial| format!("0001-WS·2023-D30-QH-{serial:04}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_request_that_is_sent_again_opens_one_volume() {
    let archive = Archive::new().await;
    let send =
        || archive.app.post(VOLUMES).role(Role::Archivist).header("idempotency-key", "k1").json(&general("甲")).send();
    let (first, again) = (send().await.expect(StatusCode::CREATED), send().await.expect(StatusCode::CREATED));
    assert_eq!((first.json(), again.header("idempotent-replayed")), (again.json(), "true"));
    assert_eq!(archive.get(VOLUMES).await["volumes"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_volume_that_cannot_be_is_refused_with_the_place_of_the_fault() {
    let archive = Archive::new().await;
    let line = line(&archive.app, 1).await;
    let with = |mut body: Value, member: &str, value: Value| {
        body[member] = value;
        body
    };
    for (body, pointer) in [
        (with(general("甲"), "year", json!(null)), "/year"),
        (with(general("甲"), "year", json!(1066)), "/year"),
        (with(general("甲"), "line_id", json!(line)), "/line_id"),
        (with(results(line), "line_id", json!(null)), "/line_id"),
        (with(results(line), "year", json!(2023)), "/year"),
        (results(Uuid::from_u128(1)), "/line_id"),
        (with(general("甲"), "office_code", json!("qh")), "/office_code"),
        (with(general("甲"), "retention", json!("D99")), "/retention"),
        (with(general("甲"), "title", json!("名".repeat(201))), "/title"),
        (with(general("甲"), "colour", json!("red")), "/colour"),
    ] {
        let problem = archive.post(VOLUMES, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(archive.get(VOLUMES).await["volumes"], json!([]));
}

#[tokio::test]
async fn volumes_are_listed_by_class_state_line_and_year_page_by_page() {
    let archive = Archive::new().await;
    let general_volume = archive.arranged("甲").await;
    let line = line(&archive.app, 1).await;
    // Ids follow the clock, which stands still otherwise.
    archive.app.clock().advance(time::Duration::seconds(1));
    let results_volume = archive.opened(&results(line)).await;
    for (query, expected) in [
        ("class=results".to_owned(), vec![&results_volume]),
        ("state=arranged,stored".to_owned(), vec![&general_volume]),
        (format!("line={line}"), vec![&results_volume]),
        ("year=2023".to_owned(), vec![&general_volume]),
        ("year=2022".to_owned(), vec![]),
    ] {
        let listed = archive.get(&format!("{VOLUMES}?{query}")).await;
        let ids: Vec<&str> =
            listed["volumes"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, expected, "{query}");
    }
    let first = archive.get(&format!("{VOLUMES}?limit=1")).await;
    assert_eq!(first["volumes"][0]["id"], json!(results_volume));
    let next = first["next"].as_str().unwrap();
    let second = archive.get(&format!("{VOLUMES}?limit=1&cursor={next}")).await;
    assert_eq!((&second["volumes"][0]["id"], &second["next"]), (&json!(general_volume), &json!(null)));
    archive.app.get(&format!("{VOLUMES}?state=lost")).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn of_a_line_the_required_types_may_be_in_any_of_its_volumes() {
    let archive = Archive::new().await;
    let line = line(&archive.app, 1).await;
    let missing = format!("{VOLUMES}/missing?line={line}");
    assert_eq!(kinds(&archive.get(&missing).await["missing"]).len(), 10);
    let (first, second) = (archive.opened(&results(line)).await, archive.opened(&results(line)).await);
    for (at, kind) in REQUIRED.iter().enumerate() {
        let volume = if at < 5 { &first } else { &second };
        let item = archive.item(volume, kind).await;
        archive.scan(volume, &item).await;
    }
    let of_line = archive.get(&missing).await;
    assert_eq!((&of_line["complete"], of_line["volumes"].as_array().unwrap().len()), (&json!(true), 2));
    let of_volume = archive.get(&format!("{VOLUMES}/{first}/missing")).await;
    assert_eq!((&of_volume["complete"], kinds(&of_volume["missing"]).len()), (&json!(false), 5));
    let unknown = format!("{VOLUMES}/missing?line={}", Uuid::from_u128(1));
    archive.app.get(&unknown).role(Role::Leader).send().await.expect(StatusCode::NOT_FOUND);
}
