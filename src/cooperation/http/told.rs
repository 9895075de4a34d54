//! How records are told: as JSON, with what this caller can do next.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Viewer;
use crate::{
    cooperation::{Head, Noun},
    http::{Page, Problem, Text, idempotency::Answer, if_match, schema::members},
    kernel::{actor::Role, dates::rfc3339},
    records::Event,
};

/// A kind of record that has a head.
pub(super) trait Told: Serialize {
    /// Which kind.
    const NOUN: Noun;

    /// Number, neighbour, line, version.
    fn head(&self) -> &Head;

    /// Code, title and roles of each step that its state allows.
    fn open_steps(&self, viewer: Viewer) -> Vec<(&'static str, Text, &'static [Role])>;

    /// What follows from the day, and from who asks.
    fn computed(&self, viewer: Viewer) -> Value;
}

/// A record with what follows from the day, and the steps that are open to this caller.
pub(super) fn document<T: Told>(record: &T, viewer: Viewer) -> Result<Map<String, Value>, Problem> {
    let told = serde_json::to_value(record).map_err(|error| Problem::internal(&error))?;
    let mut document = members(told);
    document.extend(members(record.computed(viewer)));
    let address = address(record);
    let open = record.open_steps(viewer).into_iter().filter(|(_, _, roles)| roles.contains(&viewer.role));
    let steps = open.map(|(action, Text { zh, en }, _)| {
        json!({ "action": action, "method": "POST", "href": format!("{address}/{action}"), "zh": zh, "en": en })
    });
    document.insert("steps".into(), steps.collect());
    Ok(document)
}

fn address<T: Told>(record: &T) -> String {
    format!("{}/{}", T::NOUN.path(), record.head().id)
}

/// A record as the answer to what was done with it.
pub(super) fn answer<T: Told>(status: StatusCode, record: &T, viewer: Viewer) -> Result<Answer, Problem> {
    let answer = Answer::json(status, &document(record, viewer)?)?.etag(if_match::tag(record.head().version));
    Ok(if status == StatusCode::CREATED { answer.location(address(record)) } else { answer })
}

/// One record with what belongs to it and what happened to it.
pub(super) fn file<T: Told>(record: &T, viewer: Viewer, more: Value, events: &[Event]) -> Result<Response, Problem> {
    let mut document = document(record, viewer)?;
    document.extend(members(more));
    document.insert("events".into(), events.iter().map(event).collect());
    Ok(([(header::ETAG, if_match::tag(record.head().version))], Json(document)).into_response())
}

/// A page of records under `name`.
pub(super) fn page<T: Told>(name: &str, page: Page, records: Vec<T>, viewer: Viewer) -> Result<Json<Value>, Problem> {
    let (records, next) = page.cut(records, |last| last.head().number.clone());
    let told: Vec<Value> =
        records.iter().map(|record| document(record, viewer).map(Value::Object)).collect::<Result<_, _>>()?;
    Ok(Json(json!({ name: told, "next": next })))
}

/// Something that happened.
pub(super) fn event(event: &Event) -> Value {
    json!({
        "at": rfc3339(event.at), "actor": event.actor, "kind": event.kind, "from_state": event.from_state,
        "to_state": event.to_state, "facts": event.facts,
    })
}
