//! How far the index is behind the register.

use std::time::{Duration, Instant};

use super::standing::Standing;
use crate::db::tx::DataVersion;

/// How far the index is behind the register, as far as its follower knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// The version that readers see; `None` before the first load.
    pub shown: Option<DataVersion>,
    /// The register's version when last looked at, or announced since.
    pub register: DataVersion,
    /// When the last look at the register began.
    pub looked_at: Instant,
    /// Whether commits are announced: the connection that listens is up.
    pub listens: bool,
    /// Since when every attempt to look or to read has failed.
    pub fails_since: Option<Instant>,
    /// When the oldest commit that is not shown was made, as far as is known.
    unshown_since: Option<Instant>,
}

impl Lag {
    /// Before the first look.
    pub(super) fn unknown() -> Self {
        let now = Instant::now();
        Self { shown: None, register: 0, looked_at: now, listens: false, fails_since: None, unshown_since: None }
    }

    /// How many commits are not shown; `None` before the first load.
    #[must_use]
    pub fn commits_behind(&self) -> Option<DataVersion> {
        self.shown.map(|shown| self.register.saturating_sub(shown).max(0))
    }

    /// The age of the oldest commit that is not shown, by the database's clock; zero when all are.
    #[must_use]
    pub fn behind(&self) -> Duration {
        self.unshown_since.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// For how long every attempt to look or to read has failed.
    #[must_use]
    pub fn failing(&self) -> Duration {
        self.fails_since.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Whether readers see `version`.
    pub(super) fn shows(&self, version: DataVersion) -> bool {
        self.shown.is_some_and(|shown| shown >= version)
    }

    /// Whether the register had no `version` yet at a look that began after `asked`.
    pub(super) fn denies(&self, version: DataVersion, asked: Instant) -> bool {
        self.looked_at > asked && self.register < version
    }

    /// Takes in what a look has found.
    pub(super) fn looked(&mut self, standing: &Standing) {
        self.register = standing.version;
        self.looked_at = standing.looked_at;
        self.unshown_since =
            standing.ages.first().map(|age| standing.looked_at.checked_sub(*age).unwrap_or(standing.looked_at));
    }

    /// Takes in that a commit was announced.
    pub(super) fn heard(&mut self, version: DataVersion) {
        if self.register < version {
            self.register = version;
            self.unshown_since.get_or_insert_with(Instant::now);
        }
    }

    /// Takes in that the index is now where the look found the register.
    pub(super) fn caught_up(&mut self, standing: &Standing) {
        self.shown = Some(standing.version);
        self.fails_since = None;
        // What was announced while it was read is what is looked for next.
        let announced = self.register > standing.version;
        self.unshown_since = self.unshown_since.filter(|_| announced);
    }
}
