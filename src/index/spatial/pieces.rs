//! Pieces of shapes on the sphere, each with its vertices beside it.

use super::packed::{Bounds, Packed};
use super::sphere::{Foot, Normal};
use super::trees::Leaf;

/// A tree of pieces, and their vertices in the order of the tree: what is measured together lies together, and measuring
/// touches no shape.
#[derive(Debug)]
pub(super) struct Pieces {
    pub(super) tree: Packed<3, Leaf>,
    /// Where the vertices of each leaf begin, and at last where those of the last one end.
    starts: Vec<u32>,
    vertices: Vec<Normal>,
}

impl Pieces {
    /// Puts pieces in order by their boxes; `vertices` tells those of a piece.
    #[expect(clippy::cast_possible_truncation, reason = "four thousand million vertices fill 100 GB")]
    pub(super) fn load<V: Iterator<Item = Normal>>(
        boxed: Vec<(Bounds<3>, Leaf)>,
        vertices: impl Fn(Leaf) -> V,
    ) -> Self {
        let mut pieces = Self { tree: Packed::load(boxed), starts: vec![0], vertices: Vec::new() };
        for (leaf, _) in pieces.tree.leaves() {
            pieces.vertices.extend(vertices(*leaf));
            pieces.starts.push(pieces.vertices.len() as u32);
        }
        pieces.vertices.shrink_to_fit();
        pieces
    }

    /// The vertices of the piece at a place in the tree.
    pub(super) fn vertices(&self, place: usize) -> &[Normal] {
        match self.starts.get(place..place + 2) {
            Some(&[start, end]) => self.vertices.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The piece at a place in the tree and its nearest point to a viewer.
    pub(super) fn foot(&self, place: usize, viewer: Normal) -> Option<(Leaf, Foot)> {
        Some((*self.tree.item(place)?, Foot::on(self.vertices(place), viewer)?))
    }
}

/// A way to break them.
#[cfg(test)]
impl Pieces {
    /// Swaps the vertices of two pieces that have one each, where all have.
    pub(super) fn swap(&mut self, place: usize, other: usize) {
        self.vertices.swap(place, other);
    }
}
