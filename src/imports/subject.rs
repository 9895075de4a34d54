//! What only rows of one collection have.

use serde::{Serialize, Serializer};

use super::{
    Importable, Rule,
    record::{Fault, Record},
};
use crate::{
    kernel::words::{AdminTier, Level, Orientation, RelationKind, RoadClass, Surface},
    reader::shortened,
};

/// The longest code of a division, place or category that an index takes without complaint, in characters.
const LONGEST_CODE: usize = 32;

impl Level {
    /// The level that a code of GB/T 2260 (6 digits) or GB/T 10114 (9 or 12) stands for.
    fn of_code(code: &str) -> Option<Self> {
        if !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match code.len() {
            6 if code.ends_with("0000") => Some(Self::Province),
            6 if code.ends_with("00") => Some(Self::Prefecture),
            6 => Some(Self::County),
            9 => Some(Self::Township),
            12 => Some(Self::Village),
            _ => None,
        }
    }

    /// The codes that the division above may have, the likeliest first.
    fn codes_above(self, code: &str) -> Vec<String> {
        let above = |digits: usize| code.get(..digits).map(str::to_owned);
        match self {
            Self::Province => Vec::new(),
            Self::Prefecture => above(2).map(|province| province + "0000").into_iter().collect(),
            // A county-level city directly under the province (4290xx) has no prefecture above it.
            Self::County => {
                let prefecture = above(4).map(|prefecture| prefecture + "00");
                prefecture.into_iter().chain(above(2).map(|province| province + "0000")).collect()
            }
            Self::Township => above(6).into_iter().collect(),
            Self::Village => above(9).into_iter().collect(),
        }
    }
}

/// What only rows of one collection have; read back by the `staged_*` views of V006.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Subject {
    Division {
        level: Level,
        unit_type: Option<String>,
        /// Codes that the parent may have, the likeliest first.
        parent_codes: Vec<String>,
        counts_in_summary: Option<bool>,
        in_built_up_area: Option<bool>,
    },
    Street {
        road_class: Option<RoadClass>,
        admin_tier: Option<AdminTier>,
        starts_at: Option<String>,
        ends_at: Option<String>,
        /// Announced, in metres.
        length_m: Option<f64>,
        /// Announced, in metres.
        width_m: Option<f64>,
        orientation: Option<Orientation>,
        surface: Option<Surface>,
    },
    Name {
        /// Of what the thing named is one.
        #[serde(serialize_with = "as_word")]
        collection: Importable,
        kind: RelationKind,
        status: &'static str,
        language: String,
    },
    /// Built-up areas, and places that are no streets, have nothing of their own.
    Nothing {},
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "shaped for serde")]
fn as_word<S: Serializer>(collection: &Importable, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(collection.id())
}

/// The subject of a row, with the codes by which it is found.
#[derive(Debug, PartialEq)]
pub(super) struct Identified {
    /// Code of the division or place; for a name, the standard name of what it names.
    pub(super) key: Option<String>,
    pub(super) division_code: Option<String>,
    pub(super) category: Option<String>,
    pub(super) subject: Subject,
}

/// Takes what the collection has of its own. `category` is what the file's sender says of all rows.
pub(super) fn identify(
    record: &mut Record,
    collection: Importable,
    category: Option<&str>,
) -> Result<Identified, Fault> {
    match collection {
        Importable::Divisions => division(record),
        Importable::BuiltUpAreas => Ok(Identified {
            key: None,
            division_code: record.text("division_code"),
            category: None,
            subject: Subject::Nothing {},
        }),
        Importable::Places => {
            let category = record.text("category").or_else(|| category.map(str::to_owned));
            let category = category.ok_or((Rule::CategoryMissing, Vec::new()))?;
            place(record, category, Subject::Nothing {})
        }
        Importable::Streets => street(record, category),
        Importable::Names => name(record),
    }
}

fn checked_length(code: String) -> Result<String, Fault> {
    if code.chars().count() <= LONGEST_CODE { Ok(code) } else { Err((Rule::CodeTooLong, vec![shortened(&code)])) }
}

fn division(record: &mut Record) -> Result<Identified, Fault> {
    let code = checked_length(record.text("code").ok_or((Rule::CodeMissing, Vec::new()))?)?;
    let of_code = Level::of_code(&code);
    if of_code.is_none() {
        record.note(Rule::CodeShape, [code.clone()]);
    }
    let level = record.code("level").or(of_code).ok_or_else(|| (Rule::LevelUnknown, vec![code.clone()]))?;
    if of_code.is_some_and(|of_code| of_code != level) {
        record.note(Rule::LevelDiffers, [level.to_string(), code.clone()]);
    }
    let parent_codes = record.text("parent_code").map_or_else(|| level.codes_above(&code), |given| vec![given]);
    let subject = Subject::Division {
        level,
        unit_type: record.text("unit_type"),
        parent_codes,
        counts_in_summary: record.flag("counts_in_summary"),
        in_built_up_area: record.flag("in_built_up_area"),
    };
    Ok(Identified { key: Some(code), division_code: None, category: None, subject })
}

fn place(record: &mut Record, category: String, subject: Subject) -> Result<Identified, Fault> {
    let place_code = record.text("place_code").filter(|code| {
        let fits = code.len() == 20 && code.bytes().all(|byte| byte.is_ascii_digit());
        if !fits {
            record.note(Rule::PlaceCodeShape, [shortened(code)]);
            record.keep("place_code", code.as_str().into());
        }
        fits
    });
    let division_code = record.text("division_code");
    Ok(Identified { key: place_code, division_code, category: Some(checked_length(category)?), subject })
}

fn street(record: &mut Record, category: Option<&str>) -> Result<Identified, Fault> {
    let road_class: Option<RoadClass> = record.code("road_class");
    let category = record
        .text("category")
        .or_else(|| road_class.map(|class| class.category().to_owned()))
        .or_else(|| category.map(str::to_owned));
    let subject = Subject::Street {
        road_class,
        admin_tier: record.code("admin_tier"),
        starts_at: record.text("starts_at").or_else(|| record.text("start")),
        ends_at: record.text("ends_at").or_else(|| record.text("end")),
        length_m: record.metres("length_m"),
        width_m: record.metres("width_m"),
        orientation: record.code("orientation"),
        surface: record.code("surface"),
    };
    place(record, category.unwrap_or_else(|| RoadClass::Branch.category().to_owned()), subject)
}

fn name(record: &mut Record) -> Result<Identified, Fault> {
    let unreadable = |field: &str, text: &str| (Rule::NameKindUnreadable, vec![field.to_owned(), shortened(text)]);
    let collection = record.text("collection").unwrap_or_default();
    let of = collection.replace('_', "-").parse().ok().filter(|of| *of != Importable::Names);
    let of: Importable = of.ok_or_else(|| unreadable("collection", &collection))?;
    let kind = record.text("kind").unwrap_or_default();
    let kind: RelationKind = kind.parse().map_err(|_| unreadable("kind", &kind))?;
    let of_name = record.text("of_name").ok_or_else(|| unreadable("of_name", ""))?;
    let subject = Subject::Name {
        collection: of,
        kind,
        status: kind.status(),
        language: record.text("language").unwrap_or_else(|| "zh".to_owned()),
    };
    Ok(Identified {
        key: Some(of_name),
        division_code: record.text("of_division_code"),
        category: record.text("category"),
        subject,
    })
}

#[cfg(test)]
mod tests;
