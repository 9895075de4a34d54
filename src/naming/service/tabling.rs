//! A case from an officer's table, with a report row by row.

use super::{
    desk::Desk,
    items::add_resolved,
    measuring,
    opening::{cover, open},
    resolving::Resolver,
};
use crate::{
    kernel::text::Text,
    naming::{
        Refusal,
        bulk::{self, BulkReport, Column, FileKind, Finding, Flaw, Row},
        model::{CaseDraft, ItemDraft, NamingCase, Sketch},
        store,
    },
    register::{NewStreet, model::FeatureId, service::local_readings},
    search::Units,
};

/// A table as it was sent.
#[derive(Debug)]
pub struct Table {
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// GB/T 18521 category of its rows.
    pub category: String,
    /// The file as its sender calls it.
    pub file_name: String,
}

/// Opens a case with an item for each row without an error; with `dry_run` it only tells what would come of it.
pub async fn open_from_table(
    desk: &Desk<'_>,
    draft: CaseDraft,
    table: Table,
    dry_run: bool,
) -> Result<(Option<NamingCase>, BulkReport), Refusal> {
    let draft = cover(desk, draft)?;
    let resolver = Resolver::new(desk, &draft).await?;
    let readings = local_readings(desk.tx).await?;
    let mut read = bulk::read(&table.bytes, table.kind, &readings).map_err(|error| {
        let Text { zh, en } = error.text();
        Refusal::unfit("", zh, en)
    })?;
    let (mut items, mut position) = (Vec::with_capacity(read.rows.len()), 1);
    for row in &mut read.rows {
        let place = place_of(desk, &draft, row).await?;
        let division_code = division_of(desk, row);
        let sketched = sketch(desk, row);
        if !row.is_sound() {
            continue;
        }
        let proposed = proposed(row, &draft, &table.category, place, division_code, sketched);
        match resolver.item(desk.ids.next(), position, proposed, "").await {
            Ok(item) => {
                if let Some(doubt) = measuring::doubt(draft.case_type, &item) {
                    row.add(Finding::at(Column::Length, Flaw::LengthUnlikeLine(doubt.text)));
                }
                items.push(item);
                position += 1;
            }
            // What is wrong with one row stays in that row.
            Err(Refusal::Unfit { text, .. }) => row.add(Finding::of(Flaw::NoItem(text))),
            Err(other) => return Err(other),
        }
    }
    let report = BulkReport::of(&table.file_name, &read);
    if dry_run || items.is_empty() {
        return Ok((None, report));
    }
    let case = open(desk, draft).await?;
    Ok((Some(add_resolved(desk, case.id, &items).await?), report))
}

/// The thing that a row of a renaming, a change of extent or a cancellation is about, by its name in the register.
async fn place_of(desk: &Desk<'_>, draft: &CaseDraft, row: &mut Row) -> Result<Option<FeatureId>, Refusal> {
    if !draft.case_type.is_of_existing() {
        return Ok(None);
    }
    let present = row.draft.former_name.as_ref().or(row.draft.name.as_ref()).cloned().unwrap_or_default();
    let found = store::office::places_called(desk.tx, &present, desk.today).await?;
    match found.as_slice() {
        [place] => return Ok(Some(*place)),
        [] => row.add(Finding::of(Flaw::PlaceUnknown(present))),
        several => row.add(Finding::of(Flaw::PlacesSeveral(present, several.len()))),
    }
    Ok(None)
}

/// The division that a row names by its code or its name.
fn division_of(desk: &Desk<'_>, row: &mut Row) -> Option<String> {
    let said = row.draft.division.clone()?;
    let units = Units::meant_by(&said, desk.snapshot);
    let mut codes = units.codes().filter(|code| desk.snapshot.division(code).is_some());
    if let (Some(code), None) = (codes.next(), codes.next()) {
        return Some(code.to_owned());
    }
    row.add(Finding::at(Column::Division, Flaw::DivisionUnknown(said)));
    None
}

/// A line between the streets at the ends of a row that has none.
fn sketch(desk: &Desk<'_>, row: &mut Row) -> Option<geo::Geometry<f64>> {
    if row.draft.geometry.is_some() {
        return None;
    }
    let ends = row.draft.ends()?;
    match bulk::between(desk.snapshot, &ends) {
        Ok(sketch) => {
            sketch.findings.into_iter().for_each(|finding| row.add(finding));
            Some(sketch.line.into())
        }
        Err(refusal) => {
            row.add(Finding::of(Flaw::NotSketched(refusal.text())));
            None
        }
    }
}

fn proposed(
    row: &Row,
    case: &CaseDraft,
    category: &str,
    place: Option<FeatureId>,
    division_code: Option<String>,
    sketched: Option<geo::Geometry<f64>>,
) -> ItemDraft {
    let of = &row.draft;
    ItemDraft {
        place,
        name: if case.case_type.brings_name() { of.name.clone() } else { None },
        readings: None,
        category: (!case.case_type.is_of_existing())
            .then(|| of.road_class.map_or_else(|| category.to_owned(), |class| class.category().to_owned())),
        division_code,
        location: None,
        applicant: of.applicant.clone(),
        reason: of.reason.clone(),
        colloquial: of.colloquial.clone(),
        street: NewStreet {
            road_class: of.road_class,
            admin_tier: of.admin_tier,
            starts_at: of.starts_at.clone(),
            ends_at: of.ends_at.clone(),
            length_m: of.length_m,
            width_m: of.width_m,
            orientation: of.orientation,
            surface: of.surface,
        },
        sketch: if sketched.is_some() { Sketch::Made } else { Sketch::No },
        geometry: of.geometry.clone().or(sketched),
    }
}
