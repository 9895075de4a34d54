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
    let (mut small, mut large) = (0.0, 2.0);
    let mut sides = around(middle, large);
    for _ in 0..24 {
        let half = f64::midpoint(small, large);
        sides = around(middle, half);
        let held = in_box(layer, sides);
        if held.abs_diff(wanted) * 20 <= wanted {
            break;
        }
        if held < wanted { small = half } else { large = half }
    }
    sides
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
