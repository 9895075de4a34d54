//! Which polygons cover each face.

use super::{
    arrangement::Arrangement,
    mesh::Map,
    table::{Edge, Face, Half, Key, Label, Table, Tile},
};

/// How often each polygon changes from the right to the left of an edge: a polygon that lies to its left 1, one that
/// lies to its right -1.
#[derive(Debug)]
pub(super) struct Nets {
    /// Where the changes of each edge begin, and where the last ones end.
    starts: Vec<usize>,
    changes: Vec<(Tile, i32)>,
}

impl Nets {
    /// Of the edges in order.
    pub(super) fn new() -> Self {
        Self { starts: vec![0], changes: Vec::new() }
    }

    /// Adds the next edge.
    pub(super) fn push(&mut self, changes: impl IntoIterator<Item = (Tile, i32)>) {
        self.changes.extend(changes);
        self.starts.push(self.changes.len());
    }

    /// What changes at an edge.
    pub(super) fn at(&self, edge: Edge) -> &[(Tile, i32)] {
        let at = |row: usize| self.starts.get(row).copied().unwrap_or_default();
        self.changes.get(at(edge.at())..at(edge.at() + 1)).unwrap_or_default()
    }
}

/// How often a polygon winds around a face, in order of the polygons; none with zero.
type Windings = Box<[(Tile, i32)]>;

/// The polygons over each face.
#[derive(Debug)]
pub(super) struct Layers {
    windings: Table<Label, Windings>,
    covers: Table<Label, Box<[Tile]>>,
    labels: Table<Face, Label>,
}

impl Layers {
    /// Goes from face to face, beginning outside of everything.
    pub(super) fn new(arrangement: &Arrangement<'_>, nets: &Nets) -> Self {
        let mut windings: Table<Label, Windings> = Table::new();
        let mut known: Map<Windings, Label> = Map::default();
        let unknown = Label::new(usize::MAX);
        let mut labels: Table<Face, Label> = Table::filled(arrangement.face_count(), unknown);
        let none: Windings = Box::default();
        let nothing = windings.push(none.clone());
        known.insert(none, nothing);
        labels[Face::OUTSIDE] = nothing;
        let mut waiting = vec![Face::OUTSIDE];
        while let Some(face) = waiting.pop() {
            let here = labels[face];
            for half in arrangement.around(face) {
                let beyond = arrangement.face(half.twin());
                if labels[beyond] != unknown {
                    continue;
                }
                let there = crossed(&windings[here], nets.at(half.edge()), half);
                let label = known.get(&there).copied().unwrap_or_else(|| windings.push(there.clone()));
                known.entry(there).or_insert(label);
                labels[beyond] = label;
                waiting.push(beyond);
            }
        }
        let covers = windings
            .rows()
            .map(|windings| windings.iter().filter(|(_, times)| *times > 0).map(|(tile, _)| *tile).collect());
        Self { covers: covers.collect::<Vec<_>>().into(), windings, labels }
    }

    /// The polygons that cover a face, in order.
    pub(super) fn covering(&self, face: Face) -> &[Tile] {
        &self.covers[self.labels[face]]
    }

    /// Whether anything winds around a face, in whichever direction.
    pub(super) fn is_wound(&self, face: Face) -> bool {
        !self.windings[self.labels[face]].is_empty()
    }

    /// The polygons whose rings wind around a face in another way than once or not at all.
    pub(super) fn misled(&self, face: Face) -> impl Iterator<Item = Tile> {
        self.windings[self.labels[face]].iter().filter(|(_, times)| *times != 1).map(|(tile, _)| *tile)
    }
}

/// The windings on the other side of a half, seen from its left.
fn crossed(here: &[(Tile, i32)], changes: &[(Tile, i32)], half: Half) -> Windings {
    let mut there = here.to_vec();
    for (tile, change) in changes {
        let change = if half.is_against() { *change } else { -change };
        match there.binary_search_by_key(tile, |(known, _)| *known) {
            Ok(at) => {
                if let Some((_, times)) = there.get_mut(at) {
                    *times += change;
                }
            }
            Err(at) => there.insert(at, (*tile, change)),
        }
    }
    there.retain(|(_, times)| *times != 0);
    there.into()
}
