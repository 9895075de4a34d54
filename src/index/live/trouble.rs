//! What keeps a follower from following, and how loudly it is told.

use std::time::{Duration, Instant};

use super::pause::Pause;
use crate::db::Error;

/// How often an unchanged trouble is logged again.
const TELL_EVERY: Duration = Duration::from_secs(10);

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The database is away; it comes back by itself.
    #[error("the index cannot reach the database")]
    Away(#[source] Error),
    /// What the database holds cannot be shown; somebody has to look.
    #[error("the index cannot show what the register holds and stays at its last version")]
    Unshowable(#[source] Error),
    /// The program is at fault; its message stands in the log before this one.
    #[error("the follower of the index panicked; the index stays at its last version")]
    Fault,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(_) => Self::Away(error),
            _ => Self::Unshowable(error),
        }
    }
}

impl Trouble {
    /// Its label among the metrics.
    fn kind(&self) -> &'static str {
        match self {
            Self::Away(_) => "database",
            Self::Unshowable(_) => "data",
            Self::Fault => "fault",
        }
    }

    /// Longest pause before the next try. A database that is back should be seen at once, and asking whether it is
    /// costs nothing; what cannot be shown is read anew with each try.
    fn longest_pause(&self) -> Duration {
        match self {
            Self::Away(_) => Duration::from_millis(50),
            Self::Unshowable(_) | Self::Fault => Duration::from_secs(1),
        }
    }
}

/// The troubles since the last success.
#[derive(Debug, Default)]
pub(super) struct Troubles {
    since: Option<Instant>,
    told: Option<Instant>,
    pause: Pause,
}

impl Troubles {
    /// Counts a trouble, logs it at first and every while, and says how long to wait before the next try.
    pub(super) fn tell(&mut self, trouble: &Trouble) -> Duration {
        let since = *self.since.get_or_insert_with(Instant::now);
        metrics::counter!("mingjie_index_failures_total", "kind" => trouble.kind()).increment(1);
        if self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            self.told = Some(Instant::now());
            let (error, for_ms) = (trouble as &dyn std::error::Error, since.elapsed().as_millis());
            match trouble {
                Trouble::Away(_) => tracing::warn!(error, %for_ms, "the index does not follow"),
                Trouble::Unshowable(_) | Trouble::Fault => tracing::error!(error, %for_ms, "the index does not follow"),
            }
        }
        self.pause.next(trouble.longest_pause())
    }

    /// An attempt succeeded.
    pub(super) fn over(&mut self) {
        if let Some(since) = self.since {
            tracing::info!(for_ms = %since.elapsed().as_millis(), "the index follows again");
            *self = Self::default();
        }
    }
}
