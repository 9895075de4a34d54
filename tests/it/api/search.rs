//! `GET /api/v1/search`

use std::fs;

use axum::http::StatusCode;
use geojson::FeatureCollection;
use serde_json::{Value, json};
use time::macros::date;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::support::{
    TestApp, encoded,
    entering::{enter_division, enter_name, enter_place},
};

/// The county, its township 竟陵街道, and two streets there: 人民大道, which was 人民路, and 陆羽大道.
async fn jingling() -> (TestApp, Client, [Uuid; 2]) {
    let app = TestApp::new().await;
    let client = app.client().await;
    client.batch_execute("begin").await.unwrap();
    let county = enter_division(&client, "429006", "天门市", "POLYGON((113 30, 114 30, 114 31, 113 31, 113 30))").await;
    client.execute("update division set level = 'county' where division_id = $1", &[&county]).await.unwrap();
    let town = "POLYGON((113 30, 113.5 30, 113.5 31, 113 31, 113 30))";
    let town = enter_division(&client, "429006001", "竟陵街道", town).await;
    let mut streets = Vec::new();
    for (name, wkt) in
        [("人民大道", "LINESTRING(113.1 30.6, 113.2 30.6)"), ("陆羽大道", "LINESTRING(113.1 30.7, 113.2 30.7)")]
    {
        let street = enter_place(&client, name, "23512", wkt).await;
        client.execute("update place set division_id = $1 where place_id = $2", &[&town, &street]).await.unwrap();
        client.execute("insert into street (street_id) values ($1)", &[&street]).await.unwrap();
        streets.push(street);
    }
    enter_name(&client, streets[0], "人民路", ("former", "current"), (None, Some(date!(2004 - 07 - 01)))).await;
    client.batch_execute("commit").await.unwrap();
    app.catch_up().await;
    (app, client, [streets[0], streets[1]])
}

async fn search(app: &TestApp, q: &str, more: &str) -> Value {
    let answer =
        app.get(&format!("/api/v1/search?q={}{more}", encoded(q))).header("accept-language", "zh-CN").send().await;
    answer.expect(StatusCode::OK).json()
}

fn names(found: &Value) -> Vec<&str> {
    let features = found["features"].as_array().unwrap();
    features.iter().map(|feature| feature["properties"]["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_first_hit_among_the_real_names_is_what_a_naming_officer_expects() {
    let app = TestApp::tianmen().await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/search/queries.csv");
    let mut queries = csv::Reader::from_reader(fs::File::open(path).unwrap());
    let (mut wrong, mut count) = (Vec::new(), 0);
    for row in queries.records().map(Result::unwrap) {
        let (query, expected, called_now, shows) = (&row[0], &row[1], &row[2], &row[3]);
        let found = search(&app, query, "&limit=3").await;
        let first = &found["features"][0]["properties"];
        let told = [first["name"].as_str().unwrap_or(""), first["called_now"].as_str().unwrap_or("")];
        if told != [expected, called_now] {
            wrong.push(format!("{query}: {expected} {called_now} ({shows}), not {told:?} {}", first["match"]));
        }
        let hits = found["features"].as_array().unwrap().len();
        assert!(hits <= 3 && found["geocoding"]["complete"] == true, "{query}");
        count += 1;
    }
    assert!(wrong.is_empty() && count >= 150, "{} of {count}: {wrong:#?}", wrong.len());
}

#[tokio::test]
async fn a_hit_says_what_it_names_how_it_matched_and_what_it_is_called_now() {
    let (app, _, [street, _]) = jingling().await;
    let found = search(&app, "人民路", "").await;
    assert_eq!(
        (&found["geocoding"], &found["at"], &found["data_version"]),
        (
            &json!({ "version": "0.1.0", "attribution": "Mingjie 名界", "query": "人民路", "complete": true, "limit": 10 }),
            &json!("2023-07-01"),
            &json!(1)
        )
    );
    let hit = &found["features"][0]["properties"];
    assert_eq!(
        (&hit["name"], &hit["standing"], &hit["called_now"]),
        (&json!("人民路"), &json!("former"), &json!("人民大道"))
    );
    assert_eq!(
        hit["thing"],
        json!({ "id": street, "kind": "place", "collection": "streets", "category": "23512", "division_code": "429006001",
                "level": null, "name": "人民大道", "in_force": true })
    );
    assert_eq!(
        hit["match"],
        json!({ "form": "exact", "extent": "whole", "span": [0, 3], "errors": 0, "reading": null,
                "explanation": "与曾用名全名用字相同；现名为人民大道" })
    );
    assert_eq!(
        hit["geocoding"],
        json!({ "type": "street", "label": "人民路（今人民大道，竟陵街道）", "name": "人民路", "district": "竟陵街道",
                "county": "天门市" })
    );
    let english =
        app.get(&format!("/api/v1/search?q={}", encoded("人民路"))).header("accept-language", "en").send().await;
    assert_eq!((english.header("content-language"), english.header("vary")), ("en", "accept-language"));
    let hit = &english.json()["features"][0]["properties"];
    assert_eq!(hit["match"]["explanation"], "same characters as the whole former name; now called 人民大道");
    assert_eq!(hit["geocoding"]["label"], "人民路 (now 人民大道, 竟陵街道)");
}

#[tokio::test]
async fn a_hit_by_sound_tells_which_characters_and_how_they_are_read() {
    let (app, ..) = jingling().await;
    for (q, form, extent, span, explanation) in [
        ("luyu", "spelled", "prefix", [0, 2], "与标准名开头“陆羽”拼音相同"),
        ("lydd", "abbreviated", "whole", [0, 4], "与标准名全名拼音缩写相合"),
        ("羽大", "exact", "inner", [1, 3], "与标准名中“羽大”用字相同"),
        ("陸羽大道", "folded", "whole", [0, 4], "与标准名全名用字相同（写法不同）"),
        ("路羽大道", "same_sound", "whole", [0, 4], "与标准名全名同音同调"),
    ] {
        let found = search(&app, q, "").await;
        let hit = &found["features"][0]["properties"];
        let told = &hit["match"];
        assert_eq!(
            (&hit["name"], &told["form"], &told["extent"]),
            (&json!("陆羽大道"), &json!(form), &json!(extent)),
            "{q}"
        );
        assert_eq!((&told["span"], &told["explanation"]), (&json!(span), &json!(explanation)), "{q}");
        let is_heard = !["exact", "folded"].contains(&form);
        assert_eq!(
            told["reading"].as_str().is_some_and(|reading| reading.starts_with("lù yǔ")),
            is_heard,
            "{q}: {told}"
        );
        assert!(hit.get("called_now").is_none() && hit.get("distance_m").is_none());
    }
}

#[tokio::test]
async fn the_answer_is_geojson() {
    let app = TestApp::tianmen().await;
    for q in ["路", "l", "天门", "\"\\", "没有这个"] {
        let answer = app.get(&format!("/api/v1/search?q={}&limit=100&near=113.16,30.65", encoded(q))).send().await;
        assert_eq!(answer.header("content-type"), "application/geo+json");
        let found: FeatureCollection = answer.expect(StatusCode::OK).text().parse().unwrap();
        assert!(
            found.features.iter().all(|feature| feature.property("distance_m").is_some_and(Value::is_number)),
            "{q}"
        );
    }
}

#[tokio::test]
async fn what_is_no_longer_there_says_so_and_what_is_to_come_is_not_found() {
    let (app, client, _) = jingling().await;
    let gone = enter_place(&client, "老城巷", "23514", "POINT(113.1 30.6)").await;
    let end = date!(2020 - 01 - 01);
    client.execute("update name set valid_to = $2 where feature_id = $1", &[&gone, &end]).await.unwrap();
    client.execute("update place set valid_to = $2 where place_id = $1", &[&gone, &end]).await.unwrap();
    let coming = enter_place(&client, "明日港", "23514", "POINT(113.1 30.6)").await;
    let begin = date!(2023 - 07 - 02);
    client.execute("update place set valid_from = $2 where place_id = $1", &[&coming, &begin]).await.unwrap();
    enter_name(&client, coming, "将来桥", ("alias", "current"), (Some(begin), None)).await;
    app.catch_up().await;

    let found = search(&app, "老城巷", "").await;
    let hit = &found["features"][0]["properties"];
    assert_eq!((&hit["standing"], &hit["called_now"]), (&json!("former"), &Value::Null));
    assert_eq!((&hit["thing"]["name"], &hit["thing"]["in_force"]), (&json!("老城巷"), &json!(false)));
    assert_eq!(hit["match"]["explanation"], "与曾用名全名用字相同；其所指今已不存");
    assert_eq!(hit["geocoding"]["label"], "老城巷（今已不存）");
    for q in ["明日港", "将来桥"] {
        assert_eq!(names(&search(&app, q, "").await), Vec::<&str>::new(), "{q}");
    }
}

#[tokio::test]
async fn a_rename_is_seen_at_once() {
    let (app, client, [_, street]) = jingling().await;
    let today = date!(2023 - 07 - 01);
    client.batch_execute("begin").await.unwrap();
    client.execute("update name set valid_to = $2 where feature_id = $1", &[&street, &today]).await.unwrap();
    enter_name(&client, street, "茶圣大道", ("standard", "current"), (Some(today), None)).await;
    client.batch_execute("commit").await.unwrap();
    app.catch_up().await;
    let found = search(&app, "陆羽大道", "").await;
    let old = &found["features"][0]["properties"];
    assert_eq!((&old["standing"], &old["called_now"]), (&json!("former"), &json!("茶圣大道")));
    assert_eq!(names(&search(&app, "chasheng", "").await), ["茶圣大道"]);
    assert_eq!(found["data_version"], 2);
}

#[tokio::test]
async fn filters_leave_out_what_lies_or_stands_elsewhere() {
    let (app, client, _) = jingling().await;
    for (name, wkt) in [("东端村", "POINT(179.9 0)"), ("西端村", "POINT(-179.9 0)"), ("中间村", "POINT(113.6 30.5)")]
    {
        enter_place(&client, name, "22200", wkt).await;
    }
    app.catch_up().await;
    for (q, more, expected) in [
        ("人民", "", &["人民大道", "人民路"][..]),
        ("人民", "&status=standard", &["人民大道"]),
        ("人民", "&status=former,other", &["人民路"]),
        ("人民", "&division=429006", &["人民大道", "人民路"]),
        ("人民", "&division=429006001", &["人民大道", "人民路"]),
        ("人民", &format!("&division={}", encoded("竟陵街道")), &["人民大道", "人民路"]),
        ("人民", &format!("&division={}", encoded("竟陵")), &["人民大道", "人民路"]),
        ("人民", "&division=420000", &["人民大道", "人民路"]),
        ("人民", "&division=429006002", &[]),
        ("人民", "&division=nowhere", &[]),
        ("天门市", "&division=429006", &["天门市"]),
        ("天门市", "&division=429006001", &[]),
        ("人民", "&category=2351", &["人民大道", "人民路"]),
        ("人民", "&category=222", &[]),
        ("天门市", "&category=2", &[]),
        ("村", "&bbox=170,-10,-170,10&near=179.9,0", &["东端村", "西端村"]),
        ("村", "&bbox=113.5,30,114,31", &["中间村"]),
    ] {
        assert_eq!(names(&search(&app, q, more).await), expected, "{q} {more}");
    }
}

#[tokio::test]
async fn of_what_matches_equally_well_the_nearer_comes_first_with_its_metres() {
    let app = TestApp::new().await;
    let client = app.client().await;
    for wkt in ["POINT(113.3 30)", "POINT(113 30)", "POINT(113.1 30)"] {
        enter_place(&client, "新建村", "22200", wkt).await;
    }
    app.catch_up().await;
    let metres = async |near: &str| -> Vec<f64> {
        let found = search(&app, "新建村", near).await;
        let features = found["features"].as_array().unwrap().clone();
        features.iter().map(|feature| feature["properties"]["distance_m"].as_f64().unwrap()).collect()
    };
    let from_113 = metres("&near=113,30").await;
    assert!(from_113[0] == 0.0 && (from_113[1] - 9_650.0).abs() < 10.0 && from_113[2] > 28_000.0, "{from_113:?}");
    // Half a kilometre is the shift of the Chinese base maps.
    assert!((300.0..800.0).contains(&metres("&near=113,30&crs=gcj02").await[0]));
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again_and_each_language_has_its_own() {
    let (app, client, _) = jingling().await;
    let ask = || app.get("/api/v1/search?q=lydd");
    let tag = ask().send().await.header("etag").to_owned();
    let again = ask().header("if-none-match", &tag).send().await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    ask().header("if-none-match", &tag).header("accept-language", "en").send().await.expect(StatusCode::OK);
    enter_place(&client, "乙村", "22200", "POINT(113.25 30.5)").await;
    app.catch_up().await;
    ask().header("if-none-match", &tag).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn at_most_a_hundred_are_told() {
    let app = TestApp::tianmen().await;
    for (limit, expected) in [("", 10), ("&limit=1", 1), ("&limit=100", 100), ("&limit=99999", 100)] {
        assert_eq!(names(&search(&app, "村", limit).await).len(), expected, "{limit}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_and_what_cannot_be_found_is_not() {
    let app = TestApp::new().await;
    let long = |part: &str, times| format!("q={}", encoded(&part.repeat(times)));
    for (query, hint) in [
        ("", "missing"),
        (&long("村", 65), "64"),
        (&long("x", 10_000), "long"),
        (&long("，", 2_000), "long"),
        ("q=a%00b", "null"),
        ("q=%FF%FE", "UTF-8"),
        ("q=a&q=b", "twice"),
        ("q=a&colour=red", "colour"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=ten", "limit"),
        ("q=a&bbox=1,2,3", "bbox"),
        ("q=a&status=gone", "status"),
        ("q=a&category=road", "category"),
        ("q=a&near=113", "near"),
        ("q=a&near=30.6,113.1", "latitude"),
        ("q=a&near=NaN,0", "finite"),
        ("q=a&near=113,30&crs=9999", "crs"),
    ] {
        let answer = app.get(&format!("/api/v1/search?{query}")).header("accept-language", "en").send().await;
        let answer = answer.expect(StatusCode::BAD_REQUEST);
        assert!(answer.json()["detail"].as_str().unwrap().contains(hint), "{query}: {}", answer.text());
    }
    let chinese = app.get("/api/v1/search").send().await.expect(StatusCode::BAD_REQUEST);
    assert_eq!(chinese.json()["detail"], "缺少参数 q");
    for q in
        ["", " ", "🙂🙂", "……——", "%", "' or 1=1; drop table name; --", "村".repeat(64).as_str(), "\u{202e}\u{feff}"]
    {
        assert_eq!(names(&search(&app, q, "").await), Vec::<&str>::new(), "{q}");
    }
}
