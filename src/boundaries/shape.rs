//! Shapes of lines: whether they cross themselves, and cutting them at a marker. EPSG:4490, x = longitude, y = latitude,
//! degrees throughout.

use geo::{Coord, Line, LineIntersection, LineString, line_intersection::line_intersection};
use rstar::{AABB, RTree, primitives::GeomWithData};

use crate::kernel::geometry::{Position, geodesic_m};

/// An edge with its place in the part and the number of edges of the part.
type Edge = GeomWithData<rstar::primitives::Line<[f64; 2]>, usize>;

/// Where a line that should be one way meets itself: a loop, a spike or a way walked twice. Closing where it began is no
/// loop.
#[must_use]
pub fn meets_itself(way: &LineString<f64>) -> Option<Coord<f64>> {
    let lines: Vec<Line<f64>> = way.lines().collect();
    if let Some(still) = lines.iter().find(|line| line.start == line.end) {
        return Some(still.start);
    }
    let edges: Vec<Edge> = lines.iter().enumerate().map(|(at, line)| edge(*line, at)).collect();
    let last = lines.len().saturating_sub(1);
    let closes = way.is_closed();
    let tree = RTree::bulk_load(edges);
    lines.iter().enumerate().find_map(|(at, line)| {
        let (low, high) = (line.bounding_low(), line.bounding_high());
        tree.locate_in_envelope_intersecting(&AABB::from_corners(low, high)).find_map(|other| {
            let (first, second) = (at, other.data);
            if second <= first {
                return None;
            }
            let meeting = line_intersection(*line, *lines.get(second)?)?;
            let follows = second == first + 1;
            let joins_ends = closes && first == 0 && second == last;
            match meeting {
                // Neighbours meet in the vertex between them, and nowhere else.
                LineIntersection::SinglePoint { is_proper: false, intersection }
                    if follows && intersection == line.end =>
                {
                    None
                }
                LineIntersection::SinglePoint { is_proper: false, intersection }
                    if joins_ends && intersection == line.start =>
                {
                    None
                }
                LineIntersection::SinglePoint { intersection, .. } => Some(intersection),
                LineIntersection::Collinear { intersection } => Some(intersection.start),
            }
        })
    })
}

trait Bounded {
    fn bounding_low(&self) -> [f64; 2];
    fn bounding_high(&self) -> [f64; 2];
}

impl Bounded for Line<f64> {
    fn bounding_low(&self) -> [f64; 2] {
        [self.start.x.min(self.end.x), self.start.y.min(self.end.y)]
    }

    fn bounding_high(&self) -> [f64; 2] {
        [self.start.x.max(self.end.x), self.start.y.max(self.end.y)]
    }
}

fn edge(line: Line<f64>, at: usize) -> Edge {
    GeomWithData::new(rstar::primitives::Line::new([line.start.x, line.start.y], [line.end.x, line.end.y]), at)
}

/// A line cut in two.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Up to the cut.
    pub before: LineString<f64>,
    /// From the cut on.
    pub behind: LineString<f64>,
    /// Metres from the line to the place at which a cut was asked for.
    pub off_m: f64,
}

/// Cuts a line where it is nearest to `place`; none when that is one of its ends.
///
/// Nearest is judged in the plane of the place, whose scale differs between its axes only by the cosine of the latitude:
/// over the length of an edge that is right to less than a millimetre.
#[must_use]
pub fn cut(line: &LineString<f64>, place: Coord<f64>) -> Option<Cut> {
    let nearest = line.lines().enumerate().map(|(at, edge)| (at, foot(edge, place)));
    let metres =
        |at: Coord<f64>| Some(geodesic_m(Position::new(at.x, at.y).ok()?, Position::new(place.x, place.y).ok()?));
    let measured = nearest.filter_map(|(at, foot)| Some((at, foot, metres(foot)?)));
    let (edge, at, off_m) = measured.min_by(|one, other| one.2.total_cmp(&other.2))?;
    let mut before: Vec<Coord<f64>> = line.0.iter().take(edge + 1).copied().collect();
    let mut behind: Vec<Coord<f64>> = line.0.iter().skip(edge + 1).copied().collect();
    if before.last() != Some(&at) {
        before.push(at);
    }
    if behind.first() != Some(&at) {
        behind.insert(0, at);
    }
    (before.len() > 1 && behind.len() > 1).then_some(Cut {
        before: LineString(before),
        behind: LineString(behind),
        off_m,
    })
}

/// The place on an edge that is nearest to `place`.
fn foot(edge: Line<f64>, place: Coord<f64>) -> Coord<f64> {
    let scale = place.y.to_radians().cos();
    let (along, to) = (edge.end - edge.start, place - edge.start);
    let square = (along.x * scale).powi(2) + along.y.powi(2);
    if square == 0.0 {
        return edge.start;
    }
    let part = ((to.x * along.x * scale.powi(2) + to.y * along.y) / square).clamp(0.0, 1.0);
    if part >= 1.0 { edge.end } else { edge.start + along * part }
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    #[test]
    fn a_loop_a_spike_and_a_way_walked_twice_are_seen() {
        let meets = |line: LineString<f64>| meets_itself(&line);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 1. 0., 2. 1., 3. 0.))), None);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 1. 0., 1. 1., 0. 0.))), None);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 2. 0., 2. 1., 1. 1., 1. -1.))), Some(Coord { x: 1., y: 0. }));
        assert!(meets(wkt!(LINESTRING(0. 0., 2. 0., 1. 0.))).is_some());
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 2. 0., 3. 0., 3. 1., 2. 0., 2. -1.))), Some(Coord { x: 2., y: 0. }));
        assert!(meets(wkt!(LINESTRING(0. 0., 0. 0., 1. 0.))).is_some());
    }

    #[test]
    fn a_line_is_cut_where_it_is_nearest() {
        let line = wkt!(LINESTRING(113.0 30.5, 113.1 30.5, 113.1 30.6));
        let halved = cut(&line, Coord { x: 113.05, y: 30.501 }).unwrap();
        assert!((halved.off_m - 110.86).abs() < 0.2, "{}", halved.off_m);
        assert_eq!((halved.before.0.len(), halved.behind.0.len()), (2, 3));
        assert_eq!(halved.before.0.last(), halved.behind.0.first());
        let corner = cut(&line, Coord { x: 113.1, y: 30.5 }).unwrap();
        assert_eq!((corner.before.0.len(), corner.behind.0.len()), (2, 2));
        assert_eq!(cut(&line, Coord { x: 112.9, y: 30.5 }), None);
    }
}
