//! What is between two geometries.

use geo::{BoundingRect, Intersects};

use super::{Location, Shape, sphere::Viewer};

impl Shape {
    /// Whether the two have a position in common, their borders included; edges are straight in longitude and latitude.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        let (Some(here), Some(there)) = (self.bounds(), other.bounds()) else { return false };
        here.intersects(&there) && (self.reaches_into(other) || other.reaches_into(self) || self.crosses(other))
    }

    /// Geodesic metres between the two, 0 where they touch; none from or to an empty one.
    ///
    /// Of two lines that do not touch, a vertex of one is nearest to the other: so it is in the plane, and within a
    /// county on the sphere as well.
    #[must_use]
    pub fn gap_m(&self, other: &Self) -> Option<f64> {
        if self.touches(other) {
            return Some(0.0);
        }
        let sides = [(self, other), (other, self)];
        let feet = sides.into_iter().flat_map(|(from, to)| {
            let viewers = from.positions().map(Viewer::at);
            viewers.filter_map(|viewer| Some((viewer, to.nearest(viewer.normal, |_| true)?)))
        });
        let (viewer, foot) = feet.min_by(|(_, one), (_, other)| one.chord2.total_cmp(&other.chord2))?;
        Some(foot.distance_m(viewer))
    }

    /// Whether a vertex of it lies in an area of the other, or on its border, or is a vertex of it.
    fn reaches_into(&self, other: &Self) -> bool {
        let (areas, _) = other.areas();
        if areas.is_empty() {
            return self.positions().any(|position| other.positions().any(|vertex| vertex == position));
        }
        self.positions().any(|position| other.locate(position) != Location::Outside)
    }

    fn crosses(&self, other: &Self) -> bool {
        let Some(there) = other.bounds() else { return false };
        let mut near = self.edges().filter(|edge| edge.bounding_rect().intersects(&there));
        near.any(|edge| other.edges().any(|across| edge.intersects(&across)))
    }
}

#[cfg(test)]
mod tests {
    use geo::{Geometry, line_string, point, polygon};

    use super::*;
    use crate::kernel::geometry::{Position, geodesic_m};

    fn shape(geometry: impl Into<Geometry<f64>>) -> Shape {
        Shape::new(&geometry.into()).unwrap()
    }

    fn metres(from: (f64, f64), to: (f64, f64)) -> f64 {
        geodesic_m(Position::new(from.0, from.1).unwrap(), Position::new(to.0, to.1).unwrap())
    }

    #[test]
    fn lines_that_cross_and_areas_around_lines_are_not_apart() {
        let east = shape(line_string![(x: 113.0, y: 30.0), (x: 113.2, y: 30.0)]);
        let north = shape(line_string![(x: 113.1, y: 29.9), (x: 113.1, y: 30.1)]);
        let around =
            shape(polygon![(x: 112.0, y: 29.0), (x: 114.0, y: 29.0), (x: 114.0, y: 31.0), (x: 112.0, y: 31.0)]);
        let across =
            shape(polygon![(x: 113.1, y: 29.0), (x: 113.11, y: 29.0), (x: 113.11, y: 31.0), (x: 113.1, y: 31.0)]);
        for (one, other) in [(&east, &north), (&east, &around), (&around, &north), (&across, &east), (&east, &east)] {
            assert!(one.touches(other) && other.touches(one));
            assert_eq!((one.gap_m(other), other.gap_m(one)), (Some(0.0), Some(0.0)));
        }
    }

    #[test]
    fn the_gap_is_measured_to_the_nearest_place_of_an_edge() {
        let line = shape(line_string![(x: 113.0, y: 30.0), (x: 113.0, y: 30.2)]);
        let other = shape(line_string![(x: 113.1, y: 30.1), (x: 113.2, y: 30.1)]);
        let expected = metres((113.0, 30.1), (113.1, 30.1));
        for gap in [line.gap_m(&other), other.gap_m(&line), line.gap_m(&shape(point!(x: 113.1, y: 30.1)))] {
            // The nearest place of the meridian lies a little north of the parallel.
            assert!((gap.unwrap() - expected).abs() < 1.0, "{gap:?} {expected}");
        }
        assert!(!line.touches(&other));
    }

    #[test]
    fn what_is_nowhere_is_no_distance_away() {
        let point = shape(point!(x: 113.0, y: 30.0));
        assert_eq!(point.gap_m(&Shape::nowhere()), None);
        assert_eq!(Shape::nowhere().gap_m(&point), None);
        assert_eq!(point.gap_m(&point), Some(0.0));
    }
}
