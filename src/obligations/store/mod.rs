//! Statements of the slice.

mod feed;
mod limit;
mod listing;
mod obligation;
mod year;

pub(super) use feed::{end_feed, feed_owner, replace_feed};
pub(super) use limit::{end_limit, insert_limit, limit_in_force, limits, lock_last_limit};
pub use listing::of_subject;
pub(super) use listing::{Filter, counts, list, open_for};
pub(super) use obligation::{
    OpenRow, drop, insert, lock_open, lock_open_in_working_days, meet, open_of_part, resume, set_due, stop, stops,
};
pub(super) use year::{arrangements, replace_arrangement};
