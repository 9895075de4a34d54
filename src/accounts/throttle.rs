//! How many log-ins may fail before waiting is asked for (NIST SP 800-63B section 3.2.2).

use time::{Duration, OffsetDateTime};

/// Failures older than this count no more.
pub(super) const WINDOW: Duration = Duration::minutes(15);

/// Failures of one log-in name, since it last signed in, after which it has to wait.
pub(super) const FAILURES_OF_LOGIN: i64 = 5;

/// Failures from one address, over all log-in names, after which it has to wait.
pub(super) const FAILURES_OF_ADDRESS: i64 = 20;

/// The failures that use up the allowance: the fifth last of the log-in name, the twentieth last of the address.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Failures {
    pub(super) of_login: Option<OffsetDateTime>,
    pub(super) of_address: Option<OffsetDateTime>,
}

impl Failures {
    /// How long to wait: until the later of the two leaves the window.
    pub(super) fn wait(self, now: OffsetDateTime) -> Option<Duration> {
        let until = self.of_login.max(self.of_address)? + WINDOW;
        (until > now).then(|| until - now)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn one_waits_until_the_later_limit_leaves_the_window() {
        let now = datetime!(2023-03-01 08:00 UTC);
        let minutes_ago = |minutes| Some(now - Duration::minutes(minutes));
        assert_eq!(Failures::default().wait(now), None);
        assert_eq!(Failures { of_login: minutes_ago(10), of_address: None }.wait(now), Some(Duration::minutes(5)));
        assert_eq!(
            Failures { of_login: minutes_ago(10), of_address: minutes_ago(2) }.wait(now),
            Some(Duration::minutes(13))
        );
        assert_eq!(Failures { of_login: minutes_ago(15), of_address: None }.wait(now), None);
    }
}
