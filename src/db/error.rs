//! What can go wrong on the way to the database and back.

use tokio_postgres::error::SqlState;

/// A technical failure, or a rule that the database itself keeps.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection could be had in time.
    #[error("the database cannot be reached")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The statement ran longer than its limit.
    #[error("the statement took longer than its limit")]
    Timeout(#[source] tokio_postgres::Error),
    /// Another transaction was in the way (deadlock, serialisation); trying again helps.
    #[error("another change was in the way")]
    Conflict(#[source] tokio_postgres::Error),
    /// The server's disk is full.
    #[error("the database has no room left")]
    Full(#[source] tokio_postgres::Error),
    /// A named constraint refused the change; the name says which rule.
    #[error("constraint {name} refused the change")]
    Constraint {
        /// The constraint, `<table>_<rule>`.
        name: String,
        /// What PostgreSQL said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// A row does not hold what the program wrote there.
    #[error("{table} holds a row that makes no sense: {reason}")]
    Inconsistent {
        /// The table or view.
        table: &'static str,
        /// What is odd.
        reason: String,
    },
    /// Anything else that PostgreSQL reports.
    #[error("the database refused a statement")]
    Postgres(#[source] tokio_postgres::Error),
}

impl Error {
    /// The constraint that refused, if one did.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name, .. } => Some(name),
            _ => None,
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        if error.is_closed() {
            return Self::Unavailable(Box::new(error));
        }
        let Some(db) = error.as_db_error() else {
            // A connection that breaks under a statement.
            let broken = std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
            return if broken { Self::Unavailable(Box::new(error)) } else { Self::Postgres(error) };
        };
        if let Some(name) = db.constraint() {
            return Self::Constraint { name: name.to_owned(), source: error };
        }
        match db.code() {
            &SqlState::QUERY_CANCELED => Self::Timeout(error),
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED | &SqlState::LOCK_NOT_AVAILABLE => {
                Self::Conflict(error)
            }
            &SqlState::DISK_FULL => Self::Full(error),
            &SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW => {
                Self::Unavailable(Box::new(error))
            }
            _ => Self::Postgres(error),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
