//! Faces with the same fault, joined where they are neighbours.

use geo::{Coord, InteriorPoint, LineString, Polygon};

use super::{
    arrangement::Arrangement,
    layers::Layers,
    measure,
    mesh::Set,
    table::{Face, Half, Key, Tile},
};

/// As many polygons over one face as are all named in pairs; of more, each is named with the first.
const PAIRED: usize = 12;

/// What a region has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Nothing covers it.
    Bare,
    /// Both cover it.
    Twice(Tile, Tile),
    /// The rings of one polygon wind around it as they must not.
    Misled(Tile),
}

/// Faces that hang together.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) fault: Fault,
    /// In order.
    pub(super) faces: Vec<Face>,
    /// The halves around it, with it to their left.
    pub(super) border: Vec<Half>,
}

/// All regions with a fault; the first is the outside.
pub(super) fn regions(arrangement: &Arrangement<'_>, layers: &Layers) -> Vec<Region> {
    let mut faults = Vec::new();
    for face in (0..arrangement.face_count()).map(Face::new) {
        match layers.covering(face) {
            [] => faults.push((Fault::Bare, face)),
            [_] => {}
            many => {
                for (at, one) in many.iter().enumerate().take(if many.len() > PAIRED { 1 } else { many.len() }) {
                    faults.extend(many.iter().skip(at + 1).map(|other| (Fault::Twice(*one, *other), face)));
                }
            }
        }
        faults.extend(layers.misled(face).map(|tile| (Fault::Misled(tile), face)));
    }
    faults.sort_unstable();
    let mut regions = Vec::new();
    for group in faults.chunk_by(|(one, _), (other, _)| one == other) {
        join(arrangement, group, &mut regions);
    }
    regions
}

/// Joins the faces of one fault. They are in order, so that what holds the first face comes first.
fn join(arrangement: &Arrangement<'_>, group: &[(Fault, Face)], regions: &mut Vec<Region>) {
    let Some((fault, _)) = group.first() else { return };
    let mut done = vec![false; group.len()];
    let place = |face: Face| group.binary_search_by_key(&face, |(_, known)| *known).ok();
    for at in 0..group.len() {
        let mut region = Region { fault: *fault, faces: Vec::new(), border: Vec::new() };
        let mut waiting = vec![at];
        while let Some(at) = waiting.pop() {
            let (Some((_, face)), Some(done)) = (group.get(at), done.get_mut(at)) else { continue };
            if std::mem::replace(done, true) {
                continue;
            }
            region.faces.push(*face);
            for half in arrangement.around(*face) {
                match place(arrangement.face(half.twin())) {
                    Some(beyond) => waiting.push(beyond),
                    None => region.border.push(half),
                }
            }
        }
        if !region.faces.is_empty() {
            region.faces.sort_unstable();
            regions.push(region);
        }
    }
}

impl Region {
    /// Whether it is what lies around everything.
    pub(super) fn is_outside(&self) -> bool {
        self.fault == Fault::Bare && self.faces.first() == Some(&Face::OUTSIDE)
    }

    /// Square metres.
    pub(super) fn area_m2(&self, arrangement: &Arrangement<'_>) -> f64 {
        self.border.iter().map(|half| measure::area_part_m2(arrangement.straight(*half))).sum()
    }

    /// Metres around it and around its holes.
    pub(super) fn perimeter_m(&self, arrangement: &Arrangement<'_>) -> f64 {
        self.border.iter().map(|half| measure::length_m(arrangement.straight(*half))).sum()
    }

    /// The polygons on the other side of its border, in order.
    pub(super) fn beside(&self, arrangement: &Arrangement<'_>, layers: &Layers) -> Vec<Tile> {
        let beyond = self.border.iter().flat_map(|half| layers.covering(arrangement.face(half.twin())));
        let mut tiles: Vec<Tile> = beyond.copied().collect();
        tiles.sort_unstable();
        tiles.dedup();
        tiles
    }

    /// Its outline in degrees, and a position inside.
    pub(super) fn drawn(&self, arrangement: &Arrangement<'_>) -> Option<(Coord<f64>, Polygon<f64>)> {
        let mut outlines = self.outlines(arrangement);
        // It hangs together, so that one outline is around all others.
        let spread = |outline: &LineString<f64>| {
            let xs = outline.0.iter().map(|coord| coord.x);
            xs.clone().fold(f64::NEG_INFINITY, f64::max) - xs.fold(f64::INFINITY, f64::min)
        };
        let widest = (0..outlines.len()).max_by(|one, other| {
            let [one, other] = [one, other].map(|at| outlines.get(*at).map_or(0.0, spread));
            one.total_cmp(&other)
        })?;
        let outer = outlines.swap_remove(widest);
        let first = *outer.0.first()?;
        let polygon = Polygon::new(outer, outlines);
        Some((polygon.interior_point().map_or(first, Coord::from), polygon))
    }

    fn outlines(&self, arrangement: &Arrangement<'_>) -> Vec<LineString<f64>> {
        let is_inside = |face: Face| self.faces.binary_search(&face).is_ok();
        let mut unwalked: Set<Half> = self.border.iter().copied().collect();
        let mut outlines = Vec::new();
        for start in &self.border {
            let mut coords = Vec::new();
            let mut half = *start;
            while unwalked.remove(&half) {
                coords.push(arrangement.straight(half).a.coord());
                half = arrangement.next(half);
                while is_inside(arrangement.face(half.twin())) {
                    half = arrangement.next(half.twin());
                }
            }
            if let Some(first) = coords.first().copied() {
                coords.push(first);
                outlines.push(LineString::new(coords));
            }
        }
        outlines
    }
}
