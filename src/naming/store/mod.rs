//! Statements of naming cases; each does what its name says and decides nothing.

pub(super) mod cases;
pub(super) mod checks;
pub(super) mod decisions;
pub(super) mod filings;
pub(super) mod impacts;
pub(super) mod items;
pub(super) mod office;
pub(super) mod people;
pub(super) mod reservations;
pub(super) mod revocations;
