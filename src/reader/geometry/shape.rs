//! A geometry as its notation gives it, before `geo` types close rings on their own, and the checks it must pass.

use geo::{
    Coord, CoordsIter, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};

use super::{GeometryFault, GeometryNote};

/// Two ordinates as read (x, then y), and whether more followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct RawPosition {
    /// Longitude or easting.
    pub(in super::super) x: f64,
    /// Latitude or northing.
    pub(in super::super) y: f64,
    /// Whether a height or measure followed.
    pub(in super::super) has_more: bool,
}

/// A geometry that can be used, with what is worth noting about it, each note once.
pub(in super::super) type NotedGeometry = (Geometry<f64>, Vec<GeometryNote>);

/// The seven shapes of simple features; rings and lines are plain runs of positions.
#[derive(Debug)]
pub(in super::super) enum Shape {
    Point(Option<RawPosition>),
    MultiPoint(Vec<RawPosition>),
    LineString(Vec<RawPosition>),
    MultiLineString(Vec<Vec<RawPosition>>),
    Polygon(Vec<Vec<RawPosition>>),
    MultiPolygon(Vec<Vec<Vec<RawPosition>>>),
    Collection(Vec<Shape>),
}

impl Shape {
    /// The geometry that this shape makes, or why it makes none.
    pub(in super::super) fn check(self) -> Result<NotedGeometry, GeometryFault> {
        let mut checks = Checks::default();
        let geometry = checks.geometry(self)?;
        if geometry.coords_count() == 0 {
            checks.notes.retain(|note| *note != GeometryNote::EmptyPart);
            checks.note(GeometryNote::Empty);
        }
        Ok((geometry, checks.notes))
    }
}

#[derive(Default)]
struct Checks {
    notes: Vec<GeometryNote>,
}

impl Checks {
    fn note(&mut self, note: GeometryNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn geometry(&mut self, shape: Shape) -> Result<Geometry<f64>, GeometryFault> {
        Ok(match shape {
            Shape::Point(None) => MultiPoint::new(Vec::new()).into(),
            Shape::Point(Some(position)) => Point::from(self.position(position)?).into(),
            Shape::MultiPoint(positions) => {
                MultiPoint::new(self.positions(positions)?.into_iter().map(Point::from).collect()).into()
            }
            Shape::LineString(positions) => self.line(positions)?.into(),
            Shape::MultiLineString(lines) => {
                MultiLineString::new(self.parts(lines, Self::line, |line| line.0.is_empty())?).into()
            }
            Shape::Polygon(rings) => self.polygon(rings)?.into(),
            Shape::MultiPolygon(polygons) => {
                MultiPolygon::new(self.parts(polygons, Self::polygon, |polygon| polygon.exterior().0.is_empty())?)
                    .into()
            }
            Shape::Collection(shapes) => Geometry::GeometryCollection(GeometryCollection::new_from(self.parts(
                shapes,
                Self::geometry,
                |part| part.coords_count() == 0,
            )?)),
        })
    }

    fn parts<S, T>(
        &mut self,
        shapes: Vec<S>,
        check: impl Fn(&mut Self, S) -> Result<T, GeometryFault>,
        is_empty: impl Fn(&T) -> bool,
    ) -> Result<Vec<T>, GeometryFault> {
        let mut parts = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let part = check(self, shape)?;
            if is_empty(&part) {
                self.note(GeometryNote::EmptyPart);
            }
            parts.push(part);
        }
        Ok(parts)
    }

    fn polygon(&mut self, rings: Vec<Vec<RawPosition>>) -> Result<Polygon<f64>, GeometryFault> {
        let mut rings = rings.into_iter();
        let exterior = match rings.next() {
            Some(ring) => self.ring(ring)?,
            None => LineString::new(Vec::new()),
        };
        let interiors = rings.map(|ring| self.ring(ring)).collect::<Result<_, _>>()?;
        Ok(Polygon::new(exterior, interiors))
    }

    fn ring(&mut self, positions: Vec<RawPosition>) -> Result<LineString<f64>, GeometryFault> {
        let mut ring = self.positions(positions)?;
        if ring.len() < 4 {
            return Err(GeometryFault::RingTooShort { positions: ring.len() });
        }
        if let (Some(first), Some(last)) = (ring.first().copied(), ring.last())
            && first != *last
        {
            self.note(GeometryNote::RingUnclosed);
            ring.push(first);
        }
        Ok(LineString::new(ring))
    }

    fn line(&mut self, positions: Vec<RawPosition>) -> Result<LineString<f64>, GeometryFault> {
        match positions.len() {
            1 => Err(GeometryFault::LineTooShort { positions: 1 }),
            _ => Ok(LineString::new(self.positions(positions)?)),
        }
    }

    fn positions(&mut self, positions: Vec<RawPosition>) -> Result<Vec<Coord<f64>>, GeometryFault> {
        positions.into_iter().map(|position| self.position(position)).collect()
    }

    fn position(&mut self, RawPosition { x, y, has_more }: RawPosition) -> Result<Coord<f64>, GeometryFault> {
        if has_more {
            self.note(GeometryNote::HeightDropped);
        }
        if x.is_finite() && y.is_finite() { Ok(Coord { x, y }) } else { Err(GeometryFault::NotFinite) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> RawPosition {
        RawPosition { x, y, has_more: false }
    }

    #[test]
    fn an_unclosed_ring_is_closed_and_noted() {
        let open = vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)];
        let (geometry, notes) = Shape::Polygon(vec![open]).check().unwrap();
        assert_eq!(notes, [GeometryNote::RingUnclosed]);
        assert_eq!(geometry.coords_count(), 5);
    }

    #[test]
    fn a_ring_of_three_positions_is_a_fault_even_when_it_closes() {
        let sliver = vec![at(0.0, 0.0), at(1.0, 0.0), at(0.0, 0.0)];
        assert_eq!(Shape::Polygon(vec![sliver]).check().unwrap_err(), GeometryFault::RingTooShort { positions: 3 });
        assert_eq!(Shape::Polygon(vec![vec![]]).check().unwrap_err(), GeometryFault::RingTooShort { positions: 0 });
    }

    #[test]
    fn an_empty_geometry_is_noted_as_such_and_an_empty_part_as_a_part() {
        for empty in [
            Shape::Point(None),
            Shape::LineString(vec![]),
            Shape::Polygon(vec![]),
            Shape::MultiPolygon(vec![vec![]]),
            Shape::Collection(vec![Shape::Point(None)]),
        ] {
            let (geometry, notes) = empty.check().unwrap();
            assert_eq!((geometry.coords_count(), notes.as_slice()), (0, [GeometryNote::Empty].as_slice()));
        }
        let half = Shape::MultiLineString(vec![vec![at(0.0, 0.0), at(1.0, 0.0)], vec![]]);
        assert_eq!(half.check().unwrap().1, [GeometryNote::EmptyPart]);
    }

    #[test]
    fn a_coordinate_that_is_no_number_is_a_fault() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Shape::Point(Some(at(bad, 0.0))).check().unwrap_err(), GeometryFault::NotFinite);
        }
        let line = Shape::LineString(vec![at(0.0, 0.0)]);
        assert_eq!(line.check().unwrap_err(), GeometryFault::LineTooShort { positions: 1 });
    }

    #[test]
    fn a_height_is_noted_once() {
        let tall = RawPosition { x: 1.0, y: 2.0, has_more: true };
        assert_eq!(Shape::MultiPoint(vec![tall, tall]).check().unwrap().1, [GeometryNote::HeightDropped]);
    }
}
