//! Watches the quotes of CSV text on its way to the parser.
//!
//! The parser takes an unclosed quote for a cell that lasts to the end of the file: it would hold all of it in memory
//! and lose every row behind it without a word. This stands in front and refuses both.

use std::io::{self, Read};

/// Why the text cannot be handed on.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(super) enum QuoteFault {
    #[error("the quote at byte {offset} is never closed")]
    NeverClosed { offset: u64 },
    #[error("the record is longer than {limit} bytes")]
    RecordTooLong { limit: usize },
}

/// Where in RFC 4180's grammar the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: the end, or the first half of a doubled one.
    QuoteInQuoted,
}

/// Hands on `input`; a [`QuoteFault`] comes as the cause of an I/O error.
pub(super) struct QuoteWatch<R> {
    input: R,
    delimiter: u8,
    limit: usize,
    /// Bytes that the record being read may still take.
    allowance: usize,
    place: Place,
    offset: u64,
    opened_at: u64,
}

impl<R: Read> QuoteWatch<R> {
    /// A watch over text with this delimiter that lets a record take `limit` bytes.
    pub(super) fn new(input: R, delimiter: u8, limit: usize) -> Self {
        Self { input, delimiter, limit, allowance: limit, place: Place::CellStart, offset: 0, opened_at: 0 }
    }

    /// Says that a new record begins. What the parser has read ahead of it is one buffer at most and not counted.
    pub(super) fn begin_record(&mut self) {
        self.allowance = self.limit;
    }

    fn follow(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::CellStart, b'"') => {
                self.opened_at = self.offset;
                Place::Quoted
            }
            (Place::Quoted, b'"') => Place::QuoteInQuoted,
            (Place::QuoteInQuoted, b'"') | (Place::Quoted, _) => Place::Quoted,
            (_, byte) if byte == self.delimiter || matches!(byte, b'\r' | b'\n') => Place::CellStart,
            (Place::CellStart | Place::Plain | Place::QuoteInQuoted, _) => Place::Plain,
        };
        self.offset += 1;
    }
}

impl<R: Read> Read for QuoteWatch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let invalid = |fault| Err(io::Error::new(io::ErrorKind::InvalidData, fault));
        if self.allowance == 0 {
            return invalid(QuoteFault::RecordTooLong { limit: self.limit });
        }
        let read = self.input.read(buffer)?;
        if read == 0 && self.place == Place::Quoted {
            return invalid(QuoteFault::NeverClosed { offset: self.opened_at });
        }
        for byte in buffer.iter().take(read) {
            self.follow(*byte);
        }
        self.allowance = self.allowance.saturating_sub(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_quote(text: &str) -> Option<u64> {
        let fault = io::copy(&mut QuoteWatch::new(text.as_bytes(), b',', 1000), &mut io::sink()).err()?;
        match fault.get_ref()?.downcast_ref()? {
            QuoteFault::NeverClosed { offset } => Some(*offset),
            QuoteFault::RecordTooLong { .. } => None,
        }
    }

    #[test]
    fn only_a_quote_that_opens_a_cell_must_be_closed() {
        for text in ["a,b", "\"a\"", "\"a,\n\"\"b\"\"\",c\n", "5\" pipe,x\n", "\"a\"b\"c,d", "\"\"", "a,\"\"\n"] {
            assert_eq!(open_quote(text), None, "{text}");
        }
        assert_eq!(open_quote("a,\"b"), Some(2));
        assert_eq!(open_quote("a\n\"b\"\",c\n"), Some(2));
    }
}
