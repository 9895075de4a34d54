//! WebP (RFC 9649): chunks of four-letter name, length and data in a RIFF container.

use super::{Cursor, Tiff};

/// What decoding needs.
const NEEDED: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"];

/// Flags of `VP8X` that announce metadata.
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

pub(super) fn stripped(sent: &[u8], tiff: Option<&Tiff>) -> Option<Vec<u8>> {
    let mut rest = Cursor(sent);
    let ([b'R', b'I', b'F', b'F'], size, [b'W', b'E', b'B', b'P']) = (rest.array()?, rest.array()?, rest.array()?)
    else {
        return None;
    };
    // The name behind the size is counted in it; what stands behind the container is none of it.
    let mut chunks = Cursor(rest.take(usize::try_from(u32::from_le_bytes(size)).ok()?.checked_sub(4)?)?);
    let mut kept = Vec::with_capacity(sent.len());
    while !chunks.0.is_empty() {
        let name: [u8; 4] = chunks.array()?;
        let length = u32::from_le_bytes(chunks.array()?);
        let data = chunks.take(usize::try_from(length).ok()?)?;
        if data.len() % 2 == 1 {
            // The padding of the last chunk may be missing.
            chunks.take(1.min(chunks.0.len()))?;
        }
        match (&name, data) {
            (b"VP8X", [flags, fixed @ ..]) => {
                let exif = if tiff.is_some() { HAS_EXIF } else { 0 };
                let flags = flags & !(HAS_EXIF | HAS_XMP) | exif;
                push(&mut kept, name, &[&[flags], fixed].concat());
            }
            _ if NEEDED.contains(&&name) => push(&mut kept, name, data),
            _ => {}
        }
    }
    if let Some(tiff) = tiff {
        push(&mut kept, *b"EXIF", tiff);
    }
    let size = u32::try_from(4 + kept.len()).ok()?.to_le_bytes();
    Some([b"RIFF".as_slice(), &size, b"WEBP", &kept].concat())
}

fn push(kept: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    kept.extend(name);
    kept.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    kept.extend(data);
    if data.len() % 2 == 1 {
        kept.push(0);
    }
}
