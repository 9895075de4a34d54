//! A grid over an area that knows which cells no edge comes near.

use std::ops::RangeInclusive;

use geo::Coord;

use super::area::Location;

/// Cells for each edge, about: twice as many columns and rows leave half as much to the slabs.
const CELLS_PER_EDGE: usize = 4;

/// Most columns and most rows.
const MOST_ON_A_SIDE: u16 = 512;

/// A cell is mixed if an edge comes within so many degrees of it: far more than what rounding can do, and room for
/// [`Grid::SURE_DEG`].
const MARGIN_DEG: f64 = 1e-6;

/// What lies in a cell and around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing but the inside.
    Inside,
    /// Nothing but the outside.
    Outside,
    /// An edge comes near.
    Mixed,
}

/// Columns and rows over the box around an area, in degrees.
#[derive(Debug)]
pub(super) struct Grid {
    lon: Axis,
    lat: Axis,
    /// Row by row from the south, each from west to east.
    cells: Box<[Cell]>,
}

impl Grid {
    /// What is known of a position holds for all positions so near in longitude and latitude, degrees.
    pub(super) const SURE_DEG: f64 = 5e-7;

    /// A grid over `edges`; `locate` decides where a position lies that none of them comes near.
    pub(super) fn new(edges: &[[Coord<f64>; 2]], locate: impl Fn(Coord<f64>) -> Location) -> Self {
        let side = u16::try_from((edges.len() * CELLS_PER_EDGE).isqrt()).unwrap_or(MOST_ON_A_SIDE);
        let side = side.min(MOST_ON_A_SIDE);
        let ends = || edges.iter().flatten();
        let (lon, lat) = (Axis::over(ends().map(|end| end.x), side), Axis::over(ends().map(|end| end.y), side));
        let mut grid = Self { cells: vec![Cell::Mixed; lon.len() * lat.len()].into(), lon, lat };
        let near = grid.near(edges);
        for row in 0..grid.lat.len() {
            for column in 0..grid.lon.len() {
                let place = grid.place(column, row);
                if near.get(place).is_none_or(|near| *near) {
                    continue;
                }
                // No edge lies between two cells that none comes near.
                let west = column.checked_sub(1).map(|column| grid.place(column, row));
                let south = row.checked_sub(1).map(|row| grid.place(column, row));
                let known = [west, south].into_iter().flatten().filter_map(|place| grid.cells.get(place).copied());
                let cell = known.into_iter().find(|cell| *cell != Cell::Mixed).unwrap_or_else(|| {
                    match locate(Coord { x: grid.lon.middle(column), y: grid.lat.middle(row) }) {
                        Location::Inside => Cell::Inside,
                        Location::Outside => Cell::Outside,
                        Location::Border => Cell::Mixed,
                    }
                });
                if let Some(slot) = grid.cells.get_mut(place) {
                    *slot = cell;
                }
            }
        }
        grid
    }

    /// What lies around a position.
    pub(super) fn at(&self, point: Coord<f64>) -> Cell {
        match (self.lon.step(point.x), self.lat.step(point.y)) {
            (Some(column), Some(row)) => self.cells.get(self.place(column, row)).copied().unwrap_or(Cell::Mixed),
            _ => Cell::Outside,
        }
    }

    fn place(&self, column: usize, row: usize) -> usize {
        row * self.lon.len() + column
    }

    /// For each cell whether an edge comes near it.
    fn near(&self, edges: &[[Coord<f64>; 2]]) -> Vec<bool> {
        let mut near = vec![false; self.cells.len()];
        for [a, b] in edges {
            for row in self.lat.steps(a.y.min(b.y), a.y.max(b.y)) {
                // The part of the edge in this row and a margin; a level edge is in it as a whole.
                let rise = b.y - a.y;
                let shares = self.lat.sides(row).map(|side| ((side - a.y) / rise).clamp(0.0, 1.0));
                let shares = if rise.abs() > 0.0 { shares } else { [0.0, 1.0] };
                let [from, to] = shares.map(|share| a.x + share * (b.x - a.x));
                let columns = self.lon.steps(from.min(to), from.max(to));
                let cells = self.place(*columns.start(), row)..=self.place(*columns.end(), row);
                near.get_mut(cells).into_iter().flatten().for_each(|near| *near = true);
            }
        }
        near
    }
}

/// Equal steps over a range of degrees.
#[derive(Debug)]
struct Axis {
    start: f64,
    per_degree: f64,
    steps: u16,
}

impl Axis {
    /// So many steps over some numbers, and one at least; over none if there are no numbers.
    fn over(numbers: impl Iterator<Item = f64>, steps: u16) -> Self {
        let range = numbers.fold(None, |range: Option<(f64, f64)>, number| {
            Some(range.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
        });
        let Some((low, high)) = range else { return Self { start: 0.0, per_degree: 0.0, steps: 0 } };
        let (start, end) = (low - 2.0 * MARGIN_DEG, high + 2.0 * MARGIN_DEG);
        Self { start, per_degree: f64::from(steps.max(1)) / (end - start), steps: steps.max(1) }
    }

    fn len(&self) -> usize {
        usize::from(self.steps)
    }

    /// The step that a number is in.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range, and the fraction goes")]
    fn step(&self, number: f64) -> Option<usize> {
        let step = (number - self.start) * self.per_degree;
        (0.0..f64::from(self.steps)).contains(&step).then_some(step as usize)
    }

    /// The steps that a range and a margin reach into.
    fn steps(&self, low: f64, high: f64) -> RangeInclusive<usize> {
        let last = self.len().saturating_sub(1);
        self.step(low - MARGIN_DEG).unwrap_or(0)..=self.step(high + MARGIN_DEG).unwrap_or(last)
    }

    /// Where a step and a margin begin and end.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred steps")]
    fn sides(&self, step: usize) -> [f64; 2] {
        let side = |step: usize| self.start + step as f64 / self.per_degree;
        [side(step) - MARGIN_DEG, side(step + 1) + MARGIN_DEG]
    }

    /// The middle of a step.
    fn middle(&self, step: usize) -> f64 {
        let [low, high] = self.sides(step);
        f64::midpoint(low, high)
    }
}
