//! Towns, around which things cluster.

use geo::Coord;

use super::{
    Dice,
    lattice::{COLUMNS, ROWS, corner, rounded},
};

/// Metres in one degree of latitude, near enough to lay out towns.
const M_PER_DEGREE: f64 = 110_900.0;

/// Standard deviation of what lies in the smallest town, metres: with a million places there are then about 20 km of
/// streets to a square kilometre.
const SMALLEST_M: f64 = 1_200.0;

/// A town: a middle, a size, and the direction of its main street.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Town {
    pub(crate) middle: Coord<f64>,
    /// Standard deviation of what lies in it, metres.
    pub(crate) spread_m: f64,
    /// Radians from east, counter-clockwise.
    pub(crate) heading: f64,
}

/// One town in each township, few of them large.
#[derive(Debug)]
pub(crate) struct Towns {
    towns: Vec<Town>,
    /// Shares in everything that is, summed up.
    shares: Vec<f64>,
}

impl Towns {
    pub(crate) fn found(seed: u64) -> Self {
        let (mut towns, mut shares, mut sum) = (Vec::new(), Vec::new(), 0.0);
        for number in 0..COLUMNS * ROWS / 4 {
            let mut dice = Dice::of(seed, "town", number);
            let (column, row) = (number % (COLUMNS / 2) * 2, number / (COLUMNS / 2) * 2);
            let (southwest, northeast) = (corner(column, row), corner(column + 2, row + 2));
            let share = (1.0 - dice.unit()).powf(-0.7).min(40.0);
            sum += share;
            shares.push(sum);
            towns.push(Town {
                middle: Coord { x: dice.between(southwest.x, northeast.x), y: dice.between(southwest.y, northeast.y) },
                spread_m: SMALLEST_M * share.sqrt(),
                heading: dice.between(-0.6, 0.6),
            });
        }
        Self { towns, shares }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Town> {
        self.towns.iter().copied()
    }

    /// A town, the large ones more often.
    pub(crate) fn pick(&self, dice: &mut Dice) -> Town {
        let share = dice.unit() * self.shares.last().copied().unwrap_or_default();
        self.towns[self.shares.partition_point(|sum| *sum <= share)]
    }

    /// A position: in a town, or one time in four anywhere.
    pub(crate) fn spot(&self, dice: &mut Dice) -> Coord<f64> {
        if dice.below(4) == 0 {
            let (southwest, northeast) = (corner(0, 0), corner(COLUMNS, ROWS));
            let at = Coord { x: dice.between(southwest.x, northeast.x), y: dice.between(southwest.y, northeast.y) };
            return rounded(at);
        }
        self.pick(dice).spot(dice)
    }
}

impl Town {
    /// A position in it, the middle more often.
    pub(crate) fn spot(self, dice: &mut Dice) -> Coord<f64> {
        let [east, north] = dice.normals();
        moved(self.middle, east * self.spread_m, north * self.spread_m)
    }

    /// The ring around its built-up area.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    pub(crate) fn ring(self, dice: &mut Dice) -> Vec<Coord<f64>> {
        let vertices = 100 + dice.below(100);
        let [bulge, phase] = [dice.between(0.05, 0.25), dice.between(0.0, 6.0)];
        let mut ring: Vec<_> = (0..vertices)
            .map(|vertex| {
                let angle = std::f64::consts::TAU * vertex as f64 / vertices as f64;
                let radius = 1.5 * self.spread_m * (1.0 + bulge * (3.0 * angle + phase).sin());
                moved(self.middle, radius * angle.cos(), radius * angle.sin())
            })
            .collect();
        ring.push(ring[0]);
        ring
    }
}

/// A position so many metres farther east and north.
pub(crate) fn moved(from: Coord<f64>, east_m: f64, north_m: f64) -> Coord<f64> {
    let lat = from.y + north_m / M_PER_DEGREE;
    rounded(Coord { x: from.x + east_m / (M_PER_DEGREE * from.y.to_radians().cos()), y: lat })
}
