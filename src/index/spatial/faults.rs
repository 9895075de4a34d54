//! Do the trees lead to what they should?

use std::collections::BTreeSet;

use super::built::Role;
use super::packed::{Bounds, Packed};
use super::pieces::Pieces;
use super::shape::Shape;
use super::trees::{Leaf, Trees, plane};
use crate::index::tiers::Block;

/// Something wrong with the trees of a layer, with the id of the entry that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault<K> {
    /// Questions about where an entry is do not all come to it.
    Lost(K),
    /// A tree holds something that stands for an entry in a place where that is not, or stands for it a second time.
    Astray(K),
    /// A tree holds something that stands for no entry.
    OfNothing,
}

impl<K: Copy + Ord, R> Trees<K, R> {
    /// What is wrong with the trees, each thing once: each entry is sought by its own boxes, in the way in which questions
    /// about any part of them would find it, and each leaf is compared with the entry that it stands for, its vertices too.
    pub(super) fn faults(&self) -> BTreeSet<Fault<K>> {
        let boxed = |areas: bool| {
            move |shape: &Shape, place: usize| {
                plane(shape).filter(|_| place == 0 && shape.areas().0.is_empty() != areas)
            }
        };
        let pieces = |wanted: Role| {
            move |shape: &Shape, place: usize| {
                shape.piece(place).filter(|(_, role)| *role == wanted).map(|(cube, _)| cube)
            }
        };
        let mut faults: BTreeSet<_> = self.compare(&self.areas, boxed(true)).into_iter().collect();
        faults.extend(self.compare(&self.others, boxed(false)));
        faults.extend(self.compare(&self.borders.tree, pieces(Role::Border)));
        faults.extend(self.compare(&self.features.tree, pieces(Role::Feature)));
        faults.extend(self.misdrawn(&self.borders));
        faults.extend(self.misdrawn(&self.features));
        faults
    }

    /// The entries for which vertices are kept that are not theirs.
    fn misdrawn(&self, pieces: &Pieces) -> impl Iterator<Item = Fault<K>> {
        pieces.tree.leaves().enumerate().filter_map(|(place, (leaf, _))| {
            let (key, entry) = self.entries().get(leaf.entry())?;
            let drawn = entry.shape.piece_vertices(leaf.piece()).eq(pieces.vertices(place).iter().copied());
            (!drawn).then_some(Fault::Astray(*key))
        })
    }

    /// What is wrong with one tree, which should hold the boxes that `expected` gives for the pieces of shapes.
    fn compare<const D: usize>(
        &self,
        tree: &Packed<D, Leaf>,
        expected: impl Fn(&Shape, usize) -> Option<Bounds<D>>,
    ) -> Vec<Fault<K>> {
        let mut faults = Vec::new();
        for (place, (key, entry)) in self.entries().iter().enumerate() {
            for piece in 0..entry.shape.piece_count() {
                let Some(bounds) = expected(&entry.shape, piece) else { continue };
                let leaf = Leaf::at(place, piece);
                match tree.leading_to(bounds).filter(|(found, _)| **found == leaf).count() {
                    0 => faults.push(Fault::Lost(*key)),
                    1 => {}
                    _ => faults.push(Fault::Astray(*key)),
                }
            }
        }
        for (leaf, bounds) in tree.leaves() {
            match self.entries().get(leaf.entry()) {
                None => faults.push(Fault::OfNothing),
                Some((key, entry)) if expected(&entry.shape, leaf.piece()) != Some(bounds) => {
                    faults.push(Fault::Astray(*key));
                }
                Some(_) => {}
            }
        }
        faults
    }
}
