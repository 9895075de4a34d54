//! What a citizen sends about a sign: a body in bounded memory, photos that are taken before the transaction.

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use tokio::sync::OwnedSemaphorePermit;

use super::{CitizensState, wire::ReportBody};
use crate::{
    http::{FormOrJson, Problem, ProblemType, content::unfit, forwarded::ClientAddress},
    kernel::actor::Actor,
    photos::{self, Photo},
    signs::{SignId, citizens::Receipt, damage::ReportId},
};

/// Largest body, in bytes: [`MOST_PHOTOS`] as telephones usually make them.
pub(super) const LARGEST: usize = 24 << 20;

/// A body of up to so many bytes needs no place: a report without photos.
const SMALL: u64 = 64 << 10;

/// Most photos of one report.
pub(super) const MOST_PHOTOS: usize = 3;

/// The body of a report, and its place among the few large ones that are held in memory.
#[derive(Debug)]
pub(super) struct Sending {
    pub(super) body: FormOrJson<ReportBody>,
    /// Given up when the request is answered.
    pub(super) place: Option<OwnedSemaphorePermit>,
}

impl FromRequest<CitizensState> for Sending {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &CitizensState) -> Result<Self, Problem> {
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        // Who sends a large body, or does not say how large it is, is told to come back when all places are taken.
        let place = match length {
            Some(0..=SMALL) => None,
            _ => Some(Arc::clone(&state.receiving).try_acquire_owned().map_err(|_| busy())?),
        };
        Ok(Self { body: FormOrJson::from_request(request, state).await?, place })
    }
}

fn busy() -> Problem {
    let (zh, en) = ("正在接收的照片较多，请稍后再试", "many photos are being received; try again in a moment");
    Problem::new(ProblemType::Unavailable, zh, en).retry_after(10)
}

impl CitizensState {
    /// Takes a report on a sign with its photos.
    pub(super) async fn received(
        &self,
        sign: SignId,
        ClientAddress(address): ClientAddress,
        body: ReportBody,
        files: Vec<Bytes>,
    ) -> Result<Receipt, Problem> {
        let (new, reporter) = body.checked(sign, self.signs.clock.now())?;
        if files.len() > MOST_PHOTOS {
            let (zh, en) = (format!("至多 {MOST_PHOTOS} 张照片"), format!("takes at most {MOST_PHOTOS} photos"));
            return Err(unfit("/photos", zh, en));
        }
        self.admitted(address, Some(sign)).await?;
        let photos = self.taken(files).await?;
        let tx = self.signs.db.write("signs.report_of_citizen", &Actor::Public).await?;
        let (_, receipt) = self.clerk(&tx).report_of_citizen(new, &photos, &reporter).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// Counts a sending, or says how long to wait.
    pub(super) async fn admitted(&self, address: Option<IpAddr>, sign: Option<SignId>) -> Result<(), Problem> {
        let tx = self.signs.db.write("signs.admit_citizen", &Actor::Public).await?;
        self.clerk(&tx).admit(address, sign).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Photos of bytes that were sent, stripped of what they say of the sender.
    async fn taken(&self, files: Vec<Bytes>) -> Result<Vec<Photo>, Problem> {
        let mut photos = Vec::with_capacity(files.len());
        for sent in files {
            photos.push(self.photos.take(&Actor::Public, sent).await.map_err(of_photo)?);
        }
        Ok(photos)
    }

    /// Says that somebody else has seen the damage of an open report on a sign.
    pub(super) async fn confirmed(
        &self,
        sign: SignId,
        address: ClientAddress,
        report: ReportId,
    ) -> Result<(), Problem> {
        self.admitted(address.0, Some(sign)).await?;
        let tx = self.signs.db.write("signs.confirm_by_citizen", &Actor::Public).await?;
        self.clerk(&tx).confirm(report, None).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// A photo that is none stands beside its field.
fn of_photo(refusal: photos::Refusal) -> Problem {
    match refusal {
        photos::Refusal::Fault(_) | photos::Refusal::TooLarge => Problem::from(refusal).about("/photos"),
        other => other.into(),
    }
}
