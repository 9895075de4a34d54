//! CSV tables of people: titles may stand above the header line, and rows may be of any length.

use std::io::{Cursor, Read};

use ::csv::{ReaderBuilder, StringRecord};

use super::{
    csv::delimiter,
    encoding::sniff,
    error::ReadError,
    quotes::QuoteWatch,
    text::{Progress, TextReader},
};

/// How much of the text is looked at for the delimiter, in bytes: titles, header and a few rows.
const LOOKED_AT_BYTES: usize = 1 << 16;

/// One row of a table with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Which row it is where spreadsheets show the file, from 1; blank rows count, line breaks in cells do not.
    pub number: u64,
    /// The cells as they stand.
    pub cells: Vec<String>,
}

/// The rows of a CSV text in UTF-8 or GB 18030, at most `most_rows` with at most `most_cells` each; what lies beyond is
/// not read.
pub fn table(bytes: &[u8], most_rows: usize, most_cells: usize) -> Result<Vec<TableRow>, ReadError> {
    let text = text_of(bytes)?;
    let delimiter = delimiter(text.as_bytes().get(..LOOKED_AT_BYTES).unwrap_or(text.as_bytes()));
    let watch = QuoteWatch::new(Cursor::new(text.as_bytes()), delimiter, usize::MAX);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(watch);
    let (mut rows, mut record) = (Vec::new(), StringRecord::new());
    let (mut number, mut next_line) = (0, 1);
    while rows.len() < most_rows && read_record(&mut reader, &mut record, number)? {
        let after = reader.position().line();
        let breaks: u64 = record.iter().map(|cell| cell.matches('\n').count() as u64).sum();
        let blank_lines = after.saturating_sub(next_line + breaks + 1);
        (number, next_line) = (number + blank_lines + 1, after);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(TableRow { number, cells: record.iter().take(most_cells).map(str::to_owned).collect() });
        }
    }
    Ok(rows)
}

/// The whole text, each line ended by a line feed, so that lines can be counted.
fn text_of(bytes: &[u8]) -> Result<String, ReadError> {
    let encoding = sniff(bytes)?;
    let mut text = String::new();
    TextReader::new(bytes, encoding, Progress::default())
        .read_to_string(&mut text)
        .map_err(|error| ReadError::from_input(error, 0))?;
    text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

fn read_record<R: Read>(
    reader: &mut ::csv::Reader<R>,
    record: &mut StringRecord,
    complete: u64,
) -> Result<bool, ReadError> {
    reader.read_record(record).map_err(|error| match error.into_kind() {
        ::csv::ErrorKind::Io(error) => ReadError::from_input(error, complete),
        other => ReadError::Input(std::io::Error::other(format!("{other:?}"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        table(text.as_bytes(), 100, 100).unwrap().into_iter().map(|row| (row.number, row.cells)).collect()
    }

    #[test]
    fn rows_are_numbered_as_spreadsheets_number_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["标题,,", "", "a,\"b", "c\",d", ",,", "", "", "e,f,g"].join(end);
            let numbers: Vec<u64> = rows(&text).iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [1, 3, 7], "{end:?}");
        }
    }

    #[test]
    fn gb_18030_and_other_delimiters_are_found_out() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("天门市新命名道路\n序号\t名称\n1\t剅口路\n");
        let rows = table(&bytes, 100, 100).unwrap();
        assert_eq!(rows.last().unwrap().cells, ["1", "剅口路"]);
    }

    #[test]
    fn no_more_is_read_than_wanted_and_an_open_quote_is_an_error() {
        assert_eq!(table(b"a,b,c\nd\ne\n", 2, 2).unwrap().len(), 2);
        assert_eq!(table(b"a,b,c\n", 2, 2).unwrap().first().unwrap().cells, ["a", "b"]);
        assert!(matches!(table(b"a\n\"b\nc\n", 9, 9), Err(ReadError::OpenQuote { offset: 2, .. })));
    }
}
