//! What citizens see of signs and report on them, without an account.

use axum::http::{Method, StatusCode};
use mingjie::{
    http::Access,
    kernel::actor::{Actor, Role},
    signs::{
        SignNumber,
        citizens::service::{self, FROM_ADDRESS, TO_SIGN},
    },
};
use serde_json::{Value, json};
use time::Duration;

use super::{
    damage::{reported, sign, state_of_sign},
    plate, post,
    repair::{ORDERS, crew, ordered, step},
    street,
};
use crate::support::{Answer, TestApp, TestPhoto};

/// What a citizen writes and the public must never read.
const PERSONAL: [&str; 4] = ["周文彬", "13871234567", "zhou@example.cn", "我家门口的牌子"];

const PAGE: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

/// What a browser sends.
fn typed(damage: &str) -> Vec<(&str, &str)> {
    let [name, phone, email, description] = PERSONAL;
    vec![("damage", damage), ("description", description), ("name", name), ("phone", phone), ("email", email)]
}

async fn page(app: &TestApp, path: &str) -> Answer {
    app.get(path).header("accept", PAGE).send().await
}

/// Sends the form with photos.
async fn send(app: &TestApp, sign: &str, fields: &[(&str, &str)], photos: &[&[u8]]) -> Answer {
    let photos: Vec<(&str, &[u8])> = photos.iter().map(|photo| ("photos", *photo)).collect();
    app.post(&format!("/s/{sign}/reports")).header("accept", PAGE).multipart(fields, &photos).send().await
}

/// What a program is told of a report that it sent.
async fn told(app: &TestApp, sign: &str, damage: &str) -> Value {
    let [name, phone, ..] = PERSONAL;
    let body = json!({ "damage": damage, "name": name, "phone": phone });
    let sent = app.post(&format!("/s/{sign}/reports")).json(&body).send().await;
    sent.expect(StatusCode::CREATED).json()
}

/// How far the report is.
async fn progress(app: &TestApp, told: &Value) -> Value {
    app.get(told["href"].as_str().unwrap()).send().await.expect(StatusCode::OK).json()
}

/// The report as the office sees it.
async fn in_office(app: &TestApp, number: &str) -> Value {
    let all = app.get("/api/v1/damage-reports").role(Role::NamingOfficer).send().await.json();
    let id = all["reports"].as_array().unwrap().iter().find(|report| report["number"] == number).unwrap()["id"].clone();
    let path = format!("/api/v1/damage-reports/{}", id.as_str().unwrap());
    app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json()
}

/// Repairs what was reported, and accepts it; the order.
async fn repaired(app: &TestApp, sign: &str, report: &Value) -> String {
    let crew = crew(app).await;
    let order = ordered(app, &json!({ "kind": "repair", "sign": sign, "task": "修复", "reports": [report] })).await;
    step(app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    step(app, Role::FieldCrew, &order, "finish", &json!({})).await;
    step(app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    order
}

#[tokio::test]
async fn the_code_on_a_sign_opens_a_page_that_knows_the_sign_and_its_reports() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let report = reported(&app, &number, "pole_damaged").await;
    let before = page(&app, &format!("/s/{}", number.to_lowercase())).await.expect(StatusCode::OK);
    let policy = before.header("content-security-policy").to_owned();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("form-action 'self'"), "{policy}");
    assert_eq!((before.header("referrer-policy"), before.header("content-language")), ("no-referrer", "zh-CN"));
    for text in ["陆羽大道", "LUYU DADAO", &number, "Lùyǔ Dàdào", "已收到，待核实", "我也看到了", "涂改污损"]
    {
        assert!(before.text().contains(text), "{text} is not in {}", before.text());
    }
    assert!(!before.text().contains("<script"));
    ordered(&app, &json!({ "kind": "repair", "sign": number, "task": "扶正", "reports": [report] })).await;
    let english = app.get(&format!("/s/{number}")).header("accept", PAGE).header("accept-language", "en").send().await;
    for text in ["Already reported", "pole damaged: repair ordered, due on 31 July 2023", "I see it too", "defaced"] {
        assert!(english.text().contains(text), "{text} is not in {}", english.text());
    }
    let data = app.get(&format!("/s/{number}")).send().await.expect(StatusCode::OK).json();
    assert_eq!(
        (&data["faces"][0]["text"], &data["open_reports"][0]["due_on"]),
        (&json!("陆羽大道"), &json!("2023-07-31"))
    );
}

#[tokio::test]
async fn a_citizen_reports_with_a_photo_and_sees_how_far_it_is() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let photo = TestPhoto::new(640, 480).at(113.1001, 30.6501, Some("WGS-84")).owner("SECRET owner").jpeg();
    let receipt = send(&app, &number, &typed("tilted"), &[&photo, b""]).await.expect(StatusCode::CREATED);
    assert_eq!((receipt.header("location"), receipt.header("cache-control")), ("/reports/D2023-0001", "no-store"));
    let text = receipt.text();
    let href = text.split("href=\"/reports/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(text.contains("报告已收到") && href.starts_with("D2023-0001?code="), "{text}");

    let report = in_office(&app, "D2023-0001").await;
    assert_eq!(
        (&report["state"], &report["source"], &report["severity"]),
        (&json!("reported"), &json!("public"), &json!("minor"))
    );
    assert_eq!((&report["description"], &report["reported_by"]), (&json!(PERSONAL[3]), &json!(null)));
    let kept = report["photos"][0]["id"].as_str().unwrap();
    for path in ["", "/image", "/thumbnail"] {
        app.request(Method::GET, &format!("/api/v1/field/photos/{kept}{path}")).await.expect(StatusCode::UNAUTHORIZED);
    }
    let image = app.get(&format!("/api/v1/field/photos/{kept}/image")).role(Role::NamingOfficer).send().await;
    assert!(!image.expect(StatusCode::OK).bytes.windows(6).any(|window| window == b"SECRET"));

    let reporter = format!("/api/v1/damage-reports/{}/reporter", report["id"].as_str().unwrap());
    let who = app.get(&reporter).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    assert_eq!((&who["reporter"]["name"], &who["erased"]), (&json!(PERSONAL[0]), &json!(null)));
    app.get(&reporter).role(Role::FieldCrew).send().await.expect(StatusCode::FORBIDDEN);

    let seen = page(&app, &format!("/reports/{href}")).await.expect(StatusCode::OK).text();
    assert!(seen.contains("倾斜") && seen.contains("已收到，待核实") && !seen.contains("没有修好"), "{seen}");
    repaired(&app, &number, &report["id"]).await;
    let seen = page(&app, &format!("/reports/{href}")).await.text();
    assert!(seen.contains("已修复（2023年7月1日）") && seen.contains("没有修好"), "{seen}");
    let wrong = page(&app, "/reports/D2023-0001?code=WRONG").await.expect(StatusCode::NOT_FOUND).text();
    assert!(wrong.contains("id=\"look-up\" open") && wrong.contains("value=\"D2023-0001\""), "{wrong}");
    app.get("/reports/D2023-0001").send().await.expect(StatusCode::NOT_FOUND);
    let typed = page(&app, &format!("/reports?number=d2023-0001&{}", href.split_once('?').unwrap().1)).await;
    assert!(typed.expect(StatusCode::OK).text().contains("D2023-0001"));
}

#[tokio::test]
async fn who_is_signed_in_sends_the_form_of_a_sign_like_anybody() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    app.token(Role::FieldCrew).await;
    let login = json!({ "login": "test-field-crew", "password": "correct-horse-battery" });
    let signed_in = app.post("/api/v1/accounts/login").json(&login).send().await.expect(StatusCode::OK);
    let cookie = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
    let form = app.post(&format!("/s/{number}/reports")).header("accept", PAGE).header("cookie", &cookie);
    let sent = form.multipart(&[("damage", "faded")], &[]).send().await;
    assert!(sent.status.is_success() || sent.status.is_redirection(), "{}: {}", sent.status, sent.text());
    let reports = app.get("/api/v1/damage-reports").role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    assert_eq!(reports["reports"][0]["source"], "public");
}

#[tokio::test]
async fn a_number_that_is_none_and_a_sign_that_is_gone_are_helped_with() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let mut numbers = Vec::new();
    for x in [113.10, 113.12] {
        let body = plate(&street, "陆羽大道", "LUYU DADAO", [x, 30.65]);
        let entered = post(&app, Role::NamingOfficer, "/api/v1/signs", &body);
        numbers.push(entered.await.expect(StatusCode::CREATED).json()["number"].as_str().unwrap().to_owned());
    }
    let last = numbers[0].chars().last().unwrap();
    let wrong = format!("{}{}", &numbers[0][..7], if last == '9' { '0' } else { char::from(last as u8 + 1) });
    let help = page(&app, &format!("/s/{wrong}")).await.expect(StatusCode::NOT_FOUND).text();
    assert!(
        help.contains("校验码") && help.contains(&format!("value=\"{wrong}\"")) && help.contains("12345"),
        "{help}"
    );
    page(&app, "/s/%3Cscript%3E").await.expect(StatusCode::NOT_FOUND);
    assert!(!page(&app, "/s/%3Cscript%3E").await.text().contains("<script"));
    let problem = app.get(&format!("/s/{wrong}")).send().await.expect(StatusCode::NOT_FOUND);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let unknown = page(&app, &format!("/s/{}", SignNumber::of_serial(999_999).unwrap())).await;
    assert!(unknown.expect(StatusCode::NOT_FOUND).text().contains("没有这个地名标志"));
    assert!(page(&app, "/s").await.expect(StatusCode::OK).text().contains("<form id=\"number\""));
    assert!(page(&app, &format!("/s?number={}", numbers[0])).await.expect(StatusCode::OK).text().contains("陆羽大道"));

    let body = json!({ "on": "2023-06-20", "by": numbers[1] });
    post(&app, Role::NamingOfficer, &format!("/api/v1/signs/{}/replace", numbers[0]), &body)
        .await
        .expect(StatusCode::OK);
    let gone = page(&app, &format!("/s/{}", numbers[0])).await.expect(StatusCode::OK).text();
    assert!(gone.contains("2023年6月20日") && gone.contains(&format!("href=\"/s/{}\"", numbers[1])), "{gone}");
    assert!(gone.contains("陆羽大道") && !gone.contains("name=\"damage\""), "{gone}");
    send(&app, &numbers[0], &typed("tilted"), &[]).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_typed() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let fields = [
        ("damage", "faded"),
        ("dangerous", "yes"),
        ("description", "<b>字</b>"),
        ("name", "周\"文\"彬"),
        ("phone", "无"),
    ];
    let back = send(&app, &number, &fields, &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((back.header("cache-control"), back.header("referrer-policy")), ("no-store", "no-referrer"));
    for kept in [
        "value=\"faded\" required checked>",
        "name=\"dangerous\" value=\"yes\" checked>",
        "&lt;b&gt;字&lt;/b&gt;</textarea>",
        "value=\"周&quot;文&quot;彬\"",
        "value=\"无\" aria-invalid=\"true\" aria-describedby=\"phone-fault\"",
        "role=\"alert\">电话号码无法识别 <a href=\"#report\">",
    ] {
        assert!(back.text().contains(kept), "{kept} is not in {}", back.text());
    }
    send(&app, &number, &[("description", "字")], &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let text =
        send(&app, &number, &typed("faded"), &[b"not a photo"]).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
    assert!(text.contains("id=\"photos-fault\">这不是照片"), "{text}");
    let photo = TestPhoto::new(8, 8).jpeg();
    let four = send(&app, &number, &typed("faded"), &[&photo, &photo, &photo, &photo]).await;
    assert!(four.expect(StatusCode::UNPROCESSABLE_ENTITY).text().contains("至多 3 张照片"));
    let large = vec![0_u8; 25 << 20];
    send(&app, &number, &typed("faded"), &[&large]).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    let none = app.client().await.query_one("select count(*) from damage_report", &[]).await.unwrap();
    assert_eq!(none.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn an_open_report_of_the_same_is_confirmed_with_one_tap_or_another_one_insisted_on() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let first = told(&app, &number, "occluded").await;
    let offered = send(&app, &number, &typed("occluded"), &[]).await.expect(StatusCode::CONFLICT).text();
    assert!(offered.contains("name=\"distinct\"") && offered.contains("D2023-0001"), "{offered}");
    let confirm = |report: &'static str| {
        app.post(&format!("/s/{number}/confirmations")).header("accept", PAGE).form("report", report).send()
    };
    let thanks = confirm("D2023-0001").await.expect(StatusCode::OK).text();
    assert!(thanks.contains("已记入报告"), "{thanks}");
    confirm("D2023-0009").await.expect(StatusCode::NOT_FOUND);
    let events = in_office(&app, first["number"].as_str().unwrap()).await["events"].clone();
    assert_eq!((&events[1]["kind"], &events[1]["actor"]), (&json!("confirm"), &json!("public")));
    let insists = [&typed("occluded")[..], &[("distinct", "yes")]].concat();
    send(&app, &number, &insists, &[]).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn who_says_that_it_is_not_fixed_opens_the_repair_again() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let told = told(&app, &number, "plate_deformed").await;
    let code = json!({ "code": told["code"] });
    let not_fixed = format!("/reports/{}/not-fixed", told["number"].as_str().unwrap());
    let early = app.post(&not_fixed).json(&code).send().await.expect(StatusCode::CONFLICT).json();
    assert_eq!(early["state"], "reported");
    let report = in_office(&app, "D2023-0001").await["id"].clone();
    let order = repaired(&app, &number, &report).await;
    assert_eq!(progress(&app, &told).await["state"], "closed");
    app.post(&not_fixed).json(&json!({ "code": "WRONG" })).send().await.expect(StatusCode::NOT_FOUND);
    app.clock().advance(Duration::days(5));
    let page = app.post(&not_fixed).header("accept", PAGE).form("code", told["code"].as_str().unwrap()).send().await;
    let page = page.expect(StatusCode::OK).text();
    assert!(page.contains("已安排维修，2023年8月5日前完成"), "{page}");
    assert_eq!(state_of_sign(&app, &number).await, "damaged");
    let shown = app.get(&format!("{ORDERS}/{order}")).role(Role::NamingOfficer).send().await.json();
    let last = shown["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&shown["state"], &shown["reopened"]), (&json!("assigned"), &json!(1)));
    assert_eq!((&last["kind"], &last["actor"]), (&json!("reopen"), &json!("public")));
    app.post(&not_fixed).json(&code).send().await.expect(StatusCode::CONFLICT);

    step(&app, Role::FieldCrew, &order, "finish", &json!({})).await;
    step(&app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    app.clock().advance(Duration::days(91));
    let late = app.post(&not_fixed).json(&code).send().await.expect(StatusCode::CONFLICT).json();
    assert!(late["detail"].as_str().unwrap().contains("修复已久"), "{late}");
}

#[tokio::test]
async fn a_duplicate_speaks_for_the_report_that_it_is_the_same_as() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let first = reported(&app, &number, "missing").await;
    let body = json!({ "damage": "missing", "distinct": true });
    let told = app.post(&format!("/s/{number}/reports")).json(&body).send().await.expect(StatusCode::CREATED).json();
    let second = in_office(&app, told["number"].as_str().unwrap()).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/damage-reports/{second}/mark_duplicate");
    post(&app, Role::NamingOfficer, &path, &json!({ "of": first })).await.expect(StatusCode::OK);
    repaired(&app, &number, &json!(first)).await;
    let seen = progress(&app, &told).await;
    assert_eq!((&seen["same_as"], &seen["original"]["state"]), (&json!("D2023-0001"), &json!("closed")));
    let not_fixed = format!("/reports/{}/not-fixed", told["number"].as_str().unwrap());
    let after = app.post(&not_fixed).json(&json!({ "code": told["code"] })).send().await.expect(StatusCode::OK).json();
    assert_eq!(after["original"]["state"], "ordered");
}

#[tokio::test]
async fn one_address_waits_after_many_reports_and_so_does_one_sign() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    told(&app, &number, "faded").await;
    let confirm = async |last: u8| {
        let call = app.post(&format!("/s/{number}/confirmations")).sent_from([192, 0, 2, last]);
        call.json(&json!({ "report": "D2023-0001" })).send().await
    };
    for _ in 0..FROM_ADDRESS {
        confirm(7).await.expect(StatusCode::OK);
    }
    assert_eq!(confirm(7).await.expect(StatusCode::TOO_MANY_REQUESTS).header("retry-after"), "3601");
    for _ in FROM_ADDRESS + 1..TO_SIGN {
        confirm(8).await.expect(StatusCode::OK);
    }
    confirm(9).await.expect(StatusCode::TOO_MANY_REQUESTS);
    app.clock().advance(Duration::minutes(61));
    confirm(7).await.expect(StatusCode::OK);
    let tx = app.db().write("test.sweep", &Actor::Operator).await.unwrap();
    service::sweep(&tx, app.clock().now()).await.unwrap();
    tx.commit().await.unwrap();
    let left = app.client().await.query_one("select count(*) from personal.report_sending", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 1);
}

#[tokio::test]
async fn who_reported_is_in_no_public_byte_and_can_be_erased() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    send(&app, &number, &typed("tilted"), &[]).await.expect(StatusCode::CREATED);
    let told = told(&app, &number, "faded").await;
    let report = in_office(&app, "D2023-0001").await;
    let mut walked = 0;
    for route in app.routes() {
        if route.access() != Access::Public || route.method() != Method::GET {
            continue;
        }
        let path = route.path().replace("{sign_number}", &number).replace("{report_number}", "D2023-0002");
        let path = path.replace("{request}", "D2023-0001.json").replace(['{', '}'], "");
        for query in [String::new(), format!("?code={}", told["code"].as_str().unwrap())] {
            for accept in ["text/html", "application/json", "application/geo+json"] {
                let answer = app.get(&format!("{path}{query}")).header("accept", accept).send().await;
                for own in PERSONAL {
                    assert!(!answer.text().contains(own), "{path}{query} {accept}");
                }
                walked += usize::from(
                    answer.status == StatusCode::OK && (path.starts_with("/s") || path.starts_with("/reports")),
                );
            }
        }
    }
    assert!(walked >= 9, "{walked}");
    for role in [Role::Auditor, Role::FieldCrew] {
        let path = format!("/api/v1/damage-reports/{}", report["id"].as_str().unwrap());
        let seen = app.get(&path).role(role).send().await.expect(StatusCode::OK).text();
        assert!(PERSONAL[..3].iter().all(|own| !seen.contains(own)), "{seen}");
    }
    let reporter = format!("/api/v1/damage-reports/{}/reporter", report["id"].as_str().unwrap());
    let because = json!({ "reason": "本人要求" });
    post(&app, Role::Admin, &format!("{reporter}/erasure"), &because).await.expect(StatusCode::NO_CONTENT);
    post(&app, Role::Admin, &format!("{reporter}/erasure"), &because).await.expect(StatusCode::CONFLICT);
    let kept = app.get(&reporter).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    assert_eq!((&kept["reporter"], &kept["erased"]["reason"]), (&json!(null), &json!("本人要求")));
    let held: Vec<String> = app
        .client()
        .await
        .query("select r::text from personal.damage_reporter r", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert!(!held.concat().contains(PERSONAL[2]), "{held:?}");
}
