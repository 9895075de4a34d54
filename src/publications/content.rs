//! What is frozen when something is published: the bytes that `content.json` answers for ever.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    codes::{Kind, Succession},
    digest::sha256_hex,
    item::PublishedItem,
    model::{Draft, Frozen, PublicationId},
};
use crate::db;

/// The content of a publication; members are written in this order, without white space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The publication.
    pub id: PublicationId,
    /// Notice or announcement.
    pub kind: Kind,
    /// Public number; absent in a draft.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Number of the document.
    pub document_number: Option<String>,
    /// Paragraphs.
    pub body: Vec<String>,
    /// The names.
    pub items: Vec<PublishedItem>,
    /// How and where to object.
    pub objection: Vec<String>,
    /// The issuing body.
    pub issued_by: String,
    /// First day of the period.
    pub starts_on: Option<Date>,
    /// Last day of the period, included.
    pub ends_on: Option<Date>,
    /// Civil day of the office on which it was published; absent in a draft.
    pub published_on: Option<Date>,
    /// The publication that it takes the place of, or revokes.
    pub follows: Option<PublicationId>,
    /// To what effect it follows; absent where it follows none, and in contents of before there were revocations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succession: Option<Succession>,
}

impl Content {
    /// The content of `draft`, once published under a number on a day.
    pub(super) fn of(id: PublicationId, draft: &Draft, published: Option<(&str, Date)>) -> Self {
        Self {
            id,
            kind: draft.kind,
            number: published.map(|(number, _)| number.to_owned()),
            title: draft.title.clone(),
            document_number: draft.document_number.clone(),
            body: draft.body.clone(),
            items: draft.items.clone(),
            objection: draft.objection.clone(),
            issued_by: draft.issued_by.clone(),
            starts_on: draft.starts_on,
            ends_on: draft.ends_on,
            published_on: published.map(|(_, on)| on),
            follows: draft.follows.map(|follows| follows.publication),
            succession: draft.follows.map(|follows| follows.succession),
        }
    }
}

impl<T: Serialize> Frozen<T> {
    /// Writes `value` down.
    pub(super) fn write(value: T) -> Result<Self, db::Error> {
        let text = serde_json::to_string(&value)
            .map_err(|error| db::Error::Inconsistent { table: "publication", reason: error.to_string() })?;
        let digest = sha256_hex(&text);
        Ok(Self { value, text, digest })
    }
}

impl Frozen<Content> {
    /// Reads what was written down.
    pub(super) fn read(text: String, digest: String) -> Result<Self, db::Error> {
        let value = serde_json::from_str(&text)
            .map_err(|error| db::Error::Inconsistent { table: "publication", reason: error.to_string() })?;
        Ok(Self { value, text, digest })
    }
}
