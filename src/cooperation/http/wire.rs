//! What bodies have in common: scopes, people, lists of texts, days and minutes.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    cooperation::{
        Participant, Scope,
        codes::{Grade, Side},
        participant::MOST_PARTICIPANTS,
    },
    http::{
        Problem,
        content::{instant, line, prose, unfit},
        schema::{list, members, object, or_null, said, text, word},
    },
};

/// A body that says why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    reason: String,
}

impl ReasonBody {
    pub(super) fn checked(self) -> Result<String, Problem> {
        prose("/reason", &self.reason, 1_000)
    }
}

/// Schema of [`ReasonBody`].
pub(super) fn reason_schema() -> Value {
    object(&["reason"], json!({ "reason": text(1_000, "why") }))
}

/// With whom, about which line.
pub(super) fn scope(neighbour: &str, line_id: Option<Uuid>) -> Result<Scope, Problem> {
    Ok(Scope { neighbour: line("/neighbour", neighbour, 9)?, line: line_id })
}

/// A line that may be absent.
pub(super) fn line_option(pointer: &str, text: Option<String>, most: usize) -> Result<Option<String>, Problem> {
    text.map(|text| line(pointer, text, most)).transpose()
}

/// Prose that may be absent.
pub(super) fn prose_option(pointer: &str, text: Option<String>, most: usize) -> Result<Option<String>, Problem> {
    text.map(|text| prose(pointer, &text, most)).transpose()
}

/// So many lines, each of 1 to `most` characters.
pub(super) fn lines(
    pointer: &str,
    texts: Vec<String>,
    count: RangeInclusive<usize>,
    most: usize,
) -> Result<Vec<String>, Problem> {
    of_length(pointer, texts.len(), count)?;
    texts.into_iter().enumerate().map(|(at, text)| line(&format!("{pointer}/{at}"), text, most)).collect()
}

/// A list that is not too long, and long enough.
pub(super) fn of_length(pointer: &str, length: usize, count: RangeInclusive<usize>) -> Result<(), Problem> {
    if count.contains(&length) {
        return Ok(());
    }
    let (least, most) = (count.start(), count.end());
    Err(unfit(pointer, format!("须有 {least} 至 {most} 项"), format!("takes {least} to {most} items")))
}

/// Those who took part.
pub(super) fn participants(pointer: &str, people: Vec<Participant>) -> Result<Vec<Participant>, Problem> {
    of_length(pointer, people.len(), 1..=MOST_PARTICIPANTS)?;
    let checked = people.into_iter().enumerate().map(|(at, one)| {
        Ok(Participant {
            name: line(&format!("{pointer}/{at}/name"), one.name, 100)?,
            unit: line(&format!("{pointer}/{at}/unit"), one.unit, 100)?,
            side: one.side,
        })
    });
    checked.collect()
}

/// Code of a township, nine digits.
pub(super) fn township(code: Option<String>) -> Result<Option<String>, Problem> {
    let is_code = |code: &str| code.len() == 9 && code.bytes().all(|digit| digit.is_ascii_digit());
    match code {
        Some(code) if !is_code(&code) => {
            Err(unfit("/township_code", "乡级代码为 9 位数字（GB/T 10114）", "a township has a code of 9 digits"))
        }
        code => Ok(code),
    }
}

/// An instant, cut to the minute.
pub(super) fn minute(pointer: &str, text: &str) -> Result<OffsetDateTime, Problem> {
    let at = instant(pointer, text)?;
    Ok(at.replace_second(0).and_then(|at| at.replace_nanosecond(0)).unwrap_or(at))
}

/// Schema of a body about some neighbour.
pub(super) fn scoped(required: &[&str], more: Value) -> Value {
    let mut all = members(json!({
        "neighbour": text(9, "code of the neighbour"),
        "line_id": { "type": "string", "format": "uuid", "nullable": true, "description": "the boundary line" },
    }));
    all.extend(members(more));
    object(&[&["neighbour"], required].concat(), Value::Object(all))
}

/// Schema of a text that may be absent.
pub(super) fn text_option(most: usize, description: &str) -> Value {
    or_null(text(most, description))
}

/// Schema of so many lines.
pub(super) fn lines_schema(most: usize, longest: usize, description: &str) -> Value {
    json!({ "type": "array", "maxItems": most, "items": { "type": "string", "minLength": 1, "maxLength": longest },
            "description": description })
}

/// Schema of those who took part.
pub(super) fn participants_schema() -> Value {
    let participant = object(
        &["name", "unit", "side"],
        json!({ "name": text(100, "who"), "unit": text(100, "office, township or village"), "side": side_schema() }),
    );
    said(list(participant), "who took part")
}

/// Schema of a side.
pub(super) fn side_schema() -> Value {
    word(Side::ALL.iter().map(|side| side.code()))
}

/// Schema of a grade.
pub(super) fn grade_schema() -> Value {
    word(Grade::ALL.iter().map(|grade| grade.code()))
}

/// Schema of the code of a township.
pub(super) fn township_schema() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{9}$", "nullable": true,
            "description": "code of the township on this side; a clerk's own unless said" })
}

/// Schema of an instant.
pub(super) fn minute_schema(description: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": description })
}
