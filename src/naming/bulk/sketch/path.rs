//! Lines in metres on a plane, walked along by length.

use geo::{Coord, Geometry, LineString};

use crate::kernel::geometry::{INVERSE_FLATTENING, SEMI_MAJOR_AXIS_M};

/// The plane that touches the ellipsoid at a position: x metres east, y metres north of it.
///
/// Within ten kilometres of it, lengths are right to better than a thousandth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    origin: Coord<f64>,
    /// Metres in a degree of longitude and of latitude.
    degree: Coord<f64>,
}

impl Plane {
    /// The plane at a position in degrees.
    pub(super) fn at(origin: Coord<f64>) -> Self {
        let flattening = 1.0 / INVERSE_FLATTENING;
        let eccentricity2 = flattening * (2.0 - flattening);
        let (sin, cos) = origin.y.to_radians().sin_cos();
        let w2 = 1.0 - eccentricity2 * sin * sin;
        let across = SEMI_MAJOR_AXIS_M / w2.sqrt();
        let along = across * (1.0 - eccentricity2) / w2;
        Self { origin, degree: Coord { x: (across * cos).to_radians(), y: along.to_radians() } }
    }

    /// Degrees to metres; across the antimeridian the short way.
    pub(super) fn metres(self, at: Coord<f64>) -> Coord<f64> {
        let east = at.x - self.origin.x;
        let east = east - 360.0 * (east / 360.0).round();
        Coord { x: east * self.degree.x, y: (at.y - self.origin.y) * self.degree.y }
    }

    /// Metres to degrees.
    pub(super) fn degrees(self, at: Coord<f64>) -> Coord<f64> {
        let lon = self.origin.x + at.x / self.degree.x;
        Coord { x: lon - 360.0 * (lon / 360.0).round(), y: self.origin.y + at.y / self.degree.y }
    }
}

/// Everything of a geometry that one can stand on: its points, lines and borders, one after another.
#[derive(Debug)]
pub(super) struct Path {
    pieces: Vec<Piece>,
    length: f64,
}

#[derive(Debug)]
struct Piece {
    /// Length of everything before it.
    before: f64,
    from: Coord<f64>,
    to: Coord<f64>,
    length: f64,
}

impl Path {
    /// The path of a geometry in degrees; `None` if it is empty.
    pub(super) fn of(geometry: &Geometry<f64>, plane: Plane) -> Option<Self> {
        let mut path = Self { pieces: Vec::new(), length: 0.0 };
        path.add(geometry, plane);
        (!path.pieces.is_empty()).then_some(path)
    }

    /// Its length in metres.
    pub(super) fn length(&self) -> f64 {
        self.length
    }

    /// The point so many metres along it; the ends beyond them.
    pub(super) fn at(&self, along: f64) -> Coord<f64> {
        let place = self.pieces.partition_point(|piece| piece.before <= along).saturating_sub(1);
        let Some(piece) = self.pieces.get(place) else { return Coord::zero() };
        let part = if piece.length > 0.0 { ((along - piece.before) / piece.length).clamp(0.0, 1.0) } else { 0.0 };
        piece.from + (piece.to - piece.from) * part
    }

    fn add(&mut self, geometry: &Geometry<f64>, plane: Plane) {
        match geometry {
            Geometry::Point(point) => self.add_line(&LineString::new(vec![point.0]), plane),
            Geometry::Line(line) => self.add_line(&LineString::from(*line), plane),
            Geometry::LineString(line) => self.add_line(line, plane),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.add_line(line, plane)),
            Geometry::MultiPoint(points) => {
                points.iter().for_each(|point| self.add_line(&LineString::new(vec![point.0]), plane));
            }
            Geometry::Polygon(polygon) => self.add_line(polygon.exterior(), plane),
            Geometry::MultiPolygon(polygons) => {
                polygons.iter().for_each(|polygon| self.add_line(polygon.exterior(), plane));
            }
            Geometry::GeometryCollection(members) => members.iter().for_each(|member| self.add(member, plane)),
            Geometry::Rect(rect) => self.add_line(rect.to_polygon().exterior(), plane),
            Geometry::Triangle(triangle) => self.add_line(triangle.to_polygon().exterior(), plane),
        }
    }

    fn add_line(&mut self, line: &LineString<f64>, plane: Plane) {
        let vertices: Vec<Coord<f64>> = line.coords().map(|at| plane.metres(*at)).collect();
        if let [only] = vertices.as_slice() {
            self.pieces.push(Piece { before: self.length, from: *only, to: *only, length: 0.0 });
        }
        for (from, to) in vertices.iter().zip(vertices.iter().skip(1)) {
            let length = (to.x - from.x).hypot(to.y - from.y);
            self.pieces.push(Piece { before: self.length, from: *from, to: *to, length });
            self.length += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::geometry::{Position, geodesic_m};

    #[test]
    fn lengths_on_the_plane_are_those_of_geodesics_to_a_thousandth() {
        let origin = Coord { x: 113.16, y: 30.66 };
        let plane = Plane::at(origin);
        for (x, y) in [(113.20, 30.66), (113.16, 30.72), (113.12, 30.60)] {
            let there = plane.metres(Coord { x, y });
            let geodesic = geodesic_m(Position::new(origin.x, origin.y).unwrap(), Position::new(x, y).unwrap());
            assert!((there.x.hypot(there.y) / geodesic - 1.0).abs() < 1e-3, "{x} {y}");
            let back = plane.degrees(there);
            assert!((back.x - x).abs() < 1e-12 && (back.y - y).abs() < 1e-12);
        }
    }

    #[test]
    fn a_path_is_walked_by_its_length_and_ends_at_its_ends() {
        let plane = Plane::at(Coord { x: 0.0, y: 0.0 });
        let corner = [(0.0, 0.0), (300.0, 0.0), (300.0, 400.0)].map(|(x, y)| plane.degrees(Coord { x, y }));
        let path = Path::of(&LineString::new(corner.to_vec()).into(), plane).unwrap();
        assert!((path.length() - 700.0).abs() < 1e-6);
        for (along, x, y) in [(-5.0, 0.0, 0.0), (150.0, 150.0, 0.0), (500.0, 300.0, 200.0), (900.0, 300.0, 400.0)] {
            let at = path.at(along);
            assert!((at.x - x).abs() < 1e-6 && (at.y - y).abs() < 1e-6, "{along}: {at:?}");
        }
    }
}
