//! The index against PostGIS: the same features in the same order, the same metres, anywhere on earth.

use mingjie::{index::live::on, kernel::geometry::Position};
use proptest::{prelude::*, test_runner::TestRunner};
use time::macros::date;

use crate::support::{TestApp, entering::enter_place};

/// Two distances closer than this count as a tie, in metres.
const TIE_M: f64 = 0.01;

/// Longitude and latitude: anywhere, in the county, at the antimeridian, at the poles.
fn position() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (-180.0..=180.0, -90.0..=90.0),
        (112.5..113.5, 30.3..31.0),
        (prop_oneof![179.9..=180.0, -180.0..=-179.9], -1.0..1.0),
        (-180.0..=180.0, prop_oneof![89.5..=90.0, -90.0..=-89.5]),
    ]
}

/// A point, or a line of some vertices near each other.
fn wkt() -> impl Strategy<Value = String> {
    let point = position().prop_map(|(lon, lat)| format!("POINT({lon} {lat})"));
    let steps = prop::collection::vec((-0.2..0.2, -0.2..0.2), 1..8);
    let line = (position(), steps).prop_map(|((lon, lat), steps)| {
        let mut at = (lon, lat);
        let mut vertices = vec![format!("{lon} {lat}")];
        for (east, north) in steps {
            at = (f64::clamp(at.0 + east, -180.0, 180.0), f64::clamp(at.1 + north, -90.0, 90.0));
            vertices.push(format!("{} {}", at.0, at.1));
        }
        format!("LINESTRING({})", vertices.join(", "))
    });
    prop_oneof![point, line]
}

#[test]
fn the_nearest_features_and_their_metres_equal_those_of_postgis() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (app, client) = runtime.block_on(async {
        let app = TestApp::new().await;
        let client = app.client().await;
        (app, client)
    });
    let config =
        ProptestConfig { cases: 12, failure_persistence: Some(Box::new(persisted())), ..ProptestConfig::default() };
    let case = (prop::collection::vec(wkt(), 20..60), prop::collection::vec(position(), 12));
    let result = TestRunner::new(config).run(&case, |(features, questions)| {
        runtime.block_on(async {
            client.batch_execute("begin").await.unwrap();
            for (number, wkt) in features.iter().enumerate() {
                enter_place(&client, &number.to_string(), "22200", wkt).await;
            }
            client.batch_execute("commit").await.unwrap();
            let version: i64 = client.query_one("select version from register_version", &[]).await.unwrap().get(0);
            assert!(app.index().shows(version, std::time::Duration::from_secs(20)).await);
            for (lon, lat) in questions {
                compare(&app, &client, lon, lat).await?;
            }
            Ok(())
        })
    });
    runtime.block_on(async move { drop((client, app)) });
    result.unwrap();
}

fn persisted() -> proptest::test_runner::FileFailurePersistence {
    proptest::test_runner::FileFailurePersistence::Direct(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/proptest-regressions/nearness.txt"
    ))
}

async fn compare(app: &TestApp, client: &tokio_postgres::Client, lon: f64, lat: f64) -> Result<(), TestCaseError> {
    let rows = client
        .query(
            "select place_id, st_distance(geom::geography, st_setsrid(st_point($1, $2), 4490)::geography)
               from place order by 2, 1 limit 25",
            &[&lon, &lat],
        )
        .await
        .unwrap();
    let expected: Vec<(uuid::Uuid, f64)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let snapshot = app.index().snapshot().unwrap();
    let day = on(date!(2023 - 07 - 01));
    let found = snapshot.places.nearest(Position::new(lon, lat).unwrap(), 25, None, day);
    prop_assert_eq!(found.len(), expected.len());
    for ((run, metres), (id, postgis)) in found.iter().zip(&expected) {
        prop_assert!((metres - postgis).abs() < TIE_M, "{lon} {lat}: {metres} m here, {postgis} m there");
        // Another feature may stand in this place only if PostGIS has it within a tie of the same distance.
        let tied = expected.iter().any(|(other, there)| *other == run.id && (there - postgis).abs() < TIE_M);
        let farthest = expected.last().is_some_and(|(_, there)| (there - postgis).abs() < TIE_M);
        prop_assert!(run.id == *id || tied || farthest, "{lon} {lat}: {} instead of {id}", run.id);
    }
    Ok(())
}
