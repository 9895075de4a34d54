//! Names in memory: found as they are written, spelled, abbreviated and mistyped.
//!
//! A [`NameIndex`] is one version of a collection of rows that have a name ([`Named`]); a [`Pattern`] is a query that was
//! read. Nothing here knows of the database, of HTTP or of threads.
//!
//! # What matches
//!
//! Names and queries are folded (`kernel::folding`), which leaves out spaces and punctuation; what is left are *signs*.
//! A query matches a run of signs of a name in one of the forms of [`Form`]:
//!
//! - by its characters ([`Form::Exact`], [`Form::Folded`]);
//! - by its sound: each character of the query by itself or another one of its sound, its letters as whole syllables, of
//!   which the last may be unfinished ([`Form::Spelled`], [`Form::SameSound`], [`Form::OtherTone`],
//!   [`Form::OtherReading`]). A name sounds as the register spells it; every other reading of its characters counts as
//!   another reading;
//! - by beginnings of syllables, at least one letter each, mixed with characters as one likes ([`Form::Abbreviated`]):
//!   `lydd`, `luydd`, `陆羽dd`, `zh` as well as `z`;
//! - with one character or one letter wrong, missing, too many or swapped with its neighbour ([`Form::Similar`]), in
//!   queries of at least three characters or four letters; under four characters or six letters for whole names only.
//!   An error is looked for only if no name matches as the query was typed, by its characters or its sound.
//!
//! # Ranking
//!
//! Hits are ordered by, in this order,
//! 1. form, as listed in [`Form`];
//! 2. extent: the whole name, its beginning, a part inside ([`Extent`]);
//! 3. standing: standard names, other current ones, former ones ([`Standing`]);
//! 4. distance, if a position was given; names without a position last;
//! 5. length of the name in signs;
//! 6. weight, as the row says: smaller ones first;
//! 7. key.
//!
//! A name is found once, in its best form and extent.
//!
//! # How it is done
//!
//! Names are kept in [`Book`]s, which never change. A book has its names numbered in the order of the ranking (3, 5, 6,
//! 7), and three concordances (suffix arrays) of their signs, syllables and initials. A walk through query and
//! concordance leads to ranges in which every name matches, or may match and is looked at: so cost follows what matches,
//! and prefix, inner part and unfinished syllable come for free. Forms are tried from good to bad until enough is found.
//! One error is looked for from the side of it that is less frequent.
//!
//! Everything is bounded: the length of a query, the steps of a walk, the names that are looked at. Where very many names
//! match and few pass the filter, names are looked at in the order of the ranking (with a position: as they come), and
//! [`Found::complete`] says when a search gave up.

mod alphabet;
mod book;
mod concordance;
mod family;
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
