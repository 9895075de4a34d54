//! Use cases of damage reports. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};

use super::{
    codes::{DamageType, ReportState, Severity},
    doubt::{self, Doubt, PhotoDoubt},
    model::{Filter, NewReport, Report, ReportId},
    state::{self, Action},
    store,
};
use crate::{
    db::tx::Tx,
    photos::{self, Attached, Photo, PhotoId},
    records::{self, Event, Subject},
    signs::{
        FaceId, Refusal, SignId,
        model::Sign,
        repair::OrderId,
        service::{self as signs, CLOCK_SKEW, Clerk, Series, Step},
    },
};

/// What the records call a report.
pub const SUBJECT: &str = "damage_report";

/// What photos of a report show.
pub(in crate::signs) const SHOWS: &str = "damage";

/// Most open reports that are told to who reports another.
pub(in crate::signs) const MOST_OFFERED: i64 = 20;

/// What an officer finds who looks at what was reported; what is not said stays as it was reported.
#[derive(Debug, Clone, Copy, Default)]
pub struct Verdict {
    /// The sign.
    pub sign: Option<SignId>,
    /// The face.
    pub face: Option<FaceId>,
    /// What is wrong.
    pub damage: Option<DamageType>,
    /// How urgent.
    pub severity: Option<Severity>,
}

impl Clerk<'_> {
    /// Takes a report; with it what is strange about its position.
    ///
    /// One that came before under the same id is given again. An open report of the same damage to the same sign is
    /// offered instead, unless the new one is said to be distinct.
    pub async fn report(&self, new: NewReport) -> Result<(Report, Option<Doubt>), Refusal> {
        if new.seen_at > self.now + CLOCK_SKEW {
            return Err(Refusal::FromTheFuture { pointer: "/seen_at", at: new.seen_at });
        }
        let sign = match new.sign {
            Some(id) => Some(self.lock(id, None).await?),
            None => None,
        };
        if let Some(known) = self.came_before(&new).await? {
            let doubt = doubt_of(&known, sign.as_ref());
            return Ok((known, doubt));
        }
        if let Some(sign) = &sign {
            check_face(sign, new.face)?;
            if !new.is_distinct {
                self.offer_open(sign.id, new.damage).await?;
            }
        }
        let number = self.next_number(Series::Report).await?;
        // Whoever sent the same at the same moment had the number before and is done by now.
        if let Some(known) = self.came_before(&new).await? {
            let doubt = doubt_of(&known, sign.as_ref());
            return Ok((known, doubt));
        }
        let position = new.fix.map(|fix| fix.position).or(sign.as_ref().map(|sign| sign.facts.position));
        let township_code = match position {
            Some(position) => signs::township_at(self.tx, position, self.today()).await?,
            None => None,
        };
        let report = Report {
            id: new.id.unwrap_or_else(|| self.ids.next()),
            number,
            state: ReportState::Reported,
            source: new.source,
            damage: new.damage,
            severity: new.severity,
            sign: new.sign,
            sign_number: sign.as_ref().map(|sign| sign.number.to_string()),
            face: new.face,
            location: new.location,
            description: new.description,
            fix: new.fix,
            township_code,
            same_as: None,
            forwarded_to: None,
            order: None,
            seen_at: new.seen_at,
            received_at: self.now,
            ended_on: None,
            reported_by: self.account(),
            version: 1,
        };
        store::insert(self.tx, &report).await?;
        let facts = json!({ "damage": report.damage, "severity": report.severity, "source": report.source });
        self.append(subject(report.id), Step::begins("report", report.state.code()), facts).await?;
        self.attach(subject(report.id), SHOWS, &new.photos).await?;
        let doubt = doubt_of(&report, sign.as_ref());
        Ok((report, doubt))
    }

    /// The report that came before under the same id; somebody else's report has another.
    async fn came_before(&self, new: &NewReport) -> Result<Option<Report>, Refusal> {
        let Some(id) = new.id else { return Ok(None) };
        match store::find(self.tx, id).await? {
            Some(known) if known.reported_by == self.account() => Ok(Some(known)),
            Some(_) => Err(Refusal::UnknownReport),
            None => Ok(None),
        }
    }

    async fn offer_open(&self, sign: SignId, damage: DamageType) -> Result<(), Refusal> {
        let open = open_on(self.tx, &[sign], Some(damage), MOST_OFFERED).await?;
        if open.is_empty() { Ok(()) } else { Err(Refusal::AlreadyReported(open)) }
    }

    /// Says that somebody else has seen the damage of an open report, too.
    pub async fn confirm(&self, id: ReportId, note: Option<&str>) -> Result<Report, Refusal> {
        let report = self.lock_report(id, None).await?;
        if !report.state.is_open() {
            return Err(Refusal::ReportOver(report.state));
        }
        let code = report.state.code();
        self.append(subject(id), Step { kind: "confirm", from: Some(code), to: Some(code) }, json!({ "note": note }))
            .await?;
        Ok(report)
    }

    /// Adds photos to a report, also to one that is over: a phone sends them when it has network.
    pub async fn add_photos(&self, id: ReportId, ids: &[PhotoId]) -> Result<Report, Refusal> {
        let report = self.note_photos(id, ids).await?;
        self.attach(subject(id), SHOWS, ids).await?;
        Ok(report)
    }

    /// Records that photos belong to a report.
    pub(in crate::signs) async fn note_photos(&self, id: ReportId, ids: &[PhotoId]) -> Result<Report, Refusal> {
        let report = self.lock_report(id, None).await?;
        let code = report.state.code();
        let step = Step { kind: "add_photos", from: Some(code), to: Some(code) };
        self.append(subject(id), step, json!({ "photos": ids })).await?;
        Ok(report)
    }

    /// Looked at, and so it is: with what was found in place of what was reported.
    pub async fn verify(&self, id: ReportId, based_on: Option<i64>, verdict: Verdict) -> Result<Report, Refusal> {
        let mut report = self.lock_report_and(id, based_on, verdict.sign).await?;
        let sign = match verdict.sign.or(report.sign) {
            Some(sign) => Some(self.lock(sign, None).await?),
            None => None,
        };
        if let Some(sign) = &sign {
            check_face(sign, verdict.face)?;
            report.sign_number = Some(sign.number.to_string());
            report.township_code = signs::township_at(self.tx, sign.facts.position, self.today()).await?;
        }
        report.sign = sign.map(|sign| sign.id);
        report.face = verdict.face.or(report.face);
        report.damage = verdict.damage.unwrap_or(report.damage);
        report.severity = verdict.severity.unwrap_or(report.severity);
        let facts = json!({ "sign": report.sign_number, "damage": report.damage, "severity": report.severity });
        self.take_report(report, Action::Verify, facts).await
    }

    /// Says that an earlier report tells of the same damage.
    pub async fn mark_duplicate(&self, id: ReportId, based_on: Option<i64>, of: ReportId) -> Result<Report, Refusal> {
        let mut report = self.lock_report(id, based_on).await?;
        let earlier = store::find(self.tx, of).await?.filter(|found| found.id != id && found.same_as.is_none());
        let earlier = earlier.ok_or(Refusal::NotTheSame)?;
        report.same_as = Some(of);
        self.take_report(report, Action::MarkDuplicate, json!({ "of": earlier.number })).await
    }

    /// Hands a report on to the owner of the sign.
    pub async fn forward(&self, id: ReportId, based_on: Option<i64>, to: String) -> Result<Report, Refusal> {
        let mut report = self.lock_report(id, based_on).await?;
        let facts = json!({ "to": to });
        report.forwarded_to = Some(to);
        self.take_report(report, Action::Forward, facts).await
    }

    /// Looked at, and nothing is wrong.
    pub async fn dismiss(&self, id: ReportId, based_on: Option<i64>, reason: &str) -> Result<Report, Refusal> {
        let report = self.lock_report(id, based_on).await?;
        self.take_report(report, Action::Dismiss, json!({ "reason": reason })).await
    }

    /// Puts a report under an order.
    pub(in crate::signs) async fn put_under(&self, id: ReportId, sign: SignId, order: OrderId) -> Result<(), Refusal> {
        let mut report = self.lock_report(id, None).await?;
        if report.sign.is_some_and(|known| known != sign) {
            return Err(Refusal::OtherSign(report.number));
        }
        (report.sign, report.order) = (Some(sign), Some(order));
        self.take_report(report, Action::Order, json!({ "order": order })).await?;
        Ok(())
    }

    /// What follows for the reports of an order from what was done with it.
    pub(in crate::signs) async fn follow(&self, order: OrderId, action: Action) -> Result<(), Refusal> {
        let filter = Filter { order: Some(order), ..Filter::default() };
        let mut reports = store::list(self.tx, &filter, i64::MAX).await?;
        reports.sort_unstable_by_key(|report| report.id);
        for found in reports {
            let mut report = self.lock_report(found.id, None).await?;
            if action == Action::Release {
                report.order = None;
            }
            self.take_report(report, action, json!({ "order": order })).await?;
        }
        Ok(())
    }

    async fn lock_report(&self, id: ReportId, based_on: Option<i64>) -> Result<Report, Refusal> {
        self.lock_report_and(id, based_on, None).await
    }

    /// Locks a report after its sign and `other`: everybody locks signs first, then orders, then reports.
    async fn lock_report_and(
        &self,
        id: ReportId,
        based_on: Option<i64>,
        other: Option<SignId>,
    ) -> Result<Report, Refusal> {
        let sign = store::find(self.tx, id).await?.ok_or(Refusal::UnknownReport)?.sign;
        let mut signs: Vec<SignId> = [sign, other].into_iter().flatten().collect();
        signs.sort_unstable();
        for sign in signs {
            self.lock(sign, None).await?;
        }
        let report = store::lock(self.tx, id).await?.ok_or(Refusal::UnknownReport)?;
        if report.sign != sign {
            return Err(Refusal::LostUpdate);
        }
        match based_on {
            Some(version) if version != report.version => Err(Refusal::LostUpdate),
            _ => Ok(report),
        }
    }

    async fn take_report(&self, mut report: Report, action: Action, facts: Value) -> Result<Report, Refusal> {
        let before = report.state;
        report.state = state::after(before, action)?;
        report.ended_on = (!report.state.is_open()).then(|| self.today());
        store::save(self.tx, &mut report).await?;
        let step = Step { kind: action.code(), from: Some(before.code()), to: Some(report.state.code()) };
        self.append(subject(report.id), step, facts).await?;
        if let Some(sign) = report.sign {
            self.review(sign).await?;
        }
        Ok(report)
    }
}

/// A face belongs to the sign that it is said to be on.
fn check_face(sign: &Sign, face: Option<FaceId>) -> Result<(), Refusal> {
    match face {
        Some(face) if !sign.faces.iter().any(|known| known.id == face) => Err(Refusal::UnknownFace),
        _ => Ok(()),
    }
}

fn doubt_of(report: &Report, sign: Option<&Sign>) -> Option<Doubt> {
    doubt::of_position(report.fix?.position, sign?.facts.position)
}

/// What is strange about where a report says it is, held against the place of its sign.
pub async fn position_doubt(tx: &Tx, report: &Report) -> Result<Option<Doubt>, Refusal> {
    match (report.fix, report.sign) {
        (Some(_), Some(sign)) => Ok(doubt_of(report, Some(&signs::find(tx, sign).await?))),
        _ => Ok(None),
    }
}

/// The photos of a report, in the order they were attached.
pub async fn photos(tx: &Tx, id: ReportId) -> Result<Vec<Attached>, Refusal> {
    Ok(photos::of_subject(tx, subject(id)).await?)
}

/// Those of its photos whose positions and that of the report differ by the shift of a map.
#[must_use]
pub fn doubted(report: &Report, photos: &[Attached]) -> Vec<(PhotoId, PhotoDoubt)> {
    let doubt = |photo: &Photo| doubt::of_photo(&report.fix?, photo.testimony.position?.at);
    photos.iter().filter_map(|Attached { photo, .. }| Some((photo.id, doubt(photo)?))).collect()
}

/// A report as the subject of records.
#[must_use]
pub fn subject(report: ReportId) -> Subject {
    Subject { kind: SUBJECT, id: report.0 }
}

/// A report with what happened to it and its photos.
pub async fn find(tx: &Tx, id: ReportId) -> Result<(Report, Vec<Event>, Vec<Attached>), Refusal> {
    let report = store::find(tx, id).await?.ok_or(Refusal::UnknownReport)?;
    Ok((report, records::of_subject(tx, subject(id)).await?, photos(tx, id).await?))
}

/// The open reports on these signs, of any damage or of one, the newest number first.
pub(in crate::signs) async fn open_on(
    tx: &Tx,
    signs: &[SignId],
    damage: Option<DamageType>,
    most: i64,
) -> Result<Vec<Report>, Refusal> {
    let states = Some(vec![ReportState::Reported, ReportState::Verified, ReportState::Ordered]);
    let signs = Some(signs.iter().map(|sign| sign.0).collect());
    Ok(store::list(tx, &Filter { states, damage, signs, ..Filter::default() }, most).await?)
}

/// Reports, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Report>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}
