//! The working days of the known years, as they are kept.

use super::store;
use crate::{
    db::{self, tx::Tx},
    kernel::calendar::WorkCalendar,
};

/// The calendar of all known years.
pub async fn calendar(tx: &Tx) -> Result<WorkCalendar, db::Error> {
    Ok(WorkCalendar::new(store::special_days(tx).await?, store::calendar_years(tx).await?))
}
