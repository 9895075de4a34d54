//! From a row as read to a row as staged.

use std::io::Cursor;

use time::macros::{date, datetime};

use super::*;
use crate::{
    kernel::{clock::Clock, crs::SourceCrs},
    reader::{FileFormat, ReadOptions, Reader},
};

fn drafter(collection: Importable) -> Drafter {
    let ids = Ids::new(Clock::set_to(datetime!(2023-06-30 00:00 UTC)));
    let options = ImportOptions::new(collection, "test");
    Drafter { options, local: LocalReadings::default(), ids, today: date!(2023 - 06 - 30) }
}

fn drafted(drafter: &Drafter, properties: &Value, geometry: &Value) -> Draft {
    let feature = json!({ "type": "Feature", "properties": properties, "geometry": geometry }).to_string();
    let options = ReadOptions { source_crs: Some(drafter.options.source_crs), ..ReadOptions::default() };
    let mut rows = Reader::from_read(Cursor::new(feature), FileFormat::GeoJson, &options).unwrap();
    drafter.draft(rows.next().unwrap().unwrap())
}

fn rules(draft: &Draft) -> Vec<Rule> {
    draft.findings.iter().map(|(rule, _)| *rule).collect()
}

fn point(x: f64, y: f64) -> Value {
    json!({ "type": "Point", "coordinates": [x, y] })
}

fn village() -> Value {
    json!({ "name": "本地村", "category": "21600", "note": "kept" })
}

#[test]
fn what_no_column_holds_stays_among_the_attributes() {
    let draft = drafted(&drafter(Importable::Places), &village(), &point(113.07, 30.51));
    let content = draft.content.unwrap();
    assert_eq!(content.attributes, json!({ "note": "kept" }));
    assert_eq!(content.naming.pinyin, "Běndì Cūn");
    assert!(content.placed.unshifted.is_some());
    assert!(draft.findings.is_empty());
}

#[test]
fn coordinates_that_cannot_be_in_the_declared_system_refuse_the_row() {
    let mut drafter = drafter(Importable::Places);
    for (system, x, y, rule) in [
        (SourceCrs::Cgcs2000, 30.51, 113.07, Rule::AxesSwapped),
        (SourceCrs::Cgcs2000, 213.09, 30.51, Rule::OutOfRange),
        (SourceCrs::Cgcs2000, 420_139.5, 3_394_318.7, Rule::OtherSystem),
        (SourceCrs::GaussKruger114, 113.07, 30.51, Rule::OtherSystem),
        (SourceCrs::GaussKruger114, 3_394_318.7, 420_139.5, Rule::AxesSwapped),
        (SourceCrs::Cgcs2000, 0.0, 0.0, Rule::NullIsland),
    ] {
        drafter.options.source_crs = system;
        let draft = drafted(&drafter, &village(), &point(x, y));
        assert!(draft.content.is_none());
        assert_eq!(rules(&draft), [rule], "{x} {y}");
    }
}

#[test]
fn a_line_of_one_point_is_left_aside_as_delivered() {
    let geometry = json!({ "type": "LineString", "coordinates": [[113.1, 30.5]] });
    let draft = drafted(&drafter(Importable::Places), &village(), &geometry);
    assert_eq!(rules(&draft), [Rule::GeometryUnusable]);
    let content = draft.content.unwrap();
    assert!(content.placed.geometry.is_none());
    assert_eq!(content.attributes["delivered_geometry"], geometry);
}

#[test]
fn outlines_are_turned_and_made_multiple_and_other_shapes_left_aside() {
    let division = json!({ "name": "岳口镇", "code": "429006107" });
    let clockwise = json!({ "type": "Polygon", "coordinates":
        [[[113.1, 30.5], [113.1, 30.51], [113.11, 30.51], [113.11, 30.5], [113.1, 30.5]]] });
    let draft = drafted(&drafter(Importable::Divisions), &division, &clockwise);
    let Some(Geometry::MultiPolygon(outline)) = draft.content.unwrap().placed.geometry else { panic!("no outline") };
    assert_eq!(outline.0[0].exterior().0[1], (113.11, 30.5).into());
    let draft = drafted(&drafter(Importable::Divisions), &division, &point(113.1, 30.5));
    assert_eq!(rules(&draft), [Rule::GeometryType]);
    assert_eq!(draft.content.unwrap().attributes["delivered_geometry"], "POINT(113.1 30.5)");
}

#[test]
fn a_row_that_is_too_large_or_has_no_days_is_refused() {
    let large = json!({ "name": "大村", "category": "21600", "history": "长".repeat(30_000) });
    assert_eq!(
        rules(&drafted(&drafter(Importable::Places), &large, &Value::Null)),
        [Rule::GeometryMissing, Rule::RowTooLarge]
    );
    for (from, to, rule) in [
        ("2023-07-01", "2023-07-01", Rule::PeriodEmpty),
        ("2023/07/01", "", Rule::DayUnreadable),
        ("", "2023-02-30", Rule::DayUnreadable),
    ] {
        let row = json!({ "name": "短村", "category": "21600", "valid_from": from, "valid_to": to });
        assert_eq!(rules(&drafted(&drafter(Importable::Places), &row, &Value::Null)), [rule]);
    }
}

#[test]
fn a_name_of_ten_megabytes_is_refused_with_its_length() {
    let row = json!({ "name": "长".repeat(10 << 20), "category": "21600" });
    let draft = drafted(&drafter(Importable::Places), &row, &Value::Null);
    assert_eq!(draft.findings, [(Rule::NameTooLong, vec!["10485760".to_owned(), "200".to_owned()])]);
}

#[test]
fn codes_are_looked_up_on_the_first_day_or_the_last_or_today() {
    let today = date!(2023 - 06 - 30);
    let day = |from, to| day_of_reference(ValidPeriod::new(from, to).unwrap(), today);
    assert_eq!(day(Some(date!(2021 - 11 - 16)), None), date!(2021 - 11 - 16));
    assert_eq!(day(None, Some(date!(2004 - 07 - 01))), date!(2004 - 06 - 30));
    assert_eq!(day(None, Some(date!(2030 - 01 - 01))), today);
    assert_eq!(day(None, None), today);
}
