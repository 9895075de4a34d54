//! Whether the program is ready to serve, and how far its index is behind.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    db::{Db, Error, migrate},
    index::live::Lag,
    statement,
};

/// The index may fail to follow for so long before the program counts as not ready: a restart of the database is no
/// reason to send everybody elsewhere.
const MAY_FAIL_FOR: Duration = Duration::from_secs(10);

/// What is there and what is not.
#[derive(Debug)]
pub(super) struct Readiness {
    /// The schema's version; `None` when the database did not answer.
    schema: Option<i32>,
    lag: Lag,
}

impl Readiness {
    /// Asks the database, and takes the lag as it is.
    pub(super) async fn of(db: &Db, lag: Lag) -> Self {
        Self { schema: schema_version(db).await.ok(), lag }
    }

    /// Whether requests can be answered, and from an index that follows.
    pub(super) fn is_ready(&self) -> bool {
        self.lag.shown.is_some() && self.lag.failing() < MAY_FAIL_FOR && self.schema == Some(migrate::known_version())
    }

    /// As people and load balancers read it. Times are in milliseconds.
    pub(super) fn document(&self) -> Value {
        let Self { schema, lag } = self;
        json!({
            "status": if self.is_ready() { "ready" } else { "not ready" },
            "database": schema.is_some(),
            "schema": { "found": schema, "known": migrate::known_version() },
            "index": {
                "loaded": lag.shown.is_some(),
                "data_version": lag.shown,
                "register_version": lag.register,
                "commits_behind": lag.commits_behind(),
                "behind_ms": ms(lag.behind()),
                "looked_ms_ago": ms(lag.looked_at.elapsed()),
                "listens": lag.listens,
                "failing_ms": ms(lag.failing()),
            },
        })
    }
}

/// The lag as metrics; what grows with time is measured when it is asked for.
pub(super) fn measure(lag: &Lag) {
    let behind = lag.commits_behind().unwrap_or(lag.register);
    metrics::gauge!("mingjie_index_commits_behind").set(f64::from(u32::try_from(behind).unwrap_or(u32::MAX)));
    metrics::gauge!("mingjie_index_behind_seconds").set(lag.behind());
    metrics::gauge!("mingjie_index_looked_seconds_ago").set(lag.looked_at.elapsed());
    metrics::gauge!("mingjie_index_listens").set(f64::from(u8::from(lag.listens)));
    metrics::gauge!("mingjie_index_failing_seconds").set(lag.failing());
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

async fn schema_version(db: &Db) -> Result<i32, Error> {
    let tx = db.read("operations.readiness").await?;
    let version = tx.query_one(&statement!("schema_version"), &[]).await?.try_get("version")?;
    tx.finish().await?;
    Ok(version)
}
