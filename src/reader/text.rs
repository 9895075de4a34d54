//! Bytes to text: decodes a stream into UTF-8 through two fixed buffers.

use std::{
    io::{self, BufRead, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8};

use super::encoding::TextEncoding;

/// Bytes taken from the input at once.
const RAW_BYTES: usize = 1 << 16;
/// Room for their text: GB 18030 grows by at most half, and one character may be left over from before.
const TEXT_BYTES: usize = 2 * RAW_BYTES;

/// How many bytes of a file have been read so far. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Bytes taken from the file itself, whatever they decode to.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Bytes that are not text.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(super) enum TextFault {
    #[error("byte {offset} is not {encoding}")]
    NotText { offset: u64, encoding: TextEncoding },
    #[error("byte {offset} ends the file within a character")]
    CutCharacter { offset: u64 },
}

/// Gives the text of `input` as UTF-8, without a byte order mark; a [`TextFault`] comes as the cause of an I/O error.
pub(super) struct TextReader<R> {
    input: R,
    encoding: TextEncoding,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is read and not yet decoded.
    undecoded: std::ops::Range<usize>,
    text: Vec<u8>,
    /// What of `text` is decoded and not yet consumed.
    unread: std::ops::Range<usize>,
    input_ended: bool,
    /// Offset in the input of the first byte not yet decoded.
    decoded_bytes: u64,
    /// Found behind text that is to be given out first.
    fault: Option<TextFault>,
    progress: Progress,
}

impl<R: Read> TextReader<R> {
    pub(super) fn new(input: R, encoding: TextEncoding, progress: Progress) -> Self {
        let decoder = match encoding {
            TextEncoding::Utf8 => UTF_8.new_decoder_with_bom_removal(),
            TextEncoding::Gb18030 => GB18030.new_decoder_without_bom_handling(),
        };
        Self {
            input,
            encoding,
            decoder,
            raw: vec![0; RAW_BYTES],
            undecoded: 0..0,
            text: vec![0; TEXT_BYTES],
            unread: 0..0,
            input_ended: false,
            decoded_bytes: 0,
            fault: None,
            progress,
        }
    }

    /// Decodes until there is text, a fault, or the end.
    fn refill(&mut self) -> io::Result<()> {
        while self.unread.is_empty() {
            if let Some(fault) = self.fault {
                return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
            }
            if self.undecoded.is_empty() {
                if self.input_ended {
                    return Ok(());
                }
                let read = match self.input.read(&mut self.raw) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read?,
                };
                self.progress.0.fetch_add(read as u64, Ordering::Relaxed);
                self.undecoded = 0..read;
                self.input_ended = read == 0;
            }
            self.decode();
        }
        Ok(())
    }

    fn decode(&mut self) {
        let source = self.raw.get(self.undecoded.clone()).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.text, self.input_ended);
        self.undecoded.start += read;
        self.decoded_bytes += read as u64;
        self.unread = 0..written;
        if let DecoderResult::Malformed(bad, after) = result {
            self.fault = Some(if self.input_ended {
                TextFault::CutCharacter { offset: self.decoded_bytes }
            } else {
                let offset = self.decoded_bytes.saturating_sub(u64::from(bad) + u64::from(after));
                TextFault::NotText { offset, encoding: self.encoding }
            });
        }
    }
}

impl<R: Read> BufRead for TextReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        Ok(self.text.get(self.unread.clone()).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.unread.start = (self.unread.start + amount).min(self.unread.end);
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow connection might.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let one = buffer.len().min(1);
            self.0.read(&mut buffer[..one])
        }
    }

    fn decoded(bytes: &[u8], encoding: TextEncoding) -> io::Result<String> {
        let mut text = String::new();
        TextReader::new(Dripping(bytes), encoding, Progress::default()).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn text_is_the_same_from_either_encoding_byte_by_byte() {
        // The last character lies outside the basic plane and takes four bytes in both.
        let text = "竟陵,钟惺大道,𠀀";
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        assert_eq!(decoded(&gb, TextEncoding::Gb18030).unwrap(), text);
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes(), TextEncoding::Utf8).unwrap(), text);
    }

    #[test]
    fn progress_counts_the_bytes_of_the_file() {
        let progress = Progress::default();
        let bytes = vec![b'a'; 200_000];
        io::copy(&mut TextReader::new(bytes.as_slice(), TextEncoding::Utf8, progress.clone()), &mut io::sink())
            .unwrap();
        assert_eq!(progress.bytes(), 200_000);
    }

    #[test]
    fn a_bad_byte_is_told_with_its_place_and_a_cut_character_with_the_end() {
        let fault = |bytes: &[u8], encoding| {
            *decoded(bytes, encoding).unwrap_err().get_ref().unwrap().downcast_ref::<TextFault>().unwrap()
        };
        assert!(matches!(fault(b"ab\xFFcd", TextEncoding::Utf8), TextFault::NotText { offset: 2, .. }));
        assert!(matches!(fault(b"\xEF\xBB\xBFab\xFFcd", TextEncoding::Utf8), TextFault::NotText { offset: 5, .. }));
        assert!(matches!(fault(b"ab\xE7\xAB", TextEncoding::Utf8), TextFault::CutCharacter { offset: 4 }));
        assert!(matches!(fault(b"ab\xFFcd", TextEncoding::Gb18030), TextFault::NotText { offset: 2, .. }));
    }
}
