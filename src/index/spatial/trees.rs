//! Blocks of entries with their trees.

use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::built::Role;
use super::entry::Entry;
use super::sphere::{Cube, Normal, box_chord2};
use super::window::Window;
use crate::index::tiers::Block;

/// Bulk-loaded trees over entries in the order of their keys.
#[derive(Debug)]
pub struct Trees<K, R> {
    entries: Vec<(K, Entry<R>)>,
    /// Entries with areas by their boxes in the plane.
    areas: RTree<Boxed>,
    /// All other entries by their boxes in the plane.
    others: RTree<Boxed>,
    /// Pieces of the borders of areas, on the sphere.
    borders: RTree<Leaf>,
    /// Points and pieces of lines, on the sphere.
    features: RTree<Leaf>,
}

/// An entry's box in the plane of longitude and latitude, degrees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Boxed {
    bounds: AABB<[f64; 2]>,
    entry: usize,
}

/// A piece of an entry's shape on the unit sphere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    cube: Cube,
    /// The entry's place in its block.
    pub(super) entry: usize,
    /// The piece's place in its shape.
    pub(super) piece: usize,
}

impl<K: Copy + Ord, R> Block for Trees<K, R> {
    type Key = K;
    type Entry = Entry<R>;

    fn load(entries: Vec<(K, Entry<R>)>) -> Self {
        let (mut areas, mut others) = (Vec::new(), Vec::new());
        let (mut borders, mut features) = (Vec::new(), Vec::new());
        for (place, (_, Entry { shape, .. })) in entries.iter().enumerate() {
            if let Some(bounds) = shape.bounds() {
                let bounds = AABB::from_corners(bounds.min().into(), bounds.max().into());
                if shape.areas().0.is_empty() { &mut others } else { &mut areas }.push(Boxed { bounds, entry: place });
            }
            for (piece, (cube, role)) in shape.pieces().enumerate() {
                match role {
                    Role::Border => &mut borders,
                    Role::Feature => &mut features,
                }
                .push(Leaf { cube, entry: place, piece });
            }
        }
        Self {
            entries,
            areas: RTree::bulk_load(areas),
            others: RTree::bulk_load(others),
            borders: RTree::bulk_load(borders),
            features: RTree::bulk_load(features),
        }
    }

    fn entries(&self) -> &[(K, Entry<R>)] {
        &self.entries
    }

    /// One for the entry, one for each leaf.
    fn weight(entry: &Entry<R>) -> usize {
        1 + entry.shape.pieces().count()
    }
}

impl<K, R> Trees<K, R> {
    /// Leaves in one role by the squared distance of their boxes from `viewer`, nearest first.
    pub(super) fn near(&self, role: Role, viewer: Normal) -> impl Iterator<Item = (&Leaf, f64)> {
        match role {
            Role::Border => &self.borders,
            Role::Feature => &self.features,
        }
        .nearest_neighbor_iter_with_distance_2(viewer.xyz())
    }

    /// The places of the entries whose boxes meet a window.
    pub(super) fn meeting(&self, window: &Window) -> impl Iterator<Item = usize> + use<'_, K, R> {
        let [low, high] = window.corners();
        let others = self.others.locate_in_envelope_intersecting(AABB::from_corners(low, high));
        self.areas_meeting(window).chain(others.map(|boxed| boxed.entry))
    }

    /// The places of the entries with areas whose boxes meet a window.
    pub(super) fn areas_meeting(&self, window: &Window) -> impl Iterator<Item = usize> + use<'_, K, R> {
        let [low, high] = window.corners();
        self.areas.locate_in_envelope_intersecting(AABB::from_corners(low, high)).map(|boxed| boxed.entry)
    }
}

impl RTreeObject for Boxed {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.bounds
    }
}

impl RTreeObject for Leaf {
    type Envelope = Cube;

    fn envelope(&self) -> Cube {
        self.cube
    }
}

impl PointDistance for Leaf {
    /// Squared chord to the box: a lower bound of that to the piece, which is worked out only when it is due.
    fn distance_2(&self, viewer: &[f64; 3]) -> f64 {
        box_chord2(*viewer, &self.cube)
    }
}
