//! Where instants come from: the machine's clock, or a clock that a test or a replayed story sets.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use time::{Duration, OffsetDateTime};

/// A source of instants in UTC. Cheap to clone; clones of a set clock move together.
#[derive(Debug, Clone, Default)]
pub struct Clock(Source);

#[derive(Debug, Clone, Default)]
enum Source {
    #[default]
    System,
    /// Microseconds since 1970-01-01T00:00:00Z.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `instant` until it is moved.
    #[must_use]
    pub fn set_to(instant: OffsetDateTime) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(microseconds(instant)))))
    }

    /// The present instant in UTC, to the microsecond (the resolution PostgreSQL keeps).
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        let micros = match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
            Source::System => microseconds(OffsetDateTime::now_utc()),
            Source::Set(micros) => micros.load(Ordering::SeqCst),
        };
        OffsetDateTime::UNIX_EPOCH + Duration::microseconds(micros)
    }

    /// Moves a set clock forward (or back); the machine's clock is not moved.
    pub fn advance(&self, by: Duration) {
        if let Source::Set(micros) = &self.0 {
            micros.fetch_add(i64::try_from(by.whole_microseconds()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }
}

fn microseconds(instant: OffsetDateTime) -> i64 {
    i64::try_from(instant.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn clones_of_a_set_clock_move_together() {
        let clock = Clock::set_to(datetime!(2023-06-30 16:00 UTC));
        clock.clone().advance(Duration::hours(1));
        assert_eq!(clock.now(), datetime!(2023-06-30 17:00 UTC));
    }
}
