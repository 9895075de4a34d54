//! What officers enter, parsed: nothing here has been checked against the register.

use geo::Geometry;
use serde_json::{Map, Value};
use time::Date;

use crate::{
    kernel::{
        validity::ValidPeriod,
        words::{AdminTier, Orientation, RelationKind, RoadClass, Surface},
    },
    typed_id,
};

typed_id!(
    /// A thing with editions and names.
    FeatureId
);

typed_id!(
    /// One spelling of one thing.
    NameId
);

/// A name to be entered.
#[derive(Debug, Clone)]
pub struct NewName {
    /// The spelling in characters.
    pub text: String,
    /// What it is to its thing.
    pub kind: RelationKind,
    /// BCP 47 tag.
    pub language: String,
    /// The days on which it is or was in use.
    pub valid: ValidPeriod,
    /// Who approved it.
    pub approving_authority: Option<String>,
    /// When.
    pub approved_on: Option<Date>,
    /// By which document.
    pub document_number: Option<String>,
}

/// What is known of a street beyond the place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewStreet {
    /// Engineering class.
    pub road_class: Option<RoadClass>,
    /// Whose road it is.
    pub admin_tier: Option<AdminTier>,
    /// Where it starts.
    pub starts_at: Option<String>,
    /// Where it ends.
    pub ends_at: Option<String>,
    /// Length in metres.
    pub length_m: Option<f64>,
    /// Width in metres.
    pub width_m: Option<f64>,
    /// Which way it runs.
    pub orientation: Option<Orientation>,
    /// What its surface is made of.
    pub surface: Option<Surface>,
}

/// A place to be entered.
#[derive(Debug, Clone)]
pub struct NewPlace {
    /// GB/T 18521 code.
    pub category: String,
    /// Code of the division in whose code it is kept.
    pub division_code: Option<String>,
    /// Twenty digits, if issued.
    pub place_code: Option<String>,
    /// The days of its first edition.
    pub valid: ValidPeriod,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Geometry<f64>,
    /// Whether the public sees it.
    pub is_public: bool,
    /// Further facts.
    pub attributes: Map<String, Value>,
    /// Its standard name.
    pub name: NewName,
    /// If it is a street.
    pub street: Option<NewStreet>,
}

/// What a place is like from a day on.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// The first day on which it is like this; the edition before ends.
    pub from: Date,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Geometry<f64>,
    /// GB/T 18521 code, if it changes.
    pub category: Option<String>,
}
