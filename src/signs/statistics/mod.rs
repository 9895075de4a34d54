//! Figures about signs in a period, each with the records behind it.

mod store;

use std::collections::BTreeMap;

use serde::Serialize;
use time::{Date, Time};

use store::Repair;

use super::Refusal;
use crate::{db::tx::Tx, kernel::dates::OFFICE_OFFSET};

/// A figure and the numbers of the records that it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// How many.
    pub count: usize,
    /// Which.
    pub records: Vec<String>,
}

impl Figure {
    fn add(&mut self, record: &str) {
        self.count += 1;
        self.records.push(record.to_owned());
    }
}

/// What repairs took.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Effort {
    /// The orders.
    #[serde(flatten)]
    pub orders: Figure,
    /// Cost of those whose cost is known, in fen.
    pub cost_fen: i64,
    /// Of how many the cost is known.
    pub cost_known_of: usize,
    /// Mean days from order to done.
    pub mean_days: f64,
    /// How many were done after they were due.
    pub late: usize,
}

impl Effort {
    fn add(&mut self, repair: &Repair) {
        let before = f64::from(u32::try_from(self.orders.count).unwrap_or(u32::MAX));
        self.mean_days = (self.mean_days * before + repair.days) / (before + 1.0);
        self.orders.add(&repair.number);
        if let Some(fen) = repair.cost_fen {
            self.cost_fen += fen;
            self.cost_known_of += 1;
        }
        self.late += usize::from(repair.is_late);
    }
}

/// The figures of a period.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Statistics {
    /// Signs that were looked at, by number; a sign that was looked at twice counts once.
    pub checked: Figure,
    /// Damage that was found, by report.
    pub found: Figure,
    /// The same by what is wrong.
    pub found_by_damage: BTreeMap<&'static str, Figure>,
    /// Of the damage found, what was open at the end of the period.
    pub still_open: Figure,
    /// Orders that were accepted, whatever they asked for.
    pub repaired: Effort,
    /// Those that repaired reported damage, by what was wrong; an order for two kinds of damage counts for both.
    pub repaired_by_damage: BTreeMap<&'static str, Effort>,
    /// By the maker of the sign.
    pub repaired_by_maker: BTreeMap<String, Effort>,
    /// By the street.
    pub repaired_by_street: BTreeMap<String, Effort>,
    /// By the township, nine digits.
    pub repaired_by_township: BTreeMap<String, Effort>,
}

/// The figures from the first day to the last, both included, in the division with this code or everywhere.
pub async fn of_period(tx: &Tx, from: Date, to: Date, division_code: Option<&str>) -> Result<Statistics, Refusal> {
    let after = to.next_day().unwrap_or(to);
    let instant = |day: Date| day.with_time(Time::MIDNIGHT).assume_offset(OFFICE_OFFSET);
    let period = (instant(from), instant(after));
    let mut figures = Statistics::default();
    for sign in store::checked(tx, period, division_code).await? {
        figures.checked.add(&sign);
    }
    for found in store::found(tx, period, division_code, after).await? {
        figures.found.add(&found.number);
        figures.found_by_damage.entry(found.damage.code()).or_default().add(&found.number);
        if found.is_open {
            figures.still_open.add(&found.number);
        }
    }
    for repair in store::repaired(tx, period, division_code, to).await? {
        figures.repaired.add(&repair);
        for damage in &repair.damages {
            figures.repaired_by_damage.entry(damage.code()).or_default().add(&repair);
        }
        for (group, of) in [
            (&mut figures.repaired_by_maker, &repair.maker),
            (&mut figures.repaired_by_street, &repair.street),
            (&mut figures.repaired_by_township, &repair.township_code),
        ] {
            if let Some(name) = of {
                group.entry(name.clone()).or_default().add(&repair);
            }
        }
    }
    Ok(figures)
}
