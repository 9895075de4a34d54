//! `mingjie migrate`

use std::process::ExitCode;

use clap::Args;

use super::{Database, say};
use crate::{config::DatabaseSettings, db::migrate};

#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    database: DatabaseSettings,
}

impl Migrate {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        Database::attach(&self.database, "mingjie migrate").await?.release().await?;
        say(format!("schema version {}", migrate::known_version()));
        Ok(ExitCode::SUCCESS)
    }
}
