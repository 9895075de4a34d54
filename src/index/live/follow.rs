//! The index that readers share, and the task that keeps it at the register's version.
//!
//! Commit numbers are gapless and in the order of commits (V001), so a follower needs to remember one number: the
//! version it shows. It reads the present state of what changed since, in one snapshot of the database, and
//! publishes the result at once; readers see all of a transaction or nothing of it. A notification is only a hint
//! to look now; looking happens anyway, so a lost notification, a lost connection or a restarted database costs
//! time and never a change.

use std::{
    future::poll_fn,
    sync::Arc,
    time::{Duration, Instant},
};

use arc_swap::ArcSwapOption;
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, NoTls};
use uuid::Uuid;

use super::Snapshot;
use crate::{
    db::{Db, Error, row::RowExt, tx::DataVersion},
    statement,
};

/// How often the follower looks when nothing was announced.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How long it waits before it tries an unreachable database again.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(200);

/// Beyond so many changed features loading everything is quicker than reading them one by one.
const RELOAD_BEYOND: usize = 50_000;

/// The index has not been loaded yet.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the index has not been loaded yet")]
pub struct NotLoaded;

/// How far the index is behind the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// The version that readers see; `None` before the first load.
    pub applied: Option<DataVersion>,
    /// The register's version when last looked at.
    pub register: DataVersion,
    /// When the register was last looked at.
    pub looked_at: Instant,
}

/// The published register in memory, as readers share it. Reading never waits.
#[derive(Debug)]
pub struct Index {
    current: ArcSwapOption<Snapshot>,
    lag: watch::Sender<Lag>,
}

impl Default for Index {
    fn default() -> Self {
        let lag = Lag { applied: None, register: 0, looked_at: Instant::now() };
        Self { current: ArcSwapOption::empty(), lag: watch::Sender::new(lag) }
    }
}

impl Index {
    /// The version to answer one request from.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>, NotLoaded> {
        self.current.load_full().ok_or(NotLoaded)
    }

    /// How far behind it is.
    #[must_use]
    pub fn lag(&self) -> Lag {
        *self.lag.borrow()
    }

    /// Waits until readers see `version`, at most `within`; tells whether they do.
    pub async fn shows(&self, version: DataVersion, within: Duration) -> bool {
        let mut lag = self.lag.subscribe();
        let shown = lag.wait_for(|lag| lag.applied.is_some_and(|applied| applied >= version));
        matches!(tokio::time::timeout(within, shown).await, Ok(Ok(_)))
    }

    fn publish(&self, snapshot: Snapshot) {
        let version = snapshot.version;
        metrics::gauge!("mingjie_index_runs").set(f64::from(u32::try_from(snapshot.len()).unwrap_or(u32::MAX)));
        self.current.store(Some(Arc::new(snapshot)));
        self.saw(version, Some(version));
    }

    fn saw(&self, register: DataVersion, applied: Option<DataVersion>) {
        self.lag.send_modify(|lag| {
            lag.applied = applied.or(lag.applied);
            lag.register = register;
            lag.looked_at = Instant::now();
            let behind = register.saturating_sub(lag.applied.unwrap_or(0));
            metrics::gauge!("mingjie_index_commits_behind").set(f64::from(i32::try_from(behind).unwrap_or(i32::MAX)));
        });
    }
}

/// Keeps an [`Index`] at the version of a database.
#[derive(Debug)]
pub struct Follower {
    db: Db,
    index: Arc<Index>,
    /// Which register is shown; another one (a restored copy) is loaded from scratch.
    register: Option<Uuid>,
}

impl Follower {
    /// A follower that has not looked yet.
    #[must_use]
    pub fn new(db: Db, index: Arc<Index>) -> Self {
        Self { db, index, register: None }
    }

    /// Follows until `stop` is set.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let following = async {
            loop {
                if let Err(error) = self.listen_and_follow().await {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the index lost the database");
                    tokio::time::sleep(TRY_AGAIN_AFTER).await;
                }
            }
        };
        tokio::select! {
            () = following => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }

    /// Follows for as long as one connection lives.
    async fn listen_and_follow(&mut self) -> Result<(), Error> {
        let (client, mut connection) = self.db.config().connect(NoTls).await?;
        let (announce, mut announced) = watch::channel(());
        let listening = async move {
            while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(_) = message? {
                    announce.send_replace(());
                }
            }
            Ok::<(), Error>(())
        };
        let following = async {
            client.batch_execute("listen mingjie_change").await?;
            loop {
                self.catch_up().await?;
                tokio::select! {
                    _ = announced.changed() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                }
            }
        };
        tokio::select! {
            ended = listening => ended,
            failed = following => failed,
        }
    }

    /// Brings the index to the register's present version.
    pub async fn catch_up(&mut self) -> Result<(), Error> {
        let tx = self.db.read("index.follow").await?.without_time_limit().await?;
        let identity = tx.query_one(&statement!("register_identity"), &[]).await?;
        let (register, version): (Uuid, DataVersion) = (identity.column("register_id")?, identity.column("version")?);
        let shown =
            self.index.snapshot().ok().filter(|shown| self.register == Some(register) && shown.version <= version);
        let next = match shown {
            Some(shown) if shown.version == version => None,
            Some(shown) => {
                let rows = tx.query(&statement!("changed_features"), &[&shown.version]).await?;
                let changed: Vec<Uuid> = rows.iter().map(|row| row.column("feature_id")).collect::<Result<_, _>>()?;
                Some(if changed.len() > RELOAD_BEYOND {
                    Snapshot::load(&tx).await?
                } else {
                    shown.after(&tx, changed).await?
                })
            }
            None => {
                let began = Instant::now();
                let loaded = Snapshot::load(&tx).await?;
                let (runs, ms) = (loaded.len(), began.elapsed().as_millis());
                tracing::info!(version, runs, duration_ms = %ms, "index loaded");
                Some(loaded)
            }
        };
        tx.finish().await?;
        self.register = Some(register);
        match next {
            Some(next) => self.index.publish(next),
            None => self.index.saw(version, None),
        }
        Ok(())
    }
}
