//! Vocabulary of the trade, without input or output.
//!
//! Nothing here knows of the database, of HTTP or of the clock on the wall: instants and identifiers are
//! handed in. Every other module may use this one; this one uses none of them.

pub mod actor;
pub mod calendar;
pub mod clock;
pub mod codes;
pub mod contact;
pub mod crs;
pub mod dates;
pub mod folding;
pub mod geometry;
pub mod hex;
pub mod ids;
pub mod law;
pub mod numerals;
pub mod pass_code;
pub mod pinyin;
pub mod place_name;
pub mod plain_text;
pub mod text;
pub mod throttle;
pub mod validity;
pub mod words;
