//! `mingjie import`

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args;

use super::{Database, bar::Bar, say};
use crate::{
    config::DatabaseSettings,
    http::{Language, Text},
    imports::{self, BadRows, ImportError, ImportOptions, ImportReport, Importable, Mode, Outcome, Stage},
    kernel::{actor::Actor, clock::Clock, crs::SourceCrs, ids::Ids},
    reader::{FileFormat, Progress, ReadOptions, Reader, TextEncoding},
};

/// Findings printed to the terminal; `--report` has them all.
const FINDINGS_SHOWN: usize = 20;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Import {
    /// divisions, built-up-areas, places, streets or names
    collection: Importable,
    /// GeoJSON, GeoJSONSeq or CSV
    file: PathBuf,
    /// geojson, geojsonseq or csv; by the name of the file if not given
    #[arg(long)]
    format: Option<FileFormat>,
    /// Reference system of the file: 4490, 4326, 4547, 4526, 3857, gcj02 or bd09
    #[arg(long)]
    source_crs: Option<SourceCrs>,
    /// utf-8 or gbk; found out if not given
    #[arg(long)]
    encoding: Option<TextEncoding>,
    /// Reads a field of the register from a column of another name
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column)]
    map: Vec<(String, String)>,
    /// Category (GB/T 18521, five digits) of rows that give none
    #[arg(long)]
    category: Option<String>,
    /// Marks rows that do not say so themselves as made for demonstration
    #[arg(long)]
    illustrative: bool,
    /// Checks everything and keeps nothing
    #[arg(long)]
    dry_run: bool,
    /// Leaves out rows that cannot be kept, instead of refusing the file
    #[arg(long)]
    skip_bad_rows: bool,
    /// Writes the findings, one a row, as CSV
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Speaks English
    #[arg(long)]
    english: bool,
    #[command(flatten)]
    database: DatabaseSettings,
}

pub(super) fn field_and_column(text: &str) -> Result<(String, String), String> {
    let (field, column) = text.split_once('=').ok_or("write it as field=column")?;
    Ok((field.to_owned(), column.to_owned()))
}

/// How far an import is.
fn told(stage: Stage) -> String {
    match stage {
        Stage::Reading { rows } => format!("{rows} 行 rows"),
        Stage::Writing => "写入 writing".to_owned(),
        Stage::Checking => "检查 checking".to_owned(),
    }
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let progress = Progress::default();
        let reading = ReadOptions {
            map: self.map.clone(),
            encoding: self.encoding,
            source_crs: self.source_crs,
            progress: progress.clone(),
            ..ReadOptions::default()
        };
        let source = Reader::open(&self.file, self.format, &reading).map_err(|error| self.failure(error.into()))?;
        let database = Database::attach(&self.database, "mingjie import").await?;
        let bar = Bar::new(&self.file, progress);
        let (ids, options) = (Ids::new(Clock::system()), self.options());
        let imported =
            imports::import(&database.db, &ids, &Actor::Operator, source, &options, |stage| bar.show(told(stage)))
                .await;
        bar.clear();
        database.release().await?;
        let report = imported.map_err(|error| self.failure(error))?;
        self.tell(&report)
    }

    fn options(&self) -> ImportOptions {
        let name = self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy();
        ImportOptions {
            source_crs: self.source_crs.unwrap_or(SourceCrs::Cgcs2000),
            mode: if self.dry_run { Mode::DryRun } else { Mode::Commit },
            bad_rows: if self.skip_bad_rows { BadRows::Skip } else { BadRows::RefuseFile },
            illustrative: self.illustrative,
            category: self.category.clone(),
            ..ImportOptions::new(self.collection, &name)
        }
    }

    fn language(&self) -> Language {
        if self.english { Language::English } else { Language::Chinese }
    }

    /// Why the file was not imported. What a database says is left to its own words.
    fn failure(&self, error: ImportError) -> anyhow::Error {
        let (language, file) = (self.language(), self.file.display());
        let cause = match error {
            ImportError::Db(error) => anyhow::Error::new(error),
            told => anyhow::Error::msg(told.text().say(language).to_owned()),
        };
        cause
            .context(Text::new(format!("{file} 未能导入"), format!("{file} was not imported")).say(language).to_owned())
    }

    fn tell(&self, report: &ImportReport) -> anyhow::Result<ExitCode> {
        let language = self.language();
        say(report.text(language, FINDINGS_SHOWN).trim_end());
        if let Some(path) = &self.report {
            let csv = report.csv(language)?;
            let file = path.display();
            let failure = Text::new(format!("{file} 无法写入"), format!("{file} cannot be written"));
            std::fs::write(path, csv).with_context(|| failure.say(language).to_owned())?;
        }
        Ok(if report.outcome == Outcome::Refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
