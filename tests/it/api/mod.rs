//! The API as a client sees it; files are named after the addresses.

mod archives;
mod boundaries;
mod cooperation;
mod custody;
mod field_conflicts;
mod field_package;
mod field_photos;
mod field_sync;
mod field_uploads;
mod inspections;
mod lookup;
mod lookup_all;
mod names_check;
mod naming;
mod nearest;
mod notices;
mod obligations;
mod open311;
mod operations;
mod places;
mod reconcile;
mod search;
mod signs;
mod suggest;
mod time_limits;
mod versions;
