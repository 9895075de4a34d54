//! What the program needs of a database server, checked before anything else is done with it.

use tokio_postgres::{Client, error::SqlState};

/// Oldest PostgreSQL, as `server_version_num`: statements of vanished clients end from 14 on.
const POSTGRESQL_AT_LEAST: i32 = 140_000;

/// Oldest PostGIS (major, minor): the one of Debian 12, on which everything is tested.
const POSTGIS_AT_LEAST: (u32, u32) = (3, 3);

/// Extensions without which the schema cannot be made.
const EXTENSIONS: [&str; 2] = ["postgis", "btree_gist"];

/// Why the program will not work on a database server; each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum RequirementError {
    /// PostgreSQL is too old.
    #[error("the server is PostgreSQL {found}, older than 14: upgrade it, or name another with DATABASE_URL")]
    PostgresqlTooOld {
        /// Its version.
        found: String,
    },
    /// PostGIS is too old.
    #[error(
        "the database has PostGIS {found}, older than 3.3: install a newer one and run ALTER EXTENSION postgis UPDATE"
    )]
    PostgisTooOld {
        /// Its version.
        found: String,
    },
    /// An extension is not there, and this role may not create it.
    #[error("extension {name} is missing: ask the administrator to run CREATE EXTENSION {name} in this database")]
    ExtensionMissing {
        /// Which.
        name: &'static str,
        /// What PostgreSQL said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// The server does not have the extension's files.
    #[error("extension {name} is not installed on the server: install the package postgresql-15-postgis-3 there")]
    ExtensionNotInstalled {
        /// Which.
        name: &'static str,
        /// What PostgreSQL said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// The server did not answer.
    #[error("the database did not answer while its version was read")]
    Database(#[from] tokio_postgres::Error),
}

/// Checks versions and extensions; creates a missing extension where the role may.
pub async fn check(client: &Client) -> Result<(), RequirementError> {
    let row = client
        .query_one("select current_setting('server_version_num')::int, current_setting('server_version')", &[])
        .await?;
    if row.try_get::<_, i32>(0)? < POSTGRESQL_AT_LEAST {
        return Err(RequirementError::PostgresqlTooOld { found: row.try_get(1)? });
    }
    let installed: Vec<String> =
        client.query("select extname from pg_extension", &[]).await?.iter().map(|row| row.get(0)).collect();
    for name in EXTENSIONS {
        if !installed.iter().any(|extension| extension == name) {
            create_extension(client, name).await?;
        }
    }
    let found: String = client.query_one("select postgis_lib_version()", &[]).await?.try_get(0)?;
    if postgis_version(&found).is_none_or(|version| version < POSTGIS_AT_LEAST) {
        return Err(RequirementError::PostgisTooOld { found });
    }
    Ok(())
}

async fn create_extension(client: &Client, name: &'static str) -> Result<(), RequirementError> {
    let created = client.batch_execute(match name {
        "postgis" => "create extension if not exists postgis",
        _ => "create extension if not exists btree_gist",
    });
    created.await.map_err(|source| match source.code() {
        Some(&SqlState::UNDEFINED_FILE | &SqlState::FEATURE_NOT_SUPPORTED) => {
            RequirementError::ExtensionNotInstalled { name, source }
        }
        _ => RequirementError::ExtensionMissing { name, source },
    })
}

/// `3.3.2` as (3, 3).
fn postgis_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split(['.', ' ']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_postgis_version_is_its_first_two_numbers() {
        assert_eq!(postgis_version("3.3.2"), Some((3, 3)));
        assert_eq!(postgis_version("3.10.0dev"), Some((3, 10)));
        assert!(postgis_version("3.10.0") > Some(POSTGIS_AT_LEAST));
        assert_eq!(postgis_version("unknown"), None);
    }
}
