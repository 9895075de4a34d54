//! What is left of straight pieces when parts of them are taken away.

use geo::Coord;

use super::{grid::Straight, measure};

/// What is shorter than this many metres is not told: it is the roundness of the reach around a corner.
const LEAST_M: f64 = 0.01;

/// Parts of pieces, from 0 at the beginning of a piece to 1 at its end.
#[derive(Debug)]
pub(super) struct Parts {
    of: Vec<Vec<[f64; 2]>>,
}

/// Parts that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The first piece of which it has a part.
    pub(super) piece: usize,
    pub(super) coords: Vec<Coord<f64>>,
    pub(super) length_m: f64,
}

/// A part of a piece that is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    piece: usize,
    straight: Straight,
    part: [f64; 2],
}

impl Parts {
    /// None of so many pieces.
    pub(super) fn new(pieces: usize) -> Self {
        Self { of: vec![Vec::new(); pieces] }
    }

    /// Takes away a part of a piece.
    pub(super) fn add(&mut self, piece: usize, part: Option<[f64; 2]>) {
        if let (Some(parts), Some(part)) = (self.of.get_mut(piece), part) {
            parts.push(part);
        }
    }

    /// What is left of the pieces, in order.
    pub(super) fn left(self, pieces: &[Straight]) -> Vec<Left> {
        let mut left = Vec::new();
        for (piece, (mut parts, straight)) in self.of.into_iter().zip(pieces).enumerate() {
            parts.sort_by(|[one, _], [other, _]| one.total_cmp(other));
            let mut from = 0.0;
            for [start, end] in parts.into_iter().chain([[1.0, 1.0]]) {
                if start > from {
                    left.push(Left { piece, straight: *straight, part: [from, start] });
                }
                from = end.max(from);
            }
        }
        left
    }
}

impl Left {
    fn at(&self, part: f64) -> Coord<f64> {
        let (from, way) = (self.straight.a.coord(), self.straight.a.to(self.straight.b));
        if part >= 1.0 { self.straight.b.coord() } else { from + way * part }
    }
}

/// Joins what follows each other in pieces that `belong` together; what is very short is left out.
pub(super) fn joined(left: &[Left], belong: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let follows = |one: &Left, other: &Left| {
        one.part[1] >= 1.0 && other.part[0] <= 0.0 && one.piece + 1 == other.piece && belong(one.piece, other.piece)
    };
    let run = |parts: &[Left]| {
        let first = parts.first()?;
        let coords = std::iter::once(first.at(first.part[0])).chain(parts.iter().map(|part| part.at(part.part[1])));
        let length_m = parts.iter().map(|part| (part.part[1] - part.part[0]) * measure::length_m(part.straight)).sum();
        Some(Run { piece: first.piece, coords: coords.collect(), length_m }).filter(|run| run.length_m >= LEAST_M)
    };
    left.chunk_by(follows).filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::grid::Cell;

    #[test]
    fn what_is_left_follows_each_other_through_pieces_that_belong_together() {
        let cell = |x: i64| Cell { x: x * 1_000_000, y: 0 };
        let pieces = [0, 1, 2].map(|x| Straight { a: cell(x), b: cell(x + 1) });
        let mut parts = Parts::new(3);
        parts.add(0, Some([0.25, 0.5]));
        parts.add(0, Some([0.0, 0.3]));
        parts.add(2, Some([0.5, 1.0]));
        let runs = joined(&parts.left(&pieces), |_, _| true);
        let xs = |run: &Run| run.coords.iter().map(|coord| coord.x * 1_000.0).collect::<Vec<_>>();
        assert_eq!(runs.iter().map(xs).collect::<Vec<_>>(), [vec![0.5, 1.0, 2.0, 2.5]]);
        assert!((runs[0].length_m - 2.0 * 111.319_5).abs() < 0.01);
        let runs = joined(&Parts::new(3).left(&pieces), |one, _| one != 0);
        assert_eq!(runs.iter().map(|run| run.piece).collect::<Vec<_>>(), [0, 1]);
    }
}
