//! Names of one row: checked, taken apart and spelled.

use serde::Serialize;
use uuid::Uuid;

use super::{
    Rule,
    record::{Fault, Record},
};
use crate::{
    kernel::{
        pinyin::{LocalReadings, NameKind, PinyinSource, PlaceNameParts, agrees, spell},
        place_name::LONGEST_NAME,
        plain_text::is_invisible,
        words::RelationKind,
    },
    reader::shortened,
};

/// A name as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Naming {
    pub(super) text: String,
    pub(super) specific: Option<String>,
    pub(super) generic: Option<String>,
    pub(super) pinyin: String,
    pub(super) pinyin_source: PinyinSource,
    /// Pinyin without tones, spaces and apostrophes, ü as v.
    pub(super) search_key: String,
}

/// A former name or an alias that stands in the row of the thing itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct FurtherName {
    name_id: Uuid,
    text: String,
    kind: RelationKind,
    status: &'static str,
    specific: Option<String>,
    generic: Option<String>,
    pinyin: String,
    search_key: String,
}

/// The text of the name, or why there is none. Blanks around it go, anything else stays.
pub(super) fn name(record: &mut Record) -> Result<String, Fault> {
    let delivered = record.delivered("name");
    let Some(name) = record.text("name") else { return Err((Rule::NameMissing, Vec::new())) };
    let characters = name.chars().count();
    if characters > LONGEST_NAME {
        return Err((Rule::NameTooLong, vec![characters.to_string(), LONGEST_NAME.to_string()]));
    }
    if delivered.is_some_and(|delivered| delivered != name) {
        record.note(Rule::NameTrimmed, []);
    }
    for c in name.chars().filter(|c| is_invisible(*c)) {
        record.note(Rule::InvisibleCharacter, [format!("U+{:04X}", u32::from(c))]);
    }
    Ok(name)
}

/// The name with its parts and spelling: as delivered, or by the rules where the row has none.
pub(super) fn naming(record: &mut Record, text: String, kind: NameKind, local: &LocalReadings) -> Naming {
    let spelling = spell(&text, kind, local);
    let source = record.code("pinyin_source").unwrap_or(PinyinSource::Auto);
    let (pinyin, pinyin_source) = match record.text("pinyin") {
        Some(given) => {
            if let Err(fault) = agrees(&text, kind, &given, local) {
                record.note(Rule::PinyinDisagrees, [shortened(&given), fault.expected]);
            }
            (given, source)
        }
        None => (spelling.text, PinyinSource::Auto),
    };
    let (specific, generic) = PlaceNameParts::of(&text, kind).in_two();
    Naming { specific, generic, pinyin, pinyin_source, search_key: spelling.plain, text }
}

/// The former names and aliases in the same row.
pub(super) fn further_names(
    record: &mut Record,
    kind: NameKind,
    local: &LocalReadings,
    new_id: impl Fn() -> Uuid,
) -> Vec<FurtherName> {
    let mut names = Vec::new();
    for (column, relation) in [("former_name", RelationKind::Former), ("alias", RelationKind::Alias)] {
        for text in record.list(column) {
            if text.chars().count() > LONGEST_NAME {
                record.note(Rule::ValueUnknown, [column.to_owned(), shortened(&text)]);
                record.keep(column, text.into());
                continue;
            }
            let spelling = spell(&text, kind, local);
            let (specific, generic) = PlaceNameParts::of(&text, kind).in_two();
            names.push(FurtherName {
                name_id: new_id(),
                kind: relation,
                status: relation.status(),
                specific,
                generic,
                pinyin: spelling.text,
                search_key: spelling.plain,
                text,
            });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(properties: &serde_json::Value) -> Record {
        Record::new(properties.as_object().unwrap().clone().into_iter().collect())
    }

    #[test]
    fn blanks_around_a_name_go_and_hidden_characters_are_told() {
        let mut row = record(&json!({ "name": " \u{FEFF}空格村\u{3000}" }));
        assert_eq!(name(&mut row).unwrap(), "\u{FEFF}空格村");
        let found: Vec<_> = row.finish().1;
        assert_eq!(found, [(Rule::NameTrimmed, vec![]), (Rule::InvisibleCharacter, vec!["U+FEFF".to_owned()])]);
    }

    #[test]
    fn a_row_without_a_name_or_with_one_too_long_is_refused() {
        assert_eq!(name(&mut record(&json!({ "name": "\u{3000}" }))).unwrap_err().0, Rule::NameMissing);
        assert_eq!(name(&mut record(&json!({ "Name": "a" }))).unwrap_err().0, Rule::NameMissing);
        let long = "长".repeat(LONGEST_NAME + 1);
        assert_eq!(name(&mut record(&json!({ "name": long }))).unwrap_err().0, Rule::NameTooLong);
        assert!(name(&mut record(&json!({ "name": "𬮤".repeat(LONGEST_NAME) }))).is_ok(), "characters, not bytes");
    }

    #[test]
    fn a_delivered_spelling_is_kept_and_only_its_author_confirms_it() {
        let spelled = |properties: &serde_json::Value| {
            let mut row = record(properties);
            let naming = naming(&mut row, "潜丰路".into(), NameKind::Road, &LocalReadings::default());
            (naming.pinyin, naming.pinyin_source, naming.search_key, row.finish().1.len())
        };
        let key = || "qianfenglu".to_owned();
        assert_eq!(spelled(&json!({})), ("Qiánfēng Lù".into(), PinyinSource::Auto, key(), 0));
        assert_eq!(
            spelled(&json!({ "pinyin": "Qiánfēng Lù", "pinyin_source": "confirmed" })),
            ("Qiánfēng Lù".into(), PinyinSource::Confirmed, key(), 0)
        );
        assert_eq!(spelled(&json!({ "pinyin": "QIANFENGLU" })), ("QIANFENGLU".into(), PinyinSource::Auto, key(), 1));
    }

    #[test]
    fn the_category_decides_how_a_name_is_spelled() {
        for (category, kind) in [
            ("21600", NameKind::AdministrativeVillage),
            ("21500", NameKind::Division),
            ("12100", NameKind::NaturalFeature),
            ("22200", NameKind::NaturalSettlement),
            ("23514", NameKind::Road),
            ("23610", NameKind::Facility),
            ("河", NameKind::Facility),
        ] {
            assert_eq!(NameKind::of_category(category), kind, "{category}");
        }
    }

    #[test]
    fn the_parts_of_a_name_give_the_name() {
        let in_two = |name, kind| PlaceNameParts::of(name, kind).in_two();
        assert_eq!(in_two("广沟北路", NameKind::Road), (Some("广沟北".into()), Some("路".into())));
        assert_eq!(in_two("周口店", NameKind::NaturalSettlement), (Some("周口店".into()), None));
    }
}
