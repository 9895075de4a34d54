//! The same questions to a packed static R-tree (crate `geo-index`), where it can answer them.
//!
//! It holds boxes in the plane: it finds exactly the points in a box; the divisions around a position only after each
//! candidate's vertices were walked; and the nearest points in degrees, not in metres. It cannot change.

use geo::{Intersects, MultiPolygon, Point};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};
use mingjie::kernel::geometry::Position;

use crate::{questions::Sides, realm::Realm};

/// One tree of the points, one of the divisions.
pub(super) struct Packed {
    points: RTree<f64>,
    divisions: RTree<f64>,
    outlines: Vec<MultiPolygon<f64>>,
}

impl Packed {
    pub(super) fn of(realm: &Realm) -> Self {
        let outlines: Vec<_> = realm.divisions().map(|division| MultiPolygon(vec![division.outline])).collect();
        let boxes = outlines.iter().map(|outline| {
            let bounds = geo::BoundingRect::bounding_rect(outline).expect("an outline");
            [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
        });
        Self { points: tree(&points(realm)), divisions: tree(&boxes.collect::<Vec<_>>()), outlines }
    }

    /// How many divisions cover a position, borders included.
    pub(super) fn covering(&self, at: Position) -> usize {
        let candidates = self.divisions.search(at.lon(), at.lat(), at.lon(), at.lat());
        let point = Point(at.coord());
        candidates.into_iter().filter(|place| self.outlines[*place as usize].intersects(&point)).count()
    }

    /// The points in a box, by their numbers in the realm.
    pub(super) fn in_box(&self, [west, south, east, north]: Sides) -> Vec<u32> {
        self.points.search(west, south, east, north)
    }

    /// The ten nearest in degrees.
    pub(super) fn nearest(&self, at: Position) -> Vec<u32> {
        self.points.neighbors(at.lon(), at.lat(), Some(10), None)
    }
}

/// The boxes of the points and, as in the layer of places, of the streets.
pub(super) fn points(realm: &Realm) -> Vec<Sides> {
    let points = realm.places().map(|place| [place.at.x, place.at.y, place.at.x, place.at.y]);
    let streets = realm.streets().map(|street| {
        let bounds = geo::BoundingRect::bounding_rect(&street.line).expect("a line");
        [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
    });
    points.chain(streets).collect()
}

/// A tree over boxes.
pub(super) fn tree(boxes: &[Sides]) -> RTree<f64> {
    let mut builder = RTreeBuilder::new(u32::try_from(boxes.len()).expect("not so many"));
    for [west, south, east, north] in boxes {
        builder.add(*west, *south, *east, *north);
    }
    builder.finish::<HilbertSort>()
}
