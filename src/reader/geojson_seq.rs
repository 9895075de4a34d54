//! GeoJSON text sequences: one feature a line, or features that may span lines separated by RS (RFC 8142).

use std::io::BufRead;

use super::{
    error::ReadError,
    feature::{Accept, FeatureReader, is_cut_off},
    options::ReadOptions,
    row::RawRow,
};

/// The control character before each text of RFC 8142.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The rows of a sequence. A broken one is a fault of its row: the next separator is a new beginning.
pub(super) struct GeoJsonSeqRows<R> {
    text: R,
    reader: FeatureReader,
    limit: usize,
    /// What ends a record: RS if the text begins with one.
    separator: Option<u8>,
    record: Vec<u8>,
    offset: u64,
    rows: u64,
}

/// How a record ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Separator,
    EndOfFile,
}

impl<R: BufRead> GeoJsonSeqRows<R> {
    pub(super) fn new(text: R, reader: FeatureReader, options: &ReadOptions) -> Self {
        Self { text, reader, limit: options.max_feature_bytes, separator: None, record: Vec::new(), offset: 0, rows: 0 }
    }

    /// Reads up to and without the next separator.
    fn read_record(&mut self) -> Result<Ending, ReadError> {
        self.record.clear();
        loop {
            let chunk = self.text.fill_buf().map_err(|error| ReadError::from_input(error, self.rows))?;
            let Some(first) = chunk.first() else { return Ok(Ending::EndOfFile) };
            let separator = *self.separator.get_or_insert(if *first == RECORD_SEPARATOR { *first } else { b'\n' });
            let end = chunk.iter().position(|byte| *byte == separator);
            let piece = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            if self.record.len().saturating_add(piece.len()) > self.limit {
                return Err(ReadError::FeatureTooLarge { number: self.rows + 1, limit: self.limit });
            }
            self.record.extend_from_slice(piece);
            let consumed = piece.len() + usize::from(end.is_some());
            self.text.consume(consumed);
            self.offset += consumed as u64;
            if end.is_some() {
                return Ok(Ending::Separator);
            }
        }
    }
}

impl<R: BufRead> Iterator for GeoJsonSeqRows<R> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let ending = match self.read_record() {
                Ok(ending) => ending,
                Err(error) => return Some(Err(error)),
            };
            // Some writers put RS before each line of a file that does not begin with one.
            let json = self.record.trim_ascii_start();
            let json = json.strip_prefix(&[RECORD_SEPARATOR]).unwrap_or(json).trim_ascii();
            if json.is_empty() {
                if ending == Ending::Separator {
                    continue;
                }
                let unseen = self.reader.map().check_all_seen().err().filter(|_| self.rows > 0);
                self.rows = 0;
                return unseen.map(Err);
            }
            if ending == Ending::EndOfFile && is_cut_off(json) {
                return Some(Err(ReadError::Truncated { offset: self.offset, complete: self.rows }));
            }
            self.rows += 1;
            return Some(Ok(self.reader.row(self.rows, json, Accept::FeatureOrGeometry)));
        }
    }
}
