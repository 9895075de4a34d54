//! PNG (third edition): chunks of length, type, data and CRC.

use super::{Cursor, Tiff};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What decoding needs: the critical chunks, transparency, and what says how to show colours. Without the chunks of an
/// animation its first picture is left.
const NEEDED: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs",
];

pub(super) fn stripped(sent: &[u8], tiff: Option<&Tiff>) -> Option<Vec<u8>> {
    let mut rest = Cursor(sent);
    let mut kept = Vec::with_capacity(sent.len());
    kept.extend(rest.array().filter(|signature| *signature == SIGNATURE)?);
    loop {
        let length: [u8; 4] = rest.array()?;
        let kind: [u8; 4] = rest.array()?;
        let data = rest.take(usize::try_from(u32::from_be_bytes(length)).ok()?)?;
        let crc: [u8; 4] = rest.array()?;
        if NEEDED.contains(&&kind) {
            kept.extend([length, kind].as_flattened());
            kept.extend(data);
            kept.extend(crc);
        }
        match (&kind, tiff) {
            (b"IHDR", Some(tiff)) => kept.extend(orientation_chunk(tiff)),
            (b"IEND", _) => return Some(kept),
            _ => {}
        }
    }
}

/// The chunk of Exif with the orientation alone.
fn orientation_chunk(tiff: &Tiff) -> Vec<u8> {
    let length = u32::try_from(tiff.len()).unwrap_or(u32::MAX).to_be_bytes();
    let crc = crc(b"eXIf".iter().chain(tiff)).to_be_bytes();
    [length.as_slice(), b"eXIf", tiff, &crc].concat()
}

/// The CRC of annex D, over type and data.
fn crc<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let shifted = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shifted(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crc_of_an_empty_chunk_of_the_end_is_the_one_that_every_file_has() {
        assert_eq!(crc(b"IEND".iter()), 0xAE42_6082);
    }
}
