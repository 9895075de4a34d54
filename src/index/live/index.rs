//! The index as readers share it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use arc_swap::ArcSwapOption;
use tokio::sync::watch;

use super::{Lag, Snapshot};
use crate::db::tx::DataVersion;

/// The index has not been loaded yet.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the index has not been loaded yet")]
pub struct NotLoaded;

/// The published register in memory, as readers share it. Reading never waits.
#[derive(Debug)]
pub struct Index {
    current: ArcSwapOption<Snapshot>,
    lag: watch::Sender<Lag>,
}

impl Default for Index {
    fn default() -> Self {
        Self { current: ArcSwapOption::empty(), lag: watch::Sender::new(Lag::unknown()) }
    }
}

impl Index {
    /// The version to answer one request from.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>, NotLoaded> {
        self.current.load_full().ok_or(NotLoaded)
    }

    /// The version that readers see now; `None` before the first load.
    #[must_use]
    pub fn version(&self) -> Option<DataVersion> {
        self.current.load().as_ref().map(|snapshot| snapshot.version)
    }

    /// How far behind it is.
    #[must_use]
    pub fn lag(&self) -> Lag {
        *self.lag.borrow()
    }

    /// Waits until readers see `version`, at most `within`; tells whether they do.
    ///
    /// Gives up at once when the register is found not to have that version: then nobody can have seen it.
    pub async fn shows(&self, version: DataVersion, within: Duration) -> bool {
        let (mut lag, asked) = (self.lag.subscribe(), Instant::now());
        let settled = lag.wait_for(|lag| lag.shows(version) || lag.denies(version, asked));
        matches!(tokio::time::timeout(within, settled).await, Ok(Ok(lag)) if lag.shows(version))
    }

    /// Makes a snapshot the one that readers get from now on.
    pub(crate) fn show(&self, snapshot: Snapshot) {
        metrics::gauge!("mingjie_index_runs").set(f64::from(u32::try_from(snapshot.len()).unwrap_or(u32::MAX)));
        self.current.store(Some(Arc::new(snapshot)));
    }

    /// Notes what became known of the lag.
    pub(super) fn note(&self, note: impl FnOnce(&mut Lag)) {
        self.lag.send_modify(note);
    }
}
