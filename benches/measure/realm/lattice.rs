//! The lattice of borders: neighbours share every vertex, so that the divisions tile the realm exactly.

use std::f64::consts::TAU;

use geo::{Coord, LineString};

use super::Dice;

/// Villages from west to east and from south to north: both can be halved twice.
pub(crate) const COLUMNS: usize = 52;
pub(crate) const ROWS: usize = 44;

/// South-west corner and size of a cell, degrees. A village is about 7.7 by 6.7 km.
const WEST: f64 = 111.0;
const SOUTH: f64 = 29.4;
const CELL: [f64; 2] = [0.08, 0.06];

/// How far a corner may lie off the regular lattice, in cells.
const JITTER: f64 = 0.15;

/// Fewest and most edges on one side of a village.
const EDGES: [usize; 2] = [50, 120];

/// How far a border leaves the straight line between two corners, as a part of that line's length.
///
/// With this and the jitter no two sides can meet except in their corners.
const SWAY: f64 = 0.15;

/// The borders of all villages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lattice {
    pub(crate) seed: u64,
}

/// Where a cell begins.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn corner(column: usize, row: usize) -> Coord<f64> {
    Coord { x: WEST + CELL[0] * column as f64, y: SOUTH + CELL[1] * row as f64 }
}

/// The cell that a position would lie in if all borders were straight.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers, clamped"
)]
pub(crate) fn cell(position: Coord<f64>) -> (usize, usize) {
    let column = ((position.x - WEST) / CELL[0]).clamp(0.0, (COLUMNS - 1) as f64);
    let row = ((position.y - SOUTH) / CELL[1]).clamp(0.0, (ROWS - 1) as f64);
    (column as usize, row as usize)
}

impl Lattice {
    /// The outline of a block of `size` by `size` cells, counter-clockwise and closed.
    pub(crate) fn outline(self, column: usize, row: usize, size: usize) -> LineString<f64> {
        let (east, north) = (column + size, row + size);
        let mut ring = Vec::new();
        (column..east).for_each(|at| ring.extend(self.side(at, row, false)));
        (row..north).for_each(|at| ring.extend(self.side(east, at, true)));
        (column..east).rev().for_each(|at| ring.extend(self.side(at, north, false).into_iter().rev()));
        (row..north).rev().for_each(|at| ring.extend(self.side(column, at, true).into_iter().rev()));
        // Sides begin where the one before ended.
        ring.dedup();
        LineString(ring)
    }

    /// The side from a corner to the next one in the east, or in the north.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn side(self, column: usize, row: usize, northward: bool) -> Vec<Coord<f64>> {
        let purpose = if northward { "northward side" } else { "eastward side" };
        let mut dice = Dice::of(self.seed, purpose, row * (COLUMNS + 1) + column);
        let from = self.knot(column, row);
        let to = if northward { self.knot(column, row + 1) } else { self.knot(column + 1, row) };
        let edges = EDGES[0] + dice.below(EDGES[1] - EDGES[0]);
        let waves: Vec<[f64; 3]> =
            (1..=12).map(|wave| [f64::from(wave), dice.unit() / f64::from(wave), TAU * dice.unit()]).collect();
        let most: f64 = waves.iter().map(|[_, height, _]| height).sum();
        let along = to - from;
        let vertices = (0..=edges).map(|vertex| {
            let t = vertex as f64 / edges as f64;
            let wave: f64 = waves.iter().map(|[wave, height, phase]| height * (TAU * wave * t + phase).sin()).sum();
            let sway = SWAY * (4.0 * t * (1.0 - t)).powi(2) * wave / most;
            rounded(Coord { x: from.x + along.x * t - along.y * sway, y: from.y + along.y * t + along.x * sway })
        });
        vertices.collect()
    }

    /// Where four villages meet.
    fn knot(self, column: usize, row: usize) -> Coord<f64> {
        let mut dice = Dice::of(self.seed, "knot", row * (COLUMNS + 1) + column);
        let at = corner(column, row);
        rounded(Coord {
            x: at.x + CELL[0] * dice.between(-JITTER, JITTER),
            y: at.y + CELL[1] * dice.between(-JITTER, JITTER),
        })
    }
}

/// To seven decimals, about a centimetre: what surveys deliver.
pub(crate) fn rounded(at: Coord<f64>) -> Coord<f64> {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Coord { x: round(at.x), y: round(at.y) }
}
