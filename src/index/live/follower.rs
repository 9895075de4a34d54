//! What keeps the index at the register's version.
//!
//! Commit numbers are gapless and in the order of commits (V001), so a follower needs to remember one number: the
//! version it shows. It reads the present state of what changed since, in one snapshot of the database, and
//! publishes the result at once; readers see all of a transaction or nothing of it. An announcement is only a hint
//! to look now; looking happens anyway, so a lost announcement, a lost connection or a restarted database costs
//! time and never a change.

use std::{
    convert::Infallible,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use time::Date;
use tokio::sync::watch;

use super::{
    Index, Snapshot, bell,
    changed::Changed,
    merging::Merging,
    standing::{Mark, Standing},
    trouble::{Trouble, Troubles},
};
use crate::{
    db::{Db, Error, ReadTx},
    kernel::dates::office_date,
};

/// How often the follower looks when nothing is announced. A connection that listens can be dead without a sign, and
/// some poolers swallow announcements; commits are to be visible within 100 ms all the same, so half of that.
/// A look in vain is three short statements: about one percent of a core here and two in the database.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Beyond so many changed features loading everything is quicker than reading them one by one.
const RELOAD_BEYOND: usize = 50_000;

/// Keeps an [`Index`] at the version of a database.
#[derive(Debug)]
pub struct Follower {
    db: Db,
    index: Arc<Index>,
    /// Which version of which register is shown.
    shown: Option<Mark>,
    merging: Merging,
}

impl Follower {
    /// A follower that has not looked yet. It reads over a connection of its own, so that no crowd at the pool keeps
    /// news waiting.
    #[must_use]
    pub fn new(db: &Db, index: Arc<Index>) -> Self {
        Self { db: db.aside(1), index, shown: None, merging: Merging::default() }
    }

    /// Follows until `stop` is set.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let (db, index, (bell, rung)) = (self.db.clone(), Arc::clone(&self.index), watch::channel(()));
        tokio::select! {
            () = bell::listen(&db, &index, &bell) => {}
            () = self.keep_up(rung) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }

    /// Catches up for ever: whatever fails is told and tried again.
    async fn keep_up(&mut self, mut rung: watch::Receiver<()>) {
        let mut troubles = Troubles::default();
        loop {
            // A fault in the program must not leave readers with an index that stands still unnoticed.
            let trouble = match AssertUnwindSafe(self.follow(&mut rung, &mut troubles)).catch_unwind().await {
                Ok(Err(error)) => Trouble::from(error),
                Ok(Ok(never)) => match never {},
                Err(_) => Trouble::Fault,
            };
            self.index.note(|lag| lag.fails_since = lag.fails_since.or(Some(Instant::now())));
            tokio::time::sleep(troubles.tell(&trouble)).await;
        }
    }

    /// Catches up at each ring, and every while without one, until something fails.
    async fn follow(&mut self, rung: &mut watch::Receiver<()>, troubles: &mut Troubles) -> Result<Infallible, Error> {
        loop {
            rung.mark_unchanged();
            self.catch_up().await?;
            troubles.over();
            tokio::select! {
                _ = rung.changed() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
                merged = self.merging.done() => {
                    if let Ok(shown) = self.index.snapshot() {
                        self.show(shown.adopt(merged));
                    }
                }
            }
        }
    }

    /// Brings the index to the register's present version.
    pub async fn catch_up(&mut self) -> Result<(), Error> {
        let began = Instant::now();
        let tx = self.db.read("index.follow").await?;
        let standing = Standing::look(&tx, self.shown.as_ref(), began).await?;
        self.index.note(|lag| lag.looked(&standing));
        let known = self.shown.as_ref().filter(|shown| standing.goes_on_from(shown));
        let today = office_date(self.db.clock().now());
        if known.is_some_and(|shown| shown.version == standing.version) {
            tx.finish().await?;
        } else {
            let tx = tx.without_time_limit().await?;
            let shown = known.and_then(|_| self.index.snapshot().ok());
            let next = read(&tx, shown.as_deref(), today).await?;
            tx.finish().await?;
            self.show(next);
            for age in standing.ages.iter().filter(|_| shown.is_some()) {
                metrics::histogram!("mingjie_index_visible_seconds").record(*age + began.elapsed());
            }
        }
        self.shown = Some(standing.mark());
        self.index.note(|lag| lag.caught_up(&standing));
        self.turn_to(today).await
    }

    /// Shows the names as they stand today, when the day in the office is another than that of the snapshot.
    async fn turn_to(&mut self, today: Date) -> Result<(), Error> {
        if let Ok(shown) = self.index.snapshot()
            && shown.day != today
        {
            let turned = Snapshot::clone(&shown).on(today).await?;
            self.show(turned);
        }
        Ok(())
    }

    fn show(&mut self, next: Snapshot) {
        self.merging.start(&next);
        self.index.show(next);
    }
}

/// The register as the transaction sees it: what changed since `shown`, or everything as it stands `today`.
async fn read(tx: &ReadTx, shown: Option<&Snapshot>, today: Date) -> Result<Snapshot, Error> {
    if let Some(shown) = shown {
        let changed = Changed::since(tx, shown.version).await?;
        if changed.len() <= RELOAD_BEYOND {
            return shown.after(tx, &changed).await;
        }
    }
    let began = Instant::now();
    let loaded = Snapshot::load(tx, today).await?;
    let (version, runs, ms) = (loaded.version, loaded.len(), began.elapsed().as_millis());
    tracing::info!(version, runs, duration_ms = %ms, "index loaded");
    Ok(loaded)
}
