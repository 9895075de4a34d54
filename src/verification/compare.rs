//! Comparing an index with the register, run by run, at one version.

use std::{
    iter::Peekable,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::report::{CollectionReport, Ids, Report};
use crate::{
    db::{Db, Error, ReadTx},
    index::{
        live::{Filed, Indexed, Snapshot, file},
        spatial::{Entry, Fault},
    },
    kernel::hex::hex,
    published::{BuiltUpArea, Division, Name, Place, Query, Sign, Street},
};

/// Compares all of `snapshot` with the register at the same version; `compared` counts the runs that were read.
pub(super) async fn compare(db: &Db, snapshot: &Arc<Snapshot>, compared: &AtomicU64) -> Result<Report, Error> {
    let tx = db.read("verification.compare").await?.without_time_limit().await?;
    let collections = vec![
        whole::<Division>(&tx, snapshot, compared).await?,
        whole::<BuiltUpArea>(&tx, snapshot, compared).await?,
        whole::<Place>(&tx, snapshot, compared).await?,
        whole::<Street>(&tx, snapshot, compared).await?,
        whole::<Name>(&tx, snapshot, compared).await?,
        whole::<Sign>(&tx, snapshot, compared).await?,
    ];
    tx.finish().await?;
    let misfiled_names = aside(snapshot, Snapshot::misfiled_names).await?;
    Ok(Report { data_version: snapshot.version, collections, misfiled_names })
}

/// Compares a few runs of each collection: those after the `chance`-th one, where that is chosen at random. Tells how
/// many were read from the register, and what differs.
pub(super) async fn sample(db: &Db, snapshot: &Snapshot, chance: usize, runs: usize) -> Result<(usize, Ids), Error> {
    let tx = db.read("verification.sample").await?;
    let parts = [
        part::<Division>(&tx, snapshot, chance, runs).await?,
        part::<BuiltUpArea>(&tx, snapshot, chance, runs).await?,
        part::<Place>(&tx, snapshot, chance, runs).await?,
        part::<Street>(&tx, snapshot, chance, runs).await?,
        part::<Name>(&tx, snapshot, chance, runs).await?,
        part::<Sign>(&tx, snapshot, chance, runs).await?,
    ];
    tx.finish().await?;
    let read = parts.iter().map(|(read, _)| read).sum();
    Ok((read, parts.into_iter().flat_map(|(_, differing)| differing).collect()))
}

async fn whole<R: Indexed>(
    tx: &ReadTx,
    snapshot: &Arc<Snapshot>,
    compared: &AtomicU64,
) -> Result<CollectionReport, Error> {
    let mut comparison = Comparison::with(R::records(snapshot).iter());
    let mut runs = pin!(query(tx, snapshot).await?.stream::<R>(tx).await?);
    while let Some(run) = runs.try_next().await? {
        comparison.meet(&file(run)?);
        compared.fetch_add(1, Ordering::Relaxed);
    }
    let (differing, digests) = comparison.end();
    Ok(CollectionReport {
        collection: R::COLLECTION.id().to_owned(),
        runs: R::records(snapshot).len() as u64,
        digests,
        differing,
        misfiled: aside(snapshot, misfiled::<R>).await?,
    })
}

async fn part<R: Indexed>(tx: &ReadTx, snapshot: &Snapshot, chance: usize, most: usize) -> Result<(usize, Ids), Error> {
    let records = R::records(snapshot);
    // Before the first one, or after any but the last.
    let after = chance.checked_rem(records.len()).and_then(|place| records.key_at(place.checked_sub(1)?));
    let after = after.unwrap_or(Uuid::nil());
    let limit = i64::try_from(most).ok();
    let mut runs = Query { after: Some(after), limit, ..query(tx, snapshot).await? }.fetch::<R>(tx).await?;
    // The last one may have more runs than came.
    let end = if runs.len() < most { None } else { runs.last().map(|run| run.id) };
    runs.retain(|run| end.is_none_or(|end| run.id < end));
    let read = runs.len();
    let kept = records.after(after).take_while(|(id, _)| end.is_none_or(|end| *id < end));
    let mut comparison = Comparison::with(kept);
    for run in runs {
        comparison.meet(&file(run)?);
    }
    Ok((read, comparison.end().0))
}

/// The runs of the register at the version of `snapshot`, in the order of the index.
async fn query(tx: &ReadTx, snapshot: &Snapshot) -> Result<Query, Error> {
    let is_now = tx.data_version().await? == snapshot.version;
    Ok(Query { recorded: (!is_now).then_some(snapshot.version), every_run: true, ..Query::default() })
}

/// The entries of an index, in order, beside those of the register as they come.
struct Comparison<I: Iterator> {
    kept: Peekable<I>,
    differing: Ids,
    of_index: Sha256,
    of_register: Sha256,
}

impl<'s, F, I> Comparison<I>
where
    F: std::fmt::Debug + 's,
    I: Iterator<Item = &'s Filed<F>>,
{
    fn with(kept: I) -> Self {
        Self { kept: kept.peekable(), differing: Ids::default(), of_index: Sha256::new(), of_register: Sha256::new() }
    }

    /// The next run of the register.
    fn meet(&mut self, (id, entry): &Filed<F>) {
        let digest = Entry::digest(entry);
        self.of_register.update(digest);
        while let Some((only_kept, entry)) = self.kept.next_if(|(kept, _)| kept < id) {
            self.of_index.update(entry.digest());
            self.differing.add(*only_kept);
        }
        let same = self.kept.next_if(|(kept, _)| kept == id).is_some_and(|(_, kept)| {
            let kept = kept.digest();
            self.of_index.update(kept);
            kept == digest
        });
        if !same {
            self.differing.add(*id);
        }
    }

    /// What differs, and the digests of index and register.
    fn end(mut self) -> (Ids, [String; 2]) {
        for (only_kept, entry) in self.kept {
            self.of_index.update(entry.digest());
            self.differing.add(*only_kept);
        }
        (self.differing, [hex(self.of_index.finalize()), hex(self.of_register.finalize())])
    }
}

/// What the trees do not lead to, or lead to wrongly; what stands in them for nothing at all has the nil id.
fn misfiled<R: Indexed>(snapshot: &Snapshot) -> Vec<Uuid> {
    let faults = R::records(snapshot).faults().into_iter();
    let ids = faults.map(|fault| match fault {
        Fault::Lost(id) | Fault::Astray(id) => id,
        Fault::OfNothing => Uuid::nil(),
    });
    ids.collect()
}

/// Looks through trees beside what others wait for.
async fn aside(snapshot: &Arc<Snapshot>, look: fn(&Snapshot) -> Vec<Uuid>) -> Result<Ids, Error> {
    let snapshot = Arc::clone(snapshot);
    let looked = tokio::task::spawn_blocking(move || look(&snapshot).into_iter().collect());
    looked.await.map_err(|failed| Error::Unavailable(Box::new(failed)))
}
