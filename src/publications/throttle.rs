//! How many opinions are taken before waiting is asked for.

/// Opinions from one address, to all notices: a household or an office behind one address says more than once.
pub(super) const FROM_ADDRESS: i64 = 10;

/// Opinions to one notice, from everywhere.
pub(super) const TO_NOTICE: i64 = 500;
