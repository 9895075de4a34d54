//! Asking all running instances.

use serde_json::Value;
use time::Duration;
use uuid::Uuid;

use super::Report;
use crate::{
    db::{Db, Error, row::RowExt},
    kernel::actor::Actor,
    statement,
};

/// A question to all running instances: does your index say what the register says?
#[derive(Debug, Clone, Copy)]
pub struct Question(Uuid);

/// How far one instance is with its answer.
#[derive(Debug)]
pub struct Answer {
    /// Where it listens, and its process id.
    pub instance: String,
    /// Runs compared so far, and of how many.
    pub compared: [u64; 2],
    /// What it found, once it is done.
    pub report: Option<Report>,
}

impl Question {
    /// Asks. Instances answer within a second or two that they begin.
    pub async fn ask(db: &Db) -> Result<Self, Error> {
        let check = Uuid::new_v4();
        let tx = db.write("verification.ask", &Actor::Operator).await?;
        tx.execute(&statement!("ask"), &[&check, &db.clock().now()]).await?;
        tx.commit().await?;
        Ok(Self(check))
    }

    /// Takes the question back with all its answers, and those that somebody left behind a day ago.
    pub async fn close(self, db: &Db) -> Result<(), Error> {
        let tx = db.write("verification.close", &Actor::Operator).await?;
        tx.execute(&statement!("forget_checks"), &[&self.0, &(db.clock().now() - Duration::DAY)]).await?;
        tx.commit().await.map(drop)
    }

    /// What was answered until now.
    pub async fn answers(self, db: &Db) -> Result<Vec<Answer>, Error> {
        let tx = db.read("verification.answers").await?;
        let rows = tx.query(&statement!("answers"), &[&self.0]).await?;
        tx.finish().await?;
        let bad = |bad: serde_json::Error| Error::Inconsistent { table: "index_check_answer", reason: bad.to_string() };
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        rows.iter()
            .map(|row| {
                let report: Option<Value> = row.column("report")?;
                Ok(Answer {
                    instance: row.column("instance")?,
                    compared: [count(row.column("compared")?), count(row.column("of_all")?)],
                    report: report.map(serde_json::from_value).transpose().map_err(bad)?,
                })
            })
            .collect()
    }
}
