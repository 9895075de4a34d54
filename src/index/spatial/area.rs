//! Prepared areas: is a position inside, outside, or exactly on the border?
//!
//! The question is asked in the plane of longitude and latitude, as PostGIS asks it of `geometry`: edges are
//! straight in degrees and nothing wraps at ±180.

use std::ops::Range;

use geo::Coord;

use super::grid::{Cell, Grid};
use super::slabs::Slabs;

/// Where a position lies with respect to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the open inside.
    Inside,
    /// Exactly on a border: on an edge or at a vertex.
    Border,
    /// Neither inside nor on a border.
    Outside,
}

/// A set of closed rings, prepared for locating positions: a grid says at once what is far enough from all edges, and
/// the slabs decide the rest.
#[derive(Debug)]
pub(super) struct Area {
    rings: Box<[Range<usize>]>,
    grid: Grid,
    slabs: Slabs,
}

impl Area {
    /// Prepares closed rings, outer and inner in any order, each given by the places of its `vertices` (x = longitude,
    /// y = latitude, degrees, finite).
    pub(super) fn new(vertices: &[Coord<f64>], rings: Vec<Range<usize>>) -> Self {
        // No edge leads from a ring's last vertex to the next ring's first.
        let edges = || rings.iter().flat_map(|ring| ring.start..ring.end.saturating_sub(1));
        let slabs = Slabs::new(vertices, edges());
        let lines = edges().filter_map(|edge| match vertices.get(edge..edge + 2) {
            Some(&[a, b]) => Some([a, b]),
            _ => None,
        });
        let grid = Grid::new(&lines.collect::<Vec<_>>(), |point| slabs.locate(vertices, point));
        Self { rings: rings.into(), grid, slabs }
    }

    /// Where a position lies; the vertices are those that the area was made of.
    pub(super) fn locate(&self, vertices: &[Coord<f64>], point: Coord<f64>) -> Location {
        match self.grid.at(point) {
            Cell::Inside => Location::Inside,
            Cell::Outside => Location::Outside,
            Cell::Mixed => self.slabs.locate(vertices, point),
        }
    }

    /// Where all positions lie that are at most [`Grid::SURE_DEG`] degrees from `point` in longitude and in latitude;
    /// none if that is not known at once.
    pub(super) fn surroundings(&self, point: Coord<f64>) -> Option<Location> {
        match self.grid.at(point) {
            Cell::Inside => Some(Location::Inside),
            Cell::Outside => Some(Location::Outside),
            Cell::Mixed => None,
        }
    }

    /// The places of each ring's vertices.
    pub(super) fn rings(&self) -> &[Range<usize>] {
        &self.rings
    }
}
