//! `mingjie cluster`: the private PostgreSQL cluster without the server, for maintenance and for tests.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use tokio_postgres::config::Host;

use super::say;
use crate::db::cluster::{Cluster, default_data_dir};

/// Runs the cluster until interrupted and prints how its superuser connects.
#[derive(Debug, Args)]
pub(super) struct ClusterCommand {
    /// Where the private PostgreSQL cluster lives
    #[arg(long, env = "MINGJIE_DATA_DIR", value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl ClusterCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let data_dir = self.data_dir.unwrap_or_else(default_data_dir);
        let cluster = Cluster::start(&data_dir, "mingjie cluster").await?;
        let config = cluster.superuser_config();
        if let Some(Host::Unix(directory)) = config.get_hosts().first() {
            say(format!("postgresql:///postgres?host={}&user=postgres", directory.display()));
        }
        super::serve::interrupted().await;
        cluster.stop().await?;
        Ok(ExitCode::SUCCESS)
    }
}
