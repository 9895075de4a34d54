//! Why something about boundaries is not done.

use geo::Coord;
use time::Date;

use super::{
    codes::MarkerState,
    number::NumberFault,
    state::{WrongLineState, WrongMarkerState},
};
use crate::{db, kernel::crs::CrsError};

/// Why not; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such line.
    #[error("no such line")]
    UnknownLine,
    /// There is no such marker.
    #[error("no such marker")]
    UnknownMarker,
    /// The register has a line with this code.
    #[error("the line {0} is in the register already")]
    LineExists(String),
    /// The code that both sides give is none.
    #[error("no code of a line")]
    Code(#[from] NumberFault),
    /// No division has this code.
    #[error("no division has the code {code}")]
    UnknownSide {
        /// Where in the body.
        pointer: &'static str,
        /// The code.
        code: String,
    },
    /// Somebody changed it since it was read.
    #[error("changed by somebody else")]
    LostUpdate,
    /// The line is not in a state for it.
    #[error(transparent)]
    LineState(#[from] WrongLineState),
    /// The marker is not in a state for it.
    #[error(transparent)]
    MarkerState(#[from] WrongMarkerState),
    /// A marker in this state has no such defect, or no such repair.
    #[error("the marker is {0}")]
    MarkerIs(MarkerState),
    /// A line that was approved is drawn anew only by a change (R353 art. 2, 9).
    #[error("what was approved is not drawn anew")]
    Approved,
    /// A day comes before another one, or after today.
    #[error("{day} is not between {not_before:?} and {not_after}")]
    DayOutOfOrder {
        /// Where in the body.
        pointer: &'static str,
        /// The day.
        day: Date,
        /// The first day that could be.
        not_before: Option<Date>,
        /// The last one.
        not_after: Date,
    },
    /// A segment does not begin where the one before it ends, or a point lies elsewhere.
    #[error("segment {segment} of part {part} does not meet its point")]
    Apart {
        /// Part, from 0.
        part: usize,
        /// Segment, from 0.
        segment: usize,
        /// Metres between them.
        metres: f64,
    },
    /// A part meets itself.
    #[error("part {part} meets itself at {at:?}")]
    Loop {
        /// Part, from 0.
        part: usize,
        /// Where, degrees.
        at: Coord<f64>,
    },
    /// A marker would be left without its point.
    #[error("marker {0} marks a point that the shape does not have")]
    MarkerLeft(String),
    /// The point has its markers.
    #[error("marker {0} marks this point")]
    PointMarked(String),
    /// No point has this id.
    #[error("no such point")]
    UnknownPoint(String),
    /// The line has no shape on which a marker could stand.
    #[error("the line has no shape")]
    NotDrawn,
    /// The marker does not stand at the line.
    #[error("{metres} m from the line")]
    OffLine {
        /// How far.
        metres: f64,
    },
    /// A marker at an end of the line belongs to the point there.
    #[error("an end of the line has a point of its own")]
    AtEnd,
    /// Two or three markers for a single one, or the like.
    #[error("takes {0} positions")]
    MarkerCount(usize),
    /// The side in charge is none of the line's.
    #[error("{0} is no side of the line")]
    NotASide(String),
    /// All serials of the line are taken, or this one is.
    #[error("no serial is left")]
    NoSerial,
    /// Tie points have numbers of their own.
    #[error("two tie points have the number {0}")]
    SameOrdinal(i32),
    /// The fix lies nowhere.
    #[error(transparent)]
    Fix(#[from] CrsError),
    /// There is no declaration in force.
    #[error("no source is declared")]
    NothingDeclared,
    /// There is one already.
    #[error("a source is declared already")]
    DeclaredAlready,
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("boundary_marker_serial_unique" | "boundary_marker_number_unique") => Self::NoSerial,
            Some("boundary_source_one") => Self::DeclaredAlready,
            _ => Self::Db(error),
        }
    }
}
