//! What the API document says of the answers, against what they hold.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{announcement, notice, opinion, published, sealed};
use crate::support::TestApp;

/// The members of `value` that `schema` does not have, by their pointers.
fn undeclared(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) if schema["properties"].is_object() => {
            for (name, value) in members {
                let here = format!("{at}/{name}");
                match schema["properties"].get(name) {
                    None => found.push(here),
                    Some(schema) => undeclared(schema, value, &here, found),
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                undeclared(&schema["items"], element, &format!("{at}/-"), found);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn every_answer_about_publications_holds_what_the_api_document_says() {
    let app = TestApp::new().await;
    let document = app.get("/api/v1/openapi.json").send().await.json();
    let check = |method: &str, path: &str, status: &str, media: &str, answer: &Value| {
        let schema = &document["paths"][path][method]["responses"][status]["content"][media]["schema"];
        assert!(schema["properties"].is_object(), "{method} {path} has no schema: {schema}");
        let mut found = Vec::new();
        undeclared(schema, answer, "", &mut found);
        assert_eq!(found, Vec::<String>::new(), "{method} {path}");
    };
    let number = published(&app, notice(&app)).await.number;
    published(&app, announcement(&app)).await;
    let (of_notice, of_office) = ("/notices/{notice_id}", "/api/v1/notices/{notice_id}");
    let sent = app.post(&format!("/notices/{number}/opinions")).json(&opinion()).send().await;
    let sent = sent.expect(StatusCode::CREATED).json();
    check("post", &format!("{of_notice}/opinions"), "201", "application/json", &sent);
    let opinions = app.get(&format!("/api/v1/notices/{number}/opinions")).role(Role::NamingOfficer).send().await.json();
    check("get", &format!("{of_office}/opinions"), "200", "application/json", &opinions);
    let id = opinions["opinions"][0]["id"].as_str().unwrap();
    let answer = json!({ "outcome": "noted", "summary": "认为重名。", "text": "已记录。" });
    let answer =
        app.post(&format!("/api/v1/notices/{number}/opinions/{id}/answer")).role(Role::NamingOfficer).json(&answer);
    let answer = answer.send().await.expect(StatusCode::CREATED).json();
    check("post", &format!("{of_office}/opinions/{{opinion_id}}/answer"), "201", "application/json", &answer);
    let read = format!("{}?code={}", sent["href"].as_str().unwrap(), sent["code"].as_str().unwrap());
    let read = app.get(&read).send().await.json();
    check("get", &format!("{of_notice}/opinions/{{receipt}}"), "200", "application/json", &read);
    app.db().clock().advance(Duration::days(7));
    sealed(&app, &number).await;
    for (path, media) in [
        ("/api/v1/notices", "application/json"),
        (of_office, "application/json"),
        ("/notices/{notice_id}/content.json", "application/json"),
        ("/notices/{notice_id}/seal.json", "application/json"),
        ("/notices/{notice_id}/features.geojson", "application/geo+json"),
        ("/notices/feed.json", "application/feed+json"),
    ] {
        let answer = app.get(&path.replace("{notice_id}", &number)).role(Role::Leader).send().await;
        check("get", path, "200", media, &answer.expect(StatusCode::OK).json());
    }
    let operation = &document["paths"]["/notices/{notice_id}/opinions"]["post"];
    let asked = &operation["requestBody"]["content"]["application/json"]["schema"]["anyOf"];
    assert_eq!(asked, &json!([{ "required": ["phone"] }, { "required": ["email"] }]));
    assert!(operation["description"].as_str().unwrap().contains("电话和电子邮箱至少填写一项"));
}
