//! Photos and uploads.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

use crate::{
    kernel::{actor::UserId, geometry::Position, hex::hex},
    typed_id,
};

/// Largest photo, in bytes (`Tus-Max-Size`).
pub const LARGEST_PHOTO: i64 = 20 << 20;

/// How long an upload stays when nobody goes on with it.
pub const UPLOAD_KEPT_FOR: Duration = Duration::hours(24);

/// How long a photo stays that nothing refers to: the report that it belongs to may still be on a phone without
/// network.
pub const UNATTACHED_KEPT_FOR: Duration = Duration::days(60);

/// Uploads that one account may have open.
pub const OPEN_UPLOADS: i64 = 64;

/// Bytes that these may come to, announced or received.
pub const OPEN_BYTES: i64 = 512 << 20;

typed_id!(
    /// One photo; made by the client that took it, as a UUIDv7.
    PhotoId
);

/// A SHA-256; in text 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Digest {
    type Error = std::array::TryFromSliceError;

    fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
        bytes.try_into().map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Text that is no SHA-256 in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no SHA-256 of 64 hexadecimal digits")]
pub struct NoDigest;

impl FromStr for Digest {
    type Err = NoDigest;

    fn from_str(text: &str) -> Result<Self, NoDigest> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NoDigest);
        }
        let digits = text.as_bytes().chunks_exact(2).filter_map(|pair| std::str::from_utf8(pair).ok());
        let bytes: Vec<u8> = digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
        Self::try_from(bytes.as_slice()).map_err(|_| NoDigest)
    }
}

/// The formats that photos come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// ISO/IEC 10918.
    Jpeg,
    /// PNG (third edition).
    Png,
    /// WebP.
    Webp,
}

impl MediaType {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// As a header writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code().eq_ignore_ascii_case(code))
    }
}

/// How a photo's position came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, postgres_types::ToSql, postgres_types::FromSql)]
#[postgres(name = "photo_position_source", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PositionSource {
    /// The photo names WGS 84 or CGCS2000 as its datum.
    Stated,
    /// The photo names no datum; it is taken as WGS 84, which phones give.
    Assumed,
    /// Converted from GCJ-02 or BD-09, which the photo names as its datum.
    Converted,
}

/// Where the camera stood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraPosition {
    /// CGCS2000 (EPSG:4490), longitude before latitude, degrees.
    pub at: Position,
    /// How it came about.
    pub source: PositionSource,
    /// Metres, as the camera estimates (Exif `GPSHPositioningError`).
    pub accuracy_m: Option<f64>,
}

/// What a photo says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Testimony {
    /// When it was taken, by the camera's clock.
    pub taken_at: Option<OffsetDateTime>,
    /// Where the camera stood; `None` also where its datum is not known here.
    pub position: Option<CameraPosition>,
    /// The datum as the photo names it (Exif `GPSMapDatum`).
    pub datum: Option<String>,
}

/// A photo that arrived whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Which one.
    pub id: PhotoId,
    /// SHA-256 of the bytes as they were sent: what a client compares.
    pub sent_digest: Digest,
    /// How many they were.
    pub sent_size: i64,
    /// The picture that is kept, without its metadata.
    pub digest: Digest,
    /// Its bytes.
    pub size: i64,
    /// Its small copy: a JPEG.
    pub thumbnail_digest: Digest,
    /// Bytes of the small copy.
    pub thumbnail_size: i64,
    /// Its format.
    pub media_type: MediaType,
    /// Pixels, the right side up.
    pub width: i32,
    /// Pixels, the right side up.
    pub height: i32,
    /// As the client called it.
    pub file_name: Option<String>,
    /// What it says of itself.
    pub testimony: Testimony,
    /// Whose it is; `None` if it came with what a citizen reports.
    pub uploaded_by: Option<UserId>,
    /// When the last byte had arrived.
    pub uploaded_at: OffsetDateTime,
}

/// What a client announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpload {
    /// The photo that it will be.
    pub photo: PhotoId,
    /// Bytes in all, 1 to [`LARGEST_PHOTO`].
    pub length: i64,
    /// `Upload-Metadata` as it came.
    pub metadata: String,
    /// How the client calls the file.
    pub file_name: Option<String>,
    /// SHA-256 of the whole.
    pub sent_digest: Option<Digest>,
}

/// A photo on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What was announced.
    pub new: NewUpload,
    /// Bytes that are kept.
    pub received: i64,
    /// When it goes if nobody goes on.
    pub expires_at: OffsetDateTime,
}

/// How far an upload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Bytes are missing.
    Open(Upload),
    /// The photo is there.
    Complete {
        /// Bytes in all.
        length: i64,
    },
}

impl Standing {
    /// Bytes that are kept: `Upload-Offset`.
    #[must_use]
    pub fn offset(&self) -> i64 {
        match self {
            Self::Open(upload) => upload.received,
            Self::Complete { length } => *length,
        }
    }

    /// Bytes in all: `Upload-Length`.
    #[must_use]
    pub fn length(&self) -> i64 {
        match self {
            Self::Open(upload) => upload.new.length,
            Self::Complete { length } => *length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_from_its_digits_and_nothing_else_is_one() {
        let digest = Digest::of(b"photo");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(digest.to_string().to_uppercase().parse(), Ok(digest));
        for bad in ["", "abc", &"g".repeat(64), &"é".repeat(32), &"a".repeat(63)] {
            assert_eq!(bad.parse::<Digest>(), Err(NoDigest), "{bad}");
        }
    }
}
