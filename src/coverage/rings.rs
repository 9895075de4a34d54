//! The rings of the polygons as walks along edges, and what is wrong with them.
//!
//! A ring that meets itself is repaired for the purpose: everything that it winds around is inside. Its direction does
//! not matter; an outer ring is turned counter-clockwise and an inner one clockwise.

use std::ops::Range;

use geo::{Coord, LineString, MultiPolygon};

use super::{
    arrangement::Arrangement,
    grid::{Cell, Straight},
    layers::{Layers, Nets},
    mesh::{Map, Mesh},
    noding::Splits,
    table::{Edge, Half, Key, Node, Ring, Table, Tile},
};

/// Whose ring it is, and its halves among all.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) tile: Tile,
    pub(super) is_hole: bool,
    /// Where it begins; a ring without positions is none.
    pub(super) start: Option<Node>,
    halves: Range<usize>,
}

/// All rings.
#[derive(Debug)]
pub(super) struct Rings {
    walks: Table<Ring, Walk>,
    halves: Vec<Half>,
}

/// A vertex of others on a border, which the ring there does not have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missing {
    pub(super) tile: Tile,
    pub(super) node: Node,
    /// The halves of the ring before and after it.
    pub(super) beside: [Half; 2],
}

/// What is wrong with a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RingFault {
    /// It crosses itself, or winds twice around something.
    Crosses,
    /// It touches itself.
    Touches,
    /// A part of it is run through there and back.
    RunsBack,
    /// It encloses nothing.
    Collapsed,
}

impl Rings {
    pub(super) fn new() -> Self {
        Self { walks: Table::new(), halves: Vec::new() }
    }

    /// Adds the rings of a polygon; where vertices follow that are equal to the one before.
    pub(super) fn add(&mut self, mesh: &mut Mesh, tile: Tile, shape: &MultiPolygon<f64>) -> Vec<Coord<f64>> {
        let mut repeated = Vec::new();
        for polygon in shape {
            self.add_ring(mesh, tile, polygon.exterior(), false, &mut repeated);
            for hole in polygon.interiors() {
                self.add_ring(mesh, tile, hole, true, &mut repeated);
            }
        }
        repeated
    }

    fn add_ring(
        &mut self,
        mesh: &mut Mesh,
        tile: Tile,
        ring: &LineString<f64>,
        is_hole: bool,
        repeated: &mut Vec<Coord<f64>>,
    ) {
        let start = self.halves.len();
        let (mut first, mut before) = (None, None);
        for coord in ring {
            let node = mesh.node(Cell::of(*coord));
            match before {
                Some(from) if from == node => repeated.push(*coord),
                Some(from) => self.halves.push(mesh.half(from, node)),
                None => {}
            }
            first = first.or(Some(node));
            before = Some(node);
        }
        self.walks.push(Walk { tile, is_hole, start: first, halves: start..self.halves.len() });
    }

    /// All rings in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = Ring> + use<> {
        self.walks.keys()
    }

    /// Whose ring it is.
    pub(super) fn walk(&self, ring: Ring) -> &Walk {
        &self.walks[ring]
    }

    /// The halves of a ring, one after the other.
    pub(super) fn halves(&self, ring: Ring) -> &[Half] {
        self.halves.get(self.walks[ring].halves.clone()).unwrap_or_default()
    }

    /// Leads every ring through the nodes on its edges; which of them, below `own`, are vertices of others.
    pub(super) fn split(&mut self, mesh: &mut Mesh, splits: &Splits, own: Node) -> Vec<Missing> {
        let mut missing = Vec::new();
        if splits.is_empty() {
            return missing;
        }
        let mut halves = Vec::with_capacity(self.halves.len());
        for ring in self.walks.keys() {
            let start = halves.len();
            for half in self.halves(ring) {
                let Some(nodes) = splits.get(&half.edge()) else {
                    halves.push(*half);
                    continue;
                };
                let mut stops = nodes.clone();
                if half.is_against() {
                    stops.reverse();
                }
                let mut from = mesh.from(*half);
                for node in stops.iter().chain([&mesh.from(half.twin())]) {
                    halves.push(mesh.half(from, *node));
                    from = *node;
                }
                let parts = halves.get(halves.len() - stops.len() - 1..).unwrap_or_default();
                for (node, beside) in stops.iter().zip(parts.windows(2)) {
                    if let ([before, after], true) = (beside, *node < own) {
                        let tile = self.walks[ring].tile;
                        missing.push(Missing { tile, node: *node, beside: [*before, *after] });
                    }
                }
            }
            self.walks[ring].halves = start..halves.len();
        }
        self.halves = halves;
        missing
    }
}

/// Looks for rings that meet themselves.
pub(super) struct Visits {
    seen: Table<Node, Option<Ring>>,
}

impl Visits {
    pub(super) fn new(mesh: &Mesh) -> Self {
        Self { seen: Table::filled(mesh.cells.len(), None) }
    }

    /// The nodes that a ring comes to again.
    pub(super) fn again(&mut self, mesh: &Mesh, ring: Ring, halves: &[Half]) -> Vec<Node> {
        let mut again = Vec::new();
        for half in halves {
            let node = mesh.from(*half);
            if self.seen[node].replace(ring) == Some(ring) {
                again.push(node);
            }
        }
        again.sort_unstable();
        again.dedup();
        again
    }
}

/// Whether a ring runs counter-clockwise, for one that does not meet itself; `None` if it encloses nothing.
pub(super) fn runs_left(mesh: &Mesh, halves: &[Half]) -> Option<bool> {
    let origin = mesh.cells[mesh.from(*halves.first()?)];
    let area: i128 = halves
        .iter()
        .map(|half| {
            let Straight { a, b } = mesh.directed(*half);
            origin.cross(a, b)
        })
        .sum();
    (area != 0).then_some(area > 0)
}

/// The border of all that a ring winds around, which lies to the left; and what was wrong with the ring.
pub(super) fn repaired(mesh: &Mesh, halves: &[Half]) -> (Vec<Half>, RingFault) {
    let mut uses: Map<Edge, (i32, u32)> = Map::default();
    for half in halves {
        let (net, times) = uses.entry(half.edge()).or_default();
        *net += if half.is_against() { -1 } else { 1 };
        *times += 1;
    }
    let runs_back = uses.values().any(|(net, times)| i64::from(net.unsigned_abs()) < i64::from(*times));
    let mut left: Vec<(Edge, i32)> =
        uses.into_iter().map(|(edge, (net, _))| (edge, net)).filter(|(_, net)| *net != 0).collect();
    left.sort_unstable();
    let ends: Vec<[Node; 2]> = left.iter().map(|(edge, _)| mesh.ends(*edge)).collect();
    let arrangement = Arrangement::new(&mesh.cells, ends.into());
    let (mut nets, ring) = (Nets::new(), Tile::new(0));
    for (_, net) in &left {
        nets.push([(ring, *net)]);
    }
    let layers = Layers::new(&arrangement, &nets);
    let is_inside = |half: Half| layers.is_wound(arrangement.face(half));
    let mut border = Vec::new();
    let mut is_plain = true;
    for (at, (edge, net)) in left.iter().enumerate() {
        let here = Half::of(Edge::new(at), false);
        match (is_inside(here), is_inside(here.twin())) {
            (true, false) => border.push(Half::of(*edge, false)),
            (false, true) => border.push(Half::of(*edge, true)),
            _ => {
                is_plain = false;
                continue;
            }
        }
        is_plain &= net.abs() == 1;
    }
    // A ring that only touches itself has its inside on one side all along.
    let mut sides = halves.iter().filter_map(|half| border_side(&border, *half));
    let first = sides.next();
    is_plain &= sides.all(|side| Some(side) == first);
    let fault = match (border.is_empty(), runs_back, is_plain) {
        (true, ..) => RingFault::Collapsed,
        (_, true, _) => RingFault::RunsBack,
        (.., true) => RingFault::Touches,
        (.., false) => RingFault::Crosses,
    };
    (border, fault)
}

/// Whether the border runs along an edge as the ring does; `border` is in order of edges.
fn border_side(border: &[Half], half: Half) -> Option<bool> {
    let at = border.binary_search_by_key(&half.edge(), |known| known.edge()).ok()?;
    border.get(at).map(|known| *known == half)
}
