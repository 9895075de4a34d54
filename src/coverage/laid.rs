//! All borders laid over each other: which polygons change at which edge.

use std::collections::BTreeMap;

use geo::{LineString, MultiLineString, Point};

use super::{
    finding::{Detail, Finding, Kind},
    grid::Straight,
    layers::Nets,
    measure,
    mesh::{Map, Mesh},
    rings::Missing,
    table::{Edge, Half, Key, Node, Table, Tile},
};

/// The edges that polygons change at.
pub(super) struct Laid {
    pub(super) ends: Table<Edge, [Node; 2]>,
    pub(super) nets: Nets,
    /// The edges of the mesh that are left, in order.
    pub(super) numbers: Vec<Edge>,
    /// The polygons whose parts have edges in common.
    pub(super) divided: Vec<Tile>,
}

impl Laid {
    /// Of all polygons but those that are equal to one before.
    pub(super) fn new(
        mesh: &Mesh,
        outlines: &Table<Tile, Vec<Half>>,
        doubles: &Map<Tile, Tile>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let kept = outlines.iter().filter(|(tile, _)| !doubles.contains_key(tile));
        let mut uses: Vec<(Half, Tile)> =
            kept.flat_map(|(tile, outline)| outline.iter().map(move |half| (*half, tile))).collect();
        uses.sort_unstable_by_key(|(half, tile)| (half.edge(), *tile));
        let (mut ends, mut nets, mut numbers) = (Vec::new(), Nets::new(), Vec::new());
        let mut shared: BTreeMap<Tile, Vec<Straight>> = BTreeMap::new();
        for group in uses.chunk_by(|(one, _), (other, _)| one.edge() == other.edge()) {
            let Some(edge) = group.first().map(|(half, _)| half.edge()) else { continue };
            let mut changes = Vec::with_capacity(2);
            for own in group.chunk_by(|(_, one), (_, other)| one == other) {
                let Some((_, tile)) = own.first() else { continue };
                let net: i32 = own.iter().map(|(half, _)| if half.is_against() { -1 } else { 1 }).sum();
                if net == 0 {
                    shared.entry(*tile).or_default().push(mesh.straight(edge));
                } else {
                    changes.push((*tile, net));
                }
            }
            if !changes.is_empty() {
                ends.push(mesh.ends(edge));
                nets.push(changes);
                numbers.push(edge);
            }
        }
        let divided = shared.keys().copied().collect();
        for (tile, edges) in shared {
            let lines = edges.iter().map(|edge| LineString::new(vec![edge.a.coord(), edge.b.coord()]));
            let mut finding = Finding::of(Kind::InvalidRing, [tile.at()]).with(Detail::PartsShareEdge);
            finding.length_m = Some(edges.iter().map(|edge| measure::length_m(*edge)).sum());
            let lines = MultiLineString::new(lines.collect());
            if let Some(edge) = edges.first() {
                findings.push(finding.drawn(edge.a.coord(), lines));
            }
        }
        Self { ends: ends.into(), nets, numbers, divided }
    }
}

/// Vertices of one side of a shared border that the other side does not have.
pub(super) fn unmatched(mesh: &Mesh, missing: &[Missing], numbers: &[Edge], nets: &Nets, findings: &mut Vec<Finding>) {
    let mut found: BTreeMap<(Node, Tile), Vec<usize>> = BTreeMap::new();
    for missing in missing {
        let edges = missing.beside.iter().filter_map(|half| numbers.binary_search(&half.edge()).ok());
        // Those that lie on the other side.
        let others: Vec<Tile> = edges
            .flat_map(|at| {
                let changes = nets.at(Edge::new(at));
                let own = changes.iter().find_map(|(tile, net)| (*tile == missing.tile).then_some(net.signum()));
                changes.iter().filter(move |(_, net)| own.is_some_and(|own| own * net < 0)).map(|(tile, _)| *tile)
            })
            .collect();
        if !others.is_empty() {
            let known = found.entry((missing.node, missing.tile)).or_default();
            known.extend(others.iter().map(|tile| tile.at()));
        }
    }
    for ((node, tile), mut others) in found {
        others.sort_unstable();
        others.dedup();
        let at = mesh.cells[node].coord();
        let finding = Finding::of(Kind::UnmatchedVertex, std::iter::once(tile.at()).chain(others));
        findings.push(finding.drawn(at, Point::from(at)));
    }
}
