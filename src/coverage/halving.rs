//! Which straight pieces come near each other: halves the plane until few are left, and compares those.
//!
//! Each half gets the pieces that reach into it, so that pieces that touch meet in at least one part. It adapts to
//! dense coasts beside empty deserts, and needs memory for one path down only.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::grid::Straight;

/// As many as are compared each with each.
const FEW: usize = 48;

/// As many as are copied together before they are halved on.
const CHUNK: usize = 1 << 15;

/// Halving ends here, whatever is left: so many pieces through one point cannot be told apart.
const DEPTH: usize = 64;

/// A straight piece, or a single position, with its number among those of its sort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) number: usize,
    pub(super) reach: [[i64; 2]; 2],
    pub(super) straight: Straight,
    /// Whether it is of the other sort.
    pub(super) is_other: bool,
}

impl Piece {
    /// A straight piece.
    pub(super) fn of(number: usize, straight: Straight) -> Self {
        Self { number, reach: straight.reach(), straight, is_other: false }
    }

    /// The same, of the other sort.
    pub(super) fn other(self) -> Self {
        Self { is_other: true, ..self }
    }

    /// The same, reaching farther by so many steps along x and y.
    pub(super) fn widened(self, [x, y]: [i64; 2]) -> Self {
        let [[west, east], [south, north]] = self.reach;
        Self { reach: [[west - x, east + x], [south - y, north + y]], ..self }
    }

    fn touches(&self, other: &Self) -> bool {
        self.reach
            .iter()
            .zip(&other.reach)
            .all(|([low, high], [other_low, other_high])| low <= other_high && other_low <= high)
    }
}

/// Hands over every two pieces whose reaches touch, at least once, on as many threads as there are processors; what
/// the parts found is given back in no order. `piece` makes the pieces from 0 to below `count`; if `across`, only pairs of
/// both sorts are handed over, the one of the other sort last.
pub(super) fn neighbours<T: Send>(
    count: usize,
    piece: impl Fn(usize) -> Piece + Sync,
    across: bool,
    found: impl Fn(&Piece, &Piece, &mut Vec<T>) + Sync,
) -> Vec<T> {
    let mut chunks = Vec::new();
    chunk((0..count).collect(), &piece, DEPTH, &mut chunks);
    let (next, workers) = (AtomicUsize::new(0), thread::available_parallelism().map_or(1, std::num::NonZero::get));
    let work = || {
        let mut results = Vec::new();
        while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let pieces = chunk.iter().map(|number| piece(*number)).collect();
            halve(pieces, across, DEPTH, &mut |one, other| found(one, other, &mut results));
        }
        results
    };
    if chunks.len() < 2 {
        return work();
    }
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut all = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(mut results) => all.append(&mut results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

/// Halves numbers until a chunk is left.
fn chunk(numbers: Vec<usize>, piece: &impl Fn(usize) -> Piece, depth: usize, chunks: &mut Vec<Vec<usize>>) {
    if numbers.len() <= CHUNK || depth == 0 {
        chunks.push(numbers);
        return;
    }
    match halves(&numbers, |number| piece(*number).reach) {
        None => chunks.push(numbers),
        Some([low, high]) => {
            drop(numbers);
            chunk(low, piece, depth - 1, chunks);
            chunk(high, piece, depth - 1, chunks);
        }
    }
}

fn halve(mut pieces: Vec<Piece>, across: bool, depth: usize, found: &mut impl FnMut(&Piece, &Piece)) {
    if across && !(pieces.iter().any(|piece| piece.is_other) && pieces.iter().any(|piece| !piece.is_other)) {
        return;
    }
    if pieces.len() > FEW
        && depth > 0
        && let Some([low, high]) = halves(&pieces, |piece| piece.reach)
    {
        drop(pieces);
        halve(low, across, depth - 1, found);
        halve(high, across, depth - 1, found);
        return;
    }
    pieces.sort_unstable_by_key(|piece| piece.reach);
    for (at, one) in pieces.iter().enumerate() {
        let [[_, east], _] = one.reach;
        for other in
            pieces.iter().skip(at + 1).take_while(|other| other.reach.first().is_some_and(|[west, _]| *west <= east))
        {
            if !one.touches(other) {
                continue;
            }
            match (across, one.is_other, other.is_other) {
                (false, ..) | (true, false, true) => found(one, other),
                (true, true, false) => found(other, one),
                (true, ..) => {}
            }
        }
    }
}

/// What reaches to either side of the middle; `None` if that leaves nearly as many on a side.
fn halves<T: Copy>(items: &[T], reach: impl Fn(&T) -> [[i64; 2]; 2]) -> Option<[Vec<T>; 2]> {
    let mut best: Option<[Vec<T>; 2]> = None;
    for axis in axes(items, &reach) {
        let middle = middle(items, &reach, axis);
        let mut sides = [Vec::with_capacity(items.len() * 5 / 8), Vec::with_capacity(items.len() * 5 / 8)];
        let [low, high] = &mut sides;
        for item in items {
            let Some([from, to]) = reach(item).get(axis).copied() else { continue };
            if from <= middle {
                low.push(*item);
            }
            if to > middle {
                high.push(*item);
            }
        }
        let most = low.len().max(high.len());
        if most * 10 <= items.len() * 7 {
            return Some(sides);
        }
        if best.as_ref().is_none_or(|[low, high]| most < low.len().max(high.len())) {
            best = Some(sides);
        }
    }
    best.filter(|[low, high]| low.len().max(high.len()) * 10 <= items.len() * 9)
}

/// The axes, the one along which the items spread farther first.
fn axes<T>(items: &[T], reach: &impl Fn(&T) -> [[i64; 2]; 2]) -> [usize; 2] {
    let spread = |axis: usize| {
        let middles = items.iter().filter_map(|item| reach(item).get(axis).map(|[from, to]| from + to));
        let (low, high) = middles.fold((i64::MAX, i64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        high.saturating_sub(low)
    };
    if spread(0) >= spread(1) { [0, 1] } else { [1, 0] }
}

/// The median of the middles of some of the items along an axis. Where two reaches end there, both see it.
fn middle<T>(items: &[T], reach: &impl Fn(&T) -> [[i64; 2]; 2], axis: usize) -> i64 {
    let every = (items.len() / 255).max(1);
    let some = items.iter().step_by(every).filter_map(|item| reach(item).get(axis).map(|[from, to]| (from + to) / 2));
    let mut some: Vec<i64> = some.collect();
    some.sort_unstable();
    some.get(some.len() / 2).copied().unwrap_or_default()
}
