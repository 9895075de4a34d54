//! The server process.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    process::Child,
    time::{Instant, sleep, timeout},
};
use tokio_postgres::Client;

use super::{
    ClusterError,
    account::Account,
    binaries::Binaries,
    data_dir::DataDir,
    database,
    pid_file::{PidFile, is_server_on},
};

/// How often a condition is looked at.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(10);

/// How long a server may take until it is ready: after a crash it replays up to `max_wal_size` first.
const READY_WITHIN: Duration = Duration::from_mins(5);

/// How long the children of a killed server may take to die, during which no new server can start.
const CHILDREN_DIE_WITHIN: Duration = Duration::from_secs(20);

/// How long to leave them between two attempts, each of which leaves a line in the log.
const CHILDREN_DIE_PAUSE: Duration = Duration::from_millis(100);

/// How long a fast shutdown may take: it ends with a checkpoint, which flushes every file that was written, hundreds of
/// them after the databases were made, and a busy disk takes seconds for some.
const STOPPED_WITHIN: Duration = READY_WITHIN;

/// A server that takes connections.
#[derive(Debug)]
pub(super) struct Postmaster {
    pid: Pid,
    pgdata: PathBuf,
    log: PathBuf,
    socket_dir: PathBuf,
    /// The server as our child; none when a process that was killed has left it to us.
    child: Option<Child>,
    /// What a killed server left before this one: in containers both often have the same number.
    stale: Option<PidFile>,
}

impl Postmaster {
    /// The server that a killed process left running, or a new one, with a superuser's connection to it.
    ///
    /// To be called under the lock of the directory.
    pub(super) async fn start(
        dir: &DataDir,
        binaries: &Binaries,
        account: &Account,
    ) -> Result<(Self, Client), ClusterError> {
        let patience = Instant::now() + CHILDREN_DIE_WITHIN;
        loop {
            let log_end = fs::metadata(dir.log()).map_or(0, |log| log.len());
            let mut server = match Self::left_running(dir) {
                Some(server) => server,
                None => Self::spawn(dir, binaries, account)?,
            };
            if let Some(client) = server.answers().await? {
                return Ok((server, client));
            }
            // A server that fails for a reason of its own takes its pid file with it. One that stays is from the
            // server before, whose children are still dying; and one that was left to us may just have gone.
            let predecessor_remains = PidFile::path(&server.pgdata).exists() && Instant::now() < patience;
            if server.child.is_some() && !predecessor_remains {
                let reason = last_words(&dir.log(), log_end).unwrap_or_else(|| "it ended without a word".to_owned());
                return Err(ClusterError::NotStarted { reason, log: dir.log() });
            }
            sleep(CHILDREN_DIE_PAUSE).await;
        }
    }

    fn left_running(dir: &DataDir) -> Option<Self> {
        let pgdata = dir.pgdata();
        let PidFile { pid, socket_dir, .. } = PidFile::read(&pgdata)?;
        is_server_on(pid, &pgdata).then(|| Self { pid, pgdata, log: dir.log(), socket_dir, child: None, stale: None })
    }

    fn spawn(dir: &DataDir, binaries: &Binaries, account: &Account) -> Result<Self, ClusterError> {
        let (pgdata, log, socket_dir) = (dir.pgdata(), dir.log(), dir.socket_dir(account));
        account.make_private_dir(&socket_dir)?;
        write_settings(&dir.settings())?;
        let refused = |source| ClusterError::NotWritable { path: log.clone(), source };
        let stdout = File::options().append(true).create(true).mode(0o600).open(&log).map_err(refused)?;
        let stderr = stdout.try_clone().map_err(refused)?;

        let program = binaries.program("postgres");
        let mut command = account.command(&program);
        // A process group of its own: Ctrl-C at the terminal is for us.
        command.arg("-D").arg(&pgdata).arg("-k").arg(&socket_dir).stdout(stdout).stderr(stderr).process_group(0);
        let stale = PidFile::read(&pgdata);
        if let Some(stale) = &stale {
            // We know that this process is not the server (any more): it is a zombie, or a number used again,
            // which PostgreSQL would take for the server and refuse to start. With the variable, by which pg_ctl
            // tells its own number, it goes on to look whether the server's children still use the shared memory.
            command.env("PG_GRANDPARENT_PID", stale.pid.to_string());
        }
        let unusable = |source| ClusterError::Unusable { path: program.clone(), source };
        let child = command.spawn().map_err(unusable)?;
        let pid = child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        let pid = pid.ok_or_else(|| unusable(io::Error::other("the process has no number")))?;
        Ok(Self { pid, pgdata, log, socket_dir, child: Some(child), stale })
    }

    /// Where the socket is.
    pub(super) fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The server on `dir`, whoever runs it, when it takes connections: where its socket is.
    pub(super) fn ready_socket_dir(dir: &DataDir) -> Option<PathBuf> {
        let file = PidFile::read(&dir.pgdata()).filter(|file| file.is_ready)?;
        is_server_on(file.pid, &dir.pgdata()).then_some(file.socket_dir)
    }

    /// Waits until the server answers; none when it ends before it does.
    ///
    /// That it calls itself ready is not enough: a server that is just being killed still stands there as ready.
    async fn answers(&mut self) -> Result<Option<Client>, ClusterError> {
        let deadline = Instant::now() + READY_WITHIN;
        while !self.has_ended() {
            let file = PidFile::read(&self.pgdata).filter(|file| file.is_ready && file.pid == self.pid);
            if file != self.stale
                && let Some(file) = file
                && let Ok(client) = database::connect(&database::superuser(&file.socket_dir)).await
            {
                self.socket_dir = file.socket_dir;
                return Ok(Some(client));
            }
            if Instant::now() > deadline {
                return Err(ClusterError::NotReady { pid: self.pid.as_raw_pid(), log: self.log.clone() });
            }
            sleep(LOOK_EVERY).await;
        }
        Ok(None)
    }

    /// Ends all connections, writes everything down and ends the server.
    pub(super) async fn stop(mut self) -> Result<(), ClusterError> {
        let not_stopped = ClusterError::NotStopped { pid: self.pid.as_raw_pid(), log: self.log.clone() };
        // Only ever to the server: it may have died before, and its number be in use again.
        if is_server_on(self.pid, &self.pgdata) && kill_process(self.pid, Signal::INT).is_err() && !self.has_ended() {
            return Err(not_stopped);
        }
        let gone = async {
            while !self.has_ended() {
                sleep(LOOK_EVERY).await;
            }
        };
        timeout(STOPPED_WITHIN, gone).await.map_err(|_| not_stopped)
    }

    /// Whether the server has ended; its exit status is fetched by the way, when it is ours to fetch.
    pub(super) fn has_ended(&mut self) -> bool {
        match &mut self.child {
            Some(child) => !matches!(child.try_wait(), Ok(None)),
            None => !is_server_on(self.pid, &self.pgdata),
        }
    }
}

/// Writes the settings, to be read by the server's account whatever the umask.
fn write_settings(path: &Path) -> Result<(), ClusterError> {
    fs::write(path, include_str!("mingjie.conf"))
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o644)))
        .map_err(|source| ClusterError::NotWritable { path: path.to_owned(), source })
}

/// The last thing that the server complained of after `start` bytes of its log.
fn last_words(log: &Path, start: u64) -> Option<String> {
    let mut file = File::open(log).ok()?;
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut said = Vec::new();
    file.read_to_end(&mut said).ok()?;
    let said = String::from_utf8_lossy(&said);
    let complaint = said.lines().rev().find_map(|line| line.split_once("FATAL:"));
    complaint.map(|(_, reason)| reason.trim().to_owned()).or_else(|| said.lines().next_back().map(str::to_owned))
}
