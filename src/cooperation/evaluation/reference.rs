//! A record that stands behind a figure.

use serde::Serialize;
use uuid::Uuid;

use crate::cooperation::{Head, Noun};

/// A record behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// UUIDv7.
    pub id: Uuid,
    /// For people.
    pub number: String,
    /// Where it is found.
    pub href: String,
}

impl Reference {
    /// The record with this head.
    #[must_use]
    pub fn of(noun: Noun, head: &Head) -> Self {
        Self { id: head.id, number: head.number.clone(), href: format!("{}/{}", noun.path(), head.id) }
    }
}
