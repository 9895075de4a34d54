//! Identifiers: UUIDs of version 7 (RFC 9562 section 5.7), one type for each noun.

use uuid::{Builder, Uuid};

use super::clock::Clock;

/// Declares a typed identifier over a UUID; its text form is the plain UUID.
#[macro_export]
macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
    };
}

/// Makes identifiers: 48 bits of the clock's milliseconds, then randomness.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Clock,
}

impl Ids {
    /// A source that takes its time from `clock`.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock }
    }

    /// A new UUIDv7, as any typed identifier.
    ///
    /// # Panics
    /// Only if the operating system gives no randomness; nothing could be done safely then.
    #[must_use]
    pub fn next<I: From<Uuid>>(&self) -> I {
        let mut random = [0_u8; 10];
        #[expect(clippy::expect_used, reason = "see Panics")]
        getrandom::fill(&mut random).expect("the operating system gives randomness");
        let millis = self.clock.now().unix_timestamp_nanos() / 1_000_000;
        Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &random).into_uuid().into()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::kernel::actor::UserId;

    #[test]
    fn an_id_is_version_7_and_carries_the_clock() {
        let ids = Ids::new(Clock::set_to(datetime!(2023-01-01 00:00 UTC)));
        let (first, second): (UserId, UserId) = (ids.next(), ids.next());
        assert_ne!(first, second);
        assert_eq!(first.0.get_version_num(), 7);
        assert_eq!(first.to_string().parse::<UserId>().unwrap(), first);
        assert_eq!(first.0.get_timestamp().unwrap().to_unix().0, 1_672_531_200);
    }
}
