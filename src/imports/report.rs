//! What came of an import.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Finding, ImportId, Importable, Rule};
use crate::{
    code_enum,
    db::tx::DataVersion,
    http::{Language, Text},
};

code_enum! {
    /// How a run ended.
    Outcome as "import_outcome" {
        /// The register holds what was kept.
        Committed = "committed",
        /// Everything was done and undone again.
        DryRun = "dry_run",
        /// Some rows cannot be kept, so none was.
        Refused = "refused",
    }
}

/// What came of an import: in numbers, and row by row as far as [`ImportReport::LIMIT`] goes.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// The run.
    pub id: ImportId,
    /// What the rows were.
    pub collection: Importable,
    /// The file as its sender called it.
    pub file_name: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Rows of the file.
    pub rows: u64,
    /// Rows that the register holds now, or would hold.
    pub kept: u64,
    /// Rows that cannot be kept.
    pub refused: u64,
    /// How often each rule was broken, the gravest rules first.
    pub counts: Vec<(Rule, u64)>,
    /// Refusals first, then by row.
    pub findings: Vec<Finding>,
    /// The version of the register that holds the rows; absent when nothing was written.
    pub data_version: Option<DataVersion>,
}

impl ImportReport {
    /// How many findings a report tells one by one; the others are only counted.
    pub const LIMIT: u32 = 10_000;

    /// How often `rule` was broken.
    #[must_use]
    pub fn count(&self, rule: Rule) -> u64 {
        self.counts.iter().find_map(|(counted, count)| (*counted == rule).then_some(*count)).unwrap_or(0)
    }

    /// How many findings are only counted.
    #[must_use]
    pub fn untold(&self) -> u64 {
        let all: u64 = self.counts.iter().map(|(_, count)| count).sum();
        all.saturating_sub(self.findings.len() as u64)
    }

    /// What came of it, in one sentence.
    #[must_use]
    pub fn summary(&self) -> Text {
        let Self { rows, kept, refused, file_name, .. } = self;
        match self.outcome {
            Outcome::Committed => Text::new(
                format!("{file_name}：共 {rows} 行，已导入 {kept} 行，拒收 {refused} 行"),
                format!("{file_name}: {rows} rows, {kept} imported, {refused} refused"),
            ),
            Outcome::DryRun => Text::new(
                format!("{file_name}：共 {rows} 行，可导入 {kept} 行，将拒收 {refused} 行；试运行，登记簿未改动"),
                format!(
                    "{file_name}: {rows} rows, {kept} could be imported, {refused} not; a dry run, the register is as it was"
                ),
            ),
            Outcome::Refused => Text::new(
                format!("{file_name}：共 {rows} 行，其中 {refused} 行无法保存，全部未导入，登记簿未改动"),
                format!(
                    "{file_name}: {rows} rows, {refused} cannot be kept, so none was imported; the register is as it was"
                ),
            ),
        }
    }

    /// For people: the summary, how often each rule was broken, and up to `most` findings.
    #[must_use]
    pub fn text(&self, language: Language, most: usize) -> String {
        let mut text = format!("{}\n", self.summary().say(language));
        for (rule, count) in &self.counts {
            let advice = rule.advice();
            let _ = writeln!(text, "  {count:>7}  {}  {}", rule.code(), advice.say(language));
        }
        for finding in self.findings.iter().take(most) {
            let row = Text::new(format!("第 {} 行", finding.row), format!("row {}", finding.row));
            let (severity, sentence) = (finding.severity().title(), finding.sentence());
            let _ = writeln!(text, "{} [{}] {}", row.say(language), severity.say(language), sentence.say(language));
        }
        let all: u64 = self.counts.iter().map(|(_, count)| count).sum();
        let more = all.saturating_sub(self.findings.len().min(most) as u64);
        if more > 0 {
            let more = Text::new(format!("另有 {more} 条未列出"), format!("{more} more are not shown"));
            let _ = writeln!(text, "{}", more.say(language));
        }
        text
    }

    /// For spreadsheets: row, severity, rule, what is wrong, what to do. UTF-8 with a byte order mark, without which
    /// they take Chinese for another encoding.
    pub fn csv(&self, language: Language) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(match language {
            Language::Chinese => ["行", "程度", "规则", "问题", "处理办法"],
            Language::English => ["row", "severity", "rule", "what is wrong", "what to do"],
        })?;
        for finding in &self.findings {
            let row = finding.row.to_string();
            let (severity, sentence, advice) = (finding.severity().title(), finding.sentence(), finding.rule.advice());
            writer.write_record([
                &row,
                severity.say(language),
                finding.rule.code(),
                sentence.say(language),
                advice.say(language),
            ])?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }

    /// As it goes over the wire.
    #[must_use]
    pub fn document(&self) -> Value {
        let counts = self.counts.iter().map(|(rule, count)| {
            json!({ "rule": rule.code(), "severity": rule.severity().code(), "count": count, "advice": rule.advice() })
        });
        json!({
            "id": self.id, "collection": self.collection.id(), "file_name": self.file_name,
            "outcome": self.outcome, "summary": self.summary(), "rows": self.rows, "kept": self.kept,
            "refused": self.refused, "data_version": self.data_version,
            "counts": counts.collect::<Vec<_>>(),
            "findings": self.findings.iter().map(Finding::document).collect::<Vec<_>>(),
            "findings_not_told": self.untold(),
        })
    }
}
