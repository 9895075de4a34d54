//! A cluster that answers.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::{Instant, sleep};
use tokio_postgres::Config;

use super::{
    ClusterError,
    account::Account,
    binaries::Binaries,
    data_dir::DataDir,
    database, initdb,
    lock::DataDirLock,
    postmaster::{LOOK_EVERY, Postmaster},
};

/// How long the process that holds a directory may take to bring its cluster up, before others give up on it.
const HOLDER_READY_WITHIN: Duration = Duration::from_secs(30);

/// A private PostgreSQL cluster that answers.
///
/// Dropped without [`Cluster::stop`], it keeps running, and the next start on the directory takes it over.
#[derive(Debug)]
pub struct Cluster {
    dir: DataDir,
    socket_dir: PathBuf,
    /// None when the cluster is another process's.
    own: Option<Own>,
}

/// What makes a cluster ours to stop.
#[derive(Debug)]
struct Own {
    postmaster: Postmaster,
    lock: DataDirLock,
}

impl Cluster {
    /// Takes the lock, makes the cluster when the directory is empty, starts it and waits until it answers.
    ///
    /// `holder` says to others what this process is, such as `mingjie serve`.
    pub async fn start(data_dir: &Path, holder: &str) -> Result<Self, ClusterError> {
        let dir = DataDir::open(data_dir)?;
        let lock = DataDirLock::take(&dir, holder)?;
        Self::start_locked(dir, lock).await
    }

    /// For work at the command line: uses the cluster of the process that runs on this directory, or starts one
    /// of its own, which [`Cluster::stop`] then stops.
    pub async fn attach(data_dir: &Path, holder: &str) -> Result<Self, ClusterError> {
        let dir = DataDir::open(data_dir)?;
        let deadline = Instant::now() + HOLDER_READY_WITHIN;
        loop {
            let in_use = match DataDirLock::take(&dir, holder) {
                Ok(lock) => return Self::start_locked(dir, lock).await,
                Err(in_use @ ClusterError::InUse { .. }) => in_use,
                Err(error) => return Err(error),
            };
            if let Some(socket_dir) = Postmaster::ready_socket_dir(&dir)
                && database::connect(&database::service(&socket_dir)).await.is_ok()
            {
                return Ok(Self { dir, socket_dir, own: None });
            }
            if Instant::now() > deadline {
                return Err(in_use);
            }
            sleep(LOOK_EVERY).await;
        }
    }

    async fn start_locked(dir: DataDir, lock: DataDirLock) -> Result<Self, ClusterError> {
        let postmaster = bring_up(&dir).await?;
        let socket_dir = postmaster.socket_dir().to_owned();
        Ok(Self { dir, socket_dir, own: Some(Own { postmaster, lock }) })
    }

    /// Starts our server again if it has ended, as when the system killed it for want of memory; tells whether it had.
    pub async fn revive(&mut self) -> Result<bool, ClusterError> {
        let Some(own) = &mut self.own else { return Ok(false) };
        if !own.postmaster.has_ended() {
            return Ok(false);
        }
        own.postmaster = bring_up(&self.dir).await?;
        Ok(true)
    }

    /// How to connect as the service's role, to its database `mingjie`.
    #[must_use]
    pub fn config(&self) -> Config {
        database::service(&self.socket_dir)
    }

    /// How to connect as the superuser, to the database `postgres`: for maintenance and test databases.
    #[must_use]
    pub fn superuser_config(&self) -> Config {
        database::superuser(&self.socket_dir)
    }

    /// Rewrites what others are told about this process, once it knows its address; nothing to do on the
    /// cluster of another process.
    pub fn note_holder(&self, holder: &str) -> Result<(), ClusterError> {
        self.own.as_ref().map_or(Ok(()), |own| own.lock.note_holder(&self.dir, holder))
    }

    /// Ends all connections, stops the server and then releases the directory; leaves the cluster of another
    /// process alone.
    pub async fn stop(self) -> Result<(), ClusterError> {
        match self.own {
            Some(Own { postmaster, lock }) => {
                let stopped = postmaster.stop().await;
                // Not before the server has gone: the next process would find it shutting down.
                drop(lock);
                stopped
            }
            None => Ok(()),
        }
    }
}

/// Makes the cluster when there is none, starts its server and prepares the service's database.
async fn bring_up(dir: &DataDir) -> Result<Postmaster, ClusterError> {
    let account = Account::of(&dir.pgdata())?;
    account.check_enters(dir.path())?;
    let binaries = if let Some(major) = dir.major()? {
        Binaries::for_data(&dir.pgdata(), major)?
    } else {
        let newest = Binaries::find()?;
        initdb::make(dir, &newest, &account).await?;
        newest
    };
    let (postmaster, client) = Postmaster::start(dir, &binaries, &account).await?;
    if let Err(source) = database::prepare(&client, postmaster.socket_dir()).await {
        // What went wrong first is what the caller has to hear.
        drop(postmaster.stop().await);
        return Err(if database::is_missing_extension(&source) {
            ClusterError::NoPostgis { major: binaries.major(), source }
        } else {
            ClusterError::Refused { log: dir.log(), source }
        });
    }
    Ok(postmaster)
}
