//! Who works on signs, and what every step of that work has in common.

use time::Duration;

use super::{
    model::{Sign, SignId},
    refusal::Refusal,
    store,
};
pub use crate::records::Pen as Clerk;
pub(super) use crate::records::Step;
use crate::{
    photos::{self, PhotoId},
    records::Subject,
};

/// What was seen can be said to be so much later than the server's clock has it: clocks of phones go wrong.
pub(super) const CLOCK_SKEW: Duration = Duration::minutes(10);

/// The series in which work on signs is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Series {
    /// Damage reports.
    Report,
    /// Repair orders.
    Order,
    /// Survey campaigns 排查.
    Campaign,
}

impl Series {
    const fn letter(self) -> &'static str {
        match self {
            Self::Report => "D",
            Self::Order => "R",
            Self::Campaign => "P",
        }
    }
}

impl Clerk<'_> {
    /// Locks a sign; another version than `based_on` is refused, if one was said.
    pub async fn lock(&self, id: SignId, based_on: Option<i64>) -> Result<Sign, Refusal> {
        let sign = store::lock(self.tx, id).await?.ok_or(Refusal::UnknownSign)?;
        match based_on {
            Some(version) if version != sign.version => Err(Refusal::LostUpdate),
            _ => Ok(sign),
        }
    }

    /// The next number of a series, such as `D2023-0001`.
    pub(super) async fn next_number(&self, series: Series) -> Result<String, Refusal> {
        let year = self.today().year();
        let last = store::next_work_number(self.tx, series.letter(), year).await?;
        Ok(format!("{}{year:04}-{last:04}", series.letter()))
    }

    /// Lets photos belong to something that is worked on.
    pub(super) async fn attach(&self, subject: Subject, role: &'static str, ids: &[PhotoId]) -> Result<(), Refusal> {
        for (at, id) in ids.iter().enumerate() {
            match photos::attach(self.tx, self.actor, self.now, *id, subject, role).await {
                Err(photos::Refusal::UnknownPhoto) => return Err(Refusal::UnknownPhoto(at)),
                attached => attached?,
            }
        }
        Ok(())
    }

    /// Lets photos belong to something that is worked on, those that have not arrived as soon as they have; these are
    /// told.
    pub(super) async fn attach_or_await(
        &self,
        subject: Subject,
        role: &'static str,
        ids: &[PhotoId],
    ) -> Result<Vec<PhotoId>, Refusal> {
        let account = (self.account().ok_or(Refusal::NoAccount)?, self.actor.label());
        let mut awaited = Vec::new();
        for id in ids {
            if !photos::attach_or_await(self.tx, account, self.now, *id, subject, role).await? {
                awaited.push(*id);
            }
        }
        Ok(awaited)
    }
}
