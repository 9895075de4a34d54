//! Made-up tilings, the same for the same seed.

#![expect(clippy::cast_precision_loss, reason = "a few thousand steps, and random bits")]

use geo::{Coord, LineString, Polygon};

/// About a kilometre.
const STEP_DEG: f64 = 0.01;

/// A grid whose corners and sides are moved about, so that no two sides are alike.
#[derive(Debug)]
pub(crate) struct Tiling {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Edges of one side of a polygon.
    pub(crate) edges: usize,
    pub(crate) seed: u64,
}

impl Tiling {
    /// A number from -1 to 1 that depends on the seed and on three others.
    fn noise(&self, x: usize, y: usize, salt: usize) -> f64 {
        let mut mixed = self.seed.wrapping_add(1);
        for number in [x, y, salt] {
            mixed = (mixed ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            mixed ^= mixed >> 29;
        }
        (mixed >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    fn corner(&self, x: usize, y: usize) -> Coord<f64> {
        Coord {
            x: 112.0 + STEP_DEG * (x as f64 + 0.2 * self.noise(x, y, 0)),
            y: 30.0 + STEP_DEG * (y as f64 + 0.2 * self.noise(x, y, 1)),
        }
    }

    /// The side from a corner eastwards or northwards, both corners included.
    pub(crate) fn side(&self, x: usize, y: usize, north: bool) -> Vec<Coord<f64>> {
        let (from, to) = (self.corner(x, y), if north { self.corner(x, y + 1) } else { self.corner(x + 1, y) });
        let way = to - from;
        let across = Coord { x: -way.y, y: way.x };
        let at = |at: usize| match at {
            0 => from,
            at if at == self.edges => to,
            at => {
                let (part, off) = (at as f64 / self.edges as f64, 0.3 / self.edges as f64);
                from + way * part + across * off * self.noise(x, y, 2 + 2 * at + usize::from(north))
            }
        };
        (0..=self.edges).map(at).collect()
    }

    /// The polygon north-east of a corner, counter-clockwise from there: its sides in the south, east, north and west.
    pub(crate) fn polygon(&self, x: usize, y: usize) -> Polygon<f64> {
        let back = |mut side: Vec<Coord<f64>>| {
            side.reverse();
            side
        };
        let sides = [
            self.side(x, y, false),
            self.side(x + 1, y, true),
            back(self.side(x, y + 1, false)),
            back(self.side(x, y, true)),
        ];
        let ring = sides.iter().flat_map(|side| side.iter().take(self.edges)).copied().collect();
        Polygon::new(LineString::new(ring), Vec::new())
    }

    /// All polygons, row by row from the south-west.
    pub(crate) fn polygons(&self) -> Vec<Polygon<f64>> {
        (0..self.rows).flat_map(|y| (0..self.columns).map(move |x| self.polygon(x, y))).collect()
    }
}
