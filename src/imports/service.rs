//! One file into the register.

use time::OffsetDateTime;

use super::{
    BadRows, ImportError, ImportId, ImportOptions, ImportReport, Importable, Mode, Outcome, Stage,
    draft::Drafter,
    feed,
    staging::Staging,
    steps::{self, Steps},
    store,
};
use crate::{
    db::{Db, WriteTx},
    kernel::{actor::Actor, dates::office_date, ids::Ids, pinyin::LocalReadings},
    reader::Reader,
    statement,
};

/// From so many rows on, the planner is told what was written before it is asked to compare.
const MANY_ROWS: u64 = 500;

/// Imports one file in one transaction, on behalf of `actor`.
///
/// Findings never keep a row out. Rows that cannot be kept at all refuse the file, or are left out, as the options
/// say. Whatever the end, the run is on record under the report's id; only an error leaves nothing.
pub async fn import(
    db: &Db,
    ids: &Ids,
    actor: &Actor,
    source: Reader,
    options: &ImportOptions,
    progress: impl Fn(Stage) + Send + Sync,
) -> Result<ImportReport, ImportError> {
    let began = db.clock().now();
    let tx = db.write("imports.run", actor).await?;
    tx.lift_time_limit().await?;
    let mut report = import_within(&tx, db, ids, source, options, progress).await?;
    match report.outcome {
        Outcome::Committed => {
            store::record(&tx, &report, options, actor, began).await?;
            report.data_version = tx.commit().await?;
        }
        Outcome::DryRun | Outcome::Refused => {
            tx.roll_back().await?;
            record_unkept(db, &report, options, actor, began).await?;
        }
    }
    Ok(report)
}

/// Puts a run on record of which nothing else was kept.
pub(super) async fn record_unkept(
    db: &Db,
    report: &ImportReport,
    options: &ImportOptions,
    actor: &Actor,
    began: OffsetDateTime,
) -> Result<(), ImportError> {
    let tx = db.write("imports.record", actor).await?;
    store::record(&tx, report, options, actor, began).await?;
    tx.commit().await?;
    Ok(())
}

/// The same within a transaction of the caller, who commits it only if the report says so.
pub(crate) async fn import_within(
    tx: &WriteTx,
    db: &Db,
    ids: &Ids,
    source: Reader,
    options: &ImportOptions,
    progress: impl Fn(Stage) + Send + Sync,
) -> Result<ImportReport, ImportError> {
    let id: ImportId = ids.next();
    let drafter = Drafter {
        options: options.clone(),
        local: local_readings(tx).await?,
        ids: ids.clone(),
        today: office_date(db.clock().now()),
    };
    let rows = stage(tx, id, source, drafter, &progress).await?;
    progress(Stage::Writing);
    tx.query_one(&statement!("lock_imports"), &[]).await?;
    if rows >= MANY_ROWS {
        tx.execute(&statement!("analyze_staged"), &[]).await?;
    }
    let collection = options.collection;
    tx.execute(&statement!("gather_findings"), &[&id.0]).await?;
    run(tx, id, steps::resolving(collection)).await?;
    let (rows, refused) = store::count(tx, id).await?;
    let outcome = match (options.mode, options.bad_rows) {
        (_, BadRows::RefuseFile) if refused > 0 => Outcome::Refused,
        (Mode::DryRun, _) => Outcome::DryRun,
        (Mode::Commit, _) => Outcome::Committed,
    };
    run(tx, id, steps::ending(collection)).await?;
    if let Some(kind) = feature_kind(collection) {
        tx.execute(&statement!("insert_features"), &[&id.0, &kind]).await?;
    }
    run(tx, id, steps::writing(collection)).await?;
    progress(Stage::Checking);
    if rows >= MANY_ROWS {
        tx.execute(&statement!("analyze_register"), &[]).await?;
    }
    run(tx, id, steps::checking(collection)).await?;
    let report = ImportReport {
        id,
        collection,
        file_name: options.file_name.clone(),
        outcome,
        rows,
        kept: if outcome == Outcome::Refused { 0 } else { rows - refused },
        refused,
        counts: store::staged_counts(tx, id).await?,
        findings: store::staged_findings(tx, id).await?,
        data_version: None,
    };
    run(tx, id, steps::clearing()).await?;
    Ok(report)
}

/// Reads the whole file into the staging table; how many rows it had.
async fn stage(
    tx: &WriteTx,
    id: ImportId,
    source: Reader,
    drafter: Drafter,
    progress: &(impl Fn(Stage) + Send + Sync),
) -> Result<u64, ImportError> {
    let mut staging = Staging::open(tx, id).await?;
    let (mut batches, thread) = feed::start(source, drafter);
    let mut rows = 0;
    while let Some(batch) = batches.recv().await {
        for draft in &batch? {
            staging.write(draft).await?;
            rows += 1;
        }
        progress(Stage::Reading { rows });
    }
    // A thread that panicked has closed the channel as one that came to the end does.
    thread.await.map_err(|_| ImportError::BrokeOff)?;
    staging.finish().await?;
    Ok(rows)
}

async fn run(tx: &WriteTx, id: ImportId, steps: Steps) -> Result<(), ImportError> {
    for step in steps {
        let began = std::time::Instant::now();
        let touched = tx.execute(&step, &[&id.0]).await?;
        let duration_ms = began.elapsed().as_secs_f64() * 1_000.0;
        tracing::debug!(step = step.name(), touched, duration_ms, "import step");
    }
    Ok(())
}

fn feature_kind(collection: Importable) -> Option<&'static str> {
    match collection {
        Importable::Divisions => Some("division"),
        Importable::BuiltUpAreas => Some("built_up_area"),
        Importable::Places | Importable::Streets => Some("place"),
        Importable::Names => None,
    }
}

async fn local_readings(tx: &WriteTx) -> Result<LocalReadings, ImportError> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for row in tx.query(&statement!("local_readings"), &[]).await? {
        use crate::db::row::RowExt;
        rows.push((row.column("text")?, row.column("reading")?));
    }
    Ok(LocalReadings::from_rows(rows)?)
}
