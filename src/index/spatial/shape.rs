//! Prepared geometries: what the trees need to know of one geometry, worked out once.

use std::ops::Range;
use std::sync::Arc;

use geo::{BoundingRect, Geometry, LineString, Polygon, Rect};

use super::area::{Area, Location};
use super::sphere::{Cube, Edge, Foot, Normal, box_chord2};
use crate::kernel::geometry::{BadPosition, Position, check_positions};

/// Edges in one piece of a line or ring, so that no tree entry is large.
const EDGES_PER_PIECE: usize = 16;

/// Any geometry in the storage reference system, prepared for locating positions and measuring to it.
///
/// Areas are bounded by edges that are straight in longitude and latitude when positions are located (PostGIS
/// `geometry`), and by great-circle edges when distances are measured (PostGIS `geography`). At 30° N the two are
/// about a centimetre apart in the middle of an edge of a kilometre, and the gap grows with the square of its length.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shape(Form);

/// Single points are most of a register and are kept without anything on the heap.
#[derive(Debug, Clone)]
enum Form {
    Point(Position, Normal),
    Built(Arc<Built>),
}

/// Everything but a single point.
#[derive(Debug, Default)]
struct Built {
    bounds: Option<Rect<f64>>,
    areas: Vec<Area>,
    normals: Vec<Normal>,
    pieces: Vec<Piece>,
}

/// A run of consecutive vertices: a point if it is one, else a part of a line or ring.
#[derive(Debug)]
struct Piece {
    cube: Cube,
    vertices: Range<usize>,
    role: Role,
}

/// What a piece is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The border of an area.
    Border,
    /// A point or a line.
    Feature,
}

impl Shape {
    /// Prepares a geometry: x = longitude, y = latitude in degrees, EPSG:4490.
    ///
    /// Empty geometries, and lines and rings without length or area, are fine. Each polygon or multipolygon of a
    /// collection is an area of its own. A coordinate that is not finite or out of range is an error.
    pub fn new(geometry: &Geometry<f64>) -> Result<Self, BadPosition> {
        check_positions(geometry)?;
        if let Geometry::Point(point) = geometry {
            let position = Position::new(point.x(), point.y())?;
            return Ok(Self(Form::Point(position, Normal::at(position))));
        }
        let mut built = Built { bounds: geometry.bounding_rect(), ..Built::default() };
        built.add(geometry)?;
        Ok(Self(Form::Built(Arc::new(built))))
    }

    /// The shape of what lies nowhere.
    #[must_use]
    pub fn nowhere() -> Self {
        Self(Form::Built(Arc::default()))
    }

    /// The box around the geometry in the plane of longitude and latitude, degrees; none around an empty one.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect<f64>> {
        match &self.0 {
            Form::Point(position, _) => Some(Rect::new(position.coord(), position.coord())),
            Form::Built(built) => built.bounds,
        }
    }

    /// Whether the box around the geometry and a box that does not cross the antimeridian have a point in common.
    #[must_use]
    pub fn meets(&self, southwest: Position, northeast: Position) -> bool {
        use geo::Intersects;
        let window = Rect::new(southwest.coord(), northeast.coord());
        self.bounds().is_some_and(|bounds| bounds.intersects(&window))
    }

    /// Where a position lies with respect to the geometry's areas: inside one, else on the border of one, else outside.
    ///
    /// Points and lines bound nothing: every position is outside them.
    #[must_use]
    pub fn locate(&self, position: Position) -> Location {
        let mut location = Location::Outside;
        for area in self.areas() {
            match area.locate(position) {
                Location::Inside => return Location::Inside,
                Location::Border => location = Location::Border,
                Location::Outside => {}
            }
        }
        location
    }

    /// Geodesic metres from a position to the geometry, 0 inside an area and on its border; none to an empty one.
    ///
    /// As in PostGIS, measured to the point that is nearest on the sphere of geographic latitudes. Of two points that
    /// are about equally far, another one may have the shorter geodesic, by less than a hundredth.
    #[must_use]
    pub fn distance_m(&self, position: Position) -> Option<f64> {
        if self.locate(position) != Location::Outside {
            return Some(0.0);
        }
        self.nearest(Normal::at(position), |_| true).map(|foot| foot.distance_m(position))
    }

    /// Geodesic metres from a position to the nearest border of an area, from inside as from outside; none without.
    #[must_use]
    pub fn border_distance_m(&self, position: Position) -> Option<f64> {
        self.nearest(Normal::at(position), |role| role == Role::Border).map(|foot| foot.distance_m(position))
    }

    /// The pieces for the trees, in an order that does not change: each is known by its place in it.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Cube, Role)> + '_ {
        let (point, built) = match &self.0 {
            Form::Point(_, normal) => (Some((normal.cube(), Role::Feature)), None),
            Form::Built(built) => (None, Some(built.pieces.iter().map(|piece| (piece.cube, piece.role)))),
        };
        point.into_iter().chain(built.into_iter().flatten())
    }

    /// The nearest point to `viewer` of the piece at `place`; none if there is no such piece.
    pub(super) fn foot(&self, place: usize, viewer: Normal) -> Option<Foot> {
        match &self.0 {
            Form::Point(_, normal) => Some(normal.foot(viewer)),
            Form::Built(built) => built.foot(built.pieces.get(place)?, viewer),
        }
    }

    /// The nearest point to `viewer` of all pieces in the wanted role, the first of equals.
    fn nearest(&self, viewer: Normal, wanted: impl Fn(Role) -> bool) -> Option<Foot> {
        let mut nearest: Option<Foot> = None;
        for (place, (cube, role)) in self.pieces().enumerate() {
            if wanted(role) && nearest.is_none_or(|foot| box_chord2(viewer.xyz(), &cube) <= foot.chord2) {
                nearest = match (nearest, self.foot(place, viewer)) {
                    (Some(near), Some(foot)) => Some(near.or_nearer(foot)),
                    (near, foot) => near.or(foot),
                };
            }
        }
        nearest
    }

    /// The areas, of which a point or line has none.
    pub(super) fn areas(&self) -> &[Area] {
        match &self.0 {
            Form::Point(..) => &[],
            Form::Built(built) => &built.areas,
        }
    }
}

impl Built {
    fn add(&mut self, geometry: &Geometry<f64>) -> Result<(), BadPosition> {
        match geometry {
            Geometry::Point(point) => self.add_line(&LineString::from(vec![*point]), Role::Feature),
            Geometry::Line(line) => self.add_line(&LineString::from(*line), Role::Feature),
            Geometry::LineString(line) => self.add_line(line, Role::Feature),
            Geometry::Polygon(polygon) => self.add_area(std::slice::from_ref(polygon)),
            Geometry::MultiPoint(points) => {
                points.iter().try_for_each(|point| self.add_line(&LineString::from(vec![*point]), Role::Feature))
            }
            Geometry::MultiLineString(lines) => lines.iter().try_for_each(|line| self.add_line(line, Role::Feature)),
            Geometry::MultiPolygon(polygons) => self.add_area(&polygons.0),
            Geometry::GeometryCollection(members) => members.iter().try_for_each(|member| self.add(member)),
            Geometry::Rect(rect) => self.add_area(&[rect.to_polygon()]),
            Geometry::Triangle(triangle) => self.add_area(&[triangle.to_polygon()]),
        }
    }

    fn add_area(&mut self, polygons: &[Polygon<f64>]) -> Result<(), BadPosition> {
        let rings =
            || polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        self.areas.push(Area::new(rings()));
        rings().try_for_each(|ring| self.add_line(ring, Role::Border))
    }

    fn add_line(&mut self, line: &LineString<f64>, role: Role) -> Result<(), BadPosition> {
        let first = self.normals.len();
        for coord in line.coords() {
            self.normals.push(Normal::at(Position::new(coord.x, coord.y)?));
        }
        let Some(last) = self.normals.len().checked_sub(1).filter(|last| *last >= first) else { return Ok(()) };
        // A line of one vertex is one piece, too.
        for start in (first..last.max(first + 1)).step_by(EDGES_PER_PIECE) {
            let vertices = start..(start + EDGES_PER_PIECE).min(last) + 1;
            let run = self.normals.get(vertices.clone()).unwrap_or_default();
            if let Some(cube) = cube(run) {
                self.pieces.push(Piece { cube, vertices, role });
            }
        }
        Ok(())
    }

    fn foot(&self, piece: &Piece, viewer: Normal) -> Option<Foot> {
        let run = self.normals.get(piece.vertices.clone())?;
        let first = run.first()?.foot(viewer);
        Some(edges(run).fold(first, |near, edge| edge.nearer(viewer, near)))
    }
}

fn edges(run: &[Normal]) -> impl Iterator<Item = Edge> + '_ {
    run.iter().zip(run.iter().skip(1)).map(|(start, end)| Edge::between(*start, *end))
}

/// The box around a run of vertices and the edges between them; none around nothing.
fn cube(run: &[Normal]) -> Option<Cube> {
    use rstar::Envelope;
    match run {
        [point] => Some(point.cube()),
        run => edges(run).map(Edge::cube).reduce(|whole, cube| whole.merged(&cube)),
    }
}
