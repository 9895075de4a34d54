//! Names in memory.

mod alphabet;
mod book;
mod concordance;
mod faults;
mod form;
mod hit;
mod index;
mod label;
mod pattern;
mod search;
mod select;
mod slip;
mod sound;
mod spelling;
mod texts;
mod trail;
mod walk;

#[cfg(test)]
mod tests;

pub use book::Book;
pub use form::{Extent, Form};
pub use hit::Hit;
pub use index::NameIndex;
pub use label::{Label, Named, Standing};
pub use pattern::Pattern;
pub use search::{Found, Wanted};
