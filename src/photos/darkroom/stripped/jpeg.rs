//! JPEG (ISO/IEC 10918-1, annex B): segments, each behind its marker, and entropy-coded data behind a start of scan.

use super::{Cursor, Tiff};

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const COMMENT: u8 = 0xFE;

pub(super) fn stripped(sent: &[u8], tiff: Option<&Tiff>) -> Option<Vec<u8>> {
    let mut rest = Cursor(sent);
    let mut kept = Vec::with_capacity(sent.len());
    let mut orientation = tiff.map(orientation_segment);
    if rest.array()? != [0xFF, START_OF_IMAGE] {
        return None;
    }
    kept.extend([0xFF, START_OF_IMAGE]);
    loop {
        let marker = next_marker(&mut rest)?;
        if marker != APP0 {
            // Behind the JFIF segment, which wants to be the first.
            kept.extend(orientation.take().into_iter().flatten());
        }
        match marker {
            END_OF_IMAGE => {
                kept.extend([0xFF, END_OF_IMAGE]);
                return Some(kept);
            }
            // Markers without a segment mean nothing outside of a scan.
            0x01 | 0xD0..=0xD7 => {}
            _ => {
                let length: [u8; 2] = rest.array()?;
                let body = rest.take(usize::from(u16::from_be_bytes(length)).checked_sub(2)?)?;
                if needed(marker, body) {
                    kept.extend([0xFF, marker]);
                    kept.extend(length);
                    kept.extend(body);
                }
                if marker == START_OF_SCAN {
                    kept.extend(rest.take(scan_length(rest.0)?)?);
                }
            }
        }
    }
}

/// The next marker; any number of 0xFF may stand before it.
fn next_marker(rest: &mut Cursor) -> Option<u8> {
    let [0xFF] = rest.array()? else { return None };
    loop {
        match rest.array()? {
            [0xFF] => {}
            [marker] => return Some(marker),
        }
    }
}

/// Whether decoding needs the segment: tables, frames and scans do; of the applications' segments, that of JFIF, the
/// colour profile, and Adobe's, which says how colours are coded.
fn needed(marker: u8, body: &[u8]) -> bool {
    match marker {
        APP0 => body.starts_with(b"JFIF\0"),
        0xE2 => body.starts_with(b"ICC_PROFILE\0"),
        0xEE => body.starts_with(b"Adobe"),
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// Length of the entropy-coded data: up to a marker that is neither a stuffed byte nor a restart.
fn scan_length(data: &[u8]) -> Option<usize> {
    data.windows(2).position(|pair| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF)))
}

/// The segment of Exif with the orientation alone.
fn orientation_segment(tiff: &Tiff) -> Vec<u8> {
    // Two bytes of length, six of the name.
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap_or(u16::MAX).to_be_bytes();
    [[0xFF, APP1].as_slice(), &length, b"Exif\0\0", tiff].concat()
}
