//! Everything but single points, prepared.

use std::ops::Range;

use geo::{BoundingRect, Coord, Geometry, Line, LineString, Polygon, Rect};
use sha2::Digest;

use super::area::{Area, Location};
use super::sphere::{Cube, Edge, Normal};
use super::window::Window;

/// Edges in one piece of a line or ring, so that no tree entry is large.
const EDGES_PER_PIECE: usize = 4;

/// A geometry of any number of points, lines and rings; nothing if it has none.
#[derive(Debug, Default)]
pub(super) struct Built {
    bounds: Option<Rect<f64>>,
    /// The vertices of all points, lines and rings one after another; each ring is closed by its first vertex.
    vertices: Vec<Coord<f64>>,
    pieces: Vec<Piece>,
    areas: Vec<Area>,
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

impl Built {
    /// Prepares a geometry whose coordinates are in range; see [`super::Shape::new`].
    pub(super) fn new(geometry: &Geometry<f64>) -> Self {
        let mut built = Self { bounds: geometry.bounding_rect(), ..Self::default() };
        built.add(geometry);
        built.vertices.shrink_to_fit();
        built.pieces.shrink_to_fit();
        built
    }

    /// The box around everything in the plane, degrees.
    pub(super) fn bounds(&self) -> Option<Rect<f64>> {
        self.bounds
    }

    /// The areas and the vertices they are made of.
    pub(super) fn areas(&self) -> (&[Area], &[Coord<f64>]) {
        (&self.areas, &self.vertices)
    }

    /// Every vertex.
    pub(super) fn vertices(&self) -> &[Coord<f64>] {
        &self.vertices
    }

    /// The edges of all lines and rings, in the plane.
    pub(super) fn edges(&self) -> impl Iterator<Item = Line<f64>> + '_ {
        let runs = self.pieces.iter().filter_map(|piece| self.vertices.get(piece.vertices.clone()));
        runs.flat_map(edges).map(|(start, end)| Line::new(*start, *end))
    }

    /// How many pieces it has.
    pub(super) fn piece_count(&self) -> usize {
        self.pieces.len()
    }

    /// The piece at `place`; none if there is no such piece.
    pub(super) fn piece(&self, place: usize) -> Option<(Cube, Role)> {
        self.pieces.get(place).map(|piece| (piece.cube, piece.role))
    }

    /// Whether some point of it lies in a window.
    pub(super) fn meets(&self, window: &Window) -> bool {
        let Some(bounds) = self.bounds.filter(|bounds| window.meets(bounds)) else { return false };
        window.holds_all(&bounds)
            || self.pieces.iter().any(|piece| match self.vertices.get(piece.vertices.clone()) {
                Some([point]) => window.holds(*point),
                run => edges(run.unwrap_or_default()).any(|(a, b)| window.meets_edge(*a, *b)),
            })
            // A window that no edge meets is inside or outside as a whole.
            || self.areas.iter().any(|area| area.locate(&self.vertices, window.corner()) != Location::Outside)
    }

    /// The vertices of the piece at `place`; none if there is no such piece.
    pub(super) fn piece_vertices(&self, place: usize) -> &[Coord<f64>] {
        let piece = self.pieces.get(place);
        piece.and_then(|piece| self.vertices.get(piece.vertices.clone())).unwrap_or_default()
    }

    /// Feeds a hasher with every vertex, the runs of points and lines, and the rings of each area.
    pub(super) fn digest(&self, hasher: &mut impl Digest) {
        for piece in self.pieces.iter().filter(|piece| piece.role == Role::Feature) {
            digest_vertices(hasher, b"piece", self.vertices.get(piece.vertices.clone()).unwrap_or_default());
        }
        for area in &self.areas {
            hasher.update(b"area");
            for ring in area.rings() {
                digest_vertices(hasher, b"ring", self.vertices.get(ring.clone()).unwrap_or_default());
            }
        }
    }

    fn add(&mut self, geometry: &Geometry<f64>) {
        match geometry {
            Geometry::Point(point) => self.add_line(&LineString::from(vec![*point]), Role::Feature),
            Geometry::Line(line) => self.add_line(&LineString::from(*line), Role::Feature),
            Geometry::LineString(line) => self.add_line(line, Role::Feature),
            Geometry::Polygon(polygon) => self.add_area(std::slice::from_ref(polygon)),
            Geometry::MultiPoint(points) => {
                for point in points {
                    self.add_line(&LineString::from(vec![*point]), Role::Feature);
                }
            }
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.add_line(line, Role::Feature)),
            Geometry::MultiPolygon(polygons) => self.add_area(&polygons.0),
            Geometry::GeometryCollection(members) => members.iter().for_each(|member| self.add(member)),
            Geometry::Rect(rect) => self.add_area(&[rect.to_polygon()]),
            Geometry::Triangle(triangle) => self.add_area(&[triangle.to_polygon()]),
        }
    }

    fn add_area(&mut self, polygons: &[Polygon<f64>]) {
        let mut rings = Vec::new();
        for polygon in polygons {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let first = self.vertices.len();
                self.add_line(ring, Role::Border);
                rings.push(first..self.vertices.len());
            }
        }
        self.areas.push(Area::new(&self.vertices, rings));
    }

    fn add_line(&mut self, line: &LineString<f64>, role: Role) {
        let first = self.vertices.len();
        self.vertices.extend(line.coords());
        let Some(last) = self.vertices.len().checked_sub(1).filter(|last| *last >= first) else { return };
        // A line of one vertex is one piece, too.
        for start in (first..last.max(first + 1)).step_by(EDGES_PER_PIECE) {
            let vertices = start..(start + EDGES_PER_PIECE).min(last) + 1;
            let run = self.vertices.get(vertices.clone()).unwrap_or_default();
            let run: Vec<Normal> = run.iter().copied().map(Normal::of).collect();
            if let Some(cube) = cube(&run) {
                self.pieces.push(Piece { cube, vertices, role });
            }
        }
    }
}

/// Feeds a hasher with vertices, told apart from what else is fed by what they make and how many they are.
pub(super) fn digest_vertices(hasher: &mut impl Digest, kind: &[u8], vertices: &[Coord<f64>]) {
    hasher.update(kind);
    hasher.update(vertices.len().to_le_bytes());
    for vertex in vertices {
        hasher.update(vertex.x.to_le_bytes());
        hasher.update(vertex.y.to_le_bytes());
    }
}

/// The edges between consecutive vertices.
fn edges<V>(run: &[V]) -> impl Iterator<Item = (&V, &V)> {
    run.iter().zip(run.iter().skip(1))
}

/// The box around a run of vertices and the edges between them; none around nothing.
fn cube(run: &[Normal]) -> Option<Cube> {
    match run {
        [point] => Some(point.cube()),
        run => Edge::along(run).map(Edge::cube).reduce(|whole, cube| whole.merged(&cube)),
    }
}
