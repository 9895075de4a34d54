//! Who borders on whom, and along how many metres.

use super::{
    arrangement::Arrangement,
    layers::Layers,
    measure,
    mesh::Map,
    table::{Edge, Face, Half, Key, Table, Tile},
};

/// Lengths of borders in metres.
#[derive(Debug)]
pub(super) struct Borders {
    /// Between two polygons, the smaller key first.
    pub(super) shared: Map<[Tile; 2], f64>,
    /// Of each polygon, where nothing lies beyond.
    pub(super) outer: Table<Tile, f64>,
    /// Where a gap lies beyond.
    pub(super) gaps_m: f64,
    /// Inside of other polygons.
    pub(super) inside_m: f64,
}

/// What an edge is to the polygons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The first lies on one side and the second on the other.
    Shared([Tile; 2]),
    /// Nothing lies beyond.
    Outer(Tile),
    /// A gap lies beyond.
    Gap(Tile),
    /// Others cover both sides.
    Inside(Tile),
}

/// Tells which polygons meet at an edge; a bare face among the `open` ones, which are in order, is no gap.
pub(super) fn meetings<'a>(
    arrangement: &Arrangement<'_>,
    layers: &'a Layers,
    open: &'a [Face],
    edge: Edge,
) -> impl Iterator<Item = Meeting> + use<'a> {
    let half = Half::of(edge, false);
    let [left, right] = [half, half.twin()].map(|half| arrangement.face(half));
    let [over_left, over_right] = [left, right].map(|face| layers.covering(face));
    let only = |here: &'a [Tile], there: &'a [Tile]| {
        here.iter().copied().filter(move |tile| there.binary_search(tile).is_err())
    };
    let (mut left_only, mut right_only) = (only(over_left, over_right), only(over_right, over_left));
    let alone = move |tile: Tile, beyond: Face, over_beyond: &[Tile]| match over_beyond {
        [] if open.binary_search(&beyond).is_ok() => Meeting::Outer(tile),
        [] => Meeting::Gap(tile),
        _ => Meeting::Inside(tile),
    };
    std::iter::from_fn(move || match (left_only.next(), right_only.next()) {
        (Some(one), Some(other)) => Some(Meeting::Shared([one.min(other), one.max(other)])),
        (None, None) => None,
        (Some(tile), None) => Some(alone(tile, right, over_right)),
        (None, Some(tile)) => Some(alone(tile, left, over_left)),
    })
}

impl Borders {
    /// Adds up all edges.
    pub(super) fn of(arrangement: &Arrangement<'_>, layers: &Layers, open: &[Face], tiles: usize) -> Self {
        let mut borders = Self { shared: Map::default(), outer: Table::filled(tiles, 0.0), gaps_m: 0.0, inside_m: 0.0 };
        for edge in (0..arrangement.edges()).map(Edge::new) {
            let metres = measure::length_m(arrangement.straight(Half::of(edge, false)));
            for meeting in meetings(arrangement, layers, open, edge) {
                match meeting {
                    Meeting::Shared(pair) => *borders.shared.entry(pair).or_default() += metres,
                    Meeting::Outer(tile) => borders.outer[tile] += metres,
                    Meeting::Gap(_) => borders.gaps_m += metres,
                    Meeting::Inside(_) => borders.inside_m += metres,
                }
            }
        }
        borders
    }
}
