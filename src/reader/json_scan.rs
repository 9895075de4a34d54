//! Cuts values out of JSON text without parsing them: knows only strings, escapes and how brackets nest.
//!
//! What is cut out of valid JSON is exactly one value. Out of broken JSON it may be anything up to the limit, and the
//! parser that gets it says so.

use std::io::{self, BufRead};

use super::notation::Expected;

/// Why no value could be cut.
#[derive(Debug)]
pub(super) enum ScanFault {
    /// The input failed.
    Input(io::Error),
    /// The input ended within a value, or before it.
    Truncated,
    /// The value is longer than allowed.
    TooLarge,
    /// Something else stands here.
    Expected(Expected),
}

/// Reads JSON text piece by piece.
pub(super) struct JsonScanner<R> {
    input: R,
    offset: u64,
}

impl<R: BufRead> JsonScanner<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, offset: 0 }
    }

    /// Bytes consumed so far.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    fn consume(&mut self, amount: usize) {
        self.input.consume(amount);
        self.offset += amount as u64;
    }

    /// The next byte that is no white space, left in place; `None` at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, ScanFault> {
        loop {
            let chunk = self.input.fill_buf().map_err(ScanFault::Input)?;
            let Some(blank) = chunk.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                if chunk.is_empty() {
                    return Ok(None);
                }
                let all = chunk.len();
                self.consume(all);
                continue;
            };
            let next = chunk.get(blank).copied();
            self.consume(blank);
            return Ok(next);
        }
    }

    /// Takes `wanted` if it comes next.
    pub(super) fn take_if(&mut self, wanted: u8) -> Result<bool, ScanFault> {
        match self.peek()? {
            None => Err(ScanFault::Truncated),
            Some(next) if next == wanted => {
                self.consume(1);
                Ok(true)
            }
            Some(_) => Ok(false),
        }
    }

    /// Takes `wanted`, or says what was expected.
    pub(super) fn take(&mut self, wanted: u8, expected: Expected) -> Result<(), ScanFault> {
        if self.take_if(wanted)? { Ok(()) } else { Err(ScanFault::Expected(expected)) }
    }

    /// Appends the next value to `cut`, which may grow to `limit` bytes.
    pub(super) fn cut_value(&mut self, cut: &mut Vec<u8>, limit: usize) -> Result<(), ScanFault> {
        self.scan_value(|piece| {
            let fits = cut.len().saturating_add(piece.len()) <= limit;
            if fits {
                cut.extend_from_slice(piece);
            }
            fits
        })
    }

    /// Passes over the next value, of whatever length.
    pub(super) fn skip_value(&mut self) -> Result<(), ScanFault> {
        self.scan_value(|_| true)
    }

    fn scan_value(&mut self, mut keep: impl FnMut(&[u8]) -> bool) -> Result<(), ScanFault> {
        let mut end = match self.peek()? {
            None => return Err(ScanFault::Truncated),
            Some(b',' | b':' | b']' | b'}') => return Err(ScanFault::Expected(Expected::Value)),
            Some(first) => ValueEnd::starting_with(first),
        };
        loop {
            let chunk = self.input.fill_buf().map_err(ScanFault::Input)?;
            if chunk.is_empty() {
                return if end.is_scalar() { Ok(()) } else { Err(ScanFault::Truncated) };
            }
            let ended = end.find(chunk);
            let piece = chunk.get(..ended.unwrap_or(chunk.len())).unwrap_or_default();
            if !keep(piece) {
                return Err(ScanFault::TooLarge);
            }
            let length = piece.len();
            self.consume(length);
            if ended.is_some() {
                return Ok(());
            }
        }
    }
}

/// Finds where a value ends, chunk by chunk.
enum ValueEnd {
    /// A number or word: ends before the first byte that cannot belong to it.
    Scalar,
    /// Anything with brackets or quotes: ends with the byte that closes it.
    Nested { depth: u64, in_string: bool, escaped: bool },
}

impl ValueEnd {
    fn starting_with(first: u8) -> Self {
        match first {
            b'{' | b'[' | b'"' => Self::Nested { depth: 0, in_string: false, escaped: false },
            _ => Self::Scalar,
        }
    }

    fn is_scalar(&self) -> bool {
        matches!(self, Self::Scalar)
    }

    /// How many bytes of `chunk` belong to the value, if it ends in this chunk.
    fn find(&mut self, chunk: &[u8]) -> Option<usize> {
        match self {
            Self::Scalar => chunk.iter().position(|byte| {
                matches!(byte, b',' | b':' | b']' | b'}' | b'"' | b'[' | b'{') || byte.is_ascii_whitespace()
            }),
            Self::Nested { depth, in_string, escaped } => chunk
                .iter()
                .position(|byte| {
                    match (*in_string, *byte) {
                        (true, _) if *escaped => *escaped = false,
                        (true, b'\\') => *escaped = true,
                        (_, b'"') => *in_string = !*in_string,
                        (false, b'{' | b'[') => *depth += 1,
                        (false, b'}' | b']') => *depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    *depth == 0 && !*in_string
                })
                .map(|last| last + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Cuts the first value through a buffer of one byte.
    fn cut(json: &str, limit: usize) -> Result<String, ScanFault> {
        let mut found = Vec::new();
        JsonScanner::new(BufReader::with_capacity(1, json.as_bytes())).cut_value(&mut found, limit)?;
        Ok(String::from_utf8(found).unwrap())
    }

    #[test]
    fn a_value_ends_where_it_ends() {
        for (json, wanted) in [
            (r#" {"a":"}\"]\\","b":[1,{}]} ,"#, r#"{"a":"}\"]\\","b":[1,{}]}"#),
            (r#""\\" : 1"#, r#""\\""#),
            ("[[],[[]]]]", "[[],[[]]]"),
            ("-1.5e3]", "-1.5e3"),
            ("null", "null"),
            ("true}", "true"),
        ] {
            assert_eq!(cut(json, 100).unwrap(), wanted);
        }
    }

    #[test]
    fn what_is_no_value_or_does_not_end_is_refused() {
        assert!(matches!(cut("", 9), Err(ScanFault::Truncated)));
        assert!(matches!(cut("  ", 9), Err(ScanFault::Truncated)));
        assert!(matches!(cut("[1,2", 9), Err(ScanFault::Truncated)));
        assert!(matches!(cut(r#""a\""#, 9), Err(ScanFault::Truncated)));
        assert!(matches!(cut(",1", 9), Err(ScanFault::Expected(_))));
        assert!(matches!(cut("[1,2,3,4,5]", 9), Err(ScanFault::TooLarge)));
    }
}
