//! What is asked, the same for every contender.

use mingjie::{
    index::{live::Record, spatial::Layer},
    kernel::geometry::Position,
};
use uuid::Uuid;

use crate::realm::{self, Realm};

/// A box: west, south, east, north in degrees.
pub(crate) type Sides = [f64; 4];

/// Positions near things.
pub(crate) fn positions(realm: &Realm, count: usize) -> Vec<Position> {
    realm.questions(count).map(realm::position).collect()
}

/// Boxes around positions that hold about `wanted` entries of a layer each (or as many as there are).
pub(crate) fn boxes<F>(layer: &Layer<Uuid, Record<F>>, around: &[Position], wanted: usize) -> Vec<Sides> {
    around.iter().map(|middle| box_of(layer, *middle, wanted)).collect()
}

fn box_of<F>(layer: &Layer<Uuid, Record<F>>, middle: Position, wanted: usize) -> Sides {
    let fits = |half| in_box(layer, around(middle, half)).abs_diff(wanted) * 20 <= wanted;
    // From small to large: a large box holds everything, and counting that takes long.
    let mut large = 0.001;
    while large < 8.0 && in_box(layer, around(middle, large)) < wanted {
        large *= 1.5;
    }
    let mut small = large / 1.5;
    for _ in 0..16 {
        let half = f64::midpoint(small, large);
        if fits(half) {
            return around(middle, half);
        }
        if in_box(layer, around(middle, half)) < wanted { small = half } else { large = half }
    }
    around(middle, large)
}

fn around(middle: Position, half: f64) -> Sides {
    // As a client writes it.
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    [middle.lon() - half, middle.lat() - half, middle.lon() + half, middle.lat() + half].map(round)
}

fn in_box<F>(layer: &Layer<Uuid, Record<F>>, sides: Sides) -> usize {
    let [southwest, northeast] = corners(sides);
    layer.in_box(southwest, northeast, |_| true).len()
}

/// The corners of a box as the index takes them.
pub(crate) fn corners([west, south, east, north]: Sides) -> [Position; 2] {
    [[west, south], [east, north]].map(|[lon, lat]| Position::new(lon, lat).expect("the realm is on earth"))
}
