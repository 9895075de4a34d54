//! Where what citizens send comes in: counted, its photos taken, then reported in one transaction.

use std::{net::IpAddr, sync::Arc};

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::model::{Receipt, Reporter};
use crate::{
    db::{Db, WriteTx},
    kernel::{actor::Actor, ids::Ids},
    photos::{Photo, Photos},
    signs::{
        Refusal, SignId,
        damage::{NewReport, ReportId},
        service::Clerk,
    },
};

/// Largest body of a report, in bytes: [`MOST_PHOTOS`] as telephones usually make them.
pub const LARGEST: usize = 24 << 20;

/// Most photos of one report.
pub const MOST_PHOTOS: usize = 3;

/// A body of up to so many bytes needs no place: a report without photos.
const SMALL: u64 = 64 << 10;

/// Bodies with photos that are read at once: each is held in memory, of up to [`LARGEST`] bytes.
const AT_ONCE: usize = 8;

/// The intake of one program. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Intake {
    db: Db,
    ids: Ids,
    photos: Photos,
    places: Arc<Semaphore>,
}

/// The place of a large body among the few that are held in memory, until it is dropped.
#[derive(Debug)]
pub struct Place {
    _permit: Option<OwnedSemaphorePermit>,
}

/// What becomes of a report where an open one tells of the same damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twice {
    /// It is refused, and the open one offered, unless it is said to be distinct.
    Offer,
    /// It is kept as a duplicate of the open one: who sent it cannot be asked.
    MarkDuplicate,
}

impl Intake {
    /// An intake that keeps reports in `db` and their photos with `photos`.
    #[must_use]
    pub fn new(db: Db, ids: Ids, photos: Photos) -> Self {
        Self { db, ids, photos, places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// A place for a body of this many bytes, or of nobody knows how many; who finds none is told to come back.
    pub fn place(&self, length: Option<u64>) -> Result<Place, Refusal> {
        let permit = match length {
            Some(0..=SMALL) => None,
            _ => Some(Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refusal::Busy)?),
        };
        Ok(Place { _permit: permit })
    }

    /// Who acts in a transaction.
    fn clerk<'a>(&'a self, tx: &'a WriteTx, actor: &'a Actor) -> Clerk<'a> {
        Clerk { tx, ids: &self.ids, actor, now: self.db.clock().now() }
    }

    /// Counts a sending, or says how long to wait. In a transaction of its own: what is refused afterwards has been sent
    /// all the same.
    pub async fn admit(&self, address: Option<IpAddr>, sign: Option<SignId>) -> Result<(), Refusal> {
        let tx = self.db.write("signs.admit_citizen", &Actor::Public).await?;
        self.clerk(&tx, &Actor::Public).admit(address, sign).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a report that was admitted, with what was sent as photos.
    pub async fn report(
        &self,
        actor: &Actor,
        new: NewReport,
        files: Vec<Bytes>,
        reporter: &Reporter,
        twice: Twice,
    ) -> Result<Receipt, Refusal> {
        let photos = self.take(actor, files).await?;
        let tx = self.db.write("signs.report_of_citizen", actor).await?;
        let receipt = self.clerk(&tx, actor).report_of_citizen(new, &photos, reporter, twice).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// Photos of bytes that were sent, stripped of what they say of the sender.
    async fn take(&self, actor: &Actor, files: Vec<Bytes>) -> Result<Vec<Photo>, Refusal> {
        if files.len() > MOST_PHOTOS {
            return Err(Refusal::TooManyPhotos(MOST_PHOTOS));
        }
        let mut photos = Vec::with_capacity(files.len());
        for sent in files {
            photos.push(self.photos.take(actor, sent).await?);
        }
        Ok(photos)
    }

    /// Says that somebody else has seen the damage of an open report.
    pub async fn confirm(&self, actor: &Actor, report: ReportId) -> Result<(), Refusal> {
        let tx = self.db.write("signs.confirm_by_citizen", actor).await?;
        self.clerk(&tx, actor).confirm(report, None).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Says that a damage is there after its repair.
    pub async fn not_fixed(&self, actor: &Actor, report: ReportId) -> Result<(), Refusal> {
        let tx = self.db.write("signs.not_fixed", actor).await?;
        self.clerk(&tx, actor).not_fixed(report).await?;
        tx.commit().await?;
        Ok(())
    }
}
