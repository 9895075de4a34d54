//! Why the private cluster cannot be had, each told as one sentence that says what to do.

use std::{io, path::PathBuf};

/// Why the private cluster cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No usable server on this machine.
    #[error(
        "PostgreSQL 14 or later is not installed; run `apt-get install postgresql-15-postgis-3` as root, or set \
         DATABASE_URL to a database elsewhere"
    )]
    NoPostgres,
    /// The data was made by a major version that is not installed.
    #[error(
        "{pgdata} was made by PostgreSQL {major}, which is not installed; run `apt-get install \
         postgresql-{major}-postgis-3` as root, or choose an empty data directory"
    )]
    OtherMajor {
        /// The data.
        pgdata: PathBuf,
        /// Its major version.
        major: u32,
    },
    /// The server is there, PostGIS is not.
    #[error(
        "PostgreSQL {major} lacks the extensions postgis and btree_gist; run `apt-get install \
         postgresql-{major}-postgis-3` as root and start again"
    )]
    NoPostgis {
        /// The server's major version.
        major: u32,
        /// What the server said.
        source: tokio_postgres::Error,
    },
    /// Root has nobody to run the server as.
    #[error(
        "PostgreSQL refuses to run as root and there is no `postgres` account to run it as; run `adduser --system \
         --group postgres`, or start the program as an ordinary user"
    )]
    NoPostgresAccount,
    /// `initdb` looks its user up by name.
    #[error(
        "user id {uid} has no account on this machine and PostgreSQL needs one; add it to /etc/passwd, or start the \
         program as a user that is there"
    )]
    NoAccount {
        /// The caller.
        uid: u32,
    },
    /// The directory cannot be made or written.
    #[error(
        "cannot write to {path}; give the account that runs the program write access, or choose another data directory"
    )]
    NotWritable {
        /// What was to be written.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
    /// The server's account cannot get to its data.
    #[error(
        "the account `{account}`, which runs PostgreSQL, cannot enter {path}; run `chmod o+x {path}`, or choose a \
         data directory elsewhere, such as /var/lib/mingjie"
    )]
    NotEnterable {
        /// The closed directory.
        path: PathBuf,
        /// Who stands before it.
        account: String,
    },
    /// The directory belongs to something else.
    #[error(
        "{path} holds something that is not Mingjie's ({found}); choose an empty or a new directory as data directory"
    )]
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// What does not belong there.
        found: String,
    },
    /// Another process has the directory.
    #[error("the data directory {path} is in use by {holder}; stop that process, or choose another data directory")]
    InUse {
        /// The directory.
        path: PathBuf,
        /// Process number and what it says it is.
        holder: String,
    },
    /// `initdb` failed.
    #[error("PostgreSQL could not make a new cluster in {path}: {reason}; remove the cause and start again")]
    NotMade {
        /// Where.
        path: PathBuf,
        /// The last words of `initdb`.
        reason: String,
    },
    /// The server ended before it was ready.
    #[error("PostgreSQL did not start: {reason}; see {log}, remove the cause and start again")]
    NotStarted {
        /// The server's last words.
        reason: String,
        /// The whole story.
        log: PathBuf,
    },
    /// The server runs and is not ready in time.
    #[error(
        "PostgreSQL (process {pid}) runs but did not become ready; see {log}, and start again when it has recovered"
    )]
    NotReady {
        /// The server.
        pid: i32,
        /// What it is at.
        log: PathBuf,
    },
    /// The server does not go.
    #[error(
        "PostgreSQL (process {pid}) was told to stop and still runs; see {log}, and let it end before the next start"
    )]
    NotStopped {
        /// The server.
        pid: i32,
        /// What it is at.
        log: PathBuf,
    },
    /// A file of the cluster cannot be read, or a program not be run.
    #[error("cannot use {path}; see that it is there and that the account that runs the program may use it")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The server refused a statement of the set-up.
    #[error("PostgreSQL refused to set up the database `mingjie`; see {log}")]
    Refused {
        /// The server's side of it.
        log: PathBuf,
        /// What it said.
        source: tokio_postgres::Error,
    },
}
