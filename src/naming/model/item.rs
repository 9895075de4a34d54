//! One name in a case.

use geo::Geometry;
use uuid::Uuid;

use super::DecisionId;
use crate::{
    code_enum,
    kernel::pinyin::Syllable,
    register::{NewStreet, model::FeatureId},
    typed_id,
};

typed_id!(
    /// One item of one case.
    ItemId
);

code_enum! {
    /// What became of an item.
    ItemState as "item_state" {
        /// 待定
        Open = "open",
        /// 批准
        Approved = "approved",
        /// 不予批准
        Refused = "refused",
        /// 移出
        TakenOut = "taken_out",
    }
}

/// What is applied for in one item; nothing here has been checked against the register.
#[derive(Debug, Clone, Default)]
pub struct ItemDraft {
    /// The thing to be renamed, redrawn or cancelled; none when a new one is named.
    pub place: Option<FeatureId>,
    /// The proposed name; of a thing that keeps its name or loses it, nothing.
    pub name: Option<String>,
    /// The readings that a person chose, one for each character.
    pub readings: Option<Vec<Syllable>>,
    /// GB/T 18521; of an existing thing its own unless said.
    pub category: Option<String>,
    /// The division in whose code the place will be kept.
    pub division_code: Option<String>,
    /// Where it is, in words.
    pub location: Option<String>,
    /// Applying unit, where it is not that of the case.
    pub applicant: Option<String>,
    /// 命名缘由
    pub reason: Option<String>,
    /// 俗称
    pub colloquial: Option<String>,
    /// What is known of it as a street.
    pub street: NewStreet,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Option<Geometry<f64>>,
    /// The line was made from the streets at its ends.
    pub sketched: bool,
}

/// An item as it is kept.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Number in the case, from 1.
    pub position: i32,
    /// What became of it.
    pub state: ItemState,
    /// The thing that it is about; of an approved new name the thing made for it.
    pub place: Option<FeatureId>,
    /// The name: proposed, or present of a thing that keeps or loses it.
    pub name: String,
    /// Spelled.
    pub pinyin: String,
    /// A person chose the readings.
    pub pinyin_confirmed: bool,
    /// Some character has several readings and nobody has chosen.
    pub pinyin_doubtful: bool,
    /// The standard name that a renaming replaces.
    pub former_name: Option<String>,
    /// GB/T 18521.
    pub category: String,
    /// The division in whose code the place will be kept.
    pub division_code: Option<String>,
    /// Where it is, in words.
    pub location: Option<String>,
    /// Applying unit, where it is not that of the case.
    pub applicant: Option<String>,
    /// 命名缘由
    pub reason: Option<String>,
    /// 俗称
    pub colloquial: Option<String>,
    /// What is known of it as a street.
    pub street: NewStreet,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Option<Geometry<f64>>,
    /// The line was made from the streets at its ends.
    pub sketched: bool,
    /// Where the name must be the only one; empty until submitted.
    pub scope_key: String,
    /// Why it was refused or taken out.
    pub closed_reason: Option<String>,
    /// The decision on it.
    pub decision: Option<DecisionId>,
    /// Twenty digits, given on approval.
    pub place_code: Option<String>,
    /// The standard name that approval made.
    pub name_id: Option<Uuid>,
}

impl Item {
    /// Whether it is still to be decided.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == ItemState::Open
    }
}
