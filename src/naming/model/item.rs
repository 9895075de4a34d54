//! One name in a case.

use geo::Geometry;
use uuid::Uuid;

use super::DecisionId;
use crate::{
    code_enum,
    kernel::pinyin::Syllable,
    naming::clinic::NameKeys,
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
        /// 批准后撤销
        Revoked = "revoked",
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
    /// Whether its line is a sketch.
    pub sketch: Sketch,
}

/// A line that nobody has surveyed, made from the streets at its ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sketch {
    /// There is none: what is drawn is drawn.
    #[default]
    No,
    /// One is to be made where nothing is drawn.
    Wanted,
    /// What is drawn is one.
    Made,
}

/// From where to where a place reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// Where it starts.
    pub starts_at: Option<String>,
    /// Where it ends.
    pub ends_at: Option<String>,
    /// Metres.
    pub length_m: Option<f64>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Option<Geometry<f64>>,
}

impl Extent {
    /// The extent of a place with this line and, of a street, these ends.
    #[must_use]
    pub fn of(street: &NewStreet, geometry: Option<&Geometry<f64>>) -> Self {
        Self {
            starts_at: street.starts_at.clone(),
            ends_at: street.ends_at.clone(),
            length_m: street.length_m,
            geometry: geometry.cloned(),
        }
    }
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
    /// The name as it is compared.
    pub keys: NameKeys,
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
    /// The extent that a change of extent replaces, as it was in the register when the item was written.
    pub former_extent: Option<Extent>,
    /// The line was made from the streets at its ends.
    pub sketched: bool,
    /// Areas or divisions in which the name must be the only one; empty until submitted.
    pub scope: Vec<String>,
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

    /// Whether this decision approved it, whatever came of that later.
    #[must_use]
    pub fn was_approved_by(&self, decision: DecisionId) -> bool {
        self.decision == Some(decision) && matches!(self.state, ItemState::Approved | ItemState::Revoked)
    }

    /// Whether it is a street (GB/T 18521, 2351).
    #[must_use]
    pub fn is_street(&self) -> bool {
        is_street(&self.category)
    }
}

/// Whether things of a category are streets (GB/T 18521, 2351).
#[must_use]
pub fn is_street(category: &str) -> bool {
    category.starts_with("2351")
}
