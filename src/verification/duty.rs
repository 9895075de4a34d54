//! What a running instance does for the trust in its index.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::watch;
use uuid::Uuid;

use super::{Report, compare};
use crate::{
    db::{Db, Error, row::RowExt},
    index::live::Index,
    kernel::actor::Actor,
    statement,
};

/// How often an instance looks whether it was asked.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How often it compares a sample unasked.
const SAMPLE_EVERY: u64 = 60;

/// Runs of each collection in a sample.
const SAMPLE: usize = 200;

/// Answers questions about the index and compares samples of it, until `stop` is set. `instance` tells people which
/// one this is.
pub async fn keep(db: Db, index: Arc<Index>, instance: String, mut stop: watch::Receiver<bool>) {
    let keeping = async {
        for round in 0_u64.. {
            if let Err(error) = look(&db, &index, &instance).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the index was not verified");
            }
            if round % SAMPLE_EVERY == 0
                && let Err(error) = sample(&db, &index).await
            {
                tracing::warn!(error = &error as &dyn std::error::Error, "no sample of the index was compared");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    tokio::select! {
        () = keeping => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

/// Compares a few features and raises a metric if they differ.
async fn sample(db: &Db, index: &Index) -> Result<(), Error> {
    let Ok(snapshot) = index.snapshot() else { return Ok(()) };
    let chance = usize::try_from(Uuid::new_v4().as_u64_pair().0).unwrap_or(0);
    let (read, differing) = compare::sample(db, &snapshot, chance, SAMPLE).await?;
    metrics::counter!("mingjie_index_sampled_runs_total").increment(read as u64);
    metrics::gauge!("mingjie_index_sample_differences")
        .set(f64::from(u32::try_from(differing.count).unwrap_or(u32::MAX)));
    if !differing.is_empty() {
        tracing::error!(count = differing.count, ids = ?differing.first, "the index differs from the register");
    }
    Ok(())
}

/// Answers a question that this instance has not answered yet, if there is one.
async fn look(db: &Db, index: &Index, instance: &str) -> Result<(), Error> {
    let tx = db.read("verification.look").await?;
    let asked = tx.query_opt(&statement!("unanswered"), &[&instance]).await?;
    tx.finish().await?;
    let (Some(asked), Ok(snapshot)) = (asked, index.snapshot()) else { return Ok(()) };
    let check: Uuid = asked.column("check_id")?;
    let all = i64::try_from(snapshot.len()).unwrap_or(i64::MAX);
    begin(db, check, instance, all).await?;
    let compared = AtomicU64::new(0);
    let report = tokio::select! {
        report = compare::compare(db, &snapshot, &compared) => report,
        told = tell(db, check, instance, &compared) => return told,
    };
    match report {
        Ok(report) => finish(db, check, instance, &report).await,
        Err(failed) => {
            give_up(db, check, instance).await?;
            Err(failed)
        }
    }
}

async fn begin(db: &Db, check: Uuid, instance: &str, all: i64) -> Result<(), Error> {
    let tx = db.write("verification.begin", &Actor::Operator).await?;
    tx.execute(&statement!("begin_answer"), &[&check, &instance, &all]).await?;
    tx.commit().await.map(drop)
}

/// Takes back that an answer was begun: it may be tried again.
async fn give_up(db: &Db, check: Uuid, instance: &str) -> Result<(), Error> {
    let tx = db.write("verification.give_up", &Actor::Operator).await?;
    tx.execute(&statement!("give_up_answer"), &[&check, &instance]).await?;
    tx.commit().await.map(drop)
}

/// Tells how far the comparison is, again and again, until nobody waits for it any more.
async fn tell(db: &Db, check: Uuid, instance: &str, compared: &AtomicU64) -> Result<(), Error> {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let so_far = i64::try_from(compared.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let tx = db.write("verification.tell", &Actor::Operator).await?;
        let wanted = tx.execute(&statement!("go_on_with_answer"), &[&check, &instance, &so_far]).await? > 0;
        tx.commit().await?;
        if !wanted {
            return Ok(());
        }
    }
}

async fn finish(db: &Db, check: Uuid, instance: &str, report: &Report) -> Result<(), Error> {
    let unwritten =
        |error: serde_json::Error| Error::Inconsistent { table: "index_check_answer", reason: error.to_string() };
    let report = serde_json::to_value(report).map_err(unwritten)?;
    let tx = db.write("verification.finish", &Actor::Operator).await?;
    tx.execute(&statement!("finish_answer"), &[&check, &instance, &report]).await?;
    tx.commit().await.map(drop)
}
