//! An officer's table over the wire.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Bureau, Who, bureau::TOWNSHIPS, encoded};

const HEADINGS: &str = "名称,类别,所在政区,起点,止点,长度,宽度,命名缘由,村(社区),图形";

/// What came of a table of new streets.
async fn sent(bureau: &Bureau, rows: &[&str], dry_run: bool) -> Value {
    let words = |text| encoded(text);
    let path = format!(
        "/api/v1/naming-cases/table?type=name&title={}&applicant={}&reasons={}&dry_run={dry_run}",
        words("镇区道路"),
        words("甲镇人民政府"),
        words("新建")
    );
    let call = bureau.call(Who::Clerk, Method::POST, &path).await.header("content-type", "text/csv");
    let answer = call.body(format!("{HEADINGS}\n{}\n", rows.join("\n"))).send().await;
    answer.expect(if dry_run { StatusCode::OK } else { StatusCode::CREATED }).json()
}

/// The codes of what was found in a row of the report.
fn found(told: &Value, row: usize) -> Vec<&str> {
    let findings = told["report"]["rows"][row]["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_class_of_a_row_is_its_category() {
    let bureau = Bureau::new().await;
    let row = |name: &str, class: &str, x: f64| {
        format!("{name},{class},,东湖大道,西湖大道,192,12,取地方物产之名,,\"LINESTRING({x} 30.5, {} 30.5)\"", x + 0.002)
    };
    let rows = [row("稻香路", "主干路", 113.1), row("棉溪路", "23511", 113.11), row("桂塘路", "", 113.12)];
    let told = sent(&bureau, &rows.each_ref().map(String::as_str), false).await;
    let items = told["items"].as_array().unwrap();
    let categories: Vec<_> = items.iter().map(|item| item["category"].clone()).collect();
    assert_eq!(categories, ["23512", "23511", "23514"], "{told}");
    assert!(items.iter().all(|item| item["division_code"] == TOWNSHIPS[0]));
}

#[tokio::test]
async fn a_row_is_held_against_its_line_and_what_is_wrong_with_it_stays_in_it() {
    let bureau = Bureau::new().await;
    let here = "\"LINESTRING(113.1 30.5, 113.102 30.5)\"";
    let rows = [
        format!("稻香路,支路,乙镇,东湖大道,西湖大道,192,12,取地方物产之名,,{here}"),
        format!("棉溪路,支路,不存在镇,东湖大道,西湖大道,192,12,取地方物产之名,,{here}"),
        format!("桂塘路,支路,甲镇,东湖大道,西湖大道,50000,12,取地方物产之名,新河村,{here}"),
        "松岭路,支路,甲镇,东湖大道,西湖大道,192,12,取地方物产之名,,\"LINESTRING(114.1 30.5, 114.102 30.5)\"".to_owned(),
    ];
    let rows = rows.each_ref().map(String::as_str);
    for dry_run in [true, false] {
        let told = sent(&bureau, &rows, dry_run).await;
        assert_eq!(
            told["report"]["rows"][0]["findings"][0]["sentence"]["zh"],
            "图形位于甲镇（429006101），不在乙镇（429006102）"
        );
        assert!(found(&told, 0).contains(&"no_item"), "{told}");
        assert!(found(&told, 1).contains(&"division_unknown"), "{told}");
        assert!(found(&told, 2).contains(&"length_unlike_line"), "{told}");
        assert!(found(&told, 3).contains(&"no_item"), "{told}");
        let outcomes = [0, 1, 2, 3].map(|row| told["report"]["rows"][row]["outcome"].clone());
        assert_eq!(outcomes, ["refused", "item", "item", "refused"]);
        let table = &told["report"]["findings"];
        assert_eq!((&table[0]["code"], &table[0]["column"]), (&json!("column_not_kept"), &json!("village")), "{table}");
        if !dry_run {
            let names: Vec<_> = told["items"].as_array().unwrap().iter().map(|item| item["name"].clone()).collect();
            assert_eq!(names, ["棉溪路", "桂塘路"]);
            assert_eq!(told["items"][0]["division_code"], TOWNSHIPS[0], "where it lies");
        }
    }
}
