//! Files written and read back.

use std::io::Cursor;

use geo::Geometry;
use time::macros::{date, datetime};

use super::*;
use crate::{
    reader::{GeometryNote, RawRow, ReadOptions, Reader},
    testing::TestDb,
};

const REGISTER: &str = "
insert into feature values
  ('00000000-0000-7000-8000-000000000001', 'place'), ('00000000-0000-7000-8000-000000000002', 'place'),
  ('00000000-0000-7000-8000-000000000003', 'place'), ('00000000-0000-7000-8000-000000000004', 'place'),
  ('00000000-0000-7000-8000-000000000005', 'division');
insert into division (division_id, code, level) values ('00000000-0000-7000-8000-000000000005', '429006001', 'township');
insert into place (place_id, valid_from, valid_to, category, attributes, geom) values
  ('00000000-0000-7000-8000-000000000001', '2019-05-01', 'infinity', '22200', '{\"note\": \"a, \\\"b\\\"\"}',
   st_setsrid(st_makepoint(113.1702102, 30.6485158), 4490)),
  ('00000000-0000-7000-8000-000000000002', '-infinity', 'infinity', '22200', '{}', null),
  ('00000000-0000-7000-8000-000000000003', '-infinity', 'infinity', '22200', '{}', st_geomfromtext('POINT EMPTY', 4490)),
  ('00000000-0000-7000-8000-000000000004', '-infinity', '2022-01-01', '23512', '{}', st_geomfromtext(
     'MULTIPOLYGON(((113 30,114 30,114 31,113 31,113 30),(113.2 30.2,113.2 30.4,113.4 30.4,113.2 30.2)))', 4490));
insert into street (street_id, length_m, crosses) values
  ('00000000-0000-7000-8000-000000000004', 3601, '{00000000-0000-7000-8000-000000000005}');
insert into name (name_id, feature_id, text, kind, status) values
  ('00000000-0000-7000-8000-000000000101', '00000000-0000-7000-8000-000000000001', '=老村,\"一\"', 'standard', 'current')";

async fn register() -> TestDb {
    let test = TestDb::new(datetime!(2023-06-30 16:00 UTC)).await;
    test.commit("2023-01-01T00:00:00Z", REGISTER).await;
    test
}

const PLACES: Export =
    Export { collection: Collection::Places, format: FileFormat::GeoJson, at: None, recorded_at: None };

async fn written(register: &TestDb, export: Export) -> Vec<u8> {
    let mut out = Vec::new();
    let count = export.write(&register.db, &mut out).await.unwrap();
    assert_eq!(count, read(&out, export.format).len() as u64, "{}", String::from_utf8_lossy(&out));
    out
}

fn read(bytes: &[u8], format: FileFormat) -> Vec<RawRow> {
    let reader = Reader::from_read(Cursor::new(bytes.to_vec()), format, &ReadOptions::default()).unwrap();
    reader.map(Result::unwrap).collect()
}

#[tokio::test]
async fn an_export_can_be_imported_again_in_every_format() {
    let register = register().await;
    for format in [FileFormat::GeoJson, FileFormat::GeoJsonSeq, FileFormat::Csv] {
        let export = Export { format, at: Some(date!(2021 - 12 - 31)), ..PLACES };
        let rows = read(&written(&register, export).await, format);
        assert_eq!(rows.len(), 4);
        let first = &rows[0];
        assert_eq!(first.fault, None);
        assert_eq!(first.fields.get("name").unwrap(), "=老村,\"一\"", "{format:?}");
        assert_eq!(first.fields.get("valid_from").unwrap(), "2019-05-01");
        assert!(first.fields.get("valid_to").unwrap().is_null());
        let place = Geometry::from(geo::point!(x: 113.170_210_2, y: 30.648_515_8));
        assert_eq!(first.geometry, Ok(Some(place)), "{format:?}");
        assert_eq!(rows[1].geometry, Ok(None));
        assert_eq!(rows[2].notes, [GeometryNote::Empty]);
        let Ok(Some(Geometry::MultiPolygon(area))) = &rows[3].geometry else { panic!("{:?}", rows[3]) };
        assert_eq!((area.0.len(), area.0[0].interiors().len(), &rows[3].notes), (1, 1, &vec![]));
    }
}

#[tokio::test]
async fn a_csv_file_begins_with_a_mark_and_a_header_even_when_nothing_follows() {
    let register = register().await;
    let export = Export { collection: Collection::BuiltUpAreas, format: FileFormat::Csv, ..PLACES };
    let text = String::from_utf8(written(&register, export).await).unwrap();
    assert_eq!(
        text,
        "\u{feff}id,name,pinyin,pinyin_source,division_code,illustrative,attributes,valid_from,valid_to,recorded_at,lon,lat,wkt\n"
    );
    let places = String::from_utf8(written(&register, Export { format: FileFormat::Csv, ..PLACES }).await).unwrap();
    assert!(places.contains(",113.1702102,30.6485158,POINT(113.1702102 30.6485158)\n"), "{places}");
    assert!(places.contains(r#","{""note"":""a, \""b\""""}",2019-05-01,,2023-01-01T00:00:00Z,"#), "{places}");
}

#[tokio::test]
async fn a_sequence_has_a_separator_before_each_feature_and_a_line_feed_after_it() {
    let register = register().await;
    let text =
        String::from_utf8(written(&register, Export { format: FileFormat::GeoJsonSeq, ..PLACES }).await).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(text.ends_with("}\n") && text.lines().all(|line| line.starts_with("\u{1e}{\"type\":\"Feature\"")));
}

#[tokio::test]
async fn an_empty_collection_is_a_valid_file() {
    let register = register().await;
    let text =
        String::from_utf8(written(&register, Export { collection: Collection::BuiltUpAreas, ..PLACES }).await).unwrap();
    assert!(text.parse::<::geojson::FeatureCollection>().unwrap().features.is_empty());
}

#[tokio::test]
async fn an_export_is_of_a_day_and_of_what_the_register_said() {
    let register = register().await;
    let count = async |export: Export| read(&written(&register, export).await, export.format).len();
    assert_eq!(count(PLACES).await, 3);
    assert_eq!(count(Export { at: Some(date!(2021 - 12 - 31)), ..PLACES }).await, 4);
    assert_eq!(count(Export { recorded_at: Some(datetime!(2022-12-31 00:00 UTC)), ..PLACES }).await, 0);
    let street =
        Export { collection: Collection::Streets, format: FileFormat::Csv, at: Some(date!(2021 - 12 - 31)), ..PLACES };
    let rows = read(&written(&register, street).await, FileFormat::Csv);
    assert_eq!(rows[0].fields.get("crosses").unwrap(), r#"["429006001"]"#);
    assert_eq!(rows[0].fields.get("length_m").unwrap(), "3601.0");
}
