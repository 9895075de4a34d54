//! What files may hold.

use std::str::FromStr;

use crate::published::Collection;

/// A collection that files are imported into. Signs are entered one by one: each has a number of the register's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importable {
    /// Administrative divisions 行政区划.
    Divisions,
    /// Built-up areas 建成区.
    BuiltUpAreas,
    /// Places of every category 地名实体.
    Places,
    /// Streets 街路巷.
    Streets,
    /// Further names of what is on record already 地名.
    Names,
}

impl Importable {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Divisions, Self::BuiltUpAreas, Self::Places, Self::Streets, Self::Names];

    /// The word in addresses and on the command line: that of the collection.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Divisions => Collection::Divisions,
            Self::BuiltUpAreas => Collection::BuiltUpAreas,
            Self::Places => Collection::Places,
            Self::Streets => Collection::Streets,
            Self::Names => Collection::Names,
        }
        .id()
    }
}

impl FromStr for Importable {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|importable| importable.id() == id).ok_or_else(|| {
            let known = Self::ALL.map(Self::id).join(", ");
            format!("`{id}` is nothing that files are imported into; known are {known}")
        })
    }
}
