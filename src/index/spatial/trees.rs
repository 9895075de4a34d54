//! Blocks of entries with their trees.

use super::built::Role;
use super::entry::Entry;
use super::packed::{Bounds, Packed};
use super::pieces::Pieces;
use super::shape::Shape;
use super::window::Window;
use crate::index::tiers::Block;

/// Packed trees over entries in the order of their keys.
#[derive(Debug)]
pub struct Trees<K, R> {
    entries: Vec<(K, Entry<R>)>,
    /// Entries with areas, each as its first piece, by their boxes in the plane.
    pub(super) areas: Packed<2, Leaf>,
    /// All other entries, likewise.
    pub(super) others: Packed<2, Leaf>,
    /// Pieces of the borders of areas, on the sphere.
    pub(super) borders: Pieces,
    /// Points and pieces of lines, on the sphere.
    pub(super) features: Pieces,
}

/// A piece of an entry's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leaf {
    entry: u32,
    piece: u32,
}

impl Leaf {
    /// A piece by the entry's place in its block and its own place in the shape.
    #[expect(clippy::cast_possible_truncation, reason = "four thousand million entries or pieces fill 100 GB and more")]
    pub(super) fn at(entry: usize, piece: usize) -> Self {
        Self { entry: entry as u32, piece: piece as u32 }
    }

    /// The entry's place in its block.
    pub(super) fn entry(self) -> usize {
        self.entry as usize
    }

    /// The piece's place in its shape.
    pub(super) fn piece(self) -> usize {
        self.piece as usize
    }
}

impl<K: Copy + Ord, R> Block for Trees<K, R> {
    type Key = K;
    type Entry = Entry<R>;

    fn load(entries: Vec<(K, Entry<R>)>) -> Self {
        let (mut areas, mut others) = (Vec::new(), Vec::new());
        let (mut borders, mut features) = (Vec::new(), Vec::new());
        for (place, (_, Entry { shape, .. })) in entries.iter().enumerate() {
            if let Some(bounds) = plane(shape) {
                let boxed = (bounds, Leaf::at(place, 0));
                if shape.areas().0.is_empty() { &mut others } else { &mut areas }.push(boxed);
            }
            for (piece, (cube, role)) in shape.pieces().enumerate() {
                match role {
                    Role::Border => &mut borders,
                    Role::Feature => &mut features,
                }
                .push((cube, Leaf::at(place, piece)));
            }
        }
        let vertices = |leaf: Leaf| {
            let shape = entries.get(leaf.entry()).map(|(_, entry)| &entry.shape);
            shape.into_iter().flat_map(move |shape| shape.piece_vertices(leaf.piece()))
        };
        let (borders, features) = (Pieces::load(borders, vertices), Pieces::load(features, vertices));
        Self { entries, areas: Packed::load(areas), others: Packed::load(others), borders, features }
    }

    fn entries(&self) -> &[(K, Entry<R>)] {
        &self.entries
    }

    /// One for the entry, one for each leaf.
    fn weight(entry: &Entry<R>) -> usize {
        1 + entry.shape.piece_count()
    }
}

impl<K, R> Trees<K, R> {
    /// The pieces in a role.
    pub(super) fn pieces(&self, role: Role) -> &Pieces {
        match role {
            Role::Border => &self.borders,
            Role::Feature => &self.features,
        }
    }

    /// The entries whose boxes meet a window, and some beside it: for each its place, and whether it may lie beside the
    /// window in spite of its box.
    pub(super) fn meeting(&self, window: Window) -> impl Iterator<Item = (usize, bool)> + use<'_, K, R> {
        let areas = self.areas.meeting(window.bounds());
        let boxed = areas.chain(self.others.meeting(window.bounds()));
        boxed.map(move |(leaf, bounds)| (leaf.entry(), !window.surely_holds(&bounds)))
    }

    /// The places of the entries with areas whose boxes meet a window, and of some beside it.
    pub(super) fn areas_meeting(&self, window: &Window) -> impl Iterator<Item = usize> + use<'_, K, R> {
        self.areas.meeting(window.bounds()).map(|(leaf, _)| leaf.entry())
    }
}

/// The box around a shape in the plane of longitude and latitude; none around an empty one.
pub(super) fn plane(shape: &Shape) -> Option<Bounds<2>> {
    shape.bounds().map(|bounds| Bounds::around(bounds.min().into(), bounds.max().into()))
}
