//! Items: what a phone captured, one by one.

use serde_json::Value;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::codes::ItemState;
use crate::{
    kernel::actor::{Actor, Role, UserId},
    photos::Digest,
    signs::captured::Kind,
    typed_id,
};

typed_id!(
    /// One item; made by the phone that captured it, as a UUIDv7.
    ItemId
);

/// Largest content of an item, in bytes.
pub const LARGEST_CONTENT: usize = 64 << 10;

/// Most items that one item builds upon.
pub const MOST_BEFORE: usize = 16;

/// An item as it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Identifier.
    pub id: ItemId,
    /// What was captured.
    pub kind: Kind,
    /// When, by the clock of the phone.
    pub captured_at: OffsetDateTime,
    /// Version of what it changes that the phone had seen.
    pub base_version: Option<i64>,
    /// Items of the same account that it builds upon.
    pub after: Vec<ItemId>,
    /// JSON, byte by byte as it came.
    pub content: String,
    /// SHA-256 of the content, as the phone has it.
    pub digest: Digest,
}

/// Who sends items, and from what.
#[derive(Debug, Clone)]
pub struct Phone {
    /// The account.
    pub user: UserId,
    /// Its log-in name.
    pub login: String,
    /// Its role.
    pub role: Role,
    /// What the phone calls itself.
    pub device: Option<String>,
    /// How far its clock was behind when it sent them; nothing where that is little.
    pub clock_shift: Duration,
}

impl Phone {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::User { id: self.user, name: self.login.clone(), role: self.role }
    }
}

/// An item that is kept.
#[derive(Debug, Clone)]
pub struct Item {
    /// As it came.
    pub new: NewItem,
    /// Where it came from.
    pub phone: Phone,
    /// Counts items in the order in which they came.
    pub arrival: i64,
    /// What became of it.
    pub state: ItemState,
    /// When it came.
    pub received_at: OffsetDateTime,
    /// What it made, changed or would have changed.
    pub subject: Option<About>,
    /// Version of that after it was applied.
    pub subject_version: Option<i64>,
    /// Why it could not be applied: a problem document in each language, under `zh` and `en`.
    pub problem: Option<Value>,
    /// Who decided a conflict, and when.
    pub settled: Option<(String, OffsetDateTime)>,
    /// Why it was dismissed.
    pub settle_reason: Option<String>,
}

/// What has become of an item, from now on.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// Its state.
    pub state: ItemState,
    /// What it made, changed or would have changed.
    pub subject: Option<About>,
    /// Version of that after it was applied.
    pub subject_version: Option<i64>,
    /// Why it could not be applied; one that is kept stays.
    pub problem: Option<Value>,
    /// Who decided a conflict, and when.
    pub settled: Option<(String, OffsetDateTime)>,
    /// Why it was dismissed.
    pub reason: Option<String>,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Kind, such as `repair_order`.
    pub kind: String,
    /// Which.
    pub id: Uuid,
}

/// What restricts a list of items; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// In one of these states.
    pub states: Option<Vec<ItemState>>,
    /// Captured by this account.
    pub user: Option<UserId>,
    /// About this thing.
    pub subject: Option<Uuid>,
    /// That came before this one.
    pub before: Option<i64>,
}
