//! A publication: what is written, and how far it is.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    codes::{Kind, State, Succession},
    content::Content,
    counts::Counts,
    item::PublishedItem,
};
use crate::typed_id;

typed_id!(
    /// A public notice or an announcement.
    PublicationId
);

/// Which publication another one follows, and to what effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follows {
    /// The one that is followed.
    pub publication: PublicationId,
    /// To what effect.
    pub succession: Succession,
}

impl Follows {
    /// In its place.
    #[must_use]
    pub fn replacing(publication: PublicationId) -> Self {
        Self { publication, succession: Succession::Replaces }
    }

    /// Revoking it.
    #[must_use]
    pub fn revoking(publication: PublicationId) -> Self {
        Self { publication, succession: Succession::Revokes }
    }
}

/// What is written, before it is signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Notice or announcement.
    pub kind: Kind,
    /// The case that it is about.
    pub subject: Uuid,
    /// The decision within the case; `None` for the whole case.
    pub part: Option<Uuid>,
    /// The publication that it takes the place of, or revokes.
    pub follows: Option<Follows>,
    /// Title.
    pub title: String,
    /// Number of the document.
    pub document_number: Option<String>,
    /// Paragraphs.
    pub body: Vec<String>,
    /// The names.
    pub items: Vec<PublishedItem>,
    /// How and where to object: paragraphs.
    pub objection: Vec<String>,
    /// The issuing body.
    pub issued_by: String,
    /// First day of the period; notices only.
    pub starts_on: Option<Date>,
    /// Last day of the period, included; notices only.
    pub ends_on: Option<Date>,
}

/// Who did something and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// Log-in name.
    pub by: String,
    /// Instant.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What came of publishing.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Who published it.
    pub stamp: Stamp,
    /// On which civil day of the office.
    pub on: Date,
    /// Public number, `GS-2023-0007`.
    pub number: String,
    /// The frozen content.
    pub content: Frozen<Content>,
}

/// Something written down once: the very bytes, and their digest.
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen<T> {
    /// What it says.
    pub value: T,
    /// The bytes, JSON in UTF-8.
    pub text: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub digest: String,
}

/// How a notice ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// Who closed it.
    pub stamp: Stamp,
    /// The opinions by then.
    pub counts: Counts,
    /// In which way.
    pub way: ClosingWay,
}

/// In which way a notice ended.
#[derive(Debug, Clone, PartialEq)]
pub enum ClosingWay {
    /// Its period was over and every opinion answered.
    Sealed {
        /// The record of the closing, JSON.
        seal: String,
        /// SHA-256 of the record, hexadecimal.
        digest: String,
    },
    /// Before its time.
    Early {
        /// Why.
        reason: String,
    },
}

/// How far a publication is, with the facts of that state.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Being written.
    Draft,
    /// Signed by a leader.
    Signed {
        /// Who signed.
        signed: Stamp,
    },
    /// Public.
    Published {
        /// Who signed.
        signed: Stamp,
        /// What came of publishing.
        issue: Box<Issue>,
    },
    /// Public, and no longer open.
    Closed {
        /// Who signed.
        signed: Stamp,
        /// What came of publishing.
        issue: Box<Issue>,
        /// How it ended.
        closing: Box<Closing>,
    },
}

impl Standing {
    /// The state by its code word.
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Signed { .. } => State::Signed,
            Self::Published { .. } => State::Published,
            Self::Closed { closing, .. } => match closing.way {
                ClosingWay::Sealed { .. } => State::Sealed,
                ClosingWay::Early { .. } => State::EndedEarly,
            },
        }
    }

    /// What came of publishing, if it was published.
    #[must_use]
    pub fn issue(&self) -> Option<&Issue> {
        match self {
            Self::Draft | Self::Signed { .. } => None,
            Self::Published { issue, .. } | Self::Closed { issue, .. } => Some(issue),
        }
    }

    /// How it ended, if it did.
    #[must_use]
    pub fn closing(&self) -> Option<&Closing> {
        match self {
            Self::Closed { closing, .. } => Some(closing),
            Self::Draft | Self::Signed { .. } | Self::Published { .. } => None,
        }
    }
}

/// Where an announcement was made known besides here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// The government's site, a newspaper, the national place-name base, …
    pub channel: String,
    /// Address or other evidence.
    pub evidence: Option<String>,
}

/// That an announcement was entered in the national place-name base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// Civil day of the office.
    pub on: Date,
    /// Where it was announced.
    pub channels: Vec<Announced>,
}

/// A publication that mentions something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mentioned {
    /// Its id.
    pub id: PublicationId,
    /// Its public number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// A publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// What is written.
    pub draft: Draft,
    /// Log-in names of all who wrote on it.
    pub prepared_by: Vec<String>,
    /// Last change to the draft.
    pub drafted_at: OffsetDateTime,
    /// How far it is.
    pub standing: Standing,
    /// Whether it is in the national base; announcements only.
    pub synced: Option<Synced>,
    /// Number of the publication that takes its place.
    pub followed_by: Option<String>,
    /// Number of the announcement that revokes it.
    pub revoked_by: Option<String>,
}

impl Publication {
    /// The content as it is frozen, or as it would be.
    #[must_use]
    pub fn content(&self) -> Content {
        match self.standing.issue() {
            Some(issue) => issue.content.value.clone(),
            None => Content::of(self.id, &self.draft, None),
        }
    }

    /// Whether opinions are taken on `day`.
    #[must_use]
    pub fn is_open_on(&self, day: Date) -> bool {
        let (Some(first), Some(last)) = (self.draft.starts_on, self.draft.ends_on) else { return false };
        self.standing.state() == State::Published && (first..=last).contains(&day)
    }
}
