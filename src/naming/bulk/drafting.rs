//! Lines to drafts: each cell read and judged by itself.

use super::{
    Column, Draft, Finding, Flaw, LONGEST_CELL, LONGEST_GEOMETRY, Row,
    line::{Drawn, Line},
    wording::{Worded, metres},
};
use crate::{
    kernel::{
        geometry::check_positions,
        pinyin::{LocalReadings, NameKind, PlaceNameParts, agrees, spell},
        place_name::LONGEST_NAME,
        plain_text::is_invisible,
        text::Text,
    },
    reader::{drawn, shortened},
};

/// Metres beyond which a road is hardly meant: the longest ones are divided into sections of 10 km.
const LONGEST_ROAD_M: f64 = 200_000.0;

/// Metres beyond which a width is hardly meant.
const WIDEST_ROAD_M: f64 = 300.0;

/// Texts that spreadsheets show in the place of a value.
const FAULTS: [&str; 9] =
    ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"];

/// The row that a line is.
pub(super) fn row(line: Line, local: &LocalReadings) -> Row {
    let mut drafting = Drafting { findings: Vec::new(), line };
    let mut draft = Draft {
        sequence: drafting.text(Column::Sequence),
        applicant: drafting.text(Column::Applicant),
        colloquial: drafting.text(Column::Colloquial),
        former_name: drafting.name(Column::FormerName),
        name: drafting.name(Column::Name),
        pinyin_given: drafting.text(Column::Pinyin),
        starts_at: drafting.text(Column::StartsAt),
        ends_at: drafting.text(Column::EndsAt),
        length_m: drafting.metres(Column::Length, LONGEST_ROAD_M),
        width_m: drafting.metres(Column::Width, WIDEST_ROAD_M),
        orientation: drafting.word(Column::Orientation),
        road_class: drafting.word(Column::RoadClass),
        admin_tier: drafting.word(Column::Tier),
        surface: drafting.word(Column::Surface),
        division: drafting.text(Column::Division),
        village: drafting.text(Column::Village),
        reason: drafting.text(Column::Reason),
        drawing: drafting.text(Column::Drawing),
        geometry: drafting.geometry(),
        ..Draft::default()
    };
    drafting.spell(&mut draft, local);
    if draft.length_m.zip(draft.width_m).is_some_and(|(length, width)| width > length) {
        drafting.find(Column::Width, Flaw::WiderThanLong);
    }
    let mut row = Row { number: drafting.line.number, draft, findings: Vec::new() };
    for finding in drafting.line.findings.into_iter().chain(drafting.findings) {
        row.add(finding);
    }
    row
}

/// A line being read.
struct Drafting {
    line: Line,
    findings: Vec<Finding>,
}

impl Drafting {
    fn find(&mut self, column: Column, flaw: Flaw) {
        self.findings.push(Finding::at(column, flaw));
    }

    /// A text of a length that anybody may mean.
    fn text(&mut self, column: Column) -> Option<String> {
        let text = self.line.text(column)?.to_owned();
        let characters = text.chars().count();
        if characters > LONGEST_CELL {
            self.find(column, Flaw::CellTooLong(characters));
            return None;
        }
        if FAULTS.contains(&text.as_str()) {
            self.find(column, Flaw::CellFault(text));
            return None;
        }
        Some(text)
    }

    /// A name. Line breaks and blanks within it are those of the cell's layout and go.
    fn name(&mut self, column: Column) -> Option<String> {
        let text = self.text(column)?;
        let name: String = text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t' | ' ' | '\u{3000}')).collect();
        let characters = name.chars().count();
        if characters > LONGEST_NAME {
            self.find(column, Flaw::NameTooLong(characters));
            return None;
        }
        for c in name.chars().filter(|c| is_invisible(*c)) {
            self.find(column, Flaw::InvisibleCharacter(c));
        }
        Some(name)
    }

    fn metres(&mut self, column: Column, largest: f64) -> Option<f64> {
        let text = self.text(column)?;
        let unit = self.line.cells.get(&column).map_or(1.0, |cell| cell.unit);
        let Some(metres) = metres(&text, unit) else {
            self.find(column, Flaw::NumberUnreadable(shortened(&text)));
            return None;
        };
        if metres <= 0.0 {
            self.find(column, Flaw::NotPositive(shortened(&text)));
            return None;
        }
        if metres > largest {
            self.find(column, Flaw::NumberImplausible(shortened(&text)));
        }
        Some(metres)
    }

    fn word<T: Worded>(&mut self, column: Column) -> Option<T> {
        let text = self.text(column)?;
        let value = T::meant_by(&text);
        if value.is_none() {
            self.find(column, Flaw::ValueUnknown(shortened(&text), T::usual()));
        }
        value
    }

    /// What is drawn in the file or written in the cell; the first of the two.
    fn geometry(&mut self) -> Option<geo::Geometry<f64>> {
        let of_cell = |line: &Line| {
            let text = line.text(Column::Geometry)?;
            if text.len() > LONGEST_GEOMETRY {
                return Some(Err(Flaw::CellTooLong(text.chars().count())));
            }
            Some(unless_faulty(drawn(text)))
        };
        let given = self.line.drawn.take().map(unless_faulty).or_else(|| of_cell(&self.line))?;
        match given {
            Ok((geometry, notes)) => {
                for note in notes {
                    self.find(Column::Geometry, Flaw::GeometryNoted(note));
                }
                if !matches!(geometry, geo::Geometry::LineString(_) | geo::Geometry::MultiLineString(_)) {
                    self.find(Column::Geometry, Flaw::GeometryNoLine);
                }
                Some(geometry)
            }
            Err(flaw) => {
                self.find(Column::Geometry, flaw);
                None
            }
        }
    }

    /// Takes the name apart and spells it; a given spelling is held against the rules.
    fn spell(&mut self, draft: &mut Draft, local: &LocalReadings) {
        let Some(name) = &draft.name else {
            let was_refused = self.findings.iter().any(|finding| finding.column == Some(Column::Name));
            match &draft.former_name {
                _ if was_refused => {}
                Some(_) => self.find(Column::Name, Flaw::OnlyFormerName),
                None => self.find(Column::Name, Flaw::NameMissing),
            }
            return;
        };
        // The table is one of roads, as its columns say.
        let kind = NameKind::Road;
        (draft.specific, draft.generic) = PlaceNameParts::of(name, kind).in_two();
        let spelling = spell(name, kind, local);
        let needs_confirmation = spelling.needs_confirmation();
        let doubtful = spelling.characters.iter().filter(|read| read.ambiguous || read.syllable.is_none());
        let doubtful: String = doubtful.map(|read| read.character).collect();
        let expected = match &draft.pinyin_given {
            Some(given) => agrees(name, kind, given, local).err().map(|fault| fault.expected),
            None => None,
        };
        if let (Some(given), Some(expected)) = (&draft.pinyin_given, &expected) {
            self.find(Column::Pinyin, Flaw::PinyinDisagrees(shortened(given), expected.clone()));
        }
        if draft.pinyin_given.is_none() && needs_confirmation {
            self.find(Column::Pinyin, Flaw::PinyinToConfirm(spelling.text.clone(), doubtful));
        }
        draft.pinyin = Some(expected.unwrap_or(spelling.text));
    }
}

/// A geometry in range with what should be known of it, or what is wrong with it.
fn unless_faulty(drawn: Drawn) -> Result<(geo::Geometry<f64>, Vec<Text>), Flaw> {
    let (geometry, notes) = drawn.map_err(|fault| Flaw::GeometryUnusable(fault.text()))?;
    check_positions(&geometry).map_err(|bad| Flaw::GeometryUnusable(bad.text()))?;
    Ok((geometry, notes.into_iter().map(crate::reader::GeometryNote::text).collect()))
}
