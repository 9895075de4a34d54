//! One row as read to one row as staged.

use geo::{CoordsIter, Geometry};
use serde_json::{Value, json};
use time::{Date, Duration};
use uuid::Uuid;

use super::{
    ImportOptions, Importable, Rule,
    naming::{self, FurtherName, Naming},
    record::{Fault, Record, quoted},
    shape::{self, Placed},
    subject::{self, Identified, Subject},
};
use crate::{
    kernel::{
        ids::Ids,
        pinyin::{LocalReadings, NameKind},
        validity::ValidPeriod,
    },
    reader::{RawRow, RowFault, shortened},
};

/// The properties of one row may be so large, in bytes of JSON.
const LARGEST_ROW: usize = 64 << 10;

/// A row on its way into the staging table.
#[derive(Debug)]
pub(super) struct Draft {
    /// Which row of the file, from 1.
    pub(super) number: u64,
    pub(super) findings: Vec<Fault>,
    pub(super) feature_id: Uuid,
    pub(super) name_id: Uuid,
    /// Nothing when the row is refused.
    pub(super) content: Option<Content>,
}

/// What a row holds that is not refused.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) naming: Naming,
    pub(super) further_names: Vec<FurtherName>,
    pub(super) approving_authority: Option<String>,
    pub(super) approved_on: Option<Date>,
    pub(super) document_number: Option<String>,
    pub(super) valid: ValidPeriod,
    /// The day on which codes that the row refers to are looked up.
    pub(super) day: Date,
    pub(super) identified: Identified,
    pub(super) illustrative: bool,
    pub(super) attributes: Value,
    pub(super) placed: Placed,
}

impl Draft {
    /// How many positions it holds: what its size in memory mostly goes by.
    pub(super) fn positions(&self) -> usize {
        let geometry = self.content.as_ref().and_then(|content| content.placed.geometry.as_ref());
        geometry.map_or(0, Geometry::coords_count)
    }

    /// The findings as the staging table takes them.
    pub(super) fn findings_document(&self) -> Option<Value> {
        let findings = self.findings.iter().map(|(rule, facts)| json!({ "rule": rule.code(), "facts": facts }));
        (!self.findings.is_empty()).then(|| findings.collect())
    }
}

/// Turns rows into drafts.
#[derive(Debug)]
pub(super) struct Drafter {
    pub(super) options: ImportOptions,
    pub(super) local: LocalReadings,
    pub(super) ids: Ids,
    /// The civil day in the office.
    pub(super) today: Date,
}

impl Drafter {
    /// The draft of one row; a row that cannot be kept has findings only.
    pub(super) fn draft(&self, mut row: RawRow) -> Draft {
        let number = row.number;
        let mut record = Record::new(std::mem::take(&mut row.fields));
        let taken = self.content(row, &mut record);
        let (attributes, mut findings) = record.finish();
        let content = match taken {
            Ok(content) => Some(Content { attributes, ..content }),
            Err(fault) => {
                findings.push(fault);
                None
            }
        };
        Draft { number, findings, feature_id: self.ids.next(), name_id: self.ids.next(), content }
    }

    fn content(&self, mut row: RawRow, record: &mut Record) -> Result<Content, Fault> {
        match row.fault.take() {
            None => {}
            Some(RowFault::NulInText { field }) => return Err((Rule::NulInText, vec![field])),
            Some(fault) => return Err((Rule::RowUnreadable, quoted(fault.text()).into())),
        }
        let name = naming::name(record)?;
        let collection = self.options.collection;
        let identified = subject::identify(record, collection, self.options.category.as_deref())?;
        let kind = kind_of(collection, &identified);
        let naming = naming::naming(record, name, kind, &self.local);
        let further_names = match collection {
            Importable::Names => Vec::new(),
            _ => naming::further_names(record, kind, &self.local, || self.ids.next()),
        };
        let valid = period(record)?;
        let placed = shape::place(&mut row, record, self.options.source_crs, collection)?;
        let content = Content {
            naming,
            further_names,
            approving_authority: record.text("approving_authority"),
            approved_on: record.day("approved_on"),
            document_number: record.text("document_number"),
            valid,
            day: day_of_reference(valid, self.today),
            identified,
            illustrative: record.flag("illustrative").unwrap_or(self.options.illustrative),
            attributes: Value::Null,
            placed,
        };
        if let Some(id) = row.id {
            let text = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            record.keep("id", text.into());
        }
        let size = record.size();
        if size > LARGEST_ROW {
            return Err((Rule::RowTooLarge, vec![size.to_string(), LARGEST_ROW.to_string()]));
        }
        let left = record.left().next().map(shortened);
        if let (Importable::Names, Some(field)) = (collection, left) {
            record.note(Rule::FieldNotKept, [field]);
        }
        Ok(content)
    }
}

/// How names of this row are spelled: by what the thing is, and in a file of names by what the thing named is.
fn kind_of(collection: Importable, identified: &Identified) -> NameKind {
    let (of, otherwise) = match identified.subject {
        // Villages are what a county has most of; another category can be said in the row.
        Subject::Name { collection: of, .. } => (of, NameKind::AdministrativeVillage),
        Subject::Division { .. } | Subject::Street { .. } | Subject::Nothing {} => (collection, NameKind::Facility),
    };
    match of {
        Importable::Divisions => NameKind::Division,
        Importable::Streets => NameKind::Road,
        Importable::BuiltUpAreas => NameKind::Facility,
        Importable::Places | Importable::Names => {
            identified.category.as_deref().map_or(otherwise, NameKind::of_category)
        }
    }
}

fn period(record: &mut Record) -> Result<ValidPeriod, Fault> {
    let (from, to) = (record.strict_day("valid_from")?, record.strict_day("valid_to")?);
    ValidPeriod::new(from, to).map_err(|_| {
        let told = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        (Rule::PeriodEmpty, vec![told(from), told(to)])
    })
}

/// The first day of the period; without one, today or the last day, whichever comes first.
fn day_of_reference(valid: ValidPeriod, today: Date) -> Date {
    valid.from().unwrap_or_else(|| match valid.to() {
        Some(to) => today.min(to - Duration::DAY),
        None => today,
    })
}

#[cfg(test)]
mod tests;
