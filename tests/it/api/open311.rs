//! `/open311/v2`: GeoReport v2 as applications of the city speak it.

mod schema;

use axum::http::{Method, StatusCode};
use mingjie::{kernel::actor::Role, signs::citizens::service::FROM_ADDRESS};
use serde_json::{Value, json};
use time::Duration;

use self::schema::{valid_json, valid_xml};
use super::signs::{
    damage::{reported, sign, state_of_sign},
    repair::{crew, ordered, step},
};
use crate::support::{Answer, TestApp, TestPhoto, encoded};

const BASE: &str = "/open311/v2";

/// What a citizen writes and nobody must read in an answer.
const PERSONAL: [&str; 4] = ["文彬", "13871234567", "zhou@example.cn", "我家门口的牌子"];

async fn get(app: &TestApp, path: &str) -> Answer {
    app.get(&format!("{BASE}/{path}")).send().await
}

/// An answer in JSON that keeps to the schema.
async fn told(app: &TestApp, path: &str) -> Value {
    let answer = get(app, path).await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    valid_json(path, &answer.json());
    answer.json()
}

/// Sends a form.
async fn send(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    let call = app.post(&format!("{BASE}/{path}")).header("content-type", "application/x-www-form-urlencoded");
    call.sent_from([192, 0, 2, 1]).body(fields.join("&")).send().await
}

/// A request on a sign by somebody who tells everything; its id.
async fn filed(app: &TestApp, sign: &str, damage: &str) -> Value {
    let [first, phone, email, words] = PERSONAL;
    let fields = [
        ("service_code", damage),
        ("address_id", sign),
        ("lat", "30.6501"),
        ("long", "113.1001"),
        ("first_name", first),
        ("last_name", "周"),
        ("phone", phone),
        ("email", email),
        ("description", words),
        ("device_id", "tt222111"),
        ("media_url", "https://example.cn/13871234567.jpg"),
    ];
    let answer = send(app, "requests.json", &fields).await.expect(StatusCode::CREATED).json();
    valid_json("requests.json", &answer);
    answer[0].clone()
}

async fn repaired(app: &TestApp, sign: &str, report: &str) -> String {
    let all = app.get("/api/v1/damage-reports").role(Role::NamingOfficer).send().await.json();
    let id = all["reports"].as_array().unwrap().iter().find(|known| known["number"] == report).unwrap()["id"].clone();
    let crew = crew(app).await;
    let order = ordered(app, &json!({ "kind": "repair", "sign": sign, "task": "修复", "reports": [id] })).await;
    step(app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    step(app, Role::FieldCrew, &order, "finish", &json!({})).await;
    step(app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    order
}

#[tokio::test]
async fn every_answer_is_what_the_schemas_say_in_both_formats() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let id = filed(&app, &number, "faded").await["service_request_id"].as_str().unwrap().to_owned();
    for path in [
        "discovery",
        "services",
        "services/faded",
        "requests",
        "requests?extensions=true",
        &format!("requests/{id}"),
        "servicerequestupdates",
    ] {
        let (piece, query) =
            path.split_once('?').map_or((path, String::new()), |(piece, query)| (piece, format!("?{query}")));
        told(&app, &format!("{piece}.json{query}")).await;
        let xml = get(&app, &format!("{piece}.xml{query}")).await.expect(StatusCode::OK);
        assert_eq!(xml.header("content-type"), "text/xml; charset=utf-8");
        valid_xml(path, &xml.bytes);
    }
    let filed = send(&app, "requests.xml", &[("service_code", "tilted"), ("attribute[sign_id]", &number)]).await;
    valid_xml("a new request", &filed.expect(StatusCode::CREATED).bytes);
}

#[tokio::test]
async fn a_service_for_each_damage_asks_for_sign_and_danger() {
    let app = TestApp::new().await;
    let services = told(&app, "services.json").await;
    assert_eq!(services.as_array().unwrap().len(), 10);
    assert_eq!((&services[0]["service_code"], &services[0]["metadata"]), (&json!("pole_damaged"), &json!(true)));
    let definition = told(&app, "services/pole_damaged.json").await;
    assert_eq!(definition["attributes"][1]["values"][1], json!({ "key": "yes", "name": "是" }));
    let english = app.get(&format!("{BASE}/services.json")).header("accept-language", "en").send().await.json();
    assert_eq!((&english[9]["service_name"], &english[9]["group"]), (&json!("name sign: defaced"), &json!("plate")));
    let discovery = told(&app, "discovery.json").await;
    assert!(discovery["endpoints"][0]["url"].as_str().unwrap().ends_with("/open311/v2"));
}

#[tokio::test]
async fn a_request_is_a_report_that_the_office_handles_and_the_sender_follows() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let request = filed(&app, &number, "plate_deformed").await;
    let id = request["service_request_id"].as_str().unwrap().to_owned();
    let shown = told(&app, &format!("requests/{}.json", id.to_lowercase())).await[0].clone();
    assert_eq!(
        (&shown["status"], &shown["address_id"], &shown["status_notes"]),
        (&json!("open"), &json!(number), &json!("已收到，待核实"))
    );
    assert_eq!((&shown["requested_datetime"], &shown["lat"]), (&json!("2023-07-01T12:00:00+08:00"), &json!(30.65)));
    assert_eq!(
        (&shown["description"], &shown["expected_datetime"]),
        (&json!(format!("标识牌面变形 陆羽大道 {number}")), &json!(null))
    );

    // The notice tells the code, which is the token, and where a citizen says that it is not fixed.
    let notice = request["service_notice"].as_str().unwrap();
    let code = notice.rsplit("code=").next().unwrap().to_owned();
    let token = told(&app, &format!("tokens/{code}.json")).await;
    assert_eq!(token[0]["service_request_id"], json!(id));
    valid_xml("a token", &get(&app, &format!("tokens/{code}.xml")).await.bytes);
    let page = format!("/reports/{id}?code={code}");
    app.request(Method::GET, &page).await.expect(StatusCode::OK);

    repaired(&app, &number, &id).await;
    let shown = told(&app, &format!("requests/{id}.json")).await[0].clone();
    assert_eq!((&shown["status"], &shown["status_notes"]), (&json!("closed"), &json!("已修复（2023年7月1日）")));
    let updates = told(&app, &format!("servicerequestupdates.json?service_request_id={id}")).await;
    let said: Vec<_> =
        updates.as_array().unwrap().iter().map(|update| (&update["status"], &update["description"])).collect();
    assert_eq!(said[0], (&json!("closed"), &json!("已修复")));
    assert_eq!(said.last().unwrap(), &(&json!("open"), &json!("已上报")));
}

#[tokio::test]
async fn another_report_of_the_same_is_a_duplicate_and_as_open_as_the_first() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    reported(&app, &number, "faded").await;
    let id = filed(&app, &number, "faded").await["service_request_id"].as_str().unwrap().to_owned();
    let shown = told(&app, &format!("requests.json?service_request_id={id}&extensions=true")).await[0].clone();
    assert_eq!((&shown["status"], &shown["status_notes"]), (&json!("open"), &json!("与报告 D2023-0001 为同一问题")));
    assert_eq!(shown["extended_attributes"]["duplicate_of"], "D2023-0001");
    assert_eq!(told(&app, "requests.json?status=open").await.as_array().unwrap().len(), 2);
    repaired(&app, &number, "D2023-0001").await;
    assert_eq!(told(&app, "requests.json?status=open").await, json!([]));
    assert_eq!(told(&app, &format!("requests/{id}.json")).await[0]["status"], "closed");
}

#[tokio::test]
async fn requests_are_found_by_id_service_time_status_sign_and_page() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    filed(&app, &number, "faded").await;
    app.clock().advance(Duration::days(60));
    filed(&app, &number, "tilted").await;
    let found = async |query: &str| {
        let requests = told(&app, &format!("requests.json?{query}")).await;
        let ids = requests
            .as_array()
            .unwrap()
            .iter()
            .map(|request| request["service_request_id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>().join(" ")
    };
    let (first, second, both) = ("D2023-0001", "D2023-0002", "D2023-0002 D2023-0001");
    assert_eq!(found("").await, both);
    assert_eq!(found("service_request_id=d2023-0001,D2023-0009&status=closed").await, first);
    assert_eq!(found("service_code=tilted,missing").await, second);
    assert_eq!(found("page_size=1&page=2").await, first);
    assert_eq!(found("status=closed").await, "");
    assert_eq!(found("status=open,closed&jurisdiction_id=tianmen&app_version=3").await, both);
    assert_eq!(found(&format!("address_id={number}")).await, both);
    assert_eq!(found("start_date=2023-07-01T04:00:00Z&end_date=2023-07-01T12:00:00+08:00").await, first);
    assert_eq!(found("updated_after=2023-08-01T00:00:00Z").await, second);
    app.clock().advance(Duration::days(60));
    assert_eq!(found("").await, second);
    assert_eq!(found("end_date=2023-08-01T00:00:00Z").await, first);
}

#[tokio::test]
async fn what_goes_wrong_is_a_list_of_code_and_description_in_the_format() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let check = |answer: Answer, status: StatusCode| {
        let answer = answer.expect(status);
        if answer.header("content-type").starts_with("text/xml") {
            valid_xml("errors", &answer.bytes);
            assert!(answer.text().contains(&format!("<code>{}</code>", status.as_u16())), "{}", answer.text());
        } else {
            assert_eq!(answer.json()[0]["code"], json!(status.as_u16()));
            valid_json("errors", &answer.json());
        }
        answer.text()
    };
    let (bad, missing, forbidden) = (StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::FORBIDDEN);
    for (path, status) in [("services/potholes", missing), ("requests/D1999-0001", missing), ("tokens/NOPE", missing)] {
        check(get(&app, &format!("{path}.xml")).await, status);
        check(get(&app, &format!("{path}.json")).await, status);
    }
    for query in [
        "status=done",
        "start_date=today",
        "page=0",
        "page_size=x",
        "address_id=S1",
        "status=open&status=closed",
        "start_date=2023-01-01T00:00:00Z&end_date=2023-06-30T00:00:00Z",
    ] {
        check(get(&app, &format!("requests.xml?{query}")).await, bad);
    }
    check(get(&app, "requests.json?service_code=potholes").await, missing);
    for fields in [
        &[("address_id", number.as_str())][..],
        &[("service_code", "faded")],
        &[("service_code", "faded"), ("address_id", "S1234567")],
        &[("service_code", "faded"), ("lat", "30.65")],
        &[("service_code", "faded"), ("lat", "95"), ("long", "113.1")],
        &[("service_code", "faded"), ("address_id", &number), ("email", "周")],
        &[("service_code", "faded"), ("address_id", &number), ("description", &"字".repeat(4_001))],
    ] {
        check(send(&app, "requests.xml", fields).await, bad);
    }
    let english = app.get(&format!("{BASE}/requests.json?page=0")).header("accept-language", "en").send().await;
    assert!(check(english, bad).contains("page is a positive whole number"));
    let keyed = async |key: String| {
        send(&app, "requests.json", &[("service_code", "faded"), ("address_id", &number), ("api_key", &key)]).await
    };
    check(keyed("mj_00".into()).await, forbidden);
    check(keyed(app.token(Role::Auditor).await).await, forbidden);
    keyed(app.token(Role::TownshipClerk).await).await.expect(StatusCode::CREATED);
    get(&app, "requests.csv").await.expect(missing);
    get(&app, "services/faded.csv").await.expect(missing);
}

#[tokio::test]
async fn without_a_key_an_address_waits_and_with_one_it_does_not() {
    let app = TestApp::new().await;
    let position =
        [("service_code", "missing"), ("lat", "30.65"), ("long", "113.15"), ("address_string", "陆羽大道路口")];
    for _ in 0..FROM_ADDRESS {
        send(&app, "requests.json", &position).await.expect(StatusCode::CREATED);
    }
    let waits = send(&app, "requests.json", &position).await.expect(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!((&waits.json()[0]["code"], waits.header("retry-after")), (&json!(429), "3601"));
    let key = app.token(Role::NamingOfficer).await;
    send(&app, "requests.json", &[&position[..], &[("api_key", &key)]].concat()).await.expect(StatusCode::CREATED);
    // Where no sign is known, nobody is told where the sender stood.
    let shown = told(&app, "requests/D2023-0001.json").await[0].clone();
    assert_eq!((&shown["lat"], &shown["address"]), (&json!(null), &json!(null)));
}

#[tokio::test]
async fn media_come_as_photos_for_those_who_repair() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let photo = TestPhoto::new(32, 32).owner("SECRET owner").jpeg();
    let fields = [("service_code", "defaced"), ("address_id", number.as_str())];
    let sent = app.post(&format!("{BASE}/requests.json")).multipart(&fields, &[("media", &photo), ("media", &photo)]);
    sent.send().await.expect(StatusCode::CREATED);
    let refused = app.post(&format!("{BASE}/requests.json")).multipart(&fields, &[("media", b"no photo")]).send().await;
    assert!(refused.expect(StatusCode::BAD_REQUEST).json()[0]["description"].as_str().unwrap().contains("这不是照片"));
    let all = app.get("/api/v1/damage-reports").role(Role::NamingOfficer).send().await.json();
    assert_eq!(all["reports"].as_array().unwrap().len(), 1);
    let path = format!("/api/v1/damage-reports/{}", all["reports"][0]["id"].as_str().unwrap());
    let report = app.get(&path).role(Role::NamingOfficer).send().await.json();
    assert_eq!((report["photos"].as_array().unwrap().len(), &report["source"]), (2, &json!("public")));
    assert_eq!(told(&app, "requests.json").await[0]["media_url"], json!(null));
}

#[tokio::test]
async fn an_application_with_a_key_says_that_it_is_not_fixed() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let id = filed(&app, &number, "tilted").await["service_request_id"].as_str().unwrap().to_owned();
    let key = app.token(Role::NamingOfficer).await;
    let update = async |fields: &[(&str, &str)]| {
        send(&app, "servicerequestupdates.xml", &[&[("service_request_id", id.as_str())], fields].concat()).await
    };
    update(&[("status", "open")]).await.expect(StatusCode::FORBIDDEN);
    let again = update(&[("status", "open"), ("api_key", &key)]).await.expect(StatusCode::CREATED);
    valid_xml("an update", &again.bytes);
    let updates = told(&app, "servicerequestupdates.json").await;
    assert_eq!(updates[0]["description"], "又有人反映同一问题");
    repaired(&app, &number, &id).await;
    update(&[("status", "closed"), ("api_key", &key)]).await.expect(StatusCode::BAD_REQUEST);
    update(&[("status", "OPEN"), ("api_key", &key)]).await.expect(StatusCode::CREATED);
    assert_eq!(
        (told(&app, &format!("requests/{id}.json")).await[0]["status"].clone(), state_of_sign(&app, &number).await),
        (json!("open"), json!("damaged"))
    );
}

#[tokio::test]
async fn no_answer_holds_who_reported_or_their_words() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let id = filed(&app, &number, "tilted").await["service_request_id"].as_str().unwrap().to_owned();
    repaired(&app, &number, &id).await;
    let key = app.token(Role::NamingOfficer).await;
    for path in ["requests", &format!("requests/{id}"), "servicerequestupdates"] {
        for format in ["xml", "json"] {
            for query in [String::new(), "?extensions=true".to_owned(), format!("?extensions=true&api_key={key}")] {
                let text = get(&app, &format!("{path}.{format}{query}")).await.expect(StatusCode::OK).text();
                assert!(text.contains(&id) && PERSONAL.iter().all(|own| !text.contains(own)), "{path}: {text}");
                assert!(!text.contains("30.6501") && !text.contains("example.cn"), "{path}: {text}");
            }
        }
    }
}
