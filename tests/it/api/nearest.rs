//! `GET /api/v1/nearest`

use axum::http::StatusCode;
use geojson::FeatureCollection;

use crate::support::{TestApp, entering::enter_place};

#[tokio::test]
async fn the_nearest_come_first_with_their_metres_across_the_antimeridian() {
    let app = TestApp::new().await;
    let client = app.client().await;
    for (name, wkt) in [("西", "POINT(-179.999 0)"), ("东", "POINT(179.99 0)"), ("远", "POINT(170 0)")] {
        enter_place(&client, name, "22200", wkt).await;
    }
    app.catch_up().await;
    let answer = app.get("/api/v1/nearest?collection=places&lon=179.9995&lat=0&limit=2").send().await;
    let found: FeatureCollection = answer.expect(StatusCode::OK).text().parse().unwrap();
    let told: Vec<_> = found
        .features
        .iter()
        .map(|f| (f.property("name").unwrap().as_str().unwrap(), f.property("distance_m").unwrap().as_f64().unwrap()))
        .collect();
    assert_eq!(told.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["西", "东"]);
    // 0.0015 and 0.0095 degrees of the equator.
    assert!((told[0].1 - 166.979).abs() < 0.001 && (told[1].1 - 1_057.535).abs() < 0.001, "{told:?}");
}

#[tokio::test]
async fn the_search_ends_at_the_given_distance_and_takes_record_time() {
    let app = TestApp::new().await;
    let client = app.client().await;
    enter_place(&client, "甲村", "22200", "POINT(113 30)").await;
    let moved: time::OffsetDateTime =
        client.query_one("select committed_at from register_version", &[]).await.unwrap().get(0);
    client.batch_execute("update place set geom = st_setsrid(st_point(114, 30), 4490)").await.unwrap();
    app.catch_up().await;
    let count = |answer: crate::support::app::Answer| answer.json()["features"].as_array().unwrap().len();
    let near = "/api/v1/nearest?collection=places&lon=113&lat=30&max_distance_m=500";
    assert_eq!(count(app.get(near).send().await), 0);
    let recorded = moved.format(&time::format_description::well_known::Rfc3339).unwrap();
    assert_eq!(count(app.get(&format!("{near}&recorded-at={recorded}")).send().await), 1);
    let anywhere = "/api/v1/nearest?collection=places&lon=-60&lat=-30&recorded-at=2100-01-01";
    assert_eq!(count(app.get(anywhere).send().await), 1);
}

#[tokio::test]
async fn signs_are_a_collection_of_their_own() {
    let app = TestApp::tianmen().await;
    let client = app.client().await;
    let sign = |number: &str, lon: f64| {
        format!(
            "insert into sign (sign_id, sign_number, type, state, support, geom)
             values (gen_random_uuid(), '{number}', 'street_plate', 'in_service', 'wall',
                     st_setsrid(st_point({lon}, 30.6475), 4490))"
        )
    };
    client.batch_execute(&[sign("S0000019", 113.1598), sign("S0000027", 113.1608)].join(";")).await.unwrap();
    app.catch_up().await;
    let near = "/api/v1/nearest?collection=signs&lon=113.1599&lat=30.6475";
    for query in ["", "&recorded-at=2100-01-01"] {
        let found: FeatureCollection =
            app.get(&format!("{near}{query}")).send().await.expect(StatusCode::OK).text().parse().unwrap();
        let numbers: Vec<_> = found.features.iter().map(|sign| sign.property("sign_number").unwrap()).collect();
        assert_eq!(numbers, ["S0000019", "S0000027"], "{query}");
    }
    // A look-up says nothing of them.
    let here = app.get("/api/v1/lookup?lon=113.1598&lat=30.6475").send().await.expect(StatusCode::OK).json();
    assert_ne!(here["nearest_place"]["distance_m"], 0.0, "{here}");
}

#[tokio::test]
async fn only_collections_that_lie_somewhere_can_be_searched() {
    let app = TestApp::new().await;
    for query in
        ["collection=names&lon=1&lat=1", "collection=cats&lon=1&lat=1", "lon=1&lat=1", "collection=places&lon=1"]
    {
        app.get(&format!("/api/v1/nearest?{query}")).send().await.expect(StatusCode::BAD_REQUEST);
    }
    let none = app.get("/api/v1/nearest?collection=places&lon=1&lat=1&limit=0").send().await;
    none.expect(StatusCode::BAD_REQUEST);
}
