//! How long to wait before more is taken of what anybody may send without an account.

use std::net::{IpAddr, Ipv6Addr};

use time::{Duration, OffsetDateTime};

/// What was sent longer ago counts no more.
pub const WINDOW: Duration = Duration::hours(1);

/// The sendings that use up the allowance, counted back from the last one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sendings {
    /// From the address.
    pub from_address: Option<OffsetDateTime>,
    /// To the thing: a notice, a sign.
    pub to_thing: Option<OffsetDateTime>,
}

impl Sendings {
    /// How long to wait: until the later of the two leaves the window.
    #[must_use]
    pub fn wait(self, now: OffsetDateTime) -> Option<Duration> {
        let until = self.from_address.max(self.to_thing)? + WINDOW;
        (until > now).then(|| until - now)
    }
}

/// The address that is counted: of IPv6 the network of a household, which has as many addresses as it likes.
#[must_use]
pub fn counted(address: IpAddr) -> IpAddr {
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
