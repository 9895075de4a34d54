//! Boxes that are asked about.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, Rect};

use super::packed::Bounds;
use crate::kernel::geometry::Position;

/// A box in the plane of longitude and latitude, degrees, with its borders; it may be a line or a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    southwest: Coord<f64>,
    northeast: Coord<f64>,
}

impl Window {
    /// The boxes between two corners: none if the south-west one lies north of the other, two if it lies east of it
    /// and so the box crosses the antimeridian.
    pub(super) fn between(southwest: Position, northeast: Position) -> impl Iterator<Item = Self> {
        let (southwest, northeast) = (southwest.coord(), northeast.coord());
        let (west, east) = (Coord { x: -180.0, ..southwest }, Coord { x: 180.0, ..northeast });
        let [first, second] = if southwest.y > northeast.y {
            [None, None]
        } else if southwest.x <= northeast.x {
            [Some(Self { southwest, northeast }), None]
        } else {
            [Some(Self { southwest, northeast: east }), Some(Self { southwest: west, northeast })]
        };
        first.into_iter().chain(second)
    }

    /// The box that reaches `margin` degrees from a position to each side.
    pub(super) fn around(position: Position, margin: f64) -> Self {
        let (at, margin) = (position.coord(), Coord { x: margin, y: margin });
        Self { southwest: at - margin, northeast: at + margin }
    }

    /// The box, or a slightly larger one, for a tree.
    pub(super) fn bounds(&self) -> Bounds<2> {
        Bounds::around(self.southwest.into(), self.northeast.into())
    }

    /// Whether it surely holds all of what a box of a tree is around.
    pub(super) fn surely_holds(&self, bounds: &Bounds<2>) -> bool {
        bounds.is_between(self.southwest.into(), self.northeast.into())
    }

    /// The south-west corner.
    pub(super) fn corner(&self) -> Coord<f64> {
        self.southwest
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, point: Coord<f64>) -> bool {
        (self.southwest.x..=self.northeast.x).contains(&point.x)
            && (self.southwest.y..=self.northeast.y).contains(&point.y)
    }

    /// Whether all of a box lies in it.
    pub(super) fn holds_all(&self, bounds: &Rect<f64>) -> bool {
        self.holds(bounds.min()) && self.holds(bounds.max())
    }

    /// Whether some point of a box lies in it.
    pub(super) fn meets(&self, bounds: &Rect<f64>) -> bool {
        bounds.min().x <= self.northeast.x
            && bounds.max().x >= self.southwest.x
            && bounds.min().y <= self.northeast.y
            && bounds.max().y >= self.southwest.y
    }

    /// Whether some point of the straight edge between two points lies in it.
    ///
    /// Two convex figures are apart just when some line along a side of one of them separates them. Here that is a
    /// side of the box, or the edge itself, with all corners strictly on one side; the sign that tells is exact.
    pub(super) fn meets_edge(&self, a: Coord<f64>, b: Coord<f64>) -> bool {
        if a.x.max(b.x) < self.southwest.x
            || a.x.min(b.x) > self.northeast.x
            || a.y.max(b.y) < self.southwest.y
            || a.y.min(b.y) > self.northeast.y
        {
            return false;
        }
        if self.holds(a) || self.holds(b) {
            return true;
        }
        let (northwest, southeast) =
            (Coord { x: self.southwest.x, y: self.northeast.y }, Coord { x: self.northeast.x, y: self.southwest.y });
        let sides = [self.southwest, southeast, self.northeast, northwest].map(|c| RobustKernel::orient2d(a, b, c));
        sides != [Orientation::Clockwise; 4] && sides != [Orientation::CounterClockwise; 4]
    }
}
