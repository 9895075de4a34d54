//! Positions as whole numbers: what is compared is equal or it is not, and every question has an exact answer.
//!
//! A step is 1e-9 degrees, a tenth of a millimetre: finer than any survey, and coarse enough for products of three
//! differences in 128 bits. Within one step two positions are the same.

use std::cmp::Ordering;

use geo::Coord;

use super::measure;

/// Steps in one degree.
const PER_DEGREE: f64 = 1e9;

/// A position in steps: x eastwards from Greenwich, y northwards from the equator. Ordered from west to east.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cell {
    pub(super) x: i64,
    pub(super) y: i64,
}

impl Cell {
    /// The nearest to a position in degrees, x = longitude, y = latitude, in range.
    #[expect(clippy::cast_possible_truncation, reason = "degrees of the earth are few")]
    pub(super) fn of(at: Coord<f64>) -> Self {
        Self { x: (at.x * PER_DEGREE).round() as i64, y: (at.y * PER_DEGREE).round() as i64 }
    }

    /// In degrees, x = longitude, y = latitude.
    #[expect(clippy::cast_precision_loss, reason = "39 bits are exact")]
    pub(super) fn coord(self) -> Coord<f64> {
        Coord { x: self.x as f64 / PER_DEGREE, y: self.y as f64 / PER_DEGREE }
    }

    /// Where another one lies as seen from here, in degrees.
    #[expect(clippy::cast_precision_loss, reason = "40 bits are exact")]
    pub(super) fn to(self, other: Self) -> Coord<f64> {
        Coord { x: (other.x - self.x) as f64 / PER_DEGREE, y: (other.y - self.y) as f64 / PER_DEGREE }
    }

    /// How many steps along x and y are no less than so many metres, anywhere on a straight piece.
    #[expect(clippy::cast_possible_truncation, reason = "a saturated number of steps reaches everywhere")]
    pub(super) fn steps(metres: f64, around: Straight) -> [i64; 2] {
        let farthest = [around.a, around.b].map(|cell| cell.coord().y.abs()).into_iter().fold(0.0, f64::max);
        // Short of the poles, where every longitude is near.
        measure::metres_per_degree(farthest.min(89.9)).map(|degree| (metres * 1.01 / degree * PER_DEGREE).ceil() as i64)
    }

    /// Twice the area of the triangle with two others, positive if it runs counter-clockwise.
    pub(super) fn cross(self, b: Self, c: Self) -> i128 {
        self.towards(b).cross(self.towards(c))
    }

    /// The way to another one.
    pub(super) fn towards(self, other: Self) -> Step {
        Step { x: other.x - self.x, y: other.y - self.y }
    }
}

/// The way from one position to another, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    x: i64,
    y: i64,
}

impl Step {
    /// The vector product, positive if `other` points to the left of this.
    pub(super) fn cross(self, other: Self) -> i128 {
        i128::from(self.x) * i128::from(other.y) - i128::from(self.y) * i128::from(other.x)
    }

    /// The scalar product.
    fn dot(self, other: Self) -> i128 {
        i128::from(self.x) * i128::from(other.x) + i128::from(self.y) * i128::from(other.y)
    }

    /// Which of two directions comes first counter-clockwise from east.
    pub(super) fn by_angle(self, other: Self) -> Ordering {
        let is_south = |step: Self| step.y < 0 || (step.y == 0 && step.x < 0);
        is_south(self).cmp(&is_south(other)).then_with(|| 0.cmp(&self.cross(other)))
    }
}

/// A straight piece between two different positions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Straight {
    pub(super) a: Cell,
    pub(super) b: Cell,
}

impl Straight {
    /// From where to where it reaches along x, then along y.
    pub(super) fn reach(self) -> [[i64; 2]; 2] {
        let Self { a, b } = self;
        [[a.x.min(b.x), a.x.max(b.x)], [a.y.min(b.y), a.y.max(b.y)]]
    }

    /// Whether it runs through the square of one step around a position (a "hot pixel", borders included).
    pub(super) fn meets(self, at: Cell) -> bool {
        let [[west, east], [south, north]] = self.reach();
        if at.x < west || at.x > east || at.y < south || at.y > north {
            return false;
        }
        let along = self.a.towards(self.b);
        let off = along.cross(self.a.towards(at)).abs();
        2 * off <= i128::from(along.x.abs()) + i128::from(along.y.abs())
    }

    /// How far along it a position lies; for comparing only.
    pub(super) fn along(self, at: Cell) -> i128 {
        self.a.towards(self.b).dot(self.a.towards(at))
    }

    /// Where it crosses another one, to the nearest step, if both go on beyond the crossing.
    pub(super) fn crossing(self, other: Self) -> Option<Cell> {
        let (one, two) = (self.a.cross(self.b, other.a), self.a.cross(self.b, other.b));
        if one.signum() * two.signum() >= 0 {
            return None;
        }
        let (three, four) = (other.a.cross(other.b, self.a), other.a.cross(other.b, self.b));
        if three.signum() * four.signum() >= 0 {
            return None;
        }
        let along = self.a.towards(self.b);
        let (part, whole) = (three, three - four);
        let (part, whole) = if whole < 0 { (-part, -whole) } else { (part, whole) };
        let moved = |from: i64, by: i64| {
            let steps = (2 * part * i128::from(by) + whole).div_euclid(2 * whole);
            from + i64::try_from(steps).unwrap_or_default()
        };
        Some(Cell { x: moved(self.a.x, along.x), y: moved(self.a.y, along.y) })
    }
}

/// Where an edge that leads upwards meets the parallel of a position, exactly: a fraction of steps, and what decides
/// between edges that meet it in one node.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnParallel {
    x: i128,
    rise: i128,
    run: i128,
}

impl OnParallel {
    /// `None` unless the edge has `at` to its right, begins on its parallel or below, and ends above it.
    pub(super) fn west_of(at: Cell, edge: Straight) -> Option<Self> {
        let (low, high) = if edge.a.y <= edge.b.y { (edge.a, edge.b) } else { (edge.b, edge.a) };
        if at.y < low.y || at.y >= high.y || low.cross(high, at) >= 0 {
            return None;
        }
        let (rise, run) = (i128::from(high.y - low.y), i128::from(high.x - low.x));
        Some(Self { x: i128::from(low.x) * rise + i128::from(at.y - low.y) * run, rise, run })
    }

    /// Whether it is farther east than another one, just above the parallel.
    pub(super) fn is_east_of(self, other: Self) -> bool {
        let here = (self.x * other.rise).cmp(&(other.x * self.rise));
        here.then_with(|| (self.run * other.rise).cmp(&(other.run * self.rise))) == Ordering::Greater
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(x: i64, y: i64) -> Cell {
        Cell { x, y }
    }

    #[test]
    fn a_position_keeps_nine_digits() {
        let at = Coord { x: 112.610_077_9, y: -30.631_333_6 };
        assert_eq!(Cell::of(at), cell(112_610_077_900, -30_631_333_600));
        assert_eq!(Cell::of(at).coord(), at);
    }

    #[test]
    fn directions_go_round_from_east() {
        let round = [(1, 0), (5, 1), (0, 1), (-1, 1), (-1, 0), (-3, -1), (0, -1), (1, -1)];
        let steps = round.map(|(x, y)| Step { x, y });
        for (i, one) in steps.iter().enumerate() {
            for (j, other) in steps.iter().enumerate() {
                assert_eq!(one.by_angle(*other), i.cmp(&j));
            }
        }
    }

    #[test]
    fn straight_pieces_cross_at_the_nearest_step_and_only_inside() {
        let straight = |a, b| Straight { a, b };
        let across = straight(cell(0, 0), cell(10, 3));
        assert_eq!(across.crossing(straight(cell(4, -5), cell(4, 9))), Some(cell(4, 1)));
        assert_eq!(across.crossing(straight(cell(4, 9), cell(4, -5))), Some(cell(4, 1)));
        assert_eq!(across.crossing(straight(cell(10, 3), cell(4, 9))), None);
        let (far, near) = (i64::from(i32::MAX) * 83, -i64::from(i32::MAX) * 83);
        let whole = straight(cell(near, near), cell(far, far)).crossing(straight(cell(near, far), cell(far, near)));
        assert_eq!(whole, Some(cell(0, 0)));
    }

    #[test]
    fn what_runs_through_the_square_of_a_position_meets_it() {
        let line = Straight { a: cell(0, 0), b: cell(1_000, 1) };
        assert!(line.meets(cell(400, 0)));
        assert!(line.meets(cell(600, 1)));
        assert!(!line.meets(cell(400, 1)));
        assert!(!line.meets(cell(1_001, 1)));
    }
}
