//! What GDAL, and with it QGIS and most desktop programs, makes of the interface.

use std::{collections::BTreeMap, process::Output};

use geo::{CoordsIter, Geometry};
use tokio::{net::TcpListener, process::Command};

use super::*;
use crate::published::{Place, Query};

/// Serves `service` on loopback and gives its address for GDAL.
async fn address(service: &Service) -> String {
    service.follower.lock().await.catch_up().await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = service.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("OAPIF:http://127.0.0.1:{port}/ogc")
}

/// Runs a program of GDAL to its successful end.
async fn gdal(program: &str, arguments: &[&str]) -> String {
    let output: Output = Command::new(program)
        .args(arguments)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .await
        .unwrap_or_else(|error| panic!("{program} cannot be run ({error}): install gdal-bin"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !errors.contains("ERROR"), "{program} {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn by_id(collection: &str) -> BTreeMap<String, Option<Geometry<f64>>> {
    let collection: geojson::FeatureCollection = collection.parse().unwrap();
    let id = |feature: &geojson::Feature| feature.property("id").unwrap().as_str().unwrap().to_owned();
    let geometry =
        |feature: geojson::Feature| feature.geometry.map(|geometry| Geometry::<f64>::try_from(geometry).unwrap());
    collection.features.into_iter().map(|feature| (id(&feature), geometry(feature))).collect()
}

#[tokio::test]
async fn ogrinfo_lists_the_collections_and_infers_their_schema() {
    let service = Service::new().await;
    let address = address(&service).await;
    let layers = gdal("ogrinfo", &["-ro", &address]).await;
    for layer in ["divisions", "built-up-areas", "places", "streets", "names", "signs"] {
        assert!(layers.contains(layer), "{layers}");
    }
    let streets = gdal("ogrinfo", &["-ro", "-so", &address, "streets"]).await;
    for line in ["Feature Count: 1", "valid_from: ", "recorded_at: DateTime", "crosses: StringList", "length_m: Real"] {
        assert!(streets.contains(line), "no `{line}` in {streets}");
    }
    let signs = gdal("ogrinfo", &["-ro", &address, "signs", "-where", "type = 'street_plate'"]).await;
    for line in ["Feature Count: 1", "sign_number (String) = S0000019", "钟惺大道", "POINT (179.9 30.5)"] {
        assert!(signs.contains(line), "no `{line}` in {signs}");
    }
}

#[tokio::test]
async fn ogr2ogr_pages_through_a_collection_and_gets_what_the_database_holds() {
    let service = Service::new().await;
    let address = address(&service).await;
    let copy = gdal("ogr2ogr", &["-f", "GeoJSON", "/vsistdout/", &address, "places", "-oo", "PAGE_SIZE=4"]).await;
    let copied = by_id(&copy);

    let tx = service.test.db.read("test").await.unwrap();
    let today = Some(time::macros::date!(2023 - 07 - 01));
    let kept = Query { from: today, until: today, ..Query::default() }.fetch::<Place>(&tx).await.unwrap();
    tx.finish().await.unwrap();
    assert_eq!(copied.len(), kept.len());
    for run in kept {
        let geometry = run.geometry.filter(|geometry| geometry.coords_iter().any(|coord| coord.x.is_finite()));
        let copied = copied[&run.id.to_string()].clone().filter(|geometry| geometry.coords_count() > 0);
        assert_eq!(copied, geometry, "{}", run.id);
    }
}

#[tokio::test]
async fn filters_of_gdal_become_parameters() {
    let service = Service::new().await;
    let address = address(&service).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wells.gpkg");
    let file = file.to_str().unwrap();
    let filters = ["-where", "category = '24100'", "-spat", "113.195", "30.6", "113.305", "30.7"];
    let copy = ["-f", "GPKG", file, &address, "places", "-oo", "PAGE_SIZE=5"];
    gdal("ogr2ogr", &[copy.as_slice(), &filters].concat()).await;
    let summary = gdal("ogrinfo", &["-ro", "-so", file, "places"]).await;
    assert!(summary.contains("Feature Count: 11"), "{summary}");
    let one = gdal("ogrinfo", &["-ro", &address, "names", "-where", "name = '新村'"]).await;
    assert!(one.contains("Feature Count: 1") && one.contains("approved_on (Date) = 2023/06/12"), "{one}");
}
