//! How many opinions are taken before waiting is asked for.

use time::{Duration, OffsetDateTime};

/// Opinions sent longer ago count no more.
pub(super) const WINDOW: Duration = Duration::hours(1);

/// Opinions from one address, to all notices: a household or an office behind one address says more than once.
pub(super) const FROM_ADDRESS: i64 = 10;

/// Opinions to one notice, from everywhere.
pub(super) const TO_NOTICE: i64 = 500;

/// The sendings that use up the allowance: the tenth last from the address, the five hundredth last to the notice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sendings {
    pub(super) from_address: Option<OffsetDateTime>,
    pub(super) to_notice: Option<OffsetDateTime>,
}

impl Sendings {
    /// How long to wait: until the later of the two leaves the window.
    pub(super) fn wait(self, now: OffsetDateTime) -> Option<Duration> {
        let until = self.from_address.max(self.to_notice)? + WINDOW;
        (until > now).then(|| until - now)
    }
}
