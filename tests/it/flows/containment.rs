//! The index against PostGIS on the Tianmen coverage: which divisions cover a position, and whether on their border.

use geo::{CoordsIter, Geometry};
use mingjie::{
    demo,
    index::{live::on, spatial::Location},
    kernel::geometry::Position,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use time::macros::date;

use crate::support::TestApp;

/// Codes of the divisions that cover a position, with `true` where it lies on the border.
type Covering = Vec<(String, bool)>;

fn from_memory(app: &TestApp, lon: f64, lat: f64) -> Covering {
    let snapshot = app.index().snapshot().unwrap();
    let covering = snapshot.divisions.covering(Position::new(lon, lat).unwrap(), on(date!(2023 - 07 - 01)));
    let mut codes: Covering = covering
        .into_iter()
        .map(|(record, location)| (record.facts.code.to_string(), location == Location::Border))
        .collect();
    codes.sort();
    codes
}

async fn from_postgis(client: &tokio_postgres::Client, lon: f64, lat: f64) -> Covering {
    let rows = client
        .query(
            "select code, st_touches(geom, point) from division, st_setsrid(st_point($1, $2), 4490) as point
              where st_covers(geom, point) order by code",
            &[&lon, &lat],
        )
        .await
        .unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn every_position_of_the_county_is_covered_as_postgis_says() {
    let app = TestApp::new().await;
    assert!(demo::load(app.db(), app.ids()).await.unwrap());
    app.declare_boundaries().await;
    let client = app.client().await;

    // Positions anywhere around, by a fixed seed, and every eleventh vertex of every border.
    let mut runner = TestRunner::deterministic();
    let anywhere = (112.3..113.7, 30.1..31.1);
    let mut positions: Vec<(f64, f64)> =
        std::iter::repeat_with(|| anywhere.new_tree(&mut runner).unwrap().current()).take(600).collect();
    let snapshot = app.index().snapshot().unwrap();
    for (_, entry) in snapshot.divisions.iter() {
        let feature: geojson::Feature = entry.row.feature.as_str().parse().unwrap();
        let outline = Geometry::<f64>::try_from(feature.geometry.unwrap()).unwrap();
        positions.extend(outline.coords_iter().step_by(11).map(|vertex| (vertex.x, vertex.y)));
    }
    let mut shared = 0;
    for (lon, lat) in positions {
        let memory = from_memory(&app, lon, lat);
        assert_eq!(memory, from_postgis(&client, lon, lat).await, "{lon} {lat}");
        shared += usize::from(memory.iter().filter(|(code, border)| code.len() == 9 && *border).count() > 1);
    }
    assert!(shared > 50, "only {shared} positions lay on a border of two townships");
}
