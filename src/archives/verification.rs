//! Is everything still there? Each scan is read again and held against its digest; each volume's events are a chain.

use std::io::Read;

use sha2::{Digest as _, Sha256};

use super::{
    clerk::subject,
    model::{ScanId, VolumeId},
    refusal::Refusal,
    store::{self, volumes::Filter},
};
use crate::{
    db::Db,
    kernel::hex::hex,
    photos::{ObjectStore, objects::StoreError},
    records,
};

pub use super::store::KeptScan;

/// Rows that are read at once.
const AT_ONCE: i64 = 200;

/// Bytes of a scan that are read at once.
const READ_AT_ONCE: usize = 256 << 10;

/// What is wrong with a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScanFault {
    /// The store does not have it.
    Missing,
    /// It has other bytes, which have this SHA-256 in hexadecimal digits.
    Changed(String),
    /// It cannot be read; what the store says.
    Unreadable(String),
}

/// What is wrong with a volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VolumeFault {
    /// The event at this position is not what was appended, or does not follow the one before.
    Chain(i32),
    /// It is not in the state in which its last event left it.
    State,
}

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Scans that were read.
    pub scans: u64,
    /// Volumes whose events were read.
    pub volumes: u64,
    /// Scans that are not as they were kept.
    pub bad_scans: Vec<(KeptScan, ScanFault)>,
    /// Volumes whose events are not as they were appended, by catalogue number or else title.
    pub bad_volumes: Vec<(String, VolumeFault)>,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.bad_scans.is_empty() && self.bad_volumes.is_empty()
    }
}

/// How many scans and volumes there are to be looked at.
pub async fn count(db: &Db) -> Result<u64, Refusal> {
    let tx = db.read("archives.count").await?;
    let count = store::volumes::count(&tx).await?;
    tx.finish().await?;
    Ok(count)
}

/// Reads everything again; `looked` is told each time that something was looked at. Scans that were withdrawn, and those of
/// items that were taken out, are kept and read as well.
pub async fn verify(db: &Db, objects: &ObjectStore, mut looked: impl FnMut()) -> Result<Report, Refusal> {
    let mut report = Report::default();
    let mut after: Option<ScanId> = None;
    loop {
        let tx = db.read("archives.verify_scans").await?;
        let kept = store::kept_after(&tx, after, AT_ONCE).await?;
        tx.finish().await?;
        let Some(last) = kept.last() else { break };
        after = Some(last.scan.id);
        for found in kept {
            let (objects, digest) = (objects.clone(), found.scan.digest);
            let fault = tokio::task::spawn_blocking(move || read_again(&objects, digest)).await?;
            report.scans += 1;
            report.bad_scans.extend(fault.map(|fault| (found, fault)));
            looked();
        }
    }
    let mut before: Option<VolumeId> = None;
    loop {
        let tx = db.read("archives.verify_chains").await?;
        let filter = Filter { before: before.map(|id| id.0), ..Filter::default() };
        let volumes = store::volumes::list(&tx, &filter, AT_ONCE).await?;
        let Some(last) = volumes.last() else { break };
        before = Some(last.id);
        for volume in volumes {
            let events = records::of_subject(&tx, subject(volume.id)).await?;
            let left_in = events.last().and_then(|event| event.to_state.as_deref());
            let fault = match records::first_broken(subject(volume.id), &events) {
                Some(position) => Some(VolumeFault::Chain(position)),
                None if left_in != Some(volume.state.code()) => Some(VolumeFault::State),
                None => None,
            };
            report.volumes += 1;
            let name = volume.catalogue_number.unwrap_or(volume.facts.title);
            report.bad_volumes.extend(fault.map(|fault| (name, fault)));
            looked();
        }
        tx.finish().await?;
    }
    Ok(report)
}

/// What is wrong with the object of this digest, if anything.
fn read_again(objects: &ObjectStore, digest: crate::photos::Digest) -> Option<ScanFault> {
    let unreadable = |error: &dyn std::error::Error| {
        let causes = std::iter::successors(Some(error), |error| error.source());
        Some(ScanFault::Unreadable(causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")))
    };
    let mut scan = match objects.open(digest) {
        Ok(scan) => scan,
        Err(StoreError::Missing(_)) => return Some(ScanFault::Missing),
        Err(error) => return unreadable(&error),
    };
    let (mut hasher, mut bytes) = (Sha256::new(), vec![0; READ_AT_ONCE]);
    loop {
        match scan.read(&mut bytes) {
            Ok(0) => break,
            Ok(read) => hasher.update(bytes.get(..read).unwrap_or_default()),
            Err(error) => return unreadable(&error),
        }
    }
    let found = hex(hasher.finalize());
    (found != digest.to_string()).then_some(ScanFault::Changed(found))
}
