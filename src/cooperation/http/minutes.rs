//! What is said of a meeting that was held, and how the neighbour confirms it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::wire::{line_option, of_length, participants, participants_schema, side_schema, text_option};
use crate::{
    cooperation::{
        Participant,
        codes::Side,
        meetings::{NewDecision, Session, TheirWord, model::MOST_POINTS},
    },
    http::{
        Problem,
        content::{day, line, prose, unfit},
        schema::{self, object, text},
    },
};

/// Schema of [`SessionBody`].
pub(super) fn session_schema() -> Value {
    let decision = object(
        &["text", "owner", "side", "due_on"],
        json!({ "text": text(2_000, "what is to be done"), "owner": text(100, "who does it"), "side": side_schema(),
                "due_on": schema::day("civil day by which") }),
    );
    object(
        &["held_on", "attendance", "minutes"],
        json!({
            "held_on": schema::day("civil day"), "attendance": participants_schema(), "minutes": text(50_000, "纪要"),
            "decisions": { "type": "array", "maxItems": MOST_POINTS, "items": decision },
        }),
    )
}

/// Schema of [`TheirWordBody`].
pub(super) fn their_word_schema() -> Value {
    object(
        &["by", "on"],
        json!({
            "by": text(100, "who confirmed for the neighbour"), "on": schema::day("civil day"),
            "document_number": text_option(100, "number of the paper; this or the digest is needed"),
            "digest": { "type": "string", "pattern": "^[0-9a-f]{64}$", "nullable": true, "description": "SHA-256 of the paper" },
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionBody {
    held_on: String,
    attendance: Vec<Participant>,
    minutes: String,
    #[serde(default)]
    decisions: Vec<DecisionBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    text: String,
    owner: String,
    side: Side,
    due_on: String,
}

impl SessionBody {
    pub(super) fn checked(self) -> Result<Session, Problem> {
        of_length("/decisions", self.decisions.len(), 0..=MOST_POINTS)?;
        let decisions = self.decisions.into_iter().enumerate().map(|(at, decision)| {
            Ok::<_, Problem>(NewDecision {
                text: prose(&format!("/decisions/{at}/text"), &decision.text, 2_000)?,
                owner: line(&format!("/decisions/{at}/owner"), decision.owner, 100)?,
                side: decision.side,
                due_on: day(&format!("/decisions/{at}/due_on"), &decision.due_on)?,
            })
        });
        Ok(Session {
            held_on: day("/held_on", &self.held_on)?,
            attendance: participants("/attendance", self.attendance)?,
            minutes: prose("/minutes", &self.minutes, 50_000)?,
            decisions: decisions.collect::<Result<_, _>>()?,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TheirWordBody {
    by: String,
    on: String,
    document_number: Option<String>,
    digest: Option<String>,
}

impl TheirWordBody {
    pub(super) fn checked(self) -> Result<TheirWord, Problem> {
        let is_digest = |text: &str| {
            text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        if self.digest.as_deref().is_some_and(|digest| !is_digest(digest)) {
            let en = "a SHA-256 has 64 hexadecimal digits, in small letters";
            return Err(unfit("/digest", "应为 64 位小写十六进制的 SHA-256", en));
        }
        let document_number = line_option("/document_number", self.document_number, 100)?;
        if document_number.is_none() && self.digest.is_none() {
            return Err(unfit(
                "/document_number",
                "邻方确认须有其确认文书的文号或摘要",
                "the neighbour confirms with a paper: say its number or its digest",
            ));
        }
        Ok(TheirWord {
            by: line("/by", self.by, 100)?,
            on: day("/on", &self.on)?,
            document_number,
            digest: self.digest,
        })
    }
}
