//! What came of each row of a table.

use serde::Serialize;

use super::{Finding, Row, Table};
use crate::kernel::text::{Language, Text};

/// What a row became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A draft item.
    Item,
    /// Nothing: it holds an error.
    Refused,
}

impl Outcome {
    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Item => Text::new("已读入", "taken in"),
            Self::Refused => Text::new("未读入", "refused"),
        }
    }
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// The row of the file.
    pub row: u64,
    /// The name proposed, or the one in the register.
    pub name: Option<String>,
    /// What it became.
    pub outcome: Outcome,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
}

impl RowReport {
    /// The report of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        Self {
            row: row.number,
            name: row.draft.name.clone().or_else(|| row.draft.former_name.clone()),
            outcome: if row.is_sound() { Outcome::Item } else { Outcome::Refused },
            findings: row.findings.clone(),
        }
    }
}

/// What came of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulkReport {
    /// The file as its sender called it.
    pub file_name: String,
    /// How many rows became items.
    pub items: usize,
    /// How many did not.
    pub refused: usize,
    /// What was found in no single row.
    pub findings: Vec<Finding>,
    /// Each row, in the order of the file.
    pub rows: Vec<RowReport>,
}

impl BulkReport {
    /// The report of a table, with whatever was added to its rows.
    #[must_use]
    pub fn of(file_name: &str, table: &Table) -> Self {
        let rows: Vec<RowReport> = table.rows.iter().map(RowReport::of).collect();
        let items = rows.iter().filter(|row| row.outcome == Outcome::Item).count();
        Self {
            file_name: file_name.to_owned(),
            items,
            refused: rows.len() - items,
            findings: table.findings.clone(),
            rows,
        }
    }

    /// What came of it, in one sentence.
    #[must_use]
    pub fn summary(&self) -> Text {
        let Self { file_name, items, refused, rows, .. } = self;
        let all = rows.len();
        Text::new(
            format!("{file_name}：共 {all} 行，读入 {items} 行，未读入 {refused} 行"),
            format!("{file_name}: {all} rows, {items} taken in, {refused} refused"),
        )
    }

    /// For spreadsheets: a line for each finding, and one for each row without any. UTF-8 with a byte order mark,
    /// without which they take Chinese for another encoding.
    pub fn csv(&self, language: Language) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(language.of_two(
            ["行", "名称", "结果", "程度", "列", "问题"],
            ["row", "name", "outcome", "severity", "column", "what was found"],
        ))?;
        for finding in &self.findings {
            let [severity, column, sentence] = told(finding, language);
            writer.write_record(["", "", "", &severity, &column, &sentence])?;
        }
        for row in &self.rows {
            let (number, name, outcome) =
                (row.row.to_string(), row.name.as_deref().unwrap_or_default(), row.outcome.title());
            let outcome = outcome.say(language);
            if row.findings.is_empty() {
                writer.write_record([&number, name, outcome, "", "", ""])?;
            }
            for finding in &row.findings {
                let [severity, column, sentence] = told(finding, language);
                writer.write_record([&number, name, outcome, &severity, &column, &sentence])?;
            }
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }
}

/// Severity, column and sentence.
fn told(finding: &Finding, language: Language) -> [String; 3] {
    let column = finding.column.map(|column| column.heading().say(language).to_owned());
    [
        finding.severity.title().say(language).to_owned(),
        column.unwrap_or_default(),
        finding.sentence.say(language).to_owned(),
    ]
}
