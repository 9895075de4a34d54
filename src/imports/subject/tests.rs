//! Reading what only one collection has.

use serde_json::{Value, json};

use super::*;

fn identified(collection: Importable, properties: &Value) -> (Result<Identified, Fault>, Vec<Rule>) {
    let mut record = Record::new(properties.as_object().unwrap().clone().into_iter().collect());
    let identified = identify(&mut record, collection, None);
    (identified, record.finish().1.into_iter().map(|(rule, _)| rule).collect())
}

fn parents(code: &str) -> (Level, Vec<String>) {
    match identified(Importable::Divisions, &json!({ "code": code })).0.unwrap().subject {
        Subject::Division { level, parent_codes, .. } => (level, parent_codes),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_division_s_level_and_parent_follow_from_its_code() {
    assert_eq!(parents("420000"), (Level::Province, vec![]));
    assert_eq!(parents("420900"), (Level::Prefecture, vec!["420000".into()]));
    assert_eq!(parents("429006"), (Level::County, vec!["429000".into(), "420000".into()]));
    assert_eq!(parents("429006001"), (Level::Township, vec!["429006".into()]));
    assert_eq!(parents("429006001001"), (Level::Village, vec!["429006001".into()]));
}

#[test]
fn an_odd_code_is_kept_and_told_where_the_level_is_given() {
    let (kept, found) = identified(Importable::Divisions, &json!({ "code": "TM-1", "level": "township" }));
    assert_eq!((kept.unwrap().key.as_deref(), found.as_slice()), (Some("TM-1"), [Rule::CodeShape].as_slice()));
    assert_eq!(identified(Importable::Divisions, &json!({ "code": "TM-1" })).0.unwrap_err().0, Rule::LevelUnknown);
    assert_eq!(identified(Importable::Divisions, &json!({})).0.unwrap_err().0, Rule::CodeMissing);
    let (_, found) = identified(Importable::Divisions, &json!({ "code": 429_006, "level": "township" }));
    assert_eq!(found, [Rule::LevelDiffers]);
    let long = "4".repeat(LONGEST_CODE + 1);
    assert_eq!(identified(Importable::Divisions, &json!({ "code": long })).0.unwrap_err().0, Rule::CodeTooLong);
}

#[test]
fn a_street_s_category_follows_from_its_class() {
    for (properties, category) in [
        (json!({ "road_class": "arterial" }), "23512"),
        (json!({ "road_class": "lane" }), "23514"),
        (json!({ "road_class": "arterial", "category": "23511" }), "23511"),
        (json!({}), "23514"),
    ] {
        assert_eq!(identified(Importable::Streets, &properties).0.unwrap().category.unwrap(), category);
    }
    assert_eq!(identified(Importable::Places, &json!({})).0.unwrap_err().0, Rule::CategoryMissing);
}

#[test]
fn an_unknown_word_is_told_and_a_known_one_taken() {
    let (kept, found) = identified(Importable::Streets, &json!({ "surface": "mud", "orientation": "N-S" }));
    assert_eq!(found, [Rule::ValueUnknown]);
    assert!(matches!(
        kept.unwrap().subject,
        Subject::Street { surface: None, orientation: Some(Orientation::NorthSouth), .. }
    ));
}

#[test]
fn a_place_code_of_another_shape_is_told() {
    let (kept, found) = identified(Importable::Places, &json!({ "category": "21600", "place_code": "42900600121600" }));
    assert_eq!((kept.unwrap().key, found.as_slice()), (None, [Rule::PlaceCodeShape].as_slice()));
    let whole = json!({ "category": "21600", "place_code": "42900600121600000001" });
    assert_eq!(identified(Importable::Places, &whole).0.unwrap().key.unwrap(), "42900600121600000001");
}

#[test]
fn a_name_needs_to_say_what_it_names_and_how() {
    let row = |collection: &str, kind: &str| {
        identified(Importable::Names, &json!({ "collection": collection, "kind": kind, "of_name": "人民大道" })).0
    };
    assert!(row("built_up_areas", "alias").is_ok());
    for (collection, kind) in [("names", "alias"), ("roads", "alias"), ("streets", "nickname"), ("streets", "")] {
        assert_eq!(row(collection, kind).unwrap_err().0, Rule::NameKindUnreadable);
    }
    assert_eq!(
        identified(Importable::Names, &json!({ "collection": "streets", "kind": "alias" })).0.unwrap_err().0,
        Rule::NameKindUnreadable
    );
}
