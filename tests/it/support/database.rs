//! One real database for each test, cloned from a template that the migrations made.

use std::{env, thread};

use mingjie::{
    db::{Db, migrate},
    kernel::{clock::Clock, ids::Ids},
};
use tokio::sync::OnceCell;
use tokio_postgres::{Client, Config, NoTls};

/// Names of test databases begin so; leftovers of killed runs are found by it.
const PREFIX: &str = "mingjie_test_";

/// Two test programs that start at once take turns.
const LOCK_KEY: i64 = 0x7465_7374;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database of its own for one test, dropped at its end.
#[derive(Debug)]
pub(crate) struct TestDatabase {
    name: String,
    config: Config,
}

impl TestDatabase {
    /// A migrated, empty register.
    pub(crate) async fn new() -> Self {
        let server = server();
        let template = TEMPLATE.get_or_init(|| make_template(server.clone())).await;
        let name = format!("{PREFIX}{}", Ids::new(Clock::system()).next::<uuid::Uuid>().simple());
        let admin = connect(&server).await;
        // Cloning fails while another clone is being made from the same template: take turns.
        admin.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await.unwrap();
        admin.batch_execute(&format!("create database {name} template {template}")).await.unwrap();
        let mut config = server;
        config.dbname(&name);
        Self { name, config }
    }

    /// A pool that stamps record time by `clock`.
    pub(crate) fn db(&self, clock: &Clock) -> Db {
        Db::new(self.config.clone(), 8, clock.clone())
    }

    /// A connection of its own.
    pub(crate) async fn client(&self) -> Client {
        connect(&self.config).await
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, drop_it) = (server(), format!("drop database if exists {} with (force)", self.name));
        // The test's own runtime is ending: a thread with one of its own finishes the work.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move { connect(&server).await.batch_execute(&drop_it).await.unwrap() });
        });
        if !thread::panicking() {
            dropping.join().unwrap();
        }
    }
}

/// The test server, or a sentence that says how to start one.
pub(crate) fn server() -> Config {
    env::var("MINGJIE_TEST_DATABASE_URL").ok().and_then(|url| url.parse().ok()).expect(
        "no test database: run `make test`, or `.ci/db start` and set MINGJIE_TEST_DATABASE_URL to what it prints",
    )
}

async fn make_template(server: Config) -> String {
    let name = format!("mingjie_template_{}", &migrate::fingerprint()[..16]);
    let admin = connect(&server).await;
    admin.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await.unwrap();
    let known = admin.query_opt("select from pg_database where datname = $1", &[&name]).await.unwrap();
    if known.is_none() {
        let raw = format!("{name}_raw");
        admin.batch_execute(&format!("drop database if exists {raw} with (force)")).await.unwrap();
        admin.batch_execute(&format!("create database {raw} template template0")).await.unwrap();
        let mut config = server;
        config.dbname(&raw);
        let mut client = connect(&config).await;
        client.batch_execute("create extension postgis; create extension btree_gist").await.unwrap();
        migrate::migrate(&mut client).await.unwrap();
        // Its backend must be gone before the template can be renamed.
        client.execute("select set_config('idle_session_timeout', '1ms', false)", &[]).await.ok();
        drop(client);
        admin
            .batch_execute(&format!(
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{raw}'"
            ))
            .await
            .unwrap();
        admin.batch_execute(&format!("alter database {raw} rename to {name}")).await.unwrap();
    }
    name
}

async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.expect("the test database answers");
    tokio::spawn(connection);
    client
}
