//! Many cases at once.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::support::bureau::{Bureau, CASES, Who};

#[tokio::test]
async fn a_list_is_paged_from_the_newest_case_and_a_cursor_is_only_what_was_given() {
    let bureau = Bureau::new().await;
    for _ in 0..3 {
        bureau.naming().await;
    }
    let page =
        async |query: &str| bureau.call(Who::Officer, Method::GET, &format!("{CASES}?{query}")).await.send().await;
    let first = page("limit=2").await.expect(StatusCode::OK).json();
    let numbers = |page: &serde_json::Value| -> Vec<String> {
        page["cases"].as_array().unwrap().iter().map(|case| case["number"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(&first), ["2023-0003", "2023-0002"]);
    assert_eq!(first["next"], "2023-0002");
    let second = page("limit=2&cursor=2023-0002").await.expect(StatusCode::OK).json();
    assert_eq!((numbers(&second), &second["next"]), (vec!["2023-0001".to_owned()], &json!(null)));
    for cursor in ["zzz", "2023", "2023-0002%00", "-1", "2023-0002-0003"] {
        page(&format!("cursor={cursor}")).await.expect(StatusCode::BAD_REQUEST);
    }
}
