//! The command line.

mod bar;
mod check;
mod cluster;
mod demonstration;
mod export;
mod import;
mod locate;
mod migrate;
mod output;
mod serve;
mod user;
mod verify;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::{
    config::{self, ConfigError, DatabaseSettings},
    db::{Db, cluster::Cluster, migrate as migrations, requirements},
    kernel::clock::Clock,
};

/// 名界 Mingjie: the register and workbench of a county's geographic names and boundaries.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Serve the register over HTTP
    Serve(Box<serve::Serve>),
    /// Bring the schema of the database up to date
    Migrate(migrate::Migrate),
    /// Import a file into the register
    Import(import::Import),
    /// Export a collection to a file
    Export(export::Export),
    /// Check files without a register
    Check(check::Check),
    /// Compare the indexes of running instances with the register, or the scans of the archives with their digests
    Verify(verify::Verify),
    /// Look up every point of a file
    Locate(locate::Locate),
    /// Manage accounts
    User(user::User),
    /// Run the private PostgreSQL cluster by itself
    Cluster(cluster::ClusterCommand),
}

impl Command {
    /// Runs the command; what went wrong is said in one sentence on standard error.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let result = config::refuse_unknown_keys().map_err(anyhow::Error::from).and_then(|()| {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
            runtime.block_on(async {
                match self.task {
                    Task::Serve(serve) => serve.run().await,
                    Task::Migrate(migrate) => migrate.run().await,
                    Task::Import(import) => import.run().await,
                    Task::Export(export) => export.run().await,
                    Task::Check(check) => check.run(),
                    Task::Verify(verify) => verify.run().await,
                    Task::Locate(locate) => locate.run().await,
                    Task::User(user) => user.run().await,
                    Task::Cluster(cluster) => cluster.run().await,
                }
            })
        });
        match result {
            Ok(code) => code,
            Err(error) => {
                // One line, whatever the causes have to say.
                let sentence = format!("{error:#}").split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = writeln!(io::stderr(), "mingjie: {sentence}");
                ExitCode::FAILURE
            }
        }
    }
}

/// A database ready for use, and the private cluster behind it if there is one.
struct Database {
    db: Db,
    cluster: Option<Cluster>,
}

impl Database {
    /// Connects for the work of one command, on the cluster of a running server or on one started for it.
    async fn attach(settings: &DatabaseSettings, holder: &str) -> anyhow::Result<Self> {
        let cluster = match settings.database_url {
            Some(_) => None,
            None => Some(Cluster::attach(&settings.data_dir(), holder).await?),
        };
        Self::prepare(settings, cluster).await
    }

    /// Checks the server, migrates the schema and opens the pool.
    async fn prepare(settings: &DatabaseSettings, cluster: Option<Cluster>) -> anyhow::Result<Self> {
        let config = match (&settings.database_url, &cluster) {
            (Some(url), _) => url.parse().map_err(ConfigError::DatabaseUrl)?,
            (None, Some(cluster)) => cluster.config(),
            (None, None) => anyhow::bail!("there is no database to use"),
        };
        let prepared = prepare_schema(&config).await;
        if let Err(error) = prepared {
            if let Some(cluster) = cluster {
                cluster.stop().await?;
            }
            return Err(error);
        }
        Ok(Self { db: Db::new(config, CONNECTIONS, Clock::system()), cluster })
    }

    /// Gives the cluster back, or stops it.
    async fn release(self) -> anyhow::Result<()> {
        drop(self.db);
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}

/// Connections that one program opens at most.
const CONNECTIONS: usize = 16;

async fn prepare_schema(config: &tokio_postgres::Config) -> anyhow::Result<()> {
    use anyhow::Context;
    let (mut client, connection) = config
        .connect(tokio_postgres::NoTls)
        .await
        .context("the database cannot be reached: check DATABASE_URL and that the server runs")?;
    let driver = tokio::spawn(connection);
    requirements::check(&client).await?;
    migrations::migrate(&mut client).await?;
    drop(client);
    let _ = driver.await;
    Ok(())
}

/// Writes a line for the person at the terminal.
fn say(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout(), "{}", line.as_ref());
}
