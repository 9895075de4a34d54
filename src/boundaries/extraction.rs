//! Borders out of a coverage: where two divisions share an edge there is a line between them, once for both.
//!
//! The coverage is taken as it is: edges count as shared when both divisions have the same two vertices, one after the
//! other and in opposite directions. What does not match so is a defect of the coverage and no border.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, LineString, MultiPolygon, Orient, orient::Direction};

use crate::kernel::geometry::line_length_m;

/// The border between two divisions: ways that begin and end where a third division, or the outside, is met, or that come
/// back to where they began.
#[derive(Debug, Clone, PartialEq)]
pub struct Border<'a> {
    /// The division on the left hand of who walks the ways.
    pub left: &'a str,
    /// The division on the right hand.
    pub right: &'a str,
    /// EPSG:4490, x = longitude, y = latitude, degrees; as a whole from west to east or from north to south.
    pub ways: Vec<LineString<f64>>,
}

/// The borders of a coverage, and who meets at the vertices where ways end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Borders<'a> {
    /// Borders, by the lower code and the higher one.
    pub borders: Vec<Border<'a>>,
    /// The divisions at each vertex where ways end; fewer than three where the outside is met.
    pub meetings: BTreeMap<Vertex, BTreeSet<&'a str>>,
}

/// A vertex, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Vertex([u64; 2]);

impl From<Coord<f64>> for Vertex {
    fn from(at: Coord<f64>) -> Self {
        // The two zeros are one place.
        Self([(at.x + 0.0).to_bits(), (at.y + 0.0).to_bits()])
    }
}

impl From<Vertex> for Coord<f64> {
    fn from(Vertex([x, y]): Vertex) -> Self {
        Self { x: f64::from_bits(x), y: f64::from_bits(y) }
    }
}

/// Finds the borders between divisions by code: EPSG:4490, x = longitude, y = latitude, degrees.
#[must_use]
pub fn borders(divisions: &[(String, MultiPolygon<f64>)]) -> Borders<'_> {
    let mut left_of: BTreeMap<(Vertex, Vertex), &str> = BTreeMap::new();
    for (code, shape) in divisions {
        // Shells anticlockwise, holes clockwise: a division lies on the left of its edges.
        for polygon in shape.orient(Direction::Default) {
            for line in std::iter::once(polygon.exterior()).chain(polygon.interiors()).flat_map(LineString::lines) {
                left_of.insert((line.start.into(), line.end.into()), code);
            }
        }
    }
    let mut around: BTreeMap<Vertex, BTreeSet<&str>> = BTreeMap::new();
    let mut at_outside: BTreeSet<Vertex> = BTreeSet::new();
    let mut shared: BTreeMap<(&str, &str), BTreeMap<Vertex, Vec<Vertex>>> = BTreeMap::new();
    for (&(from, to), &left) in &left_of {
        around.entry(from).or_default().insert(left);
        match left_of.get(&(to, from)) {
            Some(&right) if left < right => shared.entry((left, right)).or_default().entry(from).or_default().push(to),
            Some(_) => {}
            None => at_outside.extend([from, to]),
        }
    }
    let meets = |vertex: &Vertex| {
        let divisions = around.get(vertex).map_or(0, BTreeSet::len);
        divisions + usize::from(at_outside.contains(vertex)) > 2
    };
    let mut found = Borders::default();
    for ((left, right), edges) in shared {
        let ways = ways(edges, meets);
        for vertex in ways.iter().filter(|way| !way.is_closed()).flat_map(|way| [way.0.first(), way.0.last()]).flatten()
        {
            let vertex = Vertex::from(*vertex);
            found.meetings.insert(vertex, around.get(&vertex).cloned().unwrap_or_default());
        }
        found.borders.push(directed(left, right, ways));
    }
    found
}

/// Walks edges from vertex to vertex, and stops where others are met.
fn ways(mut edges: BTreeMap<Vertex, Vec<Vertex>>, meets: impl Fn(&Vertex) -> bool) -> Vec<LineString<f64>> {
    let arrived: BTreeSet<Vertex> = edges.values().flatten().copied().collect();
    let begins = |vertex: &Vertex| meets(vertex) || !arrived.contains(vertex);
    let mut ways = Vec::new();
    let starts: Vec<Vertex> = edges.keys().filter(|vertex| begins(vertex)).copied().collect();
    for start in starts {
        while edges.get(&start).is_some_and(|next| !next.is_empty()) {
            ways.push(walk(&mut edges, start, &meets));
        }
    }
    // What is left comes back to itself.
    while let Some(start) = edges.iter().find(|(_, next)| !next.is_empty()).map(|(vertex, _)| *vertex) {
        ways.push(walk(&mut edges, start, &meets));
    }
    ways
}

fn walk(edges: &mut BTreeMap<Vertex, Vec<Vertex>>, start: Vertex, meets: impl Fn(&Vertex) -> bool) -> LineString<f64> {
    let mut way: Vec<Coord<f64>> = vec![start.into()];
    let mut here = start;
    while let Some(next) = edges.get_mut(&here).and_then(Vec::pop) {
        way.push(next.into());
        here = next;
        if meets(&here) || here == start {
            break;
        }
    }
    LineString(way)
}

/// The border with its ways in order: the longest one runs from west to east, or from north to south where it is rather
/// upright, and the others keep the same side on the left.
fn directed<'a>(left: &'a str, right: &'a str, mut ways: Vec<LineString<f64>>) -> Border<'a> {
    let length = |way: &LineString<f64>| line_length_m(&way.clone().into()).unwrap_or_default();
    let span = ways.iter().max_by(|one, other| length(one).total_cmp(&length(other))).and_then(|way| {
        let (first, last) = (way.0.first()?, way.0.last()?);
        Some(((last.x - first.x) * first.y.to_radians().cos(), last.y - first.y))
    });
    let (east, north) = span.unwrap_or_default();
    let lies_flat = east.abs() >= north.abs();
    let backwards = if lies_flat { east < 0.0 } else { north > 0.0 };
    if backwards {
        for way in &mut ways {
            way.0.reverse();
        }
    }
    let along = |way: &LineString<f64>| way.0.first().map_or(0.0, |at| if lies_flat { at.x } else { -at.y });
    ways.sort_by(|one, other| along(one).total_cmp(&along(other)));
    if backwards { Border { left: right, right: left, ways } } else { Border { left, right, ways } }
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    fn named(code: &str, shape: MultiPolygon<f64>) -> (String, MultiPolygon<f64>) {
        (code.to_owned(), shape)
    }

    #[test]
    fn two_neighbours_share_one_line_and_the_outside_none() {
        let divisions = [
            named("1", wkt!(MULTIPOLYGON(((0. 0., 1. 0., 1. 1., 0. 1., 0. 0.))))),
            named("2", wkt!(MULTIPOLYGON(((1. 0., 2. 0., 2. 1., 1. 1., 1. 0.))))),
        ];
        let found = borders(&divisions);
        let [border] = found.borders.as_slice() else { panic!("{found:?}") };
        // From north to south, the western one on the right hand.
        assert_eq!((border.left, border.right), ("2", "1"));
        assert_eq!(border.ways, [wkt!(LINESTRING(1. 1., 1. 0.))]);
        assert_eq!(found.meetings.len(), 2);
    }

    #[test]
    fn a_hole_is_one_ring_and_an_exclave_a_second_way() {
        let hole = wkt!(MULTIPOLYGON(((0. 0., 9. 0., 9. 9., 0. 9., 0. 0.), (3. 3., 3. 4., 4. 4., 4. 3., 3. 3.))));
        let filling =
            wkt!(MULTIPOLYGON(((3. 3., 4. 3., 4. 4., 3. 4., 3. 3.)), ((9. 0., 12. 0., 12. 9., 9. 9., 9. 0.))));
        let divisions = [named("1", hole), named("2", filling)];
        let found = borders(&divisions);
        let [border] = found.borders.as_slice() else { panic!("{found:?}") };
        assert_eq!(border.ways.len(), 2);
        assert_eq!(border.ways.iter().filter(|way| way.is_closed()).count(), 1);
    }

    #[test]
    fn ways_end_where_three_meet() {
        let divisions = [
            named("1", wkt!(MULTIPOLYGON(((0. 0., 2. 0., 2. 1., 1. 1., 0. 1., 0. 0.))))),
            named("2", wkt!(MULTIPOLYGON(((0. 1., 1. 1., 1. 2., 0. 2., 0. 1.))))),
            named("3", wkt!(MULTIPOLYGON(((1. 1., 2. 1., 2. 2., 1. 2., 1. 1.))))),
        ];
        let found = borders(&divisions);
        assert_eq!(found.borders.len(), 3);
        let three = Vertex::from(Coord { x: 1., y: 1. });
        assert_eq!(found.meetings[&three].len(), 3);
        assert!(found.borders.iter().all(|border| border.ways.len() == 1 && border.ways[0].0.len() == 2));
    }
}
