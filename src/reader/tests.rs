//! The readers as a caller sees them; one module a format, and what holds for all of them.

mod any_bytes;
pub(crate) mod bounded;
mod csv;
mod geojson;
mod geojson_seq;
mod told;

use std::io::Cursor;

use super::{FileFormat, RawRow, ReadError, ReadOptions, Reader};

/// What a file of these bytes gives with these options: its rows, and the error that ended it.
fn read_with(bytes: &[u8], format: FileFormat, options: &ReadOptions) -> (Vec<RawRow>, Option<ReadError>) {
    let reader = match Reader::from_read(Cursor::new(bytes.to_vec()), format, options) {
        Ok(reader) => reader,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut rows = Vec::new();
    for row in reader {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => return (rows, Some(error)),
        }
    }
    (rows, None)
}

/// The same without options.
fn read(bytes: impl AsRef<[u8]>, format: FileFormat) -> (Vec<RawRow>, Option<ReadError>) {
    read_with(bytes.as_ref(), format, &ReadOptions::default())
}

/// The rows of a file that is read to its end.
fn rows(bytes: impl AsRef<[u8]>, format: FileFormat) -> Vec<RawRow> {
    let (rows, error) = read(bytes, format);
    assert!(error.is_none(), "{error:?}");
    rows
}

fn mapping(pairs: &[(&str, &str)]) -> ReadOptions {
    let map = pairs.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
    ReadOptions { map, ..ReadOptions::default() }
}

#[test]
fn a_file_is_opened_by_its_name_and_its_whole_text_decides_the_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roads.csv");
    // The first two mebibytes are plain ASCII.
    let text = format!("name,lon,lat\n{}竟陵大道,113.16,30.65\n", "a,113.16,30.65\n".repeat(140_000));
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    std::fs::write(&path, &gbk).unwrap();
    let options = ReadOptions::default();
    let reader = Reader::open(&path, None, &options).unwrap();
    assert_eq!(reader.encoding(), super::TextEncoding::Gb18030);
    assert_eq!(reader.last().unwrap().unwrap().fields.get("name").unwrap(), "竟陵大道");
    assert_eq!(options.progress.bytes(), gbk.len() as u64);
}

#[test]
fn a_file_that_is_not_there_or_of_no_known_kind_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| Reader::open(&folder.path().join(name), None, &ReadOptions::default()).unwrap_err();
    assert!(matches!(open("roads.csv"), ReadError::Open { .. }));
    assert!(matches!(open("roads.shp"), ReadError::UnknownFormat { .. }));
}

#[test]
fn a_reader_ends_after_its_first_error() {
    let mut reader = Reader::from_read(Cursor::new("{"), FileFormat::GeoJson, &ReadOptions::default()).unwrap();
    assert!(reader.next().unwrap().is_err());
    assert!(reader.next().is_none());
}
