//! Does the index say what the register says?
//!
//! An index that follows by itself can go wrong by itself: a change missed, a tree damaged, memory flipped. So it is
//! compared with the database by content: every run that it holds with the same run read anew, every tree by looking
//! for what it should lead to. `mingjie verify index` asks this of all running instances at once, through the database
//! that they share; besides, each instance compares a sample of itself every minute and raises a metric.

mod ask;
mod compare;
mod duty;
mod report;

#[cfg(test)]
mod tests;

pub use ask::{Answer, Question};
pub use duty::keep;
pub use report::{CollectionReport, Ids, Report};
