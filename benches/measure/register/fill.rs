//! Puts a realm into an empty register, quickly.

use std::fmt::Write as _;

use bytes::{Bytes, BytesMut};
use futures_util::SinkExt;
use geo::{LineString, MultiPolygon, Polygon};
use mingjie::{kernel::clock::Clock, statement};
use tokio_postgres::Client;
use uuid::Uuid;
use wkt::ToWkt;

use crate::{
    realm::{Naming, Realm},
    snapshot::length_m,
};

/// What makes a register what it is, for its fingerprint.
pub(super) const SOURCES: &str = concat!(
    include_str!("fill.rs"),
    include_str!("sql/begin_realm.sql"),
    include_str!("sql/set_constraints_aside.sql"),
    include_str!("sql/put_constraints_back.sql"),
);

/// Bytes that are sent at once.
const PARCEL: usize = 1 << 18;

/// Fills the register; `client` is a superuser's connection.
pub(super) async fn fill(realm: &Realm, client: &Client, clock: &Clock) {
    let began = clock.now();
    let run = async |sql: &str| client.batch_execute(sql).await.expect("a statement of the benches");
    run(statement!("set_constraints_aside").text()).await;
    run(statement!("begin_realm").text()).await;
    features(realm, client).await;
    names(realm, client).await;
    areas(realm, client).await;
    places(realm, client).await;
    run("commit").await;
    eprintln!("  rows: {:.0} s", (clock.now() - began).as_seconds_f64());
    run(statement!("put_constraints_back").text()).await;
    let seconds = (clock.now() - began).as_seconds_f64();
    eprintln!("  with indexes: {seconds:.0} s");
    run(&format!("create table filling as select {seconds}::float8 as seconds")).await;
}

async fn features(realm: &Realm, client: &Client) {
    let kinds = (realm.divisions().map(|division| (division.id, "division")))
        .chain(realm.built_up_areas().map(|area| (area.id, "built_up_area")))
        .chain(realm.places().map(|place| (place.id, "place")))
        .chain(realm.streets().map(|street| (street.id, "place")));
    let rows = kinds.map(|(id, kind)| format!("{id}\t{kind}"));
    copy(client, "feature (feature_id, kind)", rows).await;
}

async fn names(realm: &Realm, client: &Client) {
    let namings = (realm.divisions().map(|division| (division.id, division.naming)))
        .chain(realm.built_up_areas().map(|area| (area.id, area.naming)))
        .chain(realm.places().map(|place| (place.id, place.naming)))
        .chain(realm.streets().map(|street| (street.id, street.naming)));
    let columns = "name (name_id, feature_id, text, kind, status, pinyin, search_key, recorded_in)";
    copy(client, columns, namings.map(|(id, naming)| name(id, &naming))).await;
}

fn name(feature: Uuid, naming: &Naming) -> String {
    // The name's own id, beside that of its feature.
    let id = Uuid::from_u128(feature.as_u128() ^ 1 << 100);
    format!("{id}\t{feature}\t{}\tstandard\tcurrent\t{}\t{}\t1", naming.text, naming.pinyin, naming.search_key())
}

async fn areas(realm: &Realm, client: &Client) {
    let divisions = realm.divisions().map(|division| {
        let parent = division.parent.map_or_else(|| "\\N".to_owned(), |parent| parent.to_string());
        let (id, code, level, outline) = (division.id, &division.code, division.level, outline(division.outline));
        format!("{id}\t{code}\t{level}\t{parent}\tt\t{outline}\t1")
    });
    let columns = "division (division_id, code, level, parent_id, illustrative, geom, recorded_in)";
    copy(client, columns, divisions).await;
    let areas =
        realm.built_up_areas().map(|area| format!("{}\t{}\tt\t{}\t1", area.id, area.division, outline(area.outline)));
    copy(client, "built_up_area (built_up_area_id, division_id, illustrative, geom, recorded_in)", areas).await;
}

async fn places(realm: &Realm, client: &Client) {
    let points = realm.places().map(|place| {
        let (category, at) = (place.naming.generic.category, place.at);
        format!("{}\t{category}\t{}\tt\tSRID=4490;POINT({} {})\t1", place.id, place.division, at.x, at.y)
    });
    let lines = realm.streets().map(|street| {
        let category = street.naming.generic.category;
        format!("{}\t{category}\t{}\tt\t{}\t1", street.id, street.division, line(&street.line))
    });
    copy(client, "place (place_id, category, division_id, illustrative, geom, recorded_in)", points.chain(lines)).await;
    let streets = realm.streets().map(|street| {
        let (length_m, orientation) = (length_m(&street.line), street.orientation);
        let known = format!("secondary\ttown\t{length_m}\t12\t{orientation}\tasphalt");
        format!("{}\t{known}\t{{{}}}\t1", street.id, street.division)
    });
    let columns =
        "street (street_id, road_class, admin_tier, length_m, width_m, orientation, surface, crosses, recorded_in)";
    copy(client, columns, streets).await;
}

fn outline(polygon: Polygon<f64>) -> String {
    format!("SRID=4490;{}", MultiPolygon(vec![polygon]).wkt_string())
}

fn line(line: &LineString<f64>) -> String {
    format!("SRID=4490;{}", line.wkt_string())
}

/// Copies rows, each the text of its columns.
async fn copy(client: &Client, table: &str, rows: impl Iterator<Item = String>) {
    let sink = client.copy_in::<_, Bytes>(&format!("copy {table} from stdin")).await.expect("a copy begins");
    let mut sink = std::pin::pin!(sink);
    let mut parcel = BytesMut::with_capacity(PARCEL + 65_536);
    for row in rows {
        writeln!(parcel, "{row}").expect("memory");
        if parcel.len() > PARCEL {
            sink.send(parcel.split().freeze()).await.expect("the server takes rows");
        }
    }
    sink.send(parcel.freeze()).await.expect("the server takes rows");
    sink.finish().await.expect("the server keeps the rows");
}
