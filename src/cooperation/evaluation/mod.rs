//! What the records say of a year and of a period: the yearly self-evaluation 自评表 and the statistics of the five
//! mechanisms, each figure with the records behind it.
//!
//! [`rules`] is a table of data: what is looked at, for how many points. [`measures`] reads it off the records. Markers,
//! inspections and archives, which the appraisal looks at as well, are told by the parts that keep them.

pub mod csv;
pub mod measures;
pub mod reference;
pub mod rules;
pub mod statistics;
pub mod year;

pub use reference::Reference;

use serde::Serialize;
use time::Date;

use super::{Refusal, neighbours};
use crate::db::tx::Tx;
use measures::{Records, measure};
use year::Year;

/// One item of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Code word of the rule.
    pub item: &'static str,
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
    /// Most points.
    pub most_points: f64,
    /// Points, to a tenth.
    pub points: f64,
    /// How much of it was done.
    pub reached: usize,
    /// How much of it was to be done; 0 when nothing was, which takes no points away.
    pub wanted: usize,
    /// The records behind it: what was done, or what was in the way.
    pub records: Vec<Reference>,
}

/// The table of one neighbour and year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Civil year.
    pub year: i32,
    /// The last civil day that was looked at: of a year that goes on, today.
    pub until: Date,
    /// Code of the neighbour.
    pub neighbour: String,
    /// What it is called.
    pub neighbour_name: String,
    /// Sum of the points.
    pub points: f64,
    /// Sum of the most points.
    pub most_points: f64,
    /// The items.
    pub items: Vec<Item>,
}

/// The tables of a year, of one neighbour or of all.
pub async fn of_year(tx: &Tx, year: Year, neighbour: Option<&str>) -> Result<Vec<Evaluation>, Refusal> {
    let known = match neighbour {
        Some(code) => vec![neighbours::service::find(tx, code).await?],
        None => neighbours::service::list(tx).await?,
    };
    let mut tables = Vec::new();
    for neighbour in known {
        let records = Records::read(tx, neighbour, year).await?;
        tables.push(judge(&records, year));
    }
    Ok(tables)
}

fn judge(records: &Records, year: Year) -> Evaluation {
    let items: Vec<Item> = rules::rules()
        .map(|rule| {
            let measured = measure(rule.item, records, year);
            Item {
                item: rule.item.code(),
                zh: rule.zh,
                en: rule.en,
                most_points: rule.points,
                points: rule.points_for(measured.reached, measured.wanted),
                reached: measured.reached,
                wanted: measured.wanted,
                records: measured.records,
            }
        })
        .collect();
    Evaluation {
        year: year.number,
        until: year.last,
        neighbour: records.neighbour.code.clone(),
        neighbour_name: records.neighbour.name.clone(),
        points: rules::to_a_tenth(items.iter().map(|item| item.points).sum()),
        most_points: items.iter().map(|item| item.most_points).sum(),
        items,
    }
}
