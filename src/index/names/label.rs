//! What a row says of its name.

use crate::kernel::geometry::Position;

/// A row that can be found by a name.
pub trait Named {
    /// The name, and what ranks it among others. It must not change.
    fn label(&self) -> Label<'_>;
}

/// A name and what ranks it among others.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// The name in characters.
    pub text: &'a str,
    /// Its pinyin by the register, with tone marks; without it the tables read the name.
    pub pinyin: Option<&'a str>,
    /// How it stands to its thing.
    pub standing: Standing,
    /// The place of its kind among kinds, smaller ones first: divisions before villages.
    pub weight: u8,
    /// Where the thing is.
    pub position: Option<Position>,
}

/// How a name stands to its thing, in the order of the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The standard name in force.
    Standard,
    /// Another name in use: alias, colloquial name, name in a minority language.
    OtherCurrent,
    /// A name of the past.
    Former,
}
