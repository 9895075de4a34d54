//! Boxes that are compared together.

use std::array::from_fn;

use super::packed::Bounds;

/// Children of a node.
pub(super) const WIDTH: usize = 16;

/// More than single precision can put between a coordinate up to 1 and itself.
const ROUNDING: f32 = f32::EPSILON / 2.0;

/// What is left of a sum of three squares of single precision when all that rounding may have added is taken away.
const SURE_SHARE: f32 = 1.0 - 4.0 * f32::EPSILON;

/// The boxes of a node's children, those of each side next to each other: a processor compares several at once. Where there
/// are fewer, the rest are boxes that nothing meets and that are endlessly far away.
#[derive(Debug)]
pub(super) struct Siblings<const D: usize> {
    low: [[f32; WIDTH]; D],
    high: [[f32; WIDTH]; D],
}

impl<const D: usize> Siblings<D> {
    /// Puts boxes side by side, sixteen at most.
    pub(super) fn of(boxes: &[Bounds<D>]) -> Self {
        let side = |side: &dyn Fn(&Bounds<D>) -> f32, none| from_fn(|number| boxes.get(number).map_or(none, side));
        Self {
            low: from_fn(|axis| side(&|bounds| bounds.low.get(axis).copied().unwrap_or_default(), f32::INFINITY)),
            high: from_fn(|axis| side(&|bounds| bounds.high.get(axis).copied().unwrap_or_default(), f32::NEG_INFINITY)),
        }
    }

    /// One of the boxes.
    pub(super) fn get(&self, number: usize) -> Bounds<D> {
        let side = |side: &[f32; WIDTH], none| side.get(number).copied().unwrap_or(none);
        Bounds {
            low: self.low.each_ref().map(|low| side(low, f32::INFINITY)),
            high: self.high.each_ref().map(|high| side(high, f32::NEG_INFINITY)),
        }
    }

    /// All of them, those that stand for none too.
    pub(super) fn iter(&self) -> impl Iterator<Item = Bounds<D>> {
        (0..WIDTH).map(|number| self.get(number))
    }

    /// The smallest box around all.
    pub(super) fn whole(&self) -> Bounds<D> {
        Bounds {
            low: self.low.each_ref().map(|low| low.iter().copied().fold(f32::INFINITY, f32::min)),
            high: self.high.each_ref().map(|high| high.iter().copied().fold(f32::NEG_INFINITY, f32::max)),
        }
    }

    /// Which of them meet a box, the first in the lowest bit.
    pub(super) fn meeting(&self, other: &Bounds<D>) -> u16 {
        self.compared(&other.high, &other.low)
    }

    /// Which of them hold all of a box.
    pub(super) fn holding(&self, part: &Bounds<D>) -> u16 {
        self.compared(&part.low, &part.high)
    }

    /// Which of them have no lower side above one corner and no higher side below the other.
    fn compared(&self, lows: &[f32; D], highs: &[f32; D]) -> u16 {
        // Of each how many sides fail: adding them up takes no branches.
        let mut failed = [0_u16; WIDTH];
        for ((low, high), (most, least)) in self.low.iter().zip(&self.high).zip(lows.iter().zip(highs)) {
            for (failed, (low, high)) in failed.iter_mut().zip(low.iter().zip(high)) {
                *failed += u16::from(low > most) + u16::from(high < least);
            }
        }
        failed.iter().rev().fold(0, |bits, failed| bits << 1 | u16::from(*failed == 0))
    }

    /// Squares of distances from a point with coordinates from -1 to 1 such that nothing in the box is nearer.
    #[expect(clippy::cast_possible_truncation, reason = "what is cut off is taken away from the distance")]
    pub(super) fn distances2(&self, point: [f64; D]) -> [f32; WIDTH] {
        let mut sums = [0.0_f32; WIDTH];
        for ((low, high), at) in self.low.iter().zip(&self.high).zip(point) {
            let at = at as f32;
            for (sum, (low, high)) in sums.iter_mut().zip(low.iter().zip(high)) {
                let beyond = larger(larger(low - at, at - high) - ROUNDING, 0.0);
                *sum += beyond * beyond;
            }
        }
        sums.map(|sum| sum * SURE_SHARE)
    }
}

/// The larger of two numbers that are numbers: what a processor does at once, without asking whether they are.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Ways to break a tree.
#[cfg(test)]
impl<const D: usize> Siblings<D> {
    /// Takes a box away.
    pub(super) fn clear(&mut self, number: usize) {
        self.low.iter_mut().for_each(|low| low[number] = f32::INFINITY);
        self.high.iter_mut().for_each(|high| high[number] = f32::NEG_INFINITY);
    }

    /// Moves a box.
    pub(super) fn shift(&mut self, number: usize, by: f32) {
        self.low.iter_mut().chain(&mut self.high).for_each(|side| side[number] += by);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn coordinates() -> impl Strategy<Value = [f64; 3]> {
        let coordinate = || prop_oneof![-1.0..=1.0, 0.5..0.500_001, Just(0.0), Just(1.0), Just(-1.0)];
        [coordinate(), coordinate(), coordinate()]
    }

    fn bounds() -> impl Strategy<Value = Bounds<3>> {
        (coordinates(), coordinates()).prop_map(|(a, b)| {
            let sides = || a.into_iter().zip(b);
            let (mut low, mut high) = (sides().map(|(a, b)| a.min(b)), sides().map(|(a, b)| a.max(b)));
            Bounds::around(from_fn(|_| low.next().unwrap()), from_fn(|_| high.next().unwrap()))
        })
    }

    proptest! {
        #[test]
        fn no_box_is_nearer_than_its_distance_and_hardly_farther(boxes in vec(bounds(), 1..=WIDTH), point in coordinates()) {
            let distances2 = Siblings::of(&boxes).distances2(point);
            for (bounds, distance2) in boxes.iter().zip(distances2) {
                let (exact, distance2) = (bounds.distance2(&point), f64::from(distance2));
                prop_assert!(distance2 <= exact, "{distance2} is more than {exact}");
                prop_assert!(exact.sqrt() - distance2.sqrt() < 1e-6, "{distance2} is much less than {exact}");
            }
            prop_assert!(distances2[boxes.len()..].iter().all(|none| *none == f32::INFINITY));
        }

        #[test]
        fn boxes_are_compared_like_each_by_itself(boxes in vec(bounds(), 1..=WIDTH), other in bounds()) {
            let siblings = Siblings::of(&boxes);
            let bits = |passes: &dyn Fn(&Bounds<3>, usize) -> bool| {
                let passed = |bounds| (0..3).all(|axis| passes(bounds, axis));
                (0..).zip(&boxes).map(|(number, bounds)| u16::from(passed(bounds)) << number).sum::<u16>()
            };
            let meets = |one: &Bounds<3>, axis: usize| one.low[axis] <= other.high[axis] && one.high[axis] >= other.low[axis];
            let holds = |one: &Bounds<3>, axis: usize| one.low[axis] <= other.low[axis] && one.high[axis] >= other.high[axis];
            prop_assert_eq!(siblings.meeting(&other), bits(&meets));
            prop_assert_eq!(siblings.holding(&other), bits(&holds));
            prop_assert_eq!(siblings.whole(), boxes.iter().copied().reduce(|whole, one| whole.merged(&one)).unwrap());
        }
    }
}
