//! The border of each polygon as it is checked on, and which of them are equal.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiLineString, MultiPoint, Point};

use super::{
    finding::{Detail, Finding, Kind},
    grid::Straight,
    measure,
    mesh::{Map, Mesh},
    rings::{RingFault, Rings, Visits, repaired, runs_left},
    table::{Half, Key, Node, Ring, Table, Tile},
};

/// The border of each polygon, with the polygon to its left.
pub(super) fn outlines(
    mesh: &Mesh,
    rings: &Rings,
    tiles: usize,
    findings: &mut Vec<Finding>,
) -> Table<Tile, Vec<Half>> {
    let mut outlines: Table<Tile, Vec<Half>> = Table::filled(tiles, Vec::new());
    let mut visits = Visits::new(mesh);
    let mut turned: BTreeMap<Tile, (usize, Coord<f64>)> = BTreeMap::new();
    for ring in rings.keys() {
        let (walk, halves) = (rings.walk(ring), rings.halves(ring));
        let again = visits.again(mesh, ring, halves);
        let border = if let Some(runs_left) = runs_left(mesh, halves).filter(|_| again.is_empty()) {
            if runs_left == walk.is_hole
                && let Some(half) = halves.first()
            {
                let at = mesh.cells[mesh.from(*half)].coord();
                turned.entry(walk.tile).or_insert((0, at)).0 += 1;
            }
            if runs_left { halves.to_vec() } else { halves.iter().rev().map(|half| half.twin()).collect() }
        } else {
            let (border, fault) = repaired(mesh, halves);
            findings.extend(invalid(mesh, rings, ring, &again, fault));
            border
        };
        let outline = &mut outlines[walk.tile];
        if walk.is_hole {
            outline.extend(border.iter().map(|half| half.twin()));
        } else {
            outline.extend(border);
        }
    }
    for (tile, (times, at)) in turned {
        let finding = Finding::of(Kind::RingOrder, [tile.at()]).with(Detail::Times(times));
        findings.push(finding.drawn(at, Point::from(at)));
    }
    outlines
}

/// A ring that meets itself or encloses nothing.
fn invalid(mesh: &Mesh, rings: &Rings, ring: Ring, again: &[Node], fault: RingFault) -> Option<Finding> {
    let finding = Finding::of(Kind::InvalidRing, [rings.walk(ring).tile.at()]).with(Detail::Ring(fault));
    let coord = |node: &Node| mesh.cells[*node].coord();
    if let (Some(first), false) = (again.first(), fault == RingFault::Collapsed) {
        return Some(finding.drawn(coord(first), MultiPoint::from(again.iter().map(coord).collect::<Vec<_>>())));
    }
    let first = coord(&rings.walk(ring).start?);
    let rest = rings.halves(ring).iter().map(|half| coord(&mesh.from(half.twin())));
    Some(finding.drawn(first, LineString::new(std::iter::once(first).chain(rest).collect())))
}

/// How many halves an outline has, and a number that equal ones share.
type Digest = (usize, u64);

/// Which polygon each other one is equal to, if there is one before it.
pub(super) fn duplicates(
    mesh: &Mesh,
    outlines: &Table<Tile, Vec<Half>>,
    findings: &mut Vec<Finding>,
) -> Map<Tile, Tile> {
    let mut alike: Map<Digest, Vec<(Tile, Vec<Half>)>> = Map::default();
    let mut doubles = Map::default();
    // What does not depend on where a ring begins.
    let digest = |outline: &[Half]| -> u64 {
        outline.iter().fold(0, |sum, half| {
            sum.wrapping_add((half.at() as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
        })
    };
    let keys: Table<Tile, Digest> =
        outlines.rows().map(|outline| (outline.len(), digest(outline))).collect::<Vec<_>>().into();
    let mut times: Map<Digest, usize> = Map::default();
    keys.rows().for_each(|key| *times.entry(*key).or_default() += 1);
    for (tile, outline) in outlines.iter() {
        if outline.is_empty() || times.get(&keys[tile]).is_none_or(|times| *times < 2) {
            continue;
        }
        let mut sorted = outline.clone();
        sorted.sort_unstable();
        let group = alike.entry(keys[tile]).or_default();
        let Some((first, _)) = group.iter().find(|(_, known)| *known == sorted) else {
            group.push((tile, sorted));
            continue;
        };
        doubles.insert(tile, *first);
        let (area, length) = measured(mesh, outline);
        let mut finding = Finding::of(Kind::Duplicate, [first.at(), tile.at()]);
        finding.area_m2 = Some(area);
        finding.length_m = Some(length);
        if let Some(half) = outline.first() {
            let at = mesh.cells[mesh.from(*half)].coord();
            let edges = outline.iter().map(|half| {
                let Straight { a, b } = mesh.directed(*half);
                LineString::new(vec![a.coord(), b.coord()])
            });
            finding = finding.drawn(at, MultiLineString::new(edges.collect()));
        }
        findings.push(finding);
    }
    doubles
}

/// Square metres and metres of an outline.
pub(super) fn measured(mesh: &Mesh, outline: &[Half]) -> (f64, f64) {
    outline.iter().fold((0.0, 0.0), |(area, length), half| {
        let straight = mesh.directed(*half);
        (area + measure::area_part_m2(straight), length + measure::length_m(straight))
    })
}
