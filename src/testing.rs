//! A database of its own for each test of a slice's inner parts, and photos; the same ones that `tests/it` uses.

use time::OffsetDateTime;
use tokio_postgres::Client;

use crate::{db::Db, kernel::clock::Clock};

#[path = "../tests/it/support/database.rs"]
mod database;

#[path = "../tests/it/support/photo.rs"]
mod photo;

pub(crate) use database::TestDatabase;
pub(crate) use photo::{TestPhoto, bomb};

/// A migrated database that goes away with this value.
pub(crate) struct TestDb {
    /// The door that the program uses.
    pub(crate) db: Db,
    /// A connection to set things up.
    pub(crate) client: Client,
    _database: TestDatabase,
}

impl TestDb {
    /// A new database, whose clock stands still at `now`.
    pub(crate) async fn new(now: OffsetDateTime) -> Self {
        let database = TestDatabase::new().await;
        Self { db: database.db(&Clock::set_to(now)), client: database.client().await, _database: database }
    }

    /// Runs statements in one transaction, committed at `at` (RFC 3339).
    pub(crate) async fn commit(&self, at: &str, sql: &str) {
        let at = format!("begin; select set_config('mingjie.now', '{at}', true); {sql}; commit");
        self.client.batch_execute(&at).await.unwrap();
    }
}
