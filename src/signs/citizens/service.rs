//! Use cases of citizens. The caller opens the transaction of each and commits it.

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};

use super::{
    intake::Twice,
    model::{Asked, KeptReporter, PublicReport, PublicSign, PublicUpdate, Receipt, Reporter},
    store,
};
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{
        pass_code::PassCode,
        plain_text,
        throttle::{WINDOW, counted},
    },
    photos::{self, Photo},
    signs::{
        Refusal, SignId, SignNumber,
        damage::{self, NewReport, ReportId, ReportState},
        service::Clerk,
    },
};

/// Reports and confirmations that one address sends in the window: a family walks down a street and sees more than one.
pub const FROM_ADDRESS: i64 = 20;

/// Those about one sign from everywhere: more say nothing new.
pub const TO_SIGN: i64 = 30;

/// So long after a repair *not fixed* means that repair; later it is another damage, and another report.
pub const REOPENS_WITHIN: Duration = Duration::days(90);

/// Longest chain of reports that are each the same as the one before: each was marked by somebody.
const LONGEST_CHAIN: usize = 10;

/// Longest reason of an erasure, in characters.
const LONGEST_REASON: usize = 500;

/// What the record says of a repair that is opened again by a citizen, who has no words in it.
const NOT_FIXED: &str = "市民反映未修复";

impl Clerk<'_> {
    /// Counts what is sent from an address about a sign, or says how long to wait.
    pub async fn admit(&self, address: Option<IpAddr>, sign: Option<SignId>) -> Result<(), Refusal> {
        let address = address.map(counted);
        store::queue_sendings(self.tx, address).await?;
        let sendings = store::sendings(self.tx, sign, address, self.now - WINDOW).await?;
        if let Some(wait) = sendings.wait(self.now) {
            return Err(Refusal::TooMany(wait));
        }
        Ok(store::note_sending(self.tx, sign, address, self.now).await?)
    }

    /// Takes the report of a citizen with the photos that were taken for it.
    pub async fn report_of_citizen(
        &self,
        mut new: NewReport,
        photos: &[Photo],
        reporter: &Reporter,
        twice: Twice,
    ) -> Result<Receipt, Refusal> {
        let earlier = match (twice, new.sign) {
            (Twice::MarkDuplicate, Some(sign)) => {
                new.is_distinct = true;
                self.lock(sign, None).await?;
                let open = open_reports(self.tx, sign).await?;
                open.into_iter().rfind(|report| report.damage == new.damage)
            }
            _ => None,
        };
        for photo in photos {
            photos::keep(self.tx, photo).await?;
        }
        new.photos = photos.iter().map(|photo| photo.id).collect();
        let (report, _) = self.report(new).await?;
        let code = PassCode::draw()?;
        store::give_token(self.tx, report.id, code.digest()).await?;
        if *reporter != Reporter::default() {
            store::insert_reporter(self.tx, report.id, reporter).await?;
        }
        if let Some(earlier) = earlier {
            self.mark_duplicate(report.id, None, earlier.id).await?;
        }
        Ok(Receipt { number: report.number, code })
    }

    /// Says that a damage is there after its repair: the order is opened again, and every report that it closed. A
    /// duplicate speaks for the report that it is the same as.
    pub async fn not_fixed(&self, id: ReportId) -> Result<(), Refusal> {
        let report = original(self.tx, find(self.tx, id).await?).await?;
        if report.state != ReportState::Closed {
            return Err(Refusal::NotRepaired(report.state));
        }
        if report.ended_on.is_some_and(|on| self.today() > on + REOPENS_WITHIN) {
            return Err(Refusal::RepairedLongAgo);
        }
        let (report, _, _) = damage::service::find(self.tx, report.id).await?;
        let order = report.order.ok_or(Refusal::UnknownOrder)?;
        if let Some(sign) = report.sign
            && self.lock(sign, None).await?.ended_on.is_some()
        {
            return Err(Refusal::Gone);
        }
        self.reopen(order, None, NOT_FIXED).await?;
        Ok(())
    }

    /// Erases who sent a report; the report stays as it is, and that it was erased is kept.
    pub async fn erase_reporter(&self, id: ReportId, reason: &str) -> Result<(), Refusal> {
        let reason = plain_text::prose(reason, LONGEST_REASON).map_err(|fault| Refusal::Text("/reason", fault))?;
        if store::erase_reporter(self.tx, id, self.actor.label(), self.now, reason).await? {
            return Ok(());
        }
        match store::reporter(self.tx, id).await? {
            Some(_) => Err(Refusal::ErasedBefore),
            None => Err(Refusal::UnknownReporter),
        }
    }
}

/// The sign with this number, if it may be known.
pub async fn sign(tx: &Tx, number: SignNumber, today: time::Date) -> Result<PublicSign, Refusal> {
    store::sign(tx, number, today).await?.ok_or(Refusal::UnknownSign)
}

/// The open reports of a sign, the newest first.
pub async fn open_reports(tx: &Tx, sign: SignId) -> Result<Vec<PublicReport>, Refusal> {
    let reports = store::reports(tx, &Asked { sign: Some(sign), ..Asked::default() }).await?;
    Ok(reports.into_iter().filter(|report| report.state.is_open()).collect())
}

/// Reports as everybody may know them, the newest first.
pub async fn list(tx: &Tx, asked: &Asked) -> Result<Vec<PublicReport>, Refusal> {
    Ok(store::reports(tx, asked).await?)
}

/// What happened to reports with these numbers in a time, the last first.
pub async fn updates(
    tx: &Tx,
    numbers: Option<&[String]>,
    period: (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<Vec<PublicUpdate>, Refusal> {
    Ok(store::updates(tx, numbers, period, limit).await?)
}

/// A report as everybody may know it.
pub async fn find(tx: &Tx, id: ReportId) -> Result<PublicReport, Refusal> {
    let asked = Asked { ids: Some(vec![id.0]), ..Asked::default() };
    store::reports(tx, &asked).await?.pop().ok_or(Refusal::UnknownReport)
}

/// The report with this number, to who knows its code.
pub async fn look_up(tx: &Tx, number: &str, code: &PassCode) -> Result<PublicReport, Refusal> {
    let report = by_code(tx, code).await?;
    if report.number == number { Ok(report) } else { Err(Refusal::UnknownReport) }
}

/// The report whose sender was told this code.
pub async fn by_code(tx: &Tx, code: &PassCode) -> Result<PublicReport, Refusal> {
    let id = store::by_token(tx, code.digest()).await?.ok_or(Refusal::UnknownReport)?;
    find(tx, id).await
}

/// The report that this one tells the same as, or this one itself.
pub async fn original(tx: &Tx, mut report: PublicReport) -> Result<PublicReport, Refusal> {
    for _ in 0..LONGEST_CHAIN {
        match report.same_as {
            Some((earlier, _)) => report = find(tx, earlier).await?,
            None => break,
        }
    }
    Ok(report)
}

/// Who sent a report, or that this was erased; nobody if nothing was said.
pub async fn reporter(tx: &Tx, id: ReportId) -> Result<Option<KeptReporter>, Refusal> {
    Ok(store::reporter(tx, id).await?)
}

/// Forgets what throttling counts no more.
pub async fn sweep(tx: &WriteTx, now: OffsetDateTime) -> Result<(), crate::db::Error> {
    store::sweep_sendings(tx, now - WINDOW).await
}
