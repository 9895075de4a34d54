//! A file of names, read.

use std::{collections::HashMap, io::Cursor, path::Path};

use super::{
    BulkError, Column, Finding, Flaw, LARGEST_FILE, LONGEST_GEOMETRY, MOST_ROWS, Row, drafting,
    grid::{Grid, MOST_COLUMNS},
    header::{Header, LOOKED_AT_ROWS},
    line::Line,
    wording::plain,
    workbook,
};
use crate::{
    kernel::{folding::fold, pinyin::LocalReadings},
    reader::{FileFormat, ReadOptions, Reader, shortened},
};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An Office Open XML workbook.
    Xlsx,
    /// Cells parted by commas, semicolons or tabs, in UTF-8 or GB 18030.
    Csv,
    /// A GeoJSON feature collection.
    GeoJson,
}

impl FileKind {
    /// The media type of a workbook.
    pub const XLSX_MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// What a file of this name is; `None` when that cannot be told.
    #[must_use]
    pub fn of_file_name(name: &str) -> Option<Self> {
        let path = Path::new(name);
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
            return Some(Self::Xlsx);
        }
        Self::of_format(FileFormat::from_extension(path)?)
    }

    /// What a body of this media type is; `None` when that cannot be told.
    #[must_use]
    pub fn of_media_type(text: &str) -> Option<Self> {
        if text.split(';').next()?.trim().eq_ignore_ascii_case(Self::XLSX_MEDIA_TYPE) {
            return Some(Self::Xlsx);
        }
        Self::of_format(FileFormat::from_media_type(text)?)
    }

    fn of_format(format: FileFormat) -> Option<Self> {
        match format {
            FileFormat::Csv => Some(Self::Csv),
            FileFormat::GeoJson => Some(Self::GeoJson),
            FileFormat::GeoJsonSeq => None,
        }
    }
}

/// The rows of a file, and what was found in the table as a whole.
#[derive(Debug, Default)]
pub struct Table {
    /// Its rows in the order of the file; examples and blank rows are not among them.
    pub rows: Vec<Row>,
    /// What was found in no single row; never an error.
    pub findings: Vec<Finding>,
}

/// The most rows of a grid that are needed to know that there are too many: titles and headings, one of them more.
const MOST_GRID_ROWS: usize = MOST_ROWS + LOOKED_AT_ROWS + 2;

/// Reads a table. `local` holds how characters are read in this county.
pub fn read(bytes: &[u8], kind: FileKind, local: &LocalReadings) -> Result<Table, BulkError> {
    if bytes.len() > LARGEST_FILE {
        return Err(BulkError::TooLarge(bytes.len()));
    }
    let (lines, mut findings) = match kind {
        FileKind::Xlsx => lines_of_workbook(bytes)?,
        FileKind::Csv => {
            let rows = crate::reader::table(bytes, MOST_GRID_ROWS, MOST_COLUMNS)?;
            let grid = Grid { rows, merges: Vec::new() };
            let header = Header::find(&grid).ok_or(BulkError::NoHeader)?;
            lines_of_grid(&grid, header)?
        }
        FileKind::GeoJson => lines_of_features(bytes)?,
    };
    let mut rows: Vec<Row> = lines.into_iter().map(|line| drafting::row(line, local)).collect();
    find_names_twice(&mut rows);
    findings.extend(not_kept(&rows));
    Ok(Table { rows, findings })
}

/// The columns that hold something and become nothing of an item.
fn not_kept(rows: &[Row]) -> impl Iterator<Item = Finding> {
    let columns = [
        (Column::Village, rows.iter().any(|row| row.draft.village.is_some())),
        (Column::Drawing, rows.iter().any(|row| row.draft.drawing.is_some())),
    ];
    columns.into_iter().filter(|(_, is_filled)| *is_filled).map(|(column, _)| Finding::at(column, Flaw::ColumnNotKept))
}

/// The lines of the first sheet that has headings.
fn lines_of_workbook(bytes: &[u8]) -> Result<(Vec<Line>, Vec<Finding>), BulkError> {
    let mut read = None;
    let mut others = Vec::new();
    for (name, grid) in workbook::sheets(bytes, MOST_GRID_ROWS)? {
        match Header::find(&grid).filter(|_| read.is_none()) {
            Some(header) => read = Some(lines_of_grid(&grid, header)?),
            None if grid.rows.is_empty() || name == super::template::EXPLANATIONS => {}
            None => others.push(shortened(&name)),
        }
    }
    let (lines, mut findings) = read.ok_or(BulkError::NoHeader)?;
    if !others.is_empty() {
        findings.push(Finding::of(Flaw::SheetsNotRead(others)));
    }
    Ok((lines, findings))
}

fn lines_of_grid(grid: &Grid, header: Header) -> Result<(Vec<Line>, Vec<Finding>), BulkError> {
    let below = grid.rows.iter().filter(|row| row.number > header.row);
    let read: Vec<Line> = below.map(|row| Line::of_row(row, grid, &header)).filter(|line| !line.is_blank()).collect();
    if read.len() > MOST_ROWS {
        return Err(BulkError::TooManyRows);
    }
    let mut findings = header.findings;
    let blank = read.last().map_or(0, |last| last.number.saturating_sub(header.row + read.len() as u64));
    if blank > 0 {
        findings.push(Finding::of(Flaw::BlankRows(blank)));
    }
    let mut lines = without_examples(read, &mut findings);
    carry_applicants(&mut lines);
    Ok((lines, findings))
}

fn lines_of_features(bytes: &[u8]) -> Result<(Vec<Line>, Vec<Finding>), BulkError> {
    let options = ReadOptions { max_feature_bytes: 4 * LONGEST_GEOMETRY, ..ReadOptions::default() };
    let mut lines = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for feature in Reader::from_whole(Cursor::new(bytes.to_vec()), FileFormat::GeoJson, &options)? {
        if lines.len() == MOST_ROWS {
            return Err(BulkError::TooManyRows);
        }
        let (line, names) = Line::of_feature(feature?);
        for name in names {
            // What tables carry besides; a few are enough to be told.
            if unknown.len() < MOST_COLUMNS && !unknown.contains(&name) {
                unknown.push(name);
            }
        }
        lines.push(line);
    }
    let mut findings: Vec<Finding> =
        unknown.into_iter().map(|name| Finding::of(Flaw::ColumnUnknown(shortened(&name)))).collect();
    let lines = without_examples(lines, &mut findings);
    Ok((lines, findings))
}

fn without_examples(lines: Vec<Line>, findings: &mut Vec<Finding>) -> Vec<Line> {
    let (examples, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(Line::is_example);
    findings.extend(examples.iter().map(|line| Finding::of(Flaw::ExampleRow(line.number))));
    lines
}

/// Gives rows without an applicant that of the row above: what is left of a merged cell in CSV, and how people fill in.
fn carry_applicants(lines: &mut [Line]) {
    let mut above: Option<String> = None;
    for line in lines {
        if let Some(own) = line.text(Column::Applicant) {
            above = Some(own.to_owned());
        } else if let Some(text) = above.clone() {
            line.cells.insert(Column::Applicant, super::line::Cell { text, unit: 1.0 });
            line.findings.push(Finding::at(Column::Applicant, Flaw::ApplicantCarried));
        }
    }
}

/// Finds names that stand in an earlier row, too; however they are written.
fn find_names_twice(rows: &mut [Row]) {
    let mut earlier: HashMap<Vec<char>, Vec<(u64, Option<String>)>> = HashMap::new();
    for row in rows {
        let Some(name) = &row.draft.name else { continue };
        let folded: Vec<char> = fold(name).iter().map(|sign| sign.folded).collect();
        let division = row.draft.division.as_deref().map(plain);
        let known = earlier.entry(folded).or_default();
        let is_same = |other: &Option<String>| other.is_none() || division.is_none() || *other == division;
        let flaw = match known.iter().find(|(_, other)| is_same(other)) {
            Some((first, _)) => Some(Flaw::NameTwice(*first)),
            None => known.first().map(|(first, _)| Flaw::NameTwiceElsewhere(*first)),
        };
        known.push((row.number, division));
        if let Some(flaw) = flaw {
            row.add(Finding::at(Column::Name, flaw));
        }
    }
}
