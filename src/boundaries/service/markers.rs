//! Markers: setting them, their steps, their tie points, and whether they moved.

use std::collections::BTreeSet;

use geo::{Coord, Point};
use serde_json::json;
use time::Date;

use super::{MarkerFilter, drawn, in_order, lock, of_marker};
use crate::{
    boundaries::{
        Refusal,
        codes::{MarkerState, MarkerType, PointKind},
        fix::{self, Judgement, Observed, Registered, TiePoint},
        model::{BoundaryPoint, DrawnLine, LineId, Marker, MarkerFacts, MarkerId, PointId, Segment},
        number::{LAST_SERIAL, Letter, MarkerNumber},
        shape,
        state::{MarkerAction, marker_after},
        store,
    },
    db::tx::Tx,
    kernel::geometry::{BadPosition, Position},
    records::{Pen, Step},
};

/// The point of a marker lies on its line to so many metres; beside it by more only where the line was drawn coarsely.
const ON_LINE_M: f64 = 10.0;

/// One, two or three markers with one serial, at one point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMarkers {
    /// The serial; the next one unless said.
    pub serial: Option<u16>,
    /// How many have it.
    pub marker_type: MarkerType,
    /// Which point they mark.
    pub place: Place,
    /// What is known of each, in the order of their letters.
    pub markers: Vec<MarkerFacts>,
    /// Made for demonstration.
    pub illustrative: bool,
}

/// Which point of a line markers mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// One that the line has.
    Point(PointId),
    /// A new one on the line, nearest to here: EPSG:4490, x = longitude, y = latitude, degrees.
    At(Coord<f64>),
}

/// A step of a marker with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkerStep {
    /// Both sides set it.
    Set {
        /// When.
        on: Date,
    },
    /// Its registration form is complete.
    Accept,
    /// It is taken out of the register.
    Scrap {
        /// When.
        on: Date,
        /// Why, and by which filing.
        reason: String,
    },
}

impl MarkerStep {
    /// Which action it is.
    #[must_use]
    pub const fn action(&self) -> MarkerAction {
        match self {
            Self::Set { .. } => MarkerAction::Set,
            Self::Accept => MarkerAction::Accept,
            Self::Scrap { .. } => MarkerAction::Scrap,
        }
    }
}

/// Enters markers with the next serial of a line, or the one that is said. The lock of the line lets two at once follow
/// each other.
pub async fn set(pen: &Pen<'_>, line: LineId, new: NewMarkers) -> Result<Vec<Marker>, Refusal> {
    let line = lock(pen, line, None).await?;
    let letters = Letter::of(new.marker_type);
    if letters.len() != new.markers.len() {
        return Err(Refusal::MarkerCount(letters.len()));
    }
    let (code, id) = (line.code.clone(), line.id);
    let drawn = drawn(pen.tx, vec![line]).await?.pop().ok_or(Refusal::UnknownLine)?;
    let point = match new.place {
        Place::Point(point) => {
            drawn.point(point).ok_or_else(|| Refusal::UnknownPoint(point.to_string()))?;
            let marking = drawn.markers.iter().find(|marker| marker.point == point && marker.ended_on.is_none());
            if let Some(marker) = marking {
                return Err(Refusal::PointMarked(marker.number.to_string()));
            }
            point
        }
        Place::At(at) => split(pen, &drawn, at, new.illustrative).await?,
    };
    store::mark_point(pen.tx, point).await?;
    let serial = match new.serial {
        Some(serial) => serial,
        None => u16::try_from(store::last_serial(pen.tx, id).await? + 1).map_err(|_| Refusal::NoSerial)?,
    };
    if serial > LAST_SERIAL {
        return Err(Refusal::NoSerial);
    }
    let mut numbers = Vec::new();
    for (letter, facts) in letters.iter().zip(new.markers) {
        if let Some(day) = facts.set_on {
            in_order(pen, "/markers", day, None)?;
        }
        // The side itself or a division in it: a township may be in charge of a marker on the line of its county.
        let (lower, higher) = code.sides();
        if ![lower, higher].iter().any(|side| facts.responsible_code.starts_with(side)) {
            return Err(Refusal::NotASide(facts.responsible_code));
        }
        let state = if facts.set_on.is_some() { MarkerState::Set } else { MarkerState::Planned };
        let number = MarkerNumber { line: code.clone(), serial, letter: *letter };
        let (illustrative, ended_on, version) = (new.illustrative, None, 0);
        let marker =
            Marker { id: pen.ids.next(), line: id, point, number, state, facts, ended_on, illustrative, version };
        store::insert_marker(pen.tx, &marker).await?;
        enter_tie_points(pen, marker.id, &marker.facts.tie_points).await?;
        let facts = json!({ "number": marker.number.to_string() });
        pen.append(of_marker(marker.id), Step::begins("enter", state.code()), facts).await?;
        numbers.push(marker.number.to_string());
    }
    let count = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
    Ok(store::markers(pen.tx, &MarkerFilter { numbers: Some(numbers), ..MarkerFilter::default() }, count).await?)
}

/// Cuts the segment that passes nearest to a place, and gives the new point there.
async fn split(pen: &Pen<'_>, drawn: &DrawnLine, at: Coord<f64>, illustrative: bool) -> Result<PointId, Refusal> {
    if drawn.segments.is_empty() {
        return Err(Refusal::NotDrawn);
    }
    let cuts =
        drawn.segments.iter().enumerate().filter_map(|(place, segment)| Some((place, shape::cut(&segment.shape, at)?)));
    let (place, cut) = cuts.min_by(|one, other| one.1.off_m.total_cmp(&other.1.off_m)).ok_or(Refusal::AtEnd)?;
    if cut.off_m > ON_LINE_M {
        return Err(Refusal::OffLine { metres: cut.off_m });
    }
    let foot = cut.behind.0.first().copied().unwrap_or(at);
    let name = format!("J{:03}", drawn.points.len() + 1);
    let (kind, position) = (PointKind::MarkerPoint, Point::from(foot));
    let point =
        BoundaryPoint { id: pen.ids.next(), kind, name, agreement: None, agreed_on: None, position, accuracy_m: None };
    store::insert_point(pen.tx, &point, illustrative).await?;
    // The places in the line move on: its segments are entered anew around the cut.
    store::end_segments(pen.tx, drawn.line.id, pen.today()).await?;
    let mut segments: Vec<Segment> = drawn.segments.clone();
    if let Some(whole) = segments.get(place).cloned() {
        let behind = Segment { from: point.id, shape: cut.behind, ..whole.clone() };
        let before = Segment { to: point.id, shape: cut.before, ..whole };
        segments.splice(place..=place, [before, behind]);
    }
    let (mut part, mut ordinal) = (0, 0);
    for mut segment in segments {
        ordinal = if segment.part == part { ordinal + 1 } else { 1 };
        part = segment.part;
        segment.ordinal = ordinal;
        segment.id = pen.ids.next();
        store::insert_segment(pen.tx, drawn.line.id, &segment).await?;
    }
    Ok(point.id)
}

async fn enter_tie_points(pen: &Pen<'_>, marker: MarkerId, ties: &[TiePoint]) -> Result<(), Refusal> {
    let mut ordinals = BTreeSet::new();
    for tie in ties {
        if !ordinals.insert(tie.ordinal) {
            return Err(Refusal::SameOrdinal(tie.ordinal));
        }
        store::insert_tie_point(pen.tx, pen.ids.next(), marker, tie).await?;
    }
    Ok(())
}

/// Gives a marker other tie points; those that it had end today.
pub async fn tie(pen: &Pen<'_>, id: MarkerId, based_on: Option<i64>, ties: Vec<TiePoint>) -> Result<Marker, Refusal> {
    let marker = lock_marker(pen, id, based_on).await?;
    store::end_tie_points(pen.tx, marker.id, pen.today()).await?;
    enter_tie_points(pen, marker.id, &ties).await?;
    pen.append(of_marker(id), Step { kind: "tie", from: None, to: None }, json!({ "tie_points": ties.len() })).await?;
    reread(pen, id).await
}

/// Takes a marker on by one step.
pub async fn act(pen: &Pen<'_>, id: MarkerId, based_on: Option<i64>, step: MarkerStep) -> Result<Marker, Refusal> {
    let mut marker = lock_marker(pen, id, based_on).await?;
    let (before, action) = (marker.state, step.action());
    marker.state = marker_after(before, action)?;
    let facts = match step {
        MarkerStep::Set { on } => {
            marker.facts.set_on = Some(in_order(pen, "/on", on, None)?);
            json!({ "on": on.to_string() })
        }
        MarkerStep::Accept => json!({}),
        MarkerStep::Scrap { on, reason } => {
            marker.ended_on = Some(in_order(pen, "/on", on, marker.facts.set_on)?);
            json!({ "on": on.to_string(), "reason": reason })
        }
    };
    store::save_marker(pen.tx, &marker).await?;
    let step = Step { kind: action.code(), from: Some(before.code()), to: Some(marker.state.code()) };
    pen.append(of_marker(id), step, facts).await?;
    reread(pen, id).await
}

/// Turns a marker to the state that follows from what was found at it, or from its repair (R353 art. 6). `why` is what the
/// records call it.
pub async fn turn(
    pen: &Pen<'_>,
    id: MarkerId,
    (from, to): (&[MarkerState], MarkerState),
    (why, facts): (&'static str, serde_json::Value),
) -> Result<Marker, Refusal> {
    let mut marker = lock_marker(pen, id, None).await?;
    let before = marker.state;
    if !from.contains(&before) {
        return Err(Refusal::MarkerIs(before));
    }
    marker.state = to;
    store::save_marker(pen.tx, &marker).await?;
    pen.append(of_marker(id), Step { kind: why, from: Some(before.code()), to: Some(to.code()) }, facts).await?;
    reread(pen, id).await
}

/// Judges whether a marker moved, and puts the verdict on its record.
pub async fn judge(pen: &Pen<'_>, id: MarkerId, observed: &Observed) -> Result<Judgement, Refusal> {
    let marker = lock_marker(pen, id, None).await?;
    let at = marker.facts.position;
    let position = Position::new(at.x(), at.y()).map_err(|bad: BadPosition| Refusal::Fix(bad.into()))?;
    let registered =
        Registered { position, accuracy_m: marker.facts.accuracy_m, tie_points: marker.facts.tie_points.clone() };
    let judgement = fix::judge(&registered, observed)?;
    let facts = json!({
        "verdict": judgement.verdict,
        "off_m": judgement.fix_off_m.map(|metres| (metres * 100.0).round() / 100.0),
        "readings": observed.readings.len(),
    });
    pen.append(of_marker(id), Step { kind: "judge", from: None, to: None }, facts).await?;
    Ok(judgement)
}

async fn lock_marker(pen: &Pen<'_>, id: MarkerId, based_on: Option<i64>) -> Result<Marker, Refusal> {
    let marker = store::lock_marker(pen.tx, id).await?.ok_or(Refusal::UnknownMarker)?;
    match based_on {
        Some(version) if version != marker.version => Err(Refusal::LostUpdate),
        _ => Ok(marker),
    }
}

async fn reread(pen: &Pen<'_>, id: MarkerId) -> Result<Marker, Refusal> {
    let filter = MarkerFilter { ids: Some(vec![id.0]), ..MarkerFilter::default() };
    store::markers(pen.tx, &filter, 1).await?.pop().ok_or(Refusal::UnknownMarker)
}

/// The marker with a number, as somebody wrote it.
pub async fn find(tx: &Tx, number: &str) -> Result<Marker, Refusal> {
    let number: MarkerNumber = number.parse().map_err(|_| Refusal::UnknownMarker)?;
    let filter = MarkerFilter { numbers: Some(vec![number.to_string()]), ..MarkerFilter::default() };
    store::markers(tx, &filter, 1).await?.pop().ok_or(Refusal::UnknownMarker)
}

/// Markers by number.
pub async fn list(tx: &Tx, filter: &MarkerFilter, limit: i64) -> Result<Vec<Marker>, Refusal> {
    Ok(store::markers(tx, filter, limit).await?)
}
