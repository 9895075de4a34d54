//! What citizens send, what officers answer, what the public may know of it.

use axum::http::{Method, StatusCode};
use mingjie::{http::Access, kernel::actor::Role};
use serde_json::{Value, json};
use time::Duration;

use super::{PERSONAL, notice, opinion, published, sealed};
use crate::support::{TestApp, encoded};

/// A notice of its own with one opinion; its number, and what the sender was told.
async fn objected() -> (TestApp, String, Value) {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    let sent = app.post(&format!("/notices/{number}/opinions")).json(&opinion()).send().await;
    let told = sent.expect(StatusCode::CREATED).json();
    (app, number, told)
}

async fn id_of_first(app: &TestApp, number: &str) -> String {
    let opinions = app.get(&format!("/api/v1/notices/{number}/opinions")).role(Role::NamingOfficer).send().await.json();
    opinions["opinions"][0]["id"].as_str().unwrap().to_owned()
}

async fn answered(app: &TestApp, number: &str) -> Value {
    let address = format!("/api/v1/notices/{number}/opinions/{}/answer", id_of_first(app, number).await);
    let answer = json!({ "outcome": "not_adopted", "summary": "认为重名。", "text": "经核实不在同一建成区。" });
    let answer = app.post(&address).role(Role::NamingOfficer).json(&answer).send().await;
    answer.expect(StatusCode::CREATED).json()
}

#[tokio::test]
async fn a_citizen_sends_an_opinion_and_reads_the_answer_with_number_and_code() {
    let (app, number, told) = objected().await;
    assert_eq!((&told["receipt"], &told["needs_confirmation"]), (&"GS-2023-0001-0001".into(), &false.into()));
    let (place, code) = (told["href"].as_str().unwrap(), told["code"].as_str().unwrap());
    let before = app.get(&format!("{place}?code={code}")).send().await.expect(StatusCode::OK);
    assert_eq!((before.header("cache-control"), before.json()["answer"].is_null()), ("no-store", true));
    app.get(&format!("{place}?code=WRONG")).send().await.expect(StatusCode::NOT_FOUND);
    app.get(place).send().await.expect(StatusCode::NOT_FOUND);

    answered(&app, &number).await;
    let by_form = format!("/notices/{number}/opinions?receipt=gs-2023-0001-0001&code={}", code.to_lowercase());
    let page = app.get(&by_form).header("accept", "text/html").send().await.expect(StatusCode::OK).text();
    assert!(page.contains("经核实不在同一建成区。") && page.contains("未采纳"));
}

#[tokio::test]
async fn a_form_without_script_is_answered_by_pages() {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    let form = |fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        app.post(&format!("/notices/{number}/opinions"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "text/html,*/*;q=0.8")
            .body(fields.join("&"))
    };
    let whole = [
        ("stance", "support"),
        ("item_id", ""),
        ("text", "同意。\r\n好名字。"),
        ("name", PERSONAL[0]),
        ("phone", PERSONAL[1]),
    ];
    let page = form(&whole).send().await.expect(StatusCode::CREATED);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.text().contains("GS-2023-0001-0001") && page.text().contains("意见已收到"));
    assert!(PERSONAL.iter().all(|own| !page.text().contains(own)) && !page.text().contains("同意"));

    let fault = form(&[("stance", "support"), ("text", "同意"), ("name", "周")]).send().await;
    let fault = fault.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fault.header("content-type").starts_with("text/html"), "{}", fault.text());
    assert!(fault.text().contains("请填写电话或电子邮箱") && !fault.text().contains("<script"));
    form(&[("stance", "maybe"), ("text", "同意")]).send().await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_with_a_fault_comes_back_on_the_page_of_the_notice_as_it_was_typed() {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    let send = async |path: &str, fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let call = app.post(&format!("/notices/{number}/{path}")).header("accept", "text/html,*/*;q=0.8");
        let call = call.header("content-type", "application/x-www-form-urlencoded").body(fields.join("&"));
        call.send().await
    };
    let second = uuid::Uuid::from_u128(2).to_string();
    let typed = [
        ("stance", "object"),
        ("item_id", second.as_str()),
        ("text", "重名。\r\n<b>请改</b>"),
        ("name", "周\"文\"彬"),
        ("email", "周@错"),
    ];
    let answer = send("opinions", &typed).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((answer.header("cache-control"), answer.header("referrer-policy")), ("no-store", "no-referrer"));
    let page = answer.text();
    for kept in [
        "<header class=\"top\"><a href=\"/notices\">",
        "关于状元路等道路命名的公示",
        "value=\"object\" required checked>",
        &format!("value=\"{second}\" selected>"),
        "重名。\r\n&lt;b&gt;请改&lt;/b&gt;</textarea>",
        "value=\"周&quot;文&quot;彬\"",
        "value=\"周@错\" aria-invalid=\"true\" aria-describedby=\"email-fault\"",
        "id=\"email-fault\">电子邮箱无法识别</p>",
        "role=\"alert\">电子邮箱无法识别 <a href=\"#opinion\">",
    ] {
        assert!(page.contains(kept), "{kept} is not in {page}");
    }
    // After the last day, too, nothing that was typed is lost.
    app.db().clock().advance(Duration::days(7));
    let late = send("opinions", &typed[..3]).await;
    assert!(late.text().contains("请改"), "{}", late.text());
    // A wrong code leaves the form to look up open, with the number.
    let path = format!("/notices/{number}/opinions?receipt=GS-2023-0001-0009&code=WRONG");
    let unknown = app.get(&path).header("accept", "text/html").send().await.expect(StatusCode::NOT_FOUND).text();
    assert!(unknown.contains("id=\"answer\" open>") && unknown.contains("value=\"GS-2023-0001-0009\""), "{unknown}");
    // A notice that is not there is a plain problem, with a way on.
    let nowhere = app.get("/notices/GS-1999-0001").header("accept", "text/html").send().await;
    let nowhere = nowhere.expect(StatusCode::NOT_FOUND).text();
    assert!(nowhere.contains("<a href=\"/\">") && !nowhere.contains("返回"), "{nowhere}");
}

#[tokio::test]
async fn nothing_is_taken_after_the_last_day() {
    let (app, number, _) = objected().await;
    app.db().clock().advance(Duration::days(7));
    let late = app.post(&format!("/notices/{number}/opinions")).json(&opinion()).send().await;
    assert!(late.expect(StatusCode::CONFLICT).json()["detail"].as_str().unwrap().contains("2023-07-07"));
    let page = app.get(&format!("/notices/{number}")).send().await.text();
    assert!(page.contains("公示期满，意见处理中") && !page.contains("name=\"stance\""));
}

#[tokio::test]
async fn who_sent_an_opinion_is_in_no_public_byte_at_any_time() {
    let (app, number, told) = objected().await;
    let search = async || {
        let (receipt, code) = (told["receipt"].as_str().unwrap(), told["code"].as_str().unwrap());
        let mut walked = 0;
        for route in app.routes() {
            if route.access() != Access::Public || route.method() != Method::GET {
                continue;
            }
            let path =
                route.path().replace("{notice_id}", &number).replace("{receipt}", receipt).replace(['{', '}'], "");
            for query in [String::new(), format!("?code={code}"), format!("?receipt={receipt}&code={code}")] {
                for accept in ["text/html", "application/json", "application/geo+json", "*/*"] {
                    let answer = app.get(&format!("{path}{query}")).header("accept", accept).send().await;
                    for own in PERSONAL {
                        let bytes = own.as_bytes();
                        assert!(!answer.bytes.windows(bytes.len()).any(|part| part == bytes), "{path}{query} {accept}");
                    }
                    walked += usize::from(answer.status == StatusCode::OK && path.starts_with("/notices"));
                }
            }
        }
        assert!(walked > 20, "{walked}");
    };
    search().await;
    answered(&app, &number).await;
    search().await;
    app.db().clock().advance(Duration::days(7));
    sealed(&app, &number).await;
    search().await;
    let page = app.get(&format!("/notices/{number}")).send().await.text();
    assert!(page.contains("认为重名。") && page.contains("未采纳") && !page.contains("城北"));
    // The answer is for who sent the opinion: the public has its outcome, and its digest in the seal.
    let seal = app.get(&format!("/notices/{number}/seal.json")).send().await;
    let sealed = seal.json()["opinions"][0].clone();
    assert_eq!((&sealed["outcome"], &sealed["summary"]), (&"not_adopted".into(), &"认为重名。".into()));
    assert_eq!(sealed["answer_sha256"].as_str().map(str::len), Some(64));
    for public in [page, seal.text(), app.get(&format!("/api/v1/notices/{number}")).send().await.text()] {
        assert!(!public.contains("经核实不在同一建成区"), "{public}");
    }
}

#[tokio::test]
async fn officers_read_opinions_and_only_who_answers_learns_who_sent_them() {
    let (app, number, _) = objected().await;
    let address = format!("/api/v1/notices/{number}/opinions");
    let own = app.get(&address).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    assert_eq!(own["opinions"][0]["contact"]["phone"], PERSONAL[1]);
    assert_eq!(own["opinions"][0]["text"], "与城北的状元路重名。");
    for role in [Role::Leader, Role::Auditor] {
        let read = app.get(&address).role(role).send().await.expect(StatusCode::OK);
        assert!(PERSONAL.iter().all(|own| !read.text().contains(own)));
    }
    let by_phone = json!({ "channel": "phone", "stance": "comment", "text": "建议加英文。", "name": "吴", "phone": "0728-5222222" });
    let entered = app.post(&address).role(Role::NamingOfficer).json(&by_phone).send().await;
    assert_eq!(entered.expect(StatusCode::CREATED).json()["receipt"], "GS-2023-0001-0002");
    let no_channel = app.post(&address).role(Role::NamingOfficer).json(&opinion()).send().await;
    no_channel.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_answer_is_corrected_until_the_seal_and_each_is_kept() {
    let (app, number, _) = objected().await;
    answered(&app, &number).await;
    assert_eq!(answered(&app, &number).await["answers"].as_array().unwrap().len(), 2);
    app.db().clock().advance(Duration::days(7));
    sealed(&app, &number).await;
    let address = format!("/api/v1/notices/{number}/opinions/{}/answer", id_of_first(&app, &number).await);
    let late = json!({ "outcome": "adopted", "summary": "认为重名。", "text": "采纳。" });
    let late = app.post(&address).role(Role::NamingOfficer).json(&late).send().await.expect(StatusCode::CONFLICT);
    assert_eq!(late.json()["state"], "sealed");
}

#[tokio::test]
async fn personal_data_is_erased_and_that_it_was_is_kept() {
    let (app, number, told) = objected().await;
    let address = format!("/api/v1/notices/{number}/opinions/{}/erasure", id_of_first(&app, &number).await);
    let reason = json!({ "reason": "本人申请" });
    app.post(&address).role(Role::Admin).json(&reason).send().await.expect(StatusCode::NO_CONTENT);
    app.post(&address).role(Role::Admin).json(&reason).send().await.expect(StatusCode::CONFLICT);
    let opinions = app.get(&format!("/api/v1/notices/{number}/opinions")).role(Role::NamingOfficer).send().await;
    let (first, text) = (opinions.json()["opinions"][0].clone(), opinions.text());
    assert_eq!((&first["contact"], &first["erased"]["reason"]), (&Value::Null, &"本人申请".into()));
    assert!(PERSONAL.iter().all(|own| !text.contains(own)));
    // The answer is still there for who knows the code.
    let (place, code) = (told["href"].as_str().unwrap(), told["code"].as_str().unwrap());
    app.get(&format!("{place}?code={code}")).send().await.expect(StatusCode::OK);
}
