//! What is asked of every row, and how the answers are laid out.

use super::{Columns, Tally, csv::Table, geojson, point};
use crate::{
    index::live::Snapshot,
    kernel::{crs::SourceCrs, text::Text},
    lookup::{Json, LookUp, Question},
    reader::{FileFormat, RawRow},
};

/// What became of one row: its answer, or what is wrong with its position.
pub(super) type Found<'s> = Result<LookUp<'s>, Text>;

/// What is asked of every row of a file, and how the answers are laid out.
#[derive(Debug)]
pub struct Sheet {
    question: Question,
    crs: SourceCrs,
    layout: Layout,
}

#[derive(Debug)]
enum Layout {
    GeoJson,
    GeoJsonSeq,
    Csv(Table),
}

/// Some rows with their answers.
#[derive(Debug)]
pub struct Page {
    /// Their text in UTF-8.
    pub text: Vec<u8>,
    /// What came of them.
    pub tally: Tally,
}

impl Sheet {
    /// Answers to `question` about positions in `crs`, laid out as `format`; `columns` are those of the file.
    #[must_use]
    pub fn new(question: Question, crs: SourceCrs, format: FileFormat, columns: Columns) -> Self {
        let layout = match format {
            FileFormat::GeoJson => Layout::GeoJson,
            FileFormat::GeoJsonSeq => Layout::GeoJsonSeq,
            FileFormat::Csv => Layout::Csv(Table::new(columns, question.parts)),
        };
        Self { question, crs, layout }
    }

    /// What stands before all rows.
    #[must_use]
    pub fn head(&self) -> Vec<u8> {
        match &self.layout {
            Layout::GeoJson => br#"{"type":"FeatureCollection","features":["#.to_vec(),
            Layout::GeoJsonSeq => Vec::new(),
            Layout::Csv(table) => table.head(),
        }
    }

    /// Rows that follow each other, with their answers.
    #[must_use]
    pub fn page(&self, snapshot: &Snapshot, rows: &[RawRow]) -> Page {
        let mut tally = Tally::default();
        let found = rows.iter().map(|row| {
            let found = point::position(row, self.crs).map(|position| self.question.ask(snapshot, position));
            tally.count(row.number, &found);
            (row, found)
        });
        let text = match &self.layout {
            Layout::Csv(table) => table.lines(found),
            Layout::GeoJson => {
                let mut json = Json::default();
                for (row, found) in found {
                    json.text(if row.number == 1 { "\n" } else { ",\n" });
                    geojson::write(&mut json, row, &found);
                }
                json.into_bytes()
            }
            Layout::GeoJsonSeq => {
                let mut json = Json::default();
                for (row, found) in found {
                    json.text("\u{1e}");
                    geojson::write(&mut json, row, &found);
                    json.text("\n");
                }
                json.into_bytes()
            }
        };
        Page { text, tally }
    }

    /// What stands behind all rows.
    #[must_use]
    pub fn foot(&self) -> &'static [u8] {
        match self.layout {
            Layout::GeoJson => b"\n]}\n",
            Layout::GeoJsonSeq | Layout::Csv(_) => b"",
        }
    }
}
