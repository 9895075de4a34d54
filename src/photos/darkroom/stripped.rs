//! Pictures without metadata: what decoding needs is copied, all else is left out, and nothing is encoded anew.
//!
//! What is kept is listed, not what is dropped: cameras hide position and owner in places that nobody has heard of, such
//! as a film behind the end of the picture. The orientation is the only thing that is written back, where there is one.

mod jpeg;
mod png;
mod webp;

use image::metadata::Orientation;

use crate::photos::model::MediaType;

/// `sent` without its metadata; `None` when its parts do not fit together.
pub(super) fn stripped(media_type: MediaType, sent: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let tiff = (orientation != Orientation::NoTransforms).then(|| tiff_of(orientation));
    match media_type {
        MediaType::Jpeg => jpeg::stripped(sent, tiff.as_ref()),
        MediaType::Png => png::stripped(sent, tiff.as_ref()),
        MediaType::Webp => webp::stripped(sent, tiff.as_ref()),
    }
}

/// An Exif body of one entry (TIFF 6.0, little-endian): the orientation.
type Tiff = [u8; 26];

fn tiff_of(orientation: Orientation) -> Tiff {
    let mut tiff = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    let [.., value, _, _, _, _, _, _, _] = &mut tiff;
    *value = orientation.to_exif();
    tiff
}

/// Bytes that are read one after the other.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    /// The next `length` bytes.
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next `N` bytes.
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }
}
