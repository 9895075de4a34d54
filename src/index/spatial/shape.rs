//! Prepared geometries: what the trees need to know of one geometry, worked out once.

use std::sync::Arc;

use geo::{Coord, Geometry, Line, Rect};
use sha2::Digest;

use super::area::{Area, Location};
use super::built::{Built, Role, digest_vertices};
use super::grid::Grid;
use super::sphere::{Cube, Foot, Normal, Viewer};
use super::window::Window;
use crate::kernel::geometry::{BadPosition, Position, check_positions};

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
    Point(Position),
    Built(Arc<Built>),
}

impl Shape {
    /// Prepares a geometry: x = longitude, y = latitude in degrees, EPSG:4490.
    ///
    /// Empty geometries, and lines and rings without length or area, are fine. Each polygon or multipolygon of a
    /// collection is an area of its own. A coordinate that is not finite or out of range is an error.
    pub fn new(geometry: &Geometry<f64>) -> Result<Self, BadPosition> {
        check_positions(geometry)?;
        if let Geometry::Point(point) = geometry {
            return Ok(Self(Form::Point(Position::new(point.x(), point.y())?)));
        }
        Ok(Self(Form::Built(Arc::new(Built::new(geometry)))))
    }

    /// The shape of something that is not known to be anywhere: nothing is near it, inside it or around it.
    #[must_use]
    pub fn nowhere() -> Self {
        Self(Form::Built(Arc::default()))
    }

    /// The box around the geometry in the plane of longitude and latitude, degrees; none around an empty one.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect<f64>> {
        match &self.0 {
            Form::Point(position) => Some(Rect::new(position.coord(), position.coord())),
            Form::Built(built) => built.bounds(),
        }
    }

    /// Whether some point of the geometry lies in the box between two corners or on its border, as PostGIS
    /// `ST_Intersects` has it of `geometry`: edges are straight in longitude and latitude.
    ///
    /// If the south-west corner lies east of the other one, the box crosses the antimeridian; if it lies north of it,
    /// nothing is inside. A box without height or width is the line or the point that is left of it.
    #[must_use]
    pub fn meets(&self, southwest: Position, northeast: Position) -> bool {
        Window::between(southwest, northeast).any(|window| self.meets_window(&window))
    }

    /// Where a position lies with respect to the geometry's areas: inside one, else on the border of one, else outside.
    ///
    /// Points and lines bound nothing: every position is outside them.
    #[must_use]
    pub fn locate(&self, position: Position) -> Location {
        let (areas, vertices) = self.areas();
        let mut location = Location::Outside;
        for area in areas {
            match area.locate(vertices, position.coord()) {
                Location::Inside => return Location::Inside,
                Location::Border => location = Location::Border,
                Location::Outside => {}
            }
        }
        location
    }

    /// Where a position lies that is known to within `tolerance` degrees: inside if the position and the four corners
    /// so far to the west, east, south and north of it are inside, outside if all five are outside, else on the
    /// border. Corners beyond the limits of longitude and latitude do not count.
    #[must_use]
    pub fn locate_within(&self, position: Position, tolerance: f64) -> Location {
        let (areas, _) = self.areas();
        if tolerance <= Grid::SURE_DEG {
            let mut surroundings = areas.iter().map(|area| area.surroundings(position.coord()));
            let known = surroundings.try_fold(Location::Outside, |_, known| match known {
                Some(Location::Outside) => Ok(Location::Outside),
                other => Err(other),
            });
            if let Ok(location) | Err(Some(location)) = known {
                return location;
            }
        }
        let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)].map(|(east, north)| {
            Position::new(position.lon() + east * tolerance, position.lat() + north * tolerance).ok()
        });
        let here = self.locate(position);
        let same = tolerance <= 0.0 || corners.into_iter().flatten().all(|corner| self.locate(corner) == here);
        if same { here } else { Location::Border }
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
        let viewer = Viewer::at(position);
        self.nearest(viewer.normal, |_| true).map(|foot| foot.distance_m(viewer))
    }

    /// Geodesic metres from a position to the nearest border of an area, from inside as from outside; none without.
    #[must_use]
    pub fn border_distance_m(&self, position: Position) -> Option<f64> {
        let viewer = Viewer::at(position);
        self.nearest(viewer.normal, |role| role == Role::Border).map(|foot| foot.distance_m(viewer))
    }

    /// Every vertex, as a position.
    pub fn positions(&self) -> impl Iterator<Item = Position> + '_ {
        let (point, vertices) = match &self.0 {
            Form::Point(position) => (Some(*position), &[][..]),
            Form::Built(built) => (None, built.vertices()),
        };
        point.into_iter().chain(vertices.iter().filter_map(|vertex| Position::new(vertex.x, vertex.y).ok()))
    }

    /// The edges of its lines and rings, in the plane of longitude and latitude.
    pub(super) fn edges(&self) -> impl Iterator<Item = Line<f64>> + '_ {
        let built = match &self.0 {
            Form::Point(..) => None,
            Form::Built(built) => Some(built),
        };
        built.into_iter().flat_map(|built| built.edges())
    }

    /// Feeds a hasher with what the shape holds: every vertex to the last bit, and which of them make points, lines
    /// and rings of which area. Shapes of equal geometries feed equally.
    pub fn digest(&self, hasher: &mut impl Digest) {
        match &self.0 {
            Form::Point(position) => digest_vertices(hasher, b"point", &[position.coord()]),
            Form::Built(built) => built.digest(hasher),
        }
    }

    /// The pieces for the trees, in an order that does not change: each is known by its place in it.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Cube, Role)> + '_ {
        (0..self.piece_count()).filter_map(|place| self.piece(place))
    }

    /// How many pieces it has.
    pub(super) fn piece_count(&self) -> usize {
        match &self.0 {
            Form::Point(..) => 1,
            Form::Built(built) => built.piece_count(),
        }
    }

    /// The piece at `place`; none if there is no such piece.
    pub(super) fn piece(&self, place: usize) -> Option<(Cube, Role)> {
        match &self.0 {
            Form::Point(position) => Some((Normal::at(*position).cube(), Role::Feature)).filter(|_| place == 0),
            Form::Built(built) => built.piece(place),
        }
    }

    /// The vertices of the piece at `place` on the sphere; none if there is no such piece.
    pub(super) fn piece_vertices(&self, place: usize) -> impl Iterator<Item = Normal> + '_ {
        let (point, vertices) = match &self.0 {
            Form::Point(position) => (Some(position.coord()).filter(|_| place == 0), &[][..]),
            Form::Built(built) => (None, built.piece_vertices(place)),
        };
        point.into_iter().chain(vertices.iter().copied()).map(Normal::of)
    }

    /// The nearest point to `viewer` of all pieces in the wanted role, the first of equals.
    pub(super) fn nearest(&self, viewer: Normal, wanted: impl Fn(Role) -> bool) -> Option<Foot> {
        let mut nearest: Option<Foot> = None;
        for (place, (cube, role)) in self.pieces().enumerate() {
            if wanted(role) && nearest.is_none_or(|foot| cube.distance2(&viewer.xyz()) <= foot.chord2) {
                let vertices: Vec<Normal> = self.piece_vertices(place).collect();
                nearest = match (nearest, Foot::on(&vertices, viewer)) {
                    (Some(near), Some(foot)) => Some(near.or_nearer(foot)),
                    (near, foot) => near.or(foot),
                };
            }
        }
        nearest
    }

    /// Whether some point lies in a window.
    pub(super) fn meets_window(&self, window: &Window) -> bool {
        match &self.0 {
            Form::Point(position) => window.holds(position.coord()),
            Form::Built(built) => built.meets(window),
        }
    }

    /// The areas and the vertices they are made of; a point or line has no area.
    pub(super) fn areas(&self) -> (&[Area], &[Coord<f64>]) {
        match &self.0 {
            Form::Point(..) => (&[], &[]),
            Form::Built(built) => built.areas(),
        }
    }
}
