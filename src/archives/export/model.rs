//! Packages and what stands in their manifests.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    archives::{
        VolumeId,
        codes::{Class, ItemType, Retention, Secrecy},
    },
    kernel::actor::UserId,
    photos::Digest,
    typed_id,
};

typed_id!(
    /// One package.
    ExportId
);

/// Most volumes of a package.
pub const MOST_VOLUMES: usize = 200;

/// Most bytes of scans in a package.
pub const LARGEST_PACKAGE: i64 = 2 << 30;

/// What is to be packed for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExport {
    /// The volumes, in the order of the package.
    pub volumes: Vec<VolumeId>,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Identifier.
    pub id: ExportId,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// `manifest.json`, byte by byte.
    pub manifest: String,
    /// Its SHA-256.
    pub manifest_digest: Digest,
    /// The volumes.
    pub volumes: Vec<VolumeId>,
    /// Whose name it bears.
    pub exported_by: UserId,
    /// When it was made.
    pub exported_at: OffsetDateTime,
}

/// What `manifest.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file: `mingjie-archives-1`.
    pub format: String,
    /// Who made it, when and for whom, as one line; it stands at the foot of the lists, too.
    pub watermark: String,
    /// Log-in name of who made it.
    pub exported_by: String,
    /// When (RFC 3339).
    pub exported_at: String,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// The volumes.
    pub volumes: Vec<PackedVolume>,
}

/// A volume in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedVolume {
    /// Identifier.
    pub id: VolumeId,
    /// Catalogue number 档号.
    pub catalogue_number: String,
    /// Title.
    pub title: String,
    /// Class.
    pub class: Class,
    /// Year of general documents.
    pub year: Option<i32>,
    /// Code of the line of result materials.
    pub line_code: Option<String>,
    /// Name of that line.
    pub line: Option<String>,
    /// How long it is kept.
    pub retention: Retention,
    /// Secrecy grade.
    pub secrecy: Secrecy,
    /// Pages of all its items.
    pub pages: i64,
    /// Digest of the last event before the package was made: the chain up to it can be held against this.
    pub last_event_sha256: String,
    /// The printed list.
    pub list: String,
    /// The items by their places.
    pub items: Vec<PackedItem>,
}

/// An item in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedItem {
    /// Place in the volume.
    pub serial: i32,
    /// Catalogue number 档号.
    pub catalogue_number: String,
    /// What it is.
    pub r#type: ItemType,
    /// Document number 文号.
    pub document_number: Option<String>,
    /// Who made it 责任者.
    pub author: String,
    /// Title 题名.
    pub title: String,
    /// Civil day on it.
    pub dated_on: Option<String>,
    /// Secrecy grade.
    pub secrecy: Secrecy,
    /// Pages.
    pub pages: Option<i32>,
    /// Remark.
    pub remark: Option<String>,
    /// Its scans.
    pub scans: Vec<PackedScan>,
}

/// A scan in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedScan {
    /// The file in the package.
    pub file: String,
    /// SHA-256 of it.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type.
    pub media_type: String,
    /// Pages that it shows, as the archivist says.
    pub pages: i32,
    /// Pages that the file has, where they can be counted.
    pub counted_pages: Option<i32>,
}
