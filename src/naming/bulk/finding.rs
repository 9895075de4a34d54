//! What was found in one row, or in the table as a whole.

use serde::Serialize;

use super::{Column, Flaw};
use crate::kernel::text::Text;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row becomes no item.
    Error,
    /// The row becomes an item; someone should look at it.
    Warning,
    /// The row becomes an item; its officer should know.
    Note,
}

impl Severity {
    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Error => Text::new("错误", "error"),
            Self::Warning => Text::new("疑点", "warning"),
            Self::Note => Text::new("提示", "note"),
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// The word for what was found, which does not change with languages.
    pub code: &'static str,
    /// The column it is about; absent when it is about the whole row or table.
    pub column: Option<Column>,
    /// What was found.
    pub sentence: Text,
}

impl Finding {
    /// A flaw in a column.
    #[must_use]
    pub fn at(column: Column, flaw: Flaw) -> Self {
        Self { column: Some(column), ..Self::of(flaw) }
    }

    /// A flaw of the whole row or table.
    #[must_use]
    pub fn of(flaw: Flaw) -> Self {
        Self { severity: flaw.severity(), code: flaw.code(), column: None, sentence: flaw.text() }
    }
}
