//! What the service needs inside the cluster: its role, its database, its extensions.

use std::path::Path;

use tokio_postgres::{Client, Config, Error, NoTls, error::SqlState};

const WHAT_EXISTS: &str = "\
select exists (select from pg_roles where rolname = 'mingjie'),
       exists (select from pg_database where datname = 'mingjie')";

const CREATE_ROLE: &str = "create role mingjie";

/// From template0: nothing that somebody may have put into template1.
const CREATE_DATABASE: &str = "create database mingjie owner mingjie template template0";

/// Only a superuser may create PostGIS. The right to log in comes last: it tells others that all is there.
const CREATE_EXTENSIONS: &str = "\
set client_min_messages = warning;
create extension if not exists postgis;
create extension if not exists btree_gist;
alter role mingjie login;";

/// How to connect as the service's role, to its database.
pub(super) fn service(socket_dir: &Path) -> Config {
    let mut config = Config::new();
    config.host_path(socket_dir).user("mingjie").dbname("mingjie");
    config
}

/// How to connect as the role that owns the cluster, to the database that every cluster has.
pub(super) fn superuser(socket_dir: &Path) -> Config {
    let mut config = Config::new();
    config.host_path(socket_dir).user("postgres").dbname("postgres");
    config
}

/// Creates what is missing, through a connection as superuser and one more into the service's database.
pub(super) async fn prepare(client: &Client, socket_dir: &Path) -> Result<(), Error> {
    let exists = client.query_one(WHAT_EXISTS, &[]).await?;
    if !exists.try_get(0)? {
        client.batch_execute(CREATE_ROLE).await?;
    }
    if !exists.try_get(1)? {
        client.batch_execute(CREATE_DATABASE).await?;
    }
    connect(superuser(socket_dir).dbname("mingjie")).await?.batch_execute(CREATE_EXTENSIONS).await
}

/// Whether `error` says that an extension is not installed on the machine.
pub(super) fn is_missing_extension(error: &Error) -> bool {
    error.code().is_some_and(|code| [SqlState::FEATURE_NOT_SUPPORTED, SqlState::UNDEFINED_FILE].contains(code))
}

/// Connects, for a moment, without the pool.
pub(super) async fn connect(config: &Config) -> Result<Client, Error> {
    let (client, connection) = config.connect(NoTls).await?;
    // Ends by itself when the client is dropped; an error reaches the client's next statement.
    tokio::spawn(connection);
    Ok(client)
}
