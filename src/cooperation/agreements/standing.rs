//! How an agreement stands on a day. Nothing of it is stored, so that nothing has to run at midnight.

use time::Date;

use super::codes::AgreementState;
use crate::cooperation::limits::EXPIRING_DAYS;

/// First and last civil day of an agreement.
pub type Period = (Date, Date);

/// How an agreement with this period stands, whether it was signed, and from which day a signed one takes its place.
#[must_use]
pub fn on(day: Date, is_signed: bool, (from, to): Period, renewed_from: Option<Date>) -> AgreementState {
    if !is_signed {
        return AgreementState::Draft;
    }
    if day < from {
        return AgreementState::Signed;
    }
    if renewed_from.is_some_and(|renewed| renewed <= day) {
        return AgreementState::Renewed;
    }
    if to < day {
        return AgreementState::Expired;
    }
    if (to - day).whole_days() <= EXPIRING_DAYS { AgreementState::Expiring } else { AgreementState::InForce }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const PERIOD: Period = (date!(2023 - 01 - 01), date!(2025 - 12 - 31));

    #[test]
    fn an_agreement_begins_expires_in_ninety_days_and_ends() {
        for (day, state) in [
            (date!(2022 - 12 - 31), AgreementState::Signed),
            (date!(2023 - 01 - 01), AgreementState::InForce),
            (date!(2025 - 10 - 01), AgreementState::InForce),
            (date!(2025 - 10 - 02), AgreementState::Expiring),
            (date!(2025 - 12 - 31), AgreementState::Expiring),
            (date!(2026 - 01 - 01), AgreementState::Expired),
        ] {
            assert_eq!(on(day, true, PERIOD, None), state, "{day}");
        }
        assert_eq!(on(date!(2024 - 01 - 01), false, PERIOD, None), AgreementState::Draft);
    }

    #[test]
    fn a_renewed_agreement_is_so_from_the_first_day_of_the_next_one() {
        let next = Some(date!(2025 - 12 - 01));
        assert_eq!(on(date!(2025 - 11 - 30), true, PERIOD, next), AgreementState::Expiring);
        assert_eq!(on(date!(2025 - 12 - 01), true, PERIOD, next), AgreementState::Renewed);
        assert_eq!(on(date!(2026 - 01 - 01), true, PERIOD, Some(date!(2026 - 02 - 01))), AgreementState::Expired);
    }
}
