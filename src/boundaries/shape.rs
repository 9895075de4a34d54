//! Shapes of lines: whether they meet themselves, and cutting them at a marker. EPSG:4490, x = longitude, y = latitude,
//! degrees throughout.

use geo::{Coord, Line, LineIntersection, LineString, line_intersection::line_intersection};
use rstar::{AABB, RTree, primitives::GeomWithData};

use crate::kernel::geometry::{Position, geodesic_m};

/// An edge with its way and its place in it.
type Edge = GeomWithData<rstar::primitives::Line<[f64; 2]>, (usize, usize)>;

/// Where ways that should be one line meet themselves or each other: a loop, a spike, a way walked twice, a crossing; and
/// in which way. A way may close where it began, and ways may share their ends.
#[must_use]
pub fn meeting(ways: &[LineString<f64>]) -> Option<(usize, Coord<f64>)> {
    let edges = ways.iter().enumerate().flat_map(|(way, line)| {
        line.lines().enumerate().map(move |(at, line)| GeomWithData::new(ends(line), (way, at)))
    });
    let tree: RTree<Edge> = RTree::bulk_load(edges.collect());
    ways.iter().enumerate().find_map(|(way, line)| {
        line.lines().enumerate().find_map(|(at, edge)| {
            if edge.start == edge.end {
                return Some((way, edge.start));
            }
            let (low, high) = corners(edge);
            let near = tree.locate_in_envelope_intersecting(&AABB::from_corners(low, high));
            // Each pair once, from its first edge.
            let later = near.filter(|other| other.data > (way, at));
            later.into_iter().find_map(|other| Some((way, met(ways, (way, at), other.data)?)))
        })
    })
}

/// Where two edges meet that should not.
fn met(
    ways: &[LineString<f64>],
    (way, at): (usize, usize),
    (other_way, other_at): (usize, usize),
) -> Option<Coord<f64>> {
    let (line, other_line) = (ways.get(way)?, ways.get(other_way)?);
    let edge_of = |line: &LineString<f64>, at: usize| Some(Line::new(*line.0.get(at)?, *line.0.get(at + 1)?));
    let (edge, other) = (edge_of(line, at)?, edge_of(other_line, other_at)?);
    let LineIntersection::SinglePoint { intersection, is_proper } = line_intersection(edge, other)? else {
        return Some(edge.end);
    };
    let is_end = |line: &LineString<f64>| line.0.first() == Some(&intersection) || line.0.last() == Some(&intersection);
    let is_vertex = if way == other_way {
        // Neighbours meet in the vertex between them, the first and the last edge in that where a way closes.
        let closes = line.is_closed() && at == 0 && other_at + 2 == line.0.len() && is_end(line);
        (other_at == at + 1 && intersection == edge.end) || closes
    } else {
        is_end(line) && is_end(other_line)
    };
    (is_proper || !is_vertex).then_some(intersection)
}

fn corners(line: Line<f64>) -> ([f64; 2], [f64; 2]) {
    let (start, end) = (line.start, line.end);
    ([start.x.min(end.x), start.y.min(end.y)], [start.x.max(end.x), start.y.max(end.y)])
}

fn ends(line: Line<f64>) -> rstar::primitives::Line<[f64; 2]> {
    rstar::primitives::Line::new([line.start.x, line.start.y], [line.end.x, line.end.y])
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
        let meets = |line: LineString<f64>| meeting(&[line]).map(|(_, at)| at);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 1. 0., 2. 1., 3. 0.))), None);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 1. 0., 1. 1., 0. 0.))), None);
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 2. 0., 2. 1., 1. 1., 1. -1.))), Some(Coord { x: 1., y: 0. }));
        assert!(meets(wkt!(LINESTRING(0. 0., 2. 0., 1. 0.))).is_some());
        assert_eq!(meets(wkt!(LINESTRING(0. 0., 2. 0., 3. 0., 3. 1., 2. 0., 2. -1.))), Some(Coord { x: 2., y: 0. }));
        assert!(meets(wkt!(LINESTRING(0. 0., 0. 0., 1. 0.))).is_some());
    }

    #[test]
    fn ways_of_a_line_share_ends_and_nothing_else() {
        let first = wkt!(LINESTRING(0. 0., 2. 0.));
        assert_eq!(meeting(&[first.clone(), wkt!(LINESTRING(2. 0., 3. 1.))]), None);
        assert_eq!(meeting(&[first.clone(), wkt!(LINESTRING(5. 0., 6. 1.))]), None);
        let across = [first.clone(), wkt!(LINESTRING(1. 1., 1. -1.))];
        assert_eq!(meeting(&across), Some((0, Coord { x: 1., y: 0. })));
        // The end of one in the middle of the other.
        assert!(meeting(&[first.clone(), wkt!(LINESTRING(1. 0., 1. 1.))]).is_some());
        assert!(meeting(&[first.clone(), first]).is_some());
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
