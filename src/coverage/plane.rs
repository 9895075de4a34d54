//! Small things in metres: a flat piece of the ellipsoid around one position.

use geo::Coord;

use super::{
    grid::{Cell, Straight},
    measure,
};

/// Metres eastwards and northwards of a position, good to a millionth within a few kilometres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    origin: Cell,
    scale: [f64; 2],
}

impl Plane {
    /// Around a position.
    pub(super) fn around(origin: Cell) -> Self {
        Self { origin, scale: measure::metres_per_degree(origin.coord().y) }
    }

    fn at(self, cell: Cell) -> Coord<f64> {
        let (way, [x, y]) = (self.origin.to(cell), self.scale);
        Coord { x: way.x * x, y: way.y * y }
    }

    /// Which part of a straight piece lies within `metres` of another one: from where to where, 0 at its beginning and
    /// 1 at its end.
    pub(super) fn part_near(self, piece: Straight, other: Straight, metres: f64) -> Option<[f64; 2]> {
        let [a, b, c, d] = [piece.a, piece.b, other.a, other.b].map(|cell| self.at(cell));
        // All that is so near is convex: two discs and what is between them.
        let parts = [in_disc(a, b, c, metres), in_disc(a, b, d, metres), in_strip(a, b, [c, d], metres)];
        let all = parts.into_iter().flatten();
        all.reduce(|[from, to], [start, end]| [from.min(start), to.max(end)])
    }

    /// Metres from a position to a straight piece.
    pub(super) fn distance(self, from: Cell, to: Straight) -> f64 {
        let [p, a, b] = [from, to.a, to.b].map(|cell| self.at(cell));
        let along = b - a;
        let length2 = dot(along, along);
        let t = if length2 > 0.0 { (dot(p - a, along) / length2).clamp(0.0, 1.0) } else { 0.0 };
        let off = p - a - along * t;
        dot(off, off).sqrt()
    }
}

fn dot(one: Coord<f64>, other: Coord<f64>) -> f64 {
    one.x * other.x + one.y * other.y
}

/// The part of a to b in the disc around c.
fn in_disc(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, radius: f64) -> Option<[f64; 2]> {
    let (along, from) = (b - a, a - c);
    let (square, half, rest) = (dot(along, along), dot(along, from), dot(from, from) - radius * radius);
    if square == 0.0 {
        return (rest <= 0.0).then_some([0.0, 1.0]);
    }
    let root = half * half - square * rest;
    let root = if root < 0.0 { return None } else { root.sqrt() };
    clipped([(-half - root) / square, (-half + root) / square])
}

/// The part of a to b beside c to d, at most so far away.
fn in_strip(a: Coord<f64>, b: Coord<f64>, [c, d]: [Coord<f64>; 2], width: f64) -> Option<[f64; 2]> {
    let along = d - c;
    let length = dot(along, along).sqrt();
    if length == 0.0 {
        return None;
    }
    let along = along / length;
    let across = Coord { x: -along.y, y: along.x };
    let mut part = [0.0_f64, 1.0_f64];
    for (axis, low, high) in [(along, 0.0, length), (across, -width, width)] {
        let (from, way) = (dot(a - c, axis), dot(b - a, axis));
        if way == 0.0 {
            if from < low || from > high {
                return None;
            }
            continue;
        }
        let [one, other] = [(low - from) / way, (high - from) / way];
        part = [part[0].max(one.min(other)), part[1].min(one.max(other))];
    }
    clipped(part)
}

fn clipped([from, to]: [f64; 2]) -> Option<[f64; 2]> {
    let (from, to) = (from.max(0.0), to.min(1.0));
    (from <= to).then_some([from, to])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In thousandths of a second of arc or so at the equator, where a degree is about 111 km both ways.
    fn straight(ax: i64, ay: i64, bx: i64, by: i64) -> Straight {
        let cell = |x: i64, y: i64| Cell { x: x * 9_000, y: y * 9_000 };
        Straight { a: cell(ax, ay), b: cell(bx, by) }
    }

    #[test]
    fn the_part_of_a_piece_near_another_one_ends_where_it_gets_farther() {
        let plane = Plane::around(Cell { x: 0, y: 0 });
        let (piece, other) = (straight(0, 0, 100, 0), straight(50, 2, 200, 2));
        let [from, to] = plane.part_near(piece, other, 3.0).unwrap();
        assert!((from - 0.477_6).abs() < 0.002 && (to - 1.0).abs() < 1e-12, "{from} {to}");
        assert_eq!(plane.part_near(piece, other, 1.0), None);
        let [from, to] = plane.part_near(piece, straight(30, -9, 30, 9), 0.0).unwrap();
        assert!((from - 0.3).abs() < 1e-9 && (to - 0.3).abs() < 1e-9, "{from} {to}");
        assert!((plane.distance(piece.a, other) - 50.1).abs() < 0.2);
    }
}
