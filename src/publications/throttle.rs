//! How many opinions are taken before waiting is asked for.

use std::net::{IpAddr, Ipv6Addr};

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

/// The address that is counted: of IPv6 the network of a household, which has as many addresses as it likes.
pub(super) fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_of_a_household_count_as_one() {
        for (sent, as_one) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ] {
            assert_eq!(counted(sent.parse().unwrap()), as_one.parse::<IpAddr>().unwrap());
        }
    }
}
