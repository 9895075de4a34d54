//! Brings the schema to the version that this program knows (migrations/README.md has the rules).

use sha2::{Digest, Sha256};
use tokio_postgres::Client;

use crate::kernel::hex::hex;

/// One file of `migrations/`.
struct Migration {
    number: i32,
    subject: &'static str,
    sql: &'static str,
}

macro_rules! migrations {
    ($($number:literal $file:literal),+ $(,)?) => {
        &[$(Migration { number: $number, subject: $file, sql: include_str!(concat!("../../migrations/", $file, ".sql")) }),+]
    };
}

const MIGRATIONS: &[Migration] = migrations![
    1 "V001__two_clocks",
    2 "V002__register",
    3 "V003__published",
    4 "V004__categories",
    5 "V005__accounts",
    6 "V006__imports",
    7 "V007__idempotency",
    8 "V008__commit_age",
    9 "V009__index_checks",
    10 "V010__old_names",
    11 "V011__records",
    12 "V012__legal_clock",
    13 "V013__naming",
    14 "V014__publications",
    15 "V015__kinds_of_signs",
    16 "V016__photos",
    17 "V017__signs",
    18 "V018__held_places_and_extents",
    19 "V019__revocations",
    20 "V020__field",
    21 "V021__public_reports",
    22 "V022__signs_of_new_streets",
    23 "V023__boundaries",
    24 "V024__archives",
    25 "V025__cooperation",
    26 "V026__joint_inspections",
    27 "V027__marker_defects",
];

/// Two programs that start at once take turns at this advisory lock.
const LOCK_KEY: i64 = 0x006d_696e_676a_6965;

/// Why the schema cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The schema was made by a newer program.
    #[error("the database has schema version {found}, newer than this program's {known}: start a newer mingjie on it")]
    SchemaNewer {
        /// Version in the database.
        found: i32,
        /// Version of this program.
        known: i32,
    },
    /// A released migration file was changed.
    #[error("migration {subject} was changed after it had been applied: start the mingjie that applied it")]
    Changed {
        /// The file.
        subject: &'static str,
    },
    /// A migration failed; the schema is as it was before that file.
    #[error("migration {subject} failed")]
    Failed {
        /// The file.
        subject: &'static str,
        /// What PostgreSQL said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// The database did not answer.
    #[error("the database did not answer while its schema was read")]
    Database(#[from] tokio_postgres::Error),
}

/// SHA-256 over all migrations: names the template database of the tests.
#[must_use]
pub fn fingerprint() -> String {
    let mut hasher = Sha256::new();
    for migration in MIGRATIONS {
        hasher.update(migration.sql);
    }
    hex(hasher.finalize())
}

/// The schema version that this program makes and knows.
#[must_use]
pub fn known_version() -> i32 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// Applies what is missing, each file in a transaction of its own. Returns the schema version.
pub async fn migrate(client: &mut Client) -> Result<i32, MigrateError> {
    client.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await?;
    let result = apply(client).await;
    client.execute("select pg_advisory_unlock($1)", &[&LOCK_KEY]).await?;
    result
}

async fn apply(client: &mut Client) -> Result<i32, MigrateError> {
    client
        .batch_execute(
            "create table if not exists schema_migration (
               number integer primary key, subject text not null, sha256 text not null, applied_at timestamptz not null)",
        )
        .await?;
    let applied = client.query("select number, sha256 from schema_migration order by number", &[]).await?;
    let known = known_version();
    for row in &applied {
        let (number, sha256): (i32, String) = (row.try_get(0)?, row.try_get(1)?);
        let Some(migration) = MIGRATIONS.iter().find(|migration| migration.number == number) else {
            return Err(MigrateError::SchemaNewer { found: number, known });
        };
        if sha256 != hex(Sha256::digest(migration.sql)) {
            return Err(MigrateError::Changed { subject: migration.subject });
        }
    }
    let done = applied.last().map_or(Ok(0), |row| row.try_get(0))?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > done) {
        let failed = |source| MigrateError::Failed { subject: migration.subject, source };
        let tx = client.transaction().await.map_err(failed)?;
        tx.batch_execute(migration.sql).await.map_err(failed)?;
        tx.execute(
            "insert into schema_migration values ($1, $2, $3, clock_timestamp())",
            &[&migration.number, &migration.subject, &hex(Sha256::digest(migration.sql))],
        )
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        tracing::info!(migration = migration.subject, "schema migrated");
    }
    Ok(known)
}
