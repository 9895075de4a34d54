//! Memory is bounded by the options, whatever the length of the file.

use std::io::{self, Read};

use super::*;

/// Buffers between the file and a row: raw bytes, their text, and the CSV parser's own.
const READ_AHEAD: u64 = 300 * 1024;

/// Gives `pattern` over and over, `times` times, after `start`: a file that exists nowhere.
pub(crate) struct Endless {
    start: Cursor<Vec<u8>>,
    pattern: Vec<u8>,
    at: usize,
    left: u64,
}

impl Endless {
    pub(crate) fn new(start: &str, pattern: &str, times: u64) -> Self {
        let left = times * pattern.len() as u64;
        Self { start: Cursor::new(start.into()), pattern: pattern.into(), at: 0, left }
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let started = self.start.read(buffer)?;
        if started > 0 {
            return Ok(started);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(self.pattern.len() - self.at);
        let read = (&self.pattern[self.at..][..most]).read(buffer)?;
        self.at = (self.at + read) % self.pattern.len();
        self.left -= read as u64;
        Ok(read)
    }
}

fn told(encoding: &str) -> ReadOptions {
    ReadOptions { encoding: Some(encoding.parse().unwrap()), max_feature_bytes: 1 << 20, ..ReadOptions::default() }
}

/// Reads a million rows, checking that the reader never runs further ahead of them than its buffers.
fn a_million_rows(format: FileFormat, start: &str, row: &str, options: &ReadOptions) {
    let input = Endless::new(start, row, 1_000_000).chain(Cursor::new("]}"));
    let mut numbers = 0;
    for read in Reader::from_read(input, format, options).unwrap() {
        let Ok(read) = read else { break };
        numbers = read.number;
        let given = start.len() as u64 + numbers * row.len() as u64;
        assert!(options.progress.bytes() <= given + READ_AHEAD, "{} bytes for {given}", options.progress.bytes());
    }
    // "]}" ends the collection; for the two others it is one more row, without sense.
    assert!(numbers >= 1_000_000, "{numbers}");
}

#[test]
fn a_million_lines_pass_through_small_buffers() {
    a_million_rows(FileFormat::GeoJsonSeq, "", "{\"type\":\"Point\",\"coordinates\":[1,2]}\n", &told("utf-8"));
}

#[test]
fn a_million_features_pass_through_small_buffers() {
    let start = r#"{"type":"FeatureCollection","features":[{"type":"Feature"}"#;
    a_million_rows(FileFormat::GeoJson, start, ",{\"type\":\"Feature\"}", &told("utf-8"));
}

#[test]
fn a_million_records_pass_through_small_buffers() {
    a_million_rows(FileFormat::Csv, "名称,lon,lat\n", "竟陵,113.16,30.65\n", &told("utf-8"));
}

#[test]
fn one_endless_row_is_refused_at_the_limit() {
    let gigabyte = 1 << 28;
    for (format, start, pattern) in [
        (FileFormat::GeoJson, r#"{"features":[{"type":"Feature","geometry":{"coordinates":["#, "[1,"),
        (FileFormat::GeoJson, r#"{"type":"Feature","properties":{"a":""#, "abcd"),
        (FileFormat::GeoJson, r#"{""#, "abcd"),
        (FileFormat::GeoJsonSeq, "", "1234"),
        (FileFormat::Csv, "a,b\n1,\"", "abcd"),
        (FileFormat::Csv, "", "abcd"),
        (FileFormat::Csv, "a\n", "1,23"),
    ] {
        let options = told("utf-8");
        let error = Reader::from_read(Endless::new(start, pattern, gigabyte), format, &options)
            .map_or_else(Some, |mut reader| reader.find_map(Result::err));
        assert!(matches!(error, Some(ReadError::FeatureTooLarge { .. })), "{start}: {error:?}");
        assert!(options.progress.bytes() <= (1 << 20) + READ_AHEAD, "{start}: {}", options.progress.bytes());
    }
}

#[test]
fn a_long_member_that_no_one_asked_for_is_passed_over() {
    let start = r#"{"type":"FeatureCollection","metadata":["#;
    let end = r#"1],"features":[{"type":"Feature"}]}"#;
    let input = Endless::new(start, "1234,", 1_000_000).chain(Cursor::new(end));
    assert_eq!(Reader::from_read(input, FileFormat::GeoJson, &told("utf-8")).unwrap().flatten().count(), 1);
}
