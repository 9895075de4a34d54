//! The working days of the known years: the State Council's arrangement of each, entered when it is published.

use serde::Serialize;
use time::Date;

use super::{Refusal, service, store};
use crate::{
    db::{self, WriteTx, tx::Tx},
    kernel::calendar::WorkCalendar,
};

/// A day that is worked or free against or beyond the week of five days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialDay {
    /// The day.
    pub day: Date,
    /// A make-up day 调休, or a holiday.
    pub is_working: bool,
    /// The holiday that it belongs to.
    pub occasion: String,
}

/// The arrangement of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrangement {
    /// The year; New Year may begin in the December before.
    pub year: i32,
    /// The notice of the General Office of the State Council.
    pub basis: String,
    /// Holidays and make-up days.
    pub days: Vec<SpecialDay>,
}

/// The calendar of all known years.
pub(super) async fn calendar(tx: &Tx) -> Result<WorkCalendar, db::Error> {
    let arrangements = store::arrangements(tx).await?;
    let years: Vec<_> = arrangements.iter().map(|arrangement| arrangement.year).collect();
    let days = arrangements.into_iter().flat_map(|arrangement| arrangement.days);
    Ok(WorkCalendar::new(days.map(|special| (special.day, special.is_working)), years))
}

/// The arrangements of all known years.
pub async fn arrangements(tx: &Tx) -> Result<Vec<Arrangement>, Refusal> {
    Ok(store::arrangements(tx).await?)
}

/// Enters the arrangement of a year in place of what was known of it, and counts everything open that is counted in
/// working days anew; tells how much that was.
pub async fn arrange(tx: &WriteTx, arrangement: &Arrangement) -> Result<usize, Refusal> {
    let of_year = |special: &SpecialDay| {
        let day = special.day;
        day.year() == arrangement.year || (day.year() == arrangement.year - 1 && day.month() == time::Month::December)
    };
    if let Some(other) = arrangement.days.iter().find(|special| !of_year(special)) {
        return Err(Refusal::NotOfYear(other.day, arrangement.year));
    }
    if !store::replace_arrangement(tx, arrangement).await? {
        return Err(Refusal::ArrangedTwice);
    }
    let calendar = calendar(tx).await?;
    let open = store::lock_open_in_working_days(tx).await?;
    for found in &open {
        service::recount(tx, found, &calendar).await?;
    }
    Ok(open.len())
}
