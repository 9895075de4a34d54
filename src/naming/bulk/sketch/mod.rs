//! The line of a street, sketched from the two streets or places where it starts and ends.
//!
//! # The rule
//!
//! 1. Each end is looked up among the names of the register: written alike, in full, not to come. Streets come before
//!    other things, names in use before those of the past. A name of several things is narrowed down by the division,
//!    if one is given and some of them lie in it; among what is left the pair that fits best is taken, and a finding
//!    says so.
//! 2. For every pair of things, points along both lines are tried, at most 150 steps each, and the best pair of points is
//!    made finer three times. The cost of a pair is `(Δlength / 10 %)² + (turn / 30°)²`: how far the straight line
//!    between them is from the announced length, and how far it turns away from due east-west or north-south, whichever
//!    is announced. The length weighs more because it was measured, while a direction is one of two words. What was not
//!    announced costs nothing, but then shorter lines are better ones, a little. A position near which the street lies
//!    draws the middle of the line towards it, a little.
//! 3. The best pair is the sketch: a straight line of two positions. It is refused if its geodesic length differs from
//!    the announced one by more than half, or if it turns by more than 45°.
//! 4. Where other points fit about as well, as between two parallel streets, a finding says how far away they are.
//!
//! The search is done in metres on a plane that touches the ellipsoid; lengths that are told are geodesic.

mod end;
mod fit;
mod note;
mod path;
mod refusal;

use geo::LineString;
use uuid::Uuid;

use super::{Column, Finding, Flaw};
use crate::{
    index::live::Snapshot,
    kernel::{
        geometry::{Position, geodesic_m},
        words::Orientation,
    },
};
use end::Candidate;
use fit::{Fit, Wish};
pub use note::SketchNote;
pub use refusal::SketchRefusal;

/// The part of the announced length by which a sketch may be off.
const MOST_OFF: f64 = 0.5;

/// The part beyond which its officer is told.
const TOLD_OFF: f64 = 0.1;

/// Degrees by which a sketch may turn away from the announced direction.
const MOST_TURNED: f64 = 45.0;

/// Degrees beyond which its officer is told.
const TOLD_TURNED: f64 = 20.0;

/// Metres that other good lines may be away without a word.
const TOLD_LOOSE_M: f64 = 100.0;

/// What is known of a street that is not drawn.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a> {
    /// The street or place where it starts.
    pub starts_at: &'a str,
    /// The street or place where it ends.
    pub ends_at: &'a str,
    /// Its direction.
    pub orientation: Option<Orientation>,
    /// Its length in metres.
    pub length_m: Option<f64>,
    /// Name or code of the division in which it lies.
    pub division: Option<&'a str>,
    /// A position near which it lies.
    pub near: Option<Position>,
}

/// A line that nobody has measured.
#[derive(Debug, Clone, PartialEq)]
pub struct SketchedLine {
    /// From start to end; x = longitude, y = latitude in degrees, EPSG:4490, seven decimals.
    pub line: LineString<f64>,
    /// Always: what a survey has measured is no sketch.
    pub sketched: bool,
    /// Its geodesic length in metres.
    pub length_m: f64,
    /// By how much it is longer than announced, as a part of that; none if no length was announced.
    pub length_error: Option<f64>,
    /// By how many degrees it turns away from the announced direction.
    pub turned_deg: Option<f64>,
    /// Where it starts.
    pub starts_at: StreetEnd,
    /// Where it ends.
    pub ends_at: StreetEnd,
    /// What its officer should know, errors never.
    pub findings: Vec<Finding>,
}

/// A street or place at an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetEnd {
    /// The thing.
    pub id: Uuid,
    /// The name by which it was found.
    pub name: String,
    /// Code of the division in which it is kept.
    pub division: String,
}

/// Sketches the line of a street.
pub fn between(snapshot: &Snapshot, ends: &Ends<'_>) -> Result<SketchedLine, SketchRefusal> {
    if ends.orientation == Some(Orientation::Ring) {
        return Err(SketchRefusal::Ring);
    }
    let starts = end::candidates(snapshot, Column::StartsAt, ends.starts_at, ends.division)?;
    let finishes = end::candidates(snapshot, Column::EndsAt, ends.ends_at, ends.division)?;
    let pairs = starts.iter().flat_map(|start| finishes.iter().map(move |finish| (start, finish)));
    let pairs: Vec<_> = pairs.filter(|(start, finish)| start.end.id != finish.end.id).collect();
    if pairs.is_empty() {
        return Err(SketchRefusal::SameThing { name: ends.starts_at.to_owned() });
    }
    let wish = Wish { orientation: ends.orientation, length_m: ends.length_m, near: ends.near };
    let fits = pairs
        .iter()
        .filter_map(|(start, finish)| Some((fit::best(start.geometry(), finish.geometry(), &wish)?, start, finish)));
    let best = fits.min_by(|(one, ..), (other, ..)| one.cost.total_cmp(&other.cost));
    let (fit, start, finish) = best.ok_or_else(|| SketchRefusal::Nowhere { name: ends.starts_at.to_owned() })?;
    let mut sketch = sketched(&fit, ends, start, finish)?;
    for (column, candidates, chosen) in [(Column::StartsAt, &starts, start), (Column::EndsAt, &finishes, finish)] {
        sketch.findings.extend(said_of(column, candidates.len(), chosen));
    }
    Ok(sketch)
}

fn sketched(fit: &Fit, ends: &Ends<'_>, start: &Candidate, finish: &Candidate) -> Result<SketchedLine, SketchRefusal> {
    let nowhere = || SketchRefusal::Nowhere { name: ends.starts_at.to_owned() };
    let [from, to] = [fit.from, fit.to].map(|at| Position::new(rounded(at.x), rounded(at.y)).ok());
    let (from, to) = from.zip(to).ok_or_else(nowhere)?;
    let length_m = geodesic_m(from, to);
    let announced = ends.length_m.filter(|length| *length > 0.0);
    let length_error = announced.map(|announced| length_m / announced - 1.0);
    if let (Some(error), Some(announced)) = (length_error, announced)
        && error.abs() > MOST_OFF
    {
        return Err(SketchRefusal::LengthOff { announced_m: announced, best_m: length_m });
    }
    if fit.turned_deg.is_some_and(|turned| turned > MOST_TURNED) {
        return Err(SketchRefusal::Turned { degrees: fit.turned_deg.unwrap_or_default() });
    }
    let made = SketchNote::Made { from: start.end.name.clone(), to: finish.end.name.clone(), metres: length_m };
    let notes = [
        Some(made),
        length_error.filter(|error| error.abs() > TOLD_OFF).map(SketchNote::Length),
        fit.turned_deg.filter(|turned| *turned > TOLD_TURNED).map(SketchNote::Turned),
        Some(fit.loose_m).filter(|loose| *loose > TOLD_LOOSE_M).map(SketchNote::Loose),
    ];
    let findings = notes.into_iter().flatten().map(|note| Finding::at(Column::Geometry, Flaw::Sketch(note))).collect();
    Ok(SketchedLine {
        line: LineString::new(vec![from.coord(), to.coord()]),
        sketched: true,
        length_m,
        length_error,
        turned_deg: fit.turned_deg,
        starts_at: start.end.clone(),
        ends_at: finish.end.clone(),
        findings,
    })
}

fn said_of(column: Column, count: usize, chosen: &Candidate) -> Vec<Finding> {
    let StreetEnd { name, division, .. } = &chosen.end;
    let several = (count > 1).then(|| SketchNote::Chosen { name: name.clone(), count, division: division.clone() });
    let former = chosen.is_former.then(|| SketchNote::FormerName(name.clone()));
    several.into_iter().chain(former).map(|note| Finding::at(column, Flaw::Sketch(note))).collect()
}

/// Degrees to seven decimals, about a centimetre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}
