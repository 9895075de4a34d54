//! The types of entities: kinds of things.

use serde::Serialize;

use crate::{http::Language, published::Collection};

/// A type as the protocol tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Kind {
    id: &'static str,
    name: &'static str,
}

/// The collections whose features are entities.
pub(super) const KINDS: [Collection; 4] =
    [Collection::Divisions, Collection::BuiltUpAreas, Collection::Streets, Collection::Places];

impl Kind {
    /// The type of the features of a collection.
    pub(super) fn of(collection: Collection, language: Language) -> Self {
        let (zh, en) = match collection {
            Collection::Divisions => ("行政区划", "division"),
            Collection::BuiltUpAreas => ("建成区", "built-up area"),
            Collection::Streets => ("街路巷", "street"),
            Collection::Places => ("地名实体", "place"),
            Collection::Names => ("地名", "name"),
            Collection::Signs => ("地名标志", "sign"),
        };
        let name = language.of_two(zh, en);
        Self { id: collection.id(), name }
    }

    /// Every type.
    pub(super) fn all(language: Language) -> [Self; 4] {
        KINDS.map(|collection| Self::of(collection, language))
    }

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        self.name
    }
}

/// The collections that a thing of one is in: streets are places, too.
pub(super) fn bears(collection: Collection) -> &'static [Collection] {
    match collection {
        Collection::Streets => &[Collection::Streets, Collection::Places],
        Collection::Divisions => &[Collection::Divisions],
        Collection::BuiltUpAreas => &[Collection::BuiltUpAreas],
        Collection::Places | Collection::Names | Collection::Signs => &[Collection::Places],
    }
}
