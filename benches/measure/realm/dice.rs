//! Numbers that look random and are the same each time.

use std::f64::consts::TAU;

/// A stream of numbers that follows from a seed, a purpose and a number alone, so that the millionth thing can be made
/// without the ones before it: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The stream for the thing `number` of a kind.
    pub(crate) fn of(seed: u64, purpose: &str, number: usize) -> Self {
        let purpose = purpose.bytes().fold(seed, |state, byte| Self(state ^ u64::from(byte)).roll());
        Self(Self(purpose ^ number as u64).roll())
    }

    /// 64 bits.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, 1 excluded.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn unit(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From `low` to `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number below `count`.
    #[expect(clippy::cast_possible_truncation, reason = "below a usize")]
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.roll() % count as u64) as usize
    }

    /// Two independent numbers of the standard normal distribution (Box and Muller, 1958).
    pub(crate) fn normals(&mut self) -> [f64; 2] {
        let (radius, angle) = ((-2.0 * (1.0 - self.unit()).ln()).sqrt(), TAU * self.unit());
        [radius * angle.cos(), radius * angle.sin()]
    }

    /// One of `choices`.
    pub(crate) fn one<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}
