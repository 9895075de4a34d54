//! Answers put together from text that is ready.

use std::{fmt::Display, io::Write, sync::Arc};

use serde::Serialize;
use uuid::Uuid;

use crate::{index::live::Record, kernel::geometry::Position};

/// A record with its distance.
#[derive(Debug, Clone, Copy)]
pub struct Near<'s, F> {
    /// The record.
    pub record: &'s Record<F>,
    /// Geodesic metres, to the millimetre: more would be noise.
    pub metres: f64,
}

impl<'s, F> Near<'s, F> {
    pub(super) fn new((record, metres): (&'s Arc<Record<F>>, f64)) -> Self {
        Self { record, metres: (metres * 1_000.0).round() / 1_000.0 }
    }

    /// Writes the feature with `distance_m` among its properties, without its last two braces: more properties may follow.
    pub fn open_feature<'j>(&self, json: &'j mut Json) -> &'j mut Json {
        json.text(self.record.feature.open_properties()).distance(self.metres)
    }
}

/// JSON in the making. What is written as text must be JSON already.
#[derive(Debug, Default)]
pub struct Json(Vec<u8>);

impl Json {
    /// Room for an answer of the usual size.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// The finished text in UTF-8.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Appends what is JSON already.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// What shows itself in characters that JSON has no other meaning for: whole numbers, days, ids.
    pub fn show(&mut self, value: impl Display) -> &mut Self {
        // Writing to memory never fails.
        let _ = write!(self.0, "{value}");
        self
    }

    /// A finite number, in the shortest form that reads back as the same.
    pub fn number(&mut self, number: f64) -> &mut Self {
        // Neither does this, and a number is a number to it.
        let _ = serde_json::to_writer(&mut self.0, &number);
        self
    }

    /// Longitude and latitude in degrees, as they were given.
    pub(super) fn position(&mut self, position: Position) -> &mut Self {
        self.text("[").number(position.lon()).text(",").number(position.lat()).text("]")
    }

    /// Whatever can be written as JSON.
    pub fn value(&mut self, value: &impl Serialize) -> &mut Self {
        // Nor does this, for names and values that were JSON before.
        let _ = serde_json::to_writer(&mut self.0, value);
        self
    }

    /// An object's beginning with its id.
    pub fn id(&mut self, id: Uuid) -> &mut Self {
        self.text("{\"id\":\"").show(id).text("\"")
    }

    pub(super) fn on_border(&mut self, on_border: bool) -> &mut Self {
        self.text(if on_border { ",\"on_border\":true" } else { ",\"on_border\":false" })
    }

    /// A member with a distance in metres.
    pub fn distance(&mut self, metres: f64) -> &mut Self {
        self.text(",\"distance_m\":").number(metres)
    }

    /// What `write` makes of a value, null if there is none.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) -> &mut Self {
        match value {
            Some(value) => write(self, value),
            None => self.0.extend_from_slice(b"null"),
        }
        self
    }

    /// An array of what `write` makes of each.
    pub fn list<T>(&mut self, values: impl IntoIterator<Item = T>, write: impl Fn(&mut Self, T)) -> &mut Self {
        let mut before = b'[';
        for value in values {
            self.0.push(before);
            write(self, value);
            before = b',';
        }
        self.text(if before == b'[' { "[]" } else { "]" })
    }
}
