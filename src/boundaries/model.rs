//! Lines, points, segments, markers and tie points.

use geo::{LineString, Point};
use time::Date;

use super::{
    codes::{Feature, Level, LineState, MarkerState, MarkerType, PointKind},
    fix::TiePoint,
    number::{LineCode, MarkerNumber},
};
use crate::typed_id;

typed_id!(
    /// One line.
    LineId
);
typed_id!(
    /// One point of lines.
    PointId
);
typed_id!(
    /// One segment.
    SegmentId
);
typed_id!(
    /// One marker.
    MarkerId
);

/// Most parts, and most segments, of one line.
pub const MOST_SEGMENTS: usize = 2_000;

/// Most vertices of one line.
pub const MOST_VERTICES: usize = 200_000;

/// Most tie points of one marker; three are asked for.
pub const MOST_TIE_POINTS: usize = 12;

/// Longest description of a line, in characters.
pub const LONGEST_ALIGNMENT: usize = 100_000;

/// What is known of a line beside its code and shape.
#[derive(Debug, Clone, PartialEq)]
pub struct LineFacts {
    /// What people call it.
    pub name: String,
    /// Code of the division on the left hand of who walks the segments in order.
    pub left_code: String,
    /// Code of the division on the right hand.
    pub right_code: String,
    /// Length as the agreement states it, in metres.
    pub length_m: Option<f64>,
    /// Where the shape comes from.
    pub source: String,
}

/// The papers of a line and their days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinePapers {
    /// Number of the agreement.
    pub agreement_number: Option<String>,
    /// Civil day on which both sides signed.
    pub agreed_on: Option<Date>,
    /// Who approved it.
    pub approving_authority: Option<String>,
    /// Number of the approval.
    pub approval_number: Option<String>,
    /// Civil day of the approval.
    pub approved_on: Option<Date>,
    /// Civil day of the notice.
    pub published_on: Option<Date>,
    /// Civil day from which it is no line any more.
    pub ended_on: Option<Date>,
}

/// A line of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Identifier.
    pub id: LineId,
    /// Codes of both sides, the lower one first.
    pub code: LineCode,
    /// Where it stands in its life.
    pub state: LineState,
    /// What is known of it.
    pub facts: LineFacts,
    /// Its papers.
    pub papers: LinePapers,
    /// Description of the line, as agreed.
    pub alignment: Option<String>,
    /// A dispute about it is open.
    pub disputed: bool,
    /// Made for demonstration.
    pub illustrative: bool,
    /// The number of the last commit that touched it or its segments.
    pub version: i64,
}

impl Line {
    /// The level of both sides.
    #[must_use]
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

/// A point at which segments begin and end.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundaryPoint {
    /// Identifier.
    pub id: PointId,
    /// What it is.
    pub kind: PointKind,
    /// Its number in the table of results of boundary points.
    pub name: String,
    /// Agreement of all three sides on a meeting point.
    pub agreement: Option<String>,
    /// Civil day of that agreement.
    pub agreed_on: Option<Date>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// Accuracy in metres, as the survey states it.
    pub accuracy_m: Option<f64>,
}

/// A piece of a line from one point to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Identifier.
    pub id: SegmentId,
    /// Which part of the line, from 1.
    pub part: i32,
    /// Place in the part, from 1.
    pub ordinal: i32,
    /// Where it begins.
    pub from: PointId,
    /// Where it ends.
    pub to: PointId,
    /// What it follows.
    pub feature: Feature,
    /// What that is called.
    pub feature_name: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub shape: LineString<f64>,
}

/// A line with its shape.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnLine {
    /// The line.
    pub line: Line,
    /// Its segments in order.
    pub segments: Vec<Segment>,
    /// The points at which they begin and end.
    pub points: Vec<BoundaryPoint>,
    /// Its markers by number.
    pub markers: Vec<Marker>,
}

impl DrawnLine {
    /// A point of it.
    #[must_use]
    pub fn point(&self, id: PointId) -> Option<&BoundaryPoint> {
        self.points.iter().find(|point| point.id == id)
    }
}

/// What is known of a marker beside its number.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkerFacts {
    /// Faces of the marker: 2, or 3 at a meeting point.
    pub faces: i32,
    /// What it is made of.
    pub material: Option<String>,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// Civil day on which it was set.
    pub set_on: Option<Date>,
    /// Code of the side in charge of it (R353 art. 6).
    pub responsible_code: String,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// Accuracy in metres, as the survey states it.
    pub accuracy_m: Option<f64>,
    /// Height in metres, 1985 national height datum.
    pub height_m: Option<f64>,
    /// How it was surveyed.
    pub method: Option<String>,
    /// By what it is found again.
    pub tie_points: Vec<TiePoint>,
}

/// A marker of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Identifier.
    pub id: MarkerId,
    /// The line in whose numbers it counts.
    pub line: LineId,
    /// The point that it marks.
    pub point: PointId,
    /// What stands on it.
    pub number: MarkerNumber,
    /// Where it stands in its life.
    pub state: MarkerState,
    /// What is known of it.
    pub facts: MarkerFacts,
    /// Civil day on which it was scrapped.
    pub ended_on: Option<Date>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// The number of the last commit that touched it or its tie points.
    pub version: i64,
}

impl Marker {
    /// How many markers have its serial.
    #[must_use]
    pub fn marker_type(&self) -> MarkerType {
        self.number.letter.marker_type()
    }
}
