//! The making of a new cluster.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::{ClusterError, account::Account, binaries::Binaries, data_dir::DataDir};

/// Makes PGDATA, entirely or not at all: it gets its name when it is complete.
pub(super) async fn make(dir: &DataDir, binaries: &Binaries, account: &Account) -> Result<(), ClusterError> {
    tracing::info!(data_dir = %dir.path().display(), postgres = binaries.major(), "making a new database cluster");
    let refused = |source| ClusterError::NotWritable { path: dir.path().to_owned(), source };
    for stillborn in dir.stillborn_pgdata().map_err(refused)? {
        fs::remove_dir_all(stillborn).map_err(refused)?;
    }
    let unborn = dir.unborn_pgdata();
    account.make_private_dir(&unborn)?;
    run_initdb(&unborn, binaries, account).await?;
    include_settings(&unborn).map_err(refused)?;
    fs::rename(&unborn, dir.pgdata()).map_err(refused)?;
    // Before anything is stored: a power cut must not bring the old name back.
    File::open(dir.path()).and_then(|dir| dir.sync_all()).map_err(refused)
}

async fn run_initdb(pgdata: &Path, binaries: &Binaries, account: &Account) -> Result<(), ClusterError> {
    let program = binaries.program("initdb");
    let output = account
        .command(&program)
        .arg("--pgdata")
        .arg(pgdata)
        // Everything that initdb would otherwise take from the environment: with no locale the cluster becomes
        // SQL_ASCII, and with locale C the trigrams of Chinese text are empty. Without both auth options every
        // local account could connect as superuser over TCP, were it ever switched on.
        .args(["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"])
        .args(["--auth-local=trust", "--auth-host=reject", "--data-checksums"])
        .output()
        .await
        .map_err(|source| ClusterError::Unusable { path: program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("could not look up effective user ID") {
        return Err(ClusterError::NoAccount { uid: account.uid() });
    }
    let reason = said.lines().find_map(|line| line.strip_prefix("initdb: error: ")).unwrap_or(said.trim());
    Err(ClusterError::NotMade { path: pgdata.to_owned(), reason: reason.to_owned() })
}

/// Has PostgreSQL read our settings after its own; `ALTER SYSTEM` still comes after both.
fn include_settings(pgdata: &Path) -> io::Result<()> {
    let mut settings = File::options().append(true).open(pgdata.join("postgresql.conf"))?;
    writeln!(settings, "\n# Mingjie's settings; your own go below this line.\ninclude = '../mingjie.conf'")
}
