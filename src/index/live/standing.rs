//! Where a register stands, seen from a version of it.

use std::time::{Duration, Instant};

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Error, ReadTx, row::RowExt, tx::DataVersion},
    statement,
};

/// Which register, at which version: what a follower remembers of what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    register: Uuid,
    pub(super) version: DataVersion,
    /// The instant of that commit; `None` before the first one.
    instant: Option<OffsetDateTime>,
}

/// Where the register stands, as one transaction sees it.
#[derive(Debug)]
pub(super) struct Standing {
    register: Uuid,
    pub(super) version: DataVersion,
    instant: Option<OffsetDateTime>,
    /// The instant that the commit shown has in this register.
    instant_shown: Option<OffsetDateTime>,
    /// The ages of the commits that are not shown, the oldest first, at the time of the look.
    pub(super) ages: Vec<Duration>,
    /// When the look began.
    pub(super) looked_at: Instant,
}

impl Standing {
    /// Looks from `shown`, or from nowhere before the first load.
    pub(super) async fn look(tx: &ReadTx, shown: Option<&Mark>, began: Instant) -> Result<Self, Error> {
        let row = tx.query_one(&statement!("look"), &[&shown.map(|mark| mark.version)]).await?;
        let ages: Vec<f64> = row.column("ages_s")?;
        Ok(Self {
            register: row.column("register_id")?,
            version: row.column("version")?,
            instant: row.column("mark")?,
            instant_shown: row.column("mark_shown")?,
            ages: ages.into_iter().map(|age| Duration::try_from_secs_f64(age).unwrap_or_default()).collect(),
            looked_at: began,
        })
    }

    /// What to remember once this is shown.
    pub(super) fn mark(&self) -> Mark {
        Mark { register: self.register, version: self.version, instant: self.instant }
    }

    /// Whether the register holds what `shown` showed and at most went on from there. A restored copy may not: it
    /// can be at an earlier version, or have come to a later one on another way.
    pub(super) fn goes_on_from(&self, shown: &Mark) -> bool {
        self.register == shown.register && shown.version <= self.version && self.instant_shown == shown.instant
    }
}
