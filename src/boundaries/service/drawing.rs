//! The shape of a line: drawn once, as both sides agree on it.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, LineString, Point};
use serde_json::json;
use time::Date;

use super::{MarkerFilter, drawn, lock, of_line};
use crate::{
    boundaries::{
        Refusal,
        codes::{Feature, LineState, PointKind},
        model::{BoundaryPoint, DrawnLine, LineId, PointId, Segment},
        shape, store,
    },
    kernel::geometry::{Position, geodesic_m},
    records::{Pen, Step},
};

/// An end of a segment is taken onto a point that is no farther away than this, in metres.
const SNAP_M: f64 = 1.0;

/// A part of a line: from a point through segments to a point.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPart {
    /// Where it begins.
    pub start: NewPoint,
    /// Its segments in order; at least one.
    pub segments: Vec<NewSegment>,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSegment {
    /// What it follows.
    pub feature: Feature,
    /// What that is called.
    pub feature_name: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees; two vertices or more.
    pub shape: LineString<f64>,
    /// Where it ends.
    pub end: NewPoint,
}

/// A point at an end of a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum NewPoint {
    /// One that the register has.
    Known(PointId),
    /// Where the part began.
    Start,
    /// A new one, at the end of the segment.
    New {
        /// What it is.
        kind: PointKind,
        /// Its number.
        name: String,
        /// Agreement of all three sides on a meeting point.
        agreement: Option<String>,
        /// Civil day of that agreement.
        agreed_on: Option<Date>,
        /// Accuracy in metres, as the survey states it.
        accuracy_m: Option<f64>,
    },
}

/// Draws a line that was not approved yet; what was drawn before ends today. Points that have markers stay its points.
pub async fn draw(pen: &Pen<'_>, id: LineId, based_on: Option<i64>, parts: Vec<NewPart>) -> Result<DrawnLine, Refusal> {
    let line = lock(pen, id, based_on).await?;
    if !matches!(line.state, LineState::Proposed | LineState::Agreed) {
        return Err(Refusal::Approved);
    }
    let known = known_points(pen, &parts).await?;
    store::end_segments(pen.tx, id, pen.today()).await?;
    let (mut segments, mut ways, mut ends) = (0, Vec::new(), BTreeSet::new());
    for (at, part) in parts.into_iter().enumerate() {
        let drawing = Drawing { pen, known: &known, illustrative: line.illustrative, part: at };
        let drawn = drawing.part(part).await?;
        let mut way: Vec<Coord<f64>> = Vec::new();
        for segment in &drawn {
            way.extend(segment.shape.0.iter().skip(usize::from(!way.is_empty())));
            store::insert_segment(pen.tx, id, segment).await?;
        }
        segments += drawn.len();
        ends.extend(drawn.iter().flat_map(|segment| [segment.from, segment.to]));
        ways.push(LineString(way));
    }
    if let Some((part, at)) = shape::meeting(&ways) {
        return Err(Refusal::Loop { part, at });
    }
    let filter = MarkerFilter { lines: Some(vec![id.0]), ..MarkerFilter::default() };
    let markers = store::markers(pen.tx, &filter, i64::MAX).await?;
    let left = markers.iter().find(|marker| marker.ended_on.is_none() && !ends.contains(&marker.point));
    if let Some(marker) = left {
        return Err(Refusal::MarkerLeft(marker.number.to_string()));
    }
    let vertices: usize = ways.iter().map(|way| way.0.len()).sum();
    let facts = json!({ "segments": segments, "vertices": vertices });
    pen.append(of_line(id), Step { kind: "draw", from: None, to: None }, facts).await?;
    let line = lock(pen, id, None).await?;
    drawn(pen.tx, vec![line]).await?.pop().ok_or(Refusal::UnknownLine)
}

async fn known_points(pen: &Pen<'_>, parts: &[NewPart]) -> Result<BTreeMap<PointId, BoundaryPoint>, Refusal> {
    let ends = parts
        .iter()
        .flat_map(|part| std::iter::once(&part.start).chain(part.segments.iter().map(|segment| &segment.end)));
    let ids: Vec<_> =
        ends.filter_map(|point| if let NewPoint::Known(id) = point { Some(id.0) } else { None }).collect();
    let known: BTreeMap<PointId, BoundaryPoint> =
        store::points(pen.tx, &ids).await?.into_iter().map(|point| (point.id, point)).collect();
    match ids.into_iter().find(|id| !known.contains_key(&PointId(*id))) {
        Some(id) => Err(Refusal::UnknownPoint(id.to_string())),
        None => Ok(known),
    }
}

struct Drawing<'a> {
    pen: &'a Pen<'a>,
    known: &'a BTreeMap<PointId, BoundaryPoint>,
    illustrative: bool,
    part: usize,
}

impl Drawing<'_> {
    /// The segments of a part, their ends taken onto their points; new points are entered.
    async fn part(&self, part: NewPart) -> Result<Vec<Segment>, Refusal> {
        let NewPart { start, segments } = part;
        let first = segments.first().and_then(|segment| segment.shape.0.first()).copied();
        let Some(first) = first else { return Ok(Vec::new()) };
        let start = self.point(start, (0, first), None).await?;
        let mut drawn: Vec<Segment> = Vec::new();
        let mut from = (start.id, start.position.0);
        for (at, segment) in segments.into_iter().enumerate() {
            let NewSegment { feature, feature_name, shape: LineString(mut vertices), end } = segment;
            let Some(last) = vertices.last().copied() else { continue };
            let to = self.point(end, (at, last), Some(&start)).await?;
            if let Some(vertex) = vertices.first_mut() {
                *vertex = self.onto(at, *vertex, from.1)?;
            }
            if let Some(vertex) = vertices.last_mut() {
                *vertex = to.position.0;
            }
            vertices.dedup();
            let number = |at: usize| i32::try_from(at + 1).unwrap_or(i32::MAX);
            drawn.push(Segment {
                id: self.pen.ids.next(),
                part: number(self.part),
                ordinal: number(at),
                from: from.0,
                to: to.id,
                feature,
                feature_name,
                shape: LineString(vertices),
            });
            from = (to.id, to.position.0);
        }
        Ok(drawn)
    }

    /// The point at the end of a segment.
    async fn point(
        &self,
        point: NewPoint,
        (segment, at): (usize, Coord<f64>),
        start: Option<&BoundaryPoint>,
    ) -> Result<BoundaryPoint, Refusal> {
        let there = match point {
            NewPoint::New { kind, name, agreement, agreed_on, accuracy_m } => {
                let (id, position) = (self.pen.ids.next(), Point::from(at));
                let point = BoundaryPoint { id, kind, name, agreement, agreed_on, position, accuracy_m };
                store::insert_point(self.pen.tx, &point, self.illustrative).await?;
                return Ok(point);
            }
            NewPoint::Known(id) => self.known.get(&id).cloned().ok_or_else(|| Refusal::UnknownPoint(id.to_string()))?,
            NewPoint::Start => start.cloned().ok_or_else(|| Refusal::UnknownPoint("start".to_owned()))?,
        };
        self.onto(segment, at, there.position.0)?;
        Ok(there)
    }

    /// The place of a point, if a vertex is near enough to be meant as it.
    fn onto(&self, segment: usize, vertex: Coord<f64>, point: Coord<f64>) -> Result<Coord<f64>, Refusal> {
        let metres = metres(vertex, point);
        if metres > SNAP_M { Err(Refusal::Apart { part: self.part, segment, metres }) } else { Ok(point) }
    }
}

fn metres(one: Coord<f64>, other: Coord<f64>) -> f64 {
    let position = |at: Coord<f64>| Position::new(at.x, at.y).ok();
    position(one).zip(position(other)).map_or(f64::INFINITY, |(one, other)| geodesic_m(one, other))
}
