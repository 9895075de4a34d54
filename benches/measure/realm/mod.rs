//! A made-up realm near Hubei, the same for the same seed: divisions that tile it exactly in three levels, towns, named
//! points clustered in the towns, streets laid out in them, built-up areas.
//!
//! Each thing follows from the seed and its number alone, so that thirteen million of them can be made one after
//! another without keeping any.

mod dice;
mod lattice;
mod naming;
mod things;
mod towns;

use geo::{Coord, LineString, Polygon};
use uuid::Uuid;

pub(crate) use dice::Dice;
pub(crate) use naming::Naming;
pub(crate) use things::{BuiltUpArea, Division, Place, Street};

use crate::digest::digest;
use lattice::{COLUMNS, Lattice, ROWS, cell};
use towns::{Towns, moved};

/// How much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Named points.
    pub(crate) places: usize,
    /// Streets.
    pub(crate) streets: usize,
}

impl Size {
    /// So many points, and a street to each five of them, at most 200,000.
    pub(crate) fn of(places: usize) -> Self {
        Self { places, streets: (places / 5).min(200_000) }
    }
}

/// The realm.
#[derive(Debug)]
pub(crate) struct Realm {
    seed: u64,
    pub(crate) size: Size,
    lattice: Lattice,
    towns: Towns,
}

impl Realm {
    /// The realm of a seed.
    pub(crate) fn new(seed: u64, size: Size) -> Self {
        Self { seed, size, lattice: Lattice { seed }, towns: Towns::found(seed) }
    }

    /// What tells this realm from any other, as hexadecimal digits: size, seed and the way it is made.
    pub(crate) fn fingerprint(&self) -> String {
        let what = format!("{} {:?}", self.seed, self.size);
        digest([
            &*what,
            include_str!("mod.rs"),
            include_str!("dice.rs"),
            include_str!("lattice.rs"),
            include_str!("naming.rs"),
            include_str!("things.rs"),
            include_str!("towns.rs"),
        ])
    }

    /// Counties, townships, villages, in this order.
    pub(crate) fn divisions(&self) -> impl Iterator<Item = Division> {
        [4, 2, 1].into_iter().enumerate().flat_map(move |(level, cells)| {
            let (columns, rows) = (COLUMNS / cells, ROWS / cells);
            (0..columns * rows).map(move |at| self.division(level, cells, at % columns * cells, at / columns * cells))
        })
    }

    fn division(&self, level: usize, cells: usize, column: usize, row: usize) -> Division {
        let mut dice = Dice::of(self.seed, "division", (level << 32) | (row * COLUMNS + column));
        let (code, parent) = (code(level, column, row), level.checked_sub(1).map(|above| unit(above, column, row)));
        Division {
            id: unit(level, column, row),
            level: ["county", "township", "village"][level],
            code,
            parent,
            parent_code: level.checked_sub(1).map(|above| self::code(above, column, row)),
            naming: Naming::throw(&mut dice, naming::OF_DIVISIONS[level]),
            outline: Polygon::new(self.lattice.outline(column, row, cells), Vec::new()),
        }
    }

    /// The built-up areas of the towns.
    pub(crate) fn built_up_areas(&self) -> impl Iterator<Item = BuiltUpArea> {
        self.towns.iter().enumerate().map(|(number, town)| {
            let mut dice = Dice::of(self.seed, "built-up area", number);
            let (column, row) = cell(town.middle);
            BuiltUpArea {
                id: id(4, number),
                division: unit(1, column, row),
                division_code: code(1, column, row),
                naming: Naming::throw(&mut dice, naming::OF_DIVISIONS[1]),
                outline: Polygon::new(LineString(town.ring(&mut dice)), Vec::new()),
            }
        })
    }

    /// The named points.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        (0..self.size.places).map(|number| self.place(number))
    }

    /// One of them.
    pub(crate) fn place(&self, number: usize) -> Place {
        let mut dice = Dice::of(self.seed, "place", number);
        let at = self.towns.spot(&mut dice);
        let (column, row) = cell(at);
        let generic = *dice.one(&naming::OF_PLACES);
        Place {
            id: id(5, number),
            division: unit(1, column, row),
            division_code: code(1, column, row),
            naming: Naming::throw(&mut dice, generic),
            at,
        }
    }

    /// The streets.
    pub(crate) fn streets(&self) -> impl Iterator<Item = Street> {
        (0..self.size.streets).map(|number| {
            let mut dice = Dice::of(self.seed, "street", number);
            let town = self.towns.pick(&mut dice);
            let mut at = town.spot(&mut dice);
            let (column, row) = cell(at);
            // Towns are laid out in blocks: along the main street or across it.
            let across = dice.below(2) == 1;
            let mut heading = town.heading + if across { std::f64::consts::FRAC_PI_2 } else { 0.0 };
            let steps = 4 + dice.below(36);
            let mut line = vec![at];
            for _ in 0..steps {
                let step_m = dice.between(20.0, 60.0);
                at = moved(at, step_m * heading.cos(), step_m * heading.sin());
                line.push(at);
                heading += dice.between(-0.08, 0.08);
            }
            let generic = *dice.one(&naming::OF_STREETS);
            Street {
                id: id(6, number),
                division: unit(1, column, row),
                division_code: code(1, column, row),
                naming: Naming::throw(&mut dice, generic),
                orientation: if across { "N-S" } else { "E-W" },
                line: LineString(line),
            }
        })
    }

    /// Where people ask: near the points, some metres off.
    pub(crate) fn questions(&self, count: usize) -> impl Iterator<Item = Coord<f64>> {
        (0..count).map(|number| {
            let mut dice = Dice::of(self.seed, "question", number);
            let near = self.place(dice.below(self.size.places)).at;
            let [east, north] = dice.normals();
            moved(near, east * 60.0, north * 60.0)
        })
    }
}

/// The id of a thing: in the order of its number, as ids of version 7 are in the order of time (RFC 9562, 5.7).
fn id(kind: usize, number: usize) -> Uuid {
    let count = (kind << 32 | number) as u128;
    let spread = Dice::of(0, "id", kind << 32 | number).roll();
    Uuid::from_u128((0x018f_0000_0000 + count) << 80 | 7 << 76 | 2 << 62 | u128::from(spread >> 2))
}

/// The id of the county, township or village (level 0, 1, 2) that a village cell belongs to.
fn unit(level: usize, column: usize, row: usize) -> Uuid {
    let cells = [4, 2, 1][level];
    id(1 + level, row / cells * COLUMNS + column / cells)
}

/// Its code: six, nine or twelve digits, as in GB/T 2260 and GB/T 10114.
fn code(level: usize, column: usize, row: usize) -> String {
    let county = 421_000 + row / 4 * (COLUMNS / 4) + column / 4;
    let township = 100 + row / 2 % 2 * 2 + column / 2 % 2;
    let village = 200 + row % 2 * 2 + column % 2;
    match level {
        0 => format!("{county}"),
        1 => format!("{county}{township}"),
        _ => format!("{county}{township}{village}"),
    }
}

/// A position as the index takes it.
pub(crate) fn position(at: Coord<f64>) -> mingjie::kernel::geometry::Position {
    mingjie::kernel::geometry::Position::new(at.x, at.y).expect("the realm is on earth")
}
