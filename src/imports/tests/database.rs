//! A database of its own for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use time::macros::datetime;
use tokio_postgres::{Client, Config, NoTls};

use crate::{
    db::{Db, migrate},
    kernel::clock::Clock,
};

const URL: &str = "MINGJIE_TEST_DATABASE_URL";

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A migrated database that goes away with this value; its clock stands at noon of 2023-06-30 in the office.
pub(super) struct TestDb {
    /// The door that the program uses.
    pub(super) db: Db,
    /// A connection to look behind it.
    pub(super) client: Client,
    server: Config,
    name: String,
}

impl TestDb {
    pub(super) async fn new() -> Self {
        let server: Config = std::env::var(URL)
            .unwrap_or_else(|_| panic!("{URL} is not set: it must name a PostgreSQL superuser of a server for tests"))
            .parse()
            .unwrap_or_else(|error| panic!("{URL} is no connection string: {error}"));
        let name = format!("mingjie_import_{}_{}", std::process::id(), DATABASES.fetch_add(1, Ordering::Relaxed));
        connect(&server).await.batch_execute(&format!("create database {name}")).await.unwrap();
        let mut config = server.clone();
        config.dbname(&name);
        let mut client = connect(&config).await;
        client.batch_execute("create extension postgis; create extension btree_gist").await.unwrap();
        migrate::migrate(&mut client).await.unwrap();
        let clock = Clock::set_to(datetime!(2023-06-30 04:00 UTC));
        Self { db: Db::new(config, 4, clock), client, server, name }
    }
}

async fn connect(config: &Config) -> Client {
    let (client, connection) = config
        .connect(NoTls)
        .await
        .unwrap_or_else(|error| panic!("the server named by {URL} does not answer: {error}"));
    tokio::spawn(connection);
    client
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The runtime of the test may be the one thread that drops this value.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let drop = format!("drop database {name} with (force)");
            runtime.block_on(async { connect(&server).await.batch_execute(&drop).await.unwrap() });
        });
        dropped.join().unwrap();
    }
}
