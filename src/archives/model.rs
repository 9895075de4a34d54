//! Volumes, items, links and scans.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::codes::{Class, ItemType, MediaType, Retention, Secrecy, VolumeState};
use crate::{kernel::actor::UserId, photos::Digest, typed_id};

typed_id!(
    /// One volume 案卷.
    VolumeId
);

typed_id!(
    /// One item 件.
    ItemId
);

typed_id!(
    /// One scan of an item.
    ScanId
);

/// Most items that a volume ever has, those that were taken out counted: a volume is some centimetres of paper.
pub const MOST_ITEMS: usize = 1_000;

/// Most links of one item.
pub const MOST_LINKS: usize = 100;

/// Most scans of one item, withdrawn ones counted.
pub const MOST_SCANS: i64 = 100;

/// Most pages of an item or a scan.
pub const MOST_PAGES: i32 = 10_000;

/// Largest scan, in bytes.
pub const LARGEST_SCAN: usize = 100 << 20;

/// What is said of a volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumeFacts {
    /// The class.
    pub class: Class,
    /// Title 案卷题名.
    pub title: String,
    /// Of general documents, the year.
    pub year: Option<i32>,
    /// Of result materials, the boundary line.
    pub line: Option<Uuid>,
    /// How long it is kept.
    pub retention: Retention,
    /// Secrecy grade.
    pub secrecy: Secrecy,
    /// Code of the office or the subject: 1 to 10 of A-Z and 0-9.
    pub office_code: String,
    /// Note 备考.
    pub remark: Option<String>,
}

/// A volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Identifier.
    pub id: VolumeId,
    /// What is said of it.
    pub facts: VolumeFacts,
    /// What people call its line.
    pub line_name: Option<String>,
    /// Code of its line.
    pub line_code: Option<String>,
    /// Catalogue number 档号, once it is catalogued.
    pub catalogue_number: Option<String>,
    /// Box and shelf, once it was stored.
    pub place: Option<Place>,
    /// How far it is.
    pub state: VolumeState,
    /// Who put it in order the last time.
    pub arranged_by: Option<UserId>,
    /// Who checked it since.
    pub checked_by: Option<UserId>,
    /// To whom it was handed over, and on which civil day.
    pub handed_over: Option<(String, Date)>,
    /// Counts changes of the volume and all that is in it.
    pub version: i64,
}

/// Where a volume stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Box 盒号.
    pub box_number: String,
    /// Repository, rack, level.
    pub shelf: String,
}

/// What is said of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    /// What it is.
    pub item_type: ItemType,
    /// Document number 文号.
    pub document_number: Option<String>,
    /// Who made it 责任者.
    pub author: String,
    /// Title 题名.
    pub title: String,
    /// Civil day on it.
    pub dated_on: Option<Date>,
    /// Secrecy grade.
    pub secrecy: Secrecy,
    /// Pages that bear anything 页数, once they were counted.
    pub pages: Option<i32>,
    /// Whether it bears every seal that it needs; nothing until somebody looked.
    pub sealed: Option<bool>,
    /// Whether it bears every signature that it needs; nothing until somebody looked.
    pub signed: Option<bool>,
    /// Remark 备注.
    pub remark: Option<String>,
    /// What it belongs to.
    pub links: Vec<Link>,
}

/// What an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What kind of thing.
    pub kind: LinkKind,
    /// Which one.
    pub target: Uuid,
    /// Page of the item that speaks of it, from 1; all of it when none is said.
    pub page: Option<i32>,
}

crate::code_enum! {
    /// What kinds of things items belong to.
    LinkKind as "text" {
        /// A boundary line.
        Line = "line",
        /// A boundary marker.
        Marker = "marker",
        /// A joint inspection 联合检查.
        Inspection = "inspection",
        /// A naming case.
        Case = "case",
    }
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Identifier.
    pub id: ItemId,
    /// Its volume.
    pub volume: VolumeId,
    /// Place in the volume 序号, from 1.
    pub serial: i32,
    /// What is said of it.
    pub facts: ItemFacts,
    /// Its scans, those that were withdrawn among them.
    pub scans: Vec<Scan>,
    /// When it was taken out and why, if it was.
    pub removed: Option<(OffsetDateTime, String)>,
}

impl Item {
    /// The scans that count.
    pub fn standing_scans(&self) -> impl Iterator<Item = &Scan> {
        self.scans.iter().filter(|scan| scan.withdrawn.is_none())
    }
}

/// A scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Identifier.
    pub id: ScanId,
    /// The item.
    pub item: ItemId,
    /// Place among the scans of the item, from 1.
    pub ordinal: i32,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Bytes.
    pub size: i64,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// Pages that it shows, as the archivist says.
    pub pages: i32,
    /// Pages that the file has, where they can be counted.
    pub counted_pages: Option<i32>,
    /// When it was sent.
    pub scanned_at: OffsetDateTime,
    /// When it was withdrawn and why, if it was.
    pub withdrawn: Option<(OffsetDateTime, String)>,
}

/// A volume with all that ever was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The volume.
    pub volume: Volume,
    /// Its items by their places, those that were taken out at the end.
    pub items: Vec<Item>,
}

impl Contents {
    /// The items that are in it.
    pub fn standing(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.removed.is_none())
    }
}
