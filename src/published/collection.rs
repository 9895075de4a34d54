//! The collections, as they are called in addresses, on the command line and in files.

use std::{fmt, str::FromStr};

/// One published collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collection {
    /// Administrative divisions 行政区划.
    Divisions,
    /// Built-up areas 建成区.
    BuiltUpAreas,
    /// Places of every category, streets among them 地名实体.
    Places,
    /// Streets 街路巷.
    Streets,
    /// Names, former and other ones among them 地名.
    Names,
    /// Signs 地名标志.
    Signs,
}

impl Collection {
    /// Every collection.
    pub const ALL: [Self; 6] =
        [Self::Divisions, Self::BuiltUpAreas, Self::Places, Self::Streets, Self::Names, Self::Signs];

    /// The word in addresses and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Divisions => "divisions",
            Self::BuiltUpAreas => "built-up-areas",
            Self::Places => "places",
            Self::Streets => "streets",
            Self::Names => "names",
            Self::Signs => "signs",
        }
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Collection {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|collection| collection.id() == id).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|collection| collection.id()).collect();
            format!("`{id}` is no collection; known are {}", known.join(", "))
        })
    }
}
