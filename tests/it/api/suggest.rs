//! `GET /api/v1/suggest`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{TestApp, encoded};

async fn suggest(app: &TestApp, q: &str, more: &str) -> Value {
    app.get(&format!("/api/v1/suggest?q={}{more}", encoded(q))).send().await.expect(StatusCode::OK).json()
}

fn texts(found: &Value) -> Vec<&str> {
    found["suggestions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn every_letter_on_the_way_to_a_name_suggests_something_and_the_name_in_the_end() {
    let app = TestApp::tianmen().await;
    for (typed, from) in [("luyudadao", 4), ("陆羽大道", 2), ("lydd", 3), ("陆羽dd", 3), ("lu yu da dao", 5)] {
        let letters: Vec<char> = typed.chars().collect();
        for length in 1..=letters.len() {
            let so_far: String = letters[..length].iter().collect();
            let found = suggest(&app, &so_far, "").await;
            let texts = texts(&found);
            assert!(!texts.is_empty() && texts.len() <= 8, "{so_far}: {texts:?}");
            if length >= from {
                assert_eq!(texts[0], "陆羽大道", "{so_far}: {texts:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_suggestion_is_small_and_names_written_alike_are_suggested_once() {
    let app = TestApp::tianmen().await;
    let found = suggest(&app, "陆羽大", "&limit=1").await;
    let one = &found["suggestions"][0];
    let id = one["id"].as_str().unwrap();
    let name = app.get(&format!("/ogc/collections/names/items/{id}")).send().await.expect(StatusCode::OK).json();
    assert_eq!(name["properties"]["name"], "陆羽大道");
    assert_eq!(found["query"], "陆羽大");
    assert_eq!(
        (&one["text"], &one["pinyin"], &one["form"], &one["thing"]["collection"]),
        (&json!("陆羽大道"), &json!("Lùyǔ Dàdào"), &json!("exact"), &json!("streets"))
    );
    assert_eq!(one["label"], "陆羽大道（杨林街道）");
    let found = suggest(&app, "x", "&limit=50").await;
    let mut told = texts(&found);
    let count = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!((told.len(), count), (50, 50));
}

#[tokio::test]
async fn filters_apply_to_suggestions_and_bad_ones_are_refused() {
    let app = TestApp::tianmen().await;
    let found = suggest(&app, "r", "&category=2351&status=former").await;
    assert_eq!(texts(&found), ["人民路"]);
    for query in ["", "q=a&limit=0", "q=a&colour=red"] {
        app.get(&format!("/api/v1/suggest?{query}")).send().await.expect(StatusCode::BAD_REQUEST);
    }
    assert_eq!(suggest(&app, "", "").await, json!({ "query": "", "suggestions": [] }));
}
