//! Signs and what they say.

use geo::Point;
use time::Date;
use uuid::Uuid;

use super::{
    codes::{Placement, PlateColour, SignState, SignType, Support},
    number::SignNumber,
};
use crate::typed_id;

typed_id!(
    /// One sign.
    SignId
);

typed_id!(
    /// One face of a sign.
    FaceId
);

/// Longest text of a face, in characters; its roman letters may be half as long again.
pub const LONGEST_FACE: usize = 200;

/// Most faces of one sign.
pub const MOST_FACES: usize = 12;

/// What is known of a sign beside its number and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What kind of plate.
    pub sign_type: SignType,
    /// The street or other place whose name it shows.
    pub place: Option<Uuid>,
    /// Where on the street.
    pub placement: Option<Placement>,
    /// The street that crosses there.
    pub crossing: Option<Uuid>,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// What it is fixed to.
    pub support: Support,
    /// Material of the plate.
    pub material: Option<String>,
    /// Width of the plate in millimetres.
    pub width_mm: Option<i32>,
    /// Height of the plate in millimetres.
    pub height_mm: Option<i32>,
    /// Who made it.
    pub maker: Option<String>,
    /// Who keeps it, when that is not this office.
    pub owner: Option<String>,
    /// Civil day on which it was put up.
    pub installed_on: Option<Date>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// Accuracy of the position in metres, as its source states it.
    pub accuracy_m: Option<f64>,
}

/// A sign of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// Identifier.
    pub id: SignId,
    /// What stands on it and in its code.
    pub number: SignNumber,
    /// Where it stands in its life.
    pub state: SignState,
    /// What is known of it.
    pub facts: Facts,
    /// Civil day on which it was taken down.
    pub ended_on: Option<Date>,
    /// The sign in its place.
    pub replaced_by: Option<SignId>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// The number of the last commit that touched it or its faces.
    pub version: i64,
    /// What it says now, or said until it was taken down.
    pub faces: Vec<Face>,
}

/// What one face says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceText {
    /// Characters as displayed.
    pub text: String,
    /// Roman letters as displayed.
    pub pinyin: Option<String>,
    /// Colour of the ground.
    pub colour: Option<PlateColour>,
    /// Azimuth to which it faces, degrees clockwise from north, 0 to 359.
    pub facing_deg: Option<i32>,
}

/// A face in the days on which it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Identifier.
    pub id: FaceId,
    /// What it says.
    pub says: FaceText,
    /// First civil day.
    pub shown_from: Date,
    /// Civil day from which it is not shown any more.
    pub shown_to: Option<Date>,
}
