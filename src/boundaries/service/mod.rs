//! Use cases of boundaries. The caller opens the transaction of each and commits it.

mod drawing;
mod lines;
mod markers;
mod source;

pub use drawing::{NewPart, NewPoint, NewSegment, draw};
pub use lines::{LineStep, NewLine, act, course, describe, drawn, enter, find, list, lock, station};
pub use markers::{
    MarkerStep, NewMarkers, Place, act as act_on_marker, find as find_marker, judge, list as list_markers,
    set as set_markers, tie, turn as turn_marker,
};
pub use source::{NewSource, Source, declare, declared, withdraw};

use time::Date;

pub use super::store::{LineFilter, MarkerFilter};
use super::{LineId, MarkerId, Refusal};
use crate::records::{Pen, Subject};

/// What the records call a line.
pub const LINE: &str = "boundary_line";

/// What they call a marker.
pub const MARKER: &str = "boundary_marker";

/// What they call a declaration of the source of boundaries.
pub const SOURCE: &str = "boundary_source";

/// A day that is said at `pointer`, if it is not in the future and not before another one.
fn in_order(pen: &Pen<'_>, pointer: &'static str, day: Date, not_before: Option<Date>) -> Result<Date, Refusal> {
    let not_after = pen.today();
    if day > not_after || not_before.is_some_and(|first| day < first) {
        return Err(Refusal::DayOutOfOrder { pointer, day, not_before, not_after });
    }
    Ok(day)
}

/// The records of a line.
#[must_use]
pub fn of_line(id: LineId) -> Subject {
    Subject { kind: LINE, id: id.0 }
}

/// The records of a marker.
#[must_use]
pub fn of_marker(id: MarkerId) -> Subject {
    Subject { kind: MARKER, id: id.0 }
}
