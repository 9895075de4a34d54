//! The engine against the definition, the real names, and abuse.

mod alike;
mod bounds;
mod definition;
mod properties;
mod tianmen;

use std::sync::Arc;

use super::{Label, NameIndex, Named, Standing};
use crate::kernel::geometry::Position;

/// A row that is nothing but its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) pinyin: Option<String>,
    pub(super) standing: Standing,
    pub(super) weight: u8,
    pub(super) position: Option<Position>,
}

impl Named for Row {
    fn label(&self) -> Label<'_> {
        Label {
            text: &self.text,
            pinyin: self.pinyin.as_deref(),
            standing: self.standing,
            weight: self.weight,
            position: self.position,
        }
    }
}

fn index(rows: impl IntoIterator<Item = Row>) -> NameIndex<usize, Row> {
    NameIndex::load(rows.into_iter().map(Arc::new).enumerate())
}
