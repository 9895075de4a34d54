//! `mingjie export`

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{Database, output::Output};
use crate::{
    config::DatabaseSettings,
    exports,
    kernel::dates::{parse_date, parse_instant},
    published::Collection,
    reader::FileFormat,
};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// divisions, built-up-areas, places, streets, names or signs
    collection: Collection,
    /// geojson, geojsonseq or csv
    #[arg(long, default_value = "geojson")]
    format: FileFormat,
    /// Day of valid time, such as 2019-05-01; today if not given
    #[arg(long, value_parser = |text: &str| parse_date(text).ok_or("not a date like 2019-05-01"))]
    at: Option<time::Date>,
    /// Instant or day of record time; now if not given
    #[arg(long, value_parser = |text: &str| parse_instant(text).ok_or("not an instant like 2023-06-30T08:00:00+08:00"))]
    recorded_at: Option<time::OffsetDateTime>,
    /// File to write, whole or not at all; standard output if not given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseSettings,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let database = Database::attach(&self.database, "mingjie export").await?;
        let export = exports::Export {
            collection: self.collection,
            format: self.format,
            at: self.at,
            recorded_at: self.recorded_at,
        };
        let written = async {
            let mut output = Output::open(self.output.as_deref())?;
            export.write(&database.db, &mut output).await?;
            output.finish()
        }
        .await;
        database.release().await?;
        written.map(|()| ExitCode::SUCCESS)
    }
}
