//! XLSX workbooks: looked through before they are read, then read cell by cell.
//!
//! A small file may unpack to any size, and a sheet with two cells in opposite corners has seventeen thousand million
//! cells between them. So every part is unpacked once to be measured, and only cells that are there are looked at.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{
    BulkError, LONGEST_GEOMETRY,
    grid::{Grid, MOST_COLUMNS, Merge},
};
use crate::reader::{TableRow, shortened};

/// Most bytes that all parts may unpack to.
const LARGEST_UNPACKED: u64 = 64 << 20;

/// Most parts.
const MOST_PARTS: usize = 2_000;

/// Most sheets that are looked at.
const MOST_SHEETS: usize = 20;

/// Most bytes of text in one sheet: a shared string counts as often as it is shown.
const LARGEST_TEXT: usize = 32 << 20;

/// Most shared strings that a workbook may say it has: the reader makes room for all before it reads the first.
const MOST_STRINGS: u64 = 1_000_000;

/// What XLS workbooks and those with a password begin with.
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The visible sheets with their names, of each at most `most_rows` rows with something in them.
pub(super) fn sheets(bytes: &[u8], most_rows: usize) -> Result<Vec<(String, Grid)>, BulkError> {
    if bytes.starts_with(&COMPOUND_FILE) {
        return Err(BulkError::OldOrLocked);
    }
    look_through(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let visible = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.take(MOST_SHEETS).map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        match grid(&mut book, &name, most_rows) {
            Ok(grid) => sheets.push((name, grid?)),
            // A chart on a sheet of its own.
            Err(XlsxError::NotAWorksheet(_)) => {}
            Err(error) => return Err(damaged(error)),
        }
    }
    Ok(sheets)
}

/// Unpacks every part without keeping it.
fn look_through(bytes: &[u8]) -> Result<(), BulkError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BulkError::NotAWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(BulkError::UnpacksTooLarge);
    }
    let mut allowance = LARGEST_UNPACKED;
    let mut content = Vec::new();
    for place in 0..archive.len() {
        let broken = |error: &dyn std::fmt::Display| BulkError::Damaged(shortened(&error.to_string()));
        let mut part = archive.by_index(place).map_err(|error| broken(&error))?;
        if part.size() > allowance {
            return Err(BulkError::UnpacksTooLarge);
        }
        content.clear();
        // What a part says of its size need not be so.
        part.by_ref().take(allowance + 1).read_to_end(&mut content).map_err(|error| broken(&error))?;
        allowance = allowance.checked_sub(content.len() as u64).ok_or(BulkError::UnpacksTooLarge)?;
        let name = part.name().map_err(|error| broken(&error))?;
        if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            check_count(&content)?;
        }
    }
    Ok(())
}

/// Refuses a list of strings that says it holds more than it can, and one in an encoding that hides what it says.
fn check_count(content: &[u8]) -> Result<(), BulkError> {
    const COUNT: &[u8] = b"uniqueCount";
    if content.contains(&0) {
        return Err(BulkError::Damaged("UTF-16".to_owned()));
    }
    let said = content.windows(COUNT.len()).enumerate().filter(|(_, window)| *window == COUNT);
    for (at, _) in said {
        let after = content.get(at + COUNT.len()..).unwrap_or_default().iter();
        let digits = after.skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'));
        let digits = digits.take_while(|byte| byte.is_ascii_digit());
        let count = digits.fold(0_u64, |count, digit| count.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        if count > MOST_STRINGS {
            return Err(BulkError::UnpacksTooLarge);
        }
    }
    Ok(())
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn grid(book: &mut Book<'_>, name: &str, most_rows: usize) -> Result<Result<Grid, BulkError>, XlsxError> {
    let rows = match rows(book, name, most_rows)? {
        Ok(rows) => rows,
        Err(error) => return Ok(Err(error)),
    };
    let areas = book.merge_cells_by_sheet_name(name)?;
    let upright = areas.iter().filter(|area| area.start.1 == area.end.1 && area.start.0 < area.end.0);
    let merges = upright.map(|area| Merge {
        column: area.start.1 as usize,
        first: u64::from(area.start.0) + 1,
        last: u64::from(area.end.0) + 1,
    });
    Ok(Ok(Grid { rows, merges: merges.take(most_rows).collect() }))
}

fn rows(book: &mut Book<'_>, name: &str, most_rows: usize) -> Result<Result<Vec<TableRow>, BulkError>, XlsxError> {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut allowance = LARGEST_TEXT;
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let (number, column) = (u64::from(row) + 1, column as usize);
        let text = text(cell.get_value());
        if text.trim().is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        let Some(left) = allowance.checked_sub(text.len()) else { return Ok(Err(BulkError::UnpacksTooLarge)) };
        allowance = left;
        // Cells come in the order of rows, unless a program wrote them otherwise.
        let at = match rows.last() {
            Some(last) if last.number < number => Err(rows.len()),
            _ => rows.binary_search_by_key(&number, |row| row.number),
        };
        let at = match at {
            Ok(at) => at,
            Err(_) if rows.len() == most_rows => break,
            Err(at) => {
                rows.insert(at, TableRow { number, cells: Vec::new() });
                at
            }
        };
        if let Some(row) = rows.get_mut(at) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = text;
            }
        }
    }
    Ok(Ok(rows))
}

/// What a cell shows; of a formula its value when the file was saved.
fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::SharedString(text) => return clipped(text),
        DataRef::String(text) => return clipped(text),
        other => Data::from(other.clone()).to_string(),
    };
    clipped(&text)
}

/// A text that is longer than anything read, no longer than to show that.
fn clipped(text: &str) -> String {
    match text.char_indices().find(|(at, _)| *at > LONGEST_GEOMETRY) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text.to_owned(),
    }
}

fn damaged(error: XlsxError) -> BulkError {
    match error {
        XlsxError::Password => BulkError::OldOrLocked,
        other => BulkError::Damaged(shortened(&other.to_string())),
    }
}
