//! A person signed in at one browser.

use time::{Duration, OffsetDateTime};

use super::User;

/// Longest life of a session, used or not: a working day.
pub(in crate::accounts) const LONGEST: Duration = Duration::hours(12);

/// Longest time without a request.
const IDLE: Duration = Duration::hours(2);

/// How exactly last uses are recorded: a write for each request would be the dearest part of reading.
pub(in crate::accounts) const TOUCHED_EVERY: Duration = Duration::minutes(1);

/// A session that was not ended by anyone; whether time has ended it is for [`Session::lives`] to say.
#[derive(Debug, Clone)]
pub(in crate::accounts) struct Session {
    /// Who signed in; the account is in use.
    pub(in crate::accounts) user: User,
    /// When.
    pub(in crate::accounts) opened_at: OffsetDateTime,
    /// When it was last used, to the minute.
    pub(in crate::accounts) last_seen_at: OffsetDateTime,
}

impl Session {
    /// Whether it still opens anything.
    pub(in crate::accounts) fn lives(&self, now: OffsetDateTime) -> bool {
        now < self.expires_at() && now < self.last_seen_at + IDLE
    }

    /// When it ends at the latest.
    pub(in crate::accounts) fn expires_at(&self) -> OffsetDateTime {
        self.opened_at + LONGEST
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::kernel::actor::{Role, UserId};

    #[test]
    fn a_session_ends_two_hours_after_its_last_use_and_twelve_after_its_first() {
        let opened_at = datetime!(2023-03-01 00:00 UTC);
        let user = User {
            id: UserId(uuid::Uuid::nil()),
            login: "wang".parse().unwrap(),
            display_name: "王".parse().unwrap(),
            role: Role::Leader,
            township: None,
            created_at: opened_at,
            disabled_at: None,
        };
        let session =
            |hours| Session { user: user.clone(), opened_at, last_seen_at: opened_at + Duration::hours(hours) };
        assert!(session(0).lives(opened_at + Duration::minutes(119)));
        assert!(!session(0).lives(opened_at + Duration::minutes(120)));
        assert!(session(11).lives(opened_at + Duration::minutes(719)));
        assert!(!session(11).lives(opened_at + Duration::minutes(720)));
    }
}
