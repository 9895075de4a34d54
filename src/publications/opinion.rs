//! What a citizen says to a notice, and what the office answers.

use std::fmt;

use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    codes::{Channel, Outcome, Stance},
    digest::sha256_hex,
    model::{PublicationId, Stamp},
};
use crate::{kernel::pass_code::PassCode, typed_id};

typed_id!(
    /// What somebody says to a notice.
    OpinionId
);

/// Longest opinion and longest answer, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// Longest summary of an opinion, in characters.
pub const LONGEST_SUMMARY: usize = 500;

/// Who says it and how to reach that person: personal data, kept apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl fmt::Debug for Contact {
    /// Personal data is in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// An opinion as it comes.
#[derive(Debug, Clone)]
pub struct NewOpinion {
    /// The name that it is about; `None` for the notice as a whole.
    pub item: Option<Uuid>,
    /// What it wants.
    pub stance: Stance,
    /// What it says.
    pub text: String,
    /// By which way it came.
    pub channel: Channel,
    /// Who says it.
    pub contact: Contact,
}

/// An answer as the officer writes it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What came of the opinion.
    pub outcome: Outcome,
    /// The opinion in the words of the office, without personal data; public once the notice is sealed.
    pub summary: String,
    /// The answer, told to who sent the opinion and never public.
    pub text: String,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What came of the opinion.
    pub outcome: Outcome,
    /// The opinion in the words of the office.
    pub summary: String,
    /// The answer.
    pub text: String,
    /// SHA-256 of the answer, hexadecimal.
    pub digest: String,
    /// Who answered and when.
    pub stamp: Stamp,
}

/// An opinion as it is kept; who sent it stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Its id.
    pub id: OpinionId,
    /// The notice.
    pub publication: PublicationId,
    /// The number told to who sent it.
    pub receipt: String,
    /// The name that it is about.
    pub item: Option<Uuid>,
    /// What it wants.
    pub stance: Stance,
    /// What it says.
    pub text: String,
    /// By which way it came.
    pub channel: Channel,
    /// Who entered it and when it came.
    pub received: Stamp,
    /// SHA-256 of the opinion, hexadecimal.
    pub digest: String,
    /// Whether it needs an answer; one that is yet to be confirmed does not.
    pub is_counted: bool,
    /// The answer that holds.
    pub answer: Option<Answered>,
}

/// What is told to who sent an opinion.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The opinion.
    pub id: OpinionId,
    /// Its number.
    pub number: String,
    /// With number and code the sender reads the answer.
    pub code: PassCode,
    /// Whether it counts only once it is confirmed by the code that went out by mail.
    pub needs_confirmation: bool,
}

impl Opinion {
    /// Whether its digest and that of its answer are what they say now.
    pub(super) fn is_intact(&self) -> bool {
        let own = digest_of_opinion(&self.receipt, self.item, self.stance, &self.text, self.channel, self.received.at);
        let answer_is = |answer: &Answered| {
            digest_of_answer(answer.outcome, &answer.summary, &answer.text, answer.stamp.at) == answer.digest
        };
        own == self.digest && self.answer.as_ref().is_none_or(answer_is)
    }
}

/// The digest of an opinion: of all that it says and nothing of who says it.
pub(super) fn digest_of_opinion(
    receipt: &str,
    item: Option<Uuid>,
    stance: Stance,
    text: &str,
    channel: Channel,
    received_at: OffsetDateTime,
) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        receipt: &'a str,
        item: Option<Uuid>,
        stance: Stance,
        text: &'a str,
        channel: Channel,
        #[serde(with = "time::serde::rfc3339")]
        received_at: OffsetDateTime,
    }
    digest_of(&Said { receipt, item, stance, text, channel, received_at })
}

/// The digest of an answer.
pub(super) fn digest_of_answer(outcome: Outcome, summary: &str, text: &str, answered_at: OffsetDateTime) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        outcome: Outcome,
        summary: &'a str,
        text: &'a str,
        #[serde(with = "time::serde::rfc3339")]
        answered_at: OffsetDateTime,
    }
    digest_of(&Said { outcome, summary, text, answered_at })
}

/// Text and words always are JSON; an instant that is none would have no digest, and nothing has the empty one.
fn digest_of(said: &impl Serialize) -> String {
    serde_json::to_string(said).map(|json| sha256_hex(&json)).unwrap_or_default()
}
