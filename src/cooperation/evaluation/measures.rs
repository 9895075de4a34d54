//! What each rule finds in the records of one neighbour and year.

use time::{Date, OffsetDateTime};

use super::{Reference, rules::Looked, year::Year};
use crate::{
    cooperation::{
        Filter, Head, Noun, Refusal,
        agreements::{self, Agreement},
        bulletins::{self, Bulletin, Direction},
        disputes::{self, Dispute},
        emergencies::{self, Drill, Emergency, Level, Plan},
        limits::CONTACT_CURRENT_DAYS,
        meetings::{self, Decision, Meeting, MeetingKind, MeetingState},
        neighbours::Neighbour,
        prevention::{self, RiskPoint, RiskState, Screening},
    },
    db::tx::Tx,
    kernel::dates::{OFFICE_OFFSET, office_date},
};

/// The records of one neighbour that a year is judged by.
#[derive(Debug)]
pub struct Records {
    pub(super) neighbour: Neighbour,
    agreements: Vec<Agreement>,
    bulletins: Vec<Bulletin>,
    meetings: Vec<(Meeting, Vec<Decision>)>,
    screenings: Vec<Screening>,
    risks: Vec<RiskPoint>,
    disputes: Vec<Dispute>,
    emergencies: Vec<Emergency>,
    drills: Vec<Drill>,
    plans: Vec<Plan>,
}

impl Records {
    /// Reads them.
    pub async fn read(tx: &Tx, neighbour: Neighbour, year: Year) -> Result<Self, Refusal> {
        let until = Filter { neighbour: Some(neighbour.code.clone()), to: Some(year.last), ..Filter::default() };
        let within = Filter { from: Some(year.first), ..until.clone() };
        let mut held = Vec::new();
        for meeting in meetings::service::list(tx, &within, i64::MAX).await? {
            if meeting.held_on.is_some() {
                let decisions = meetings::service::decisions(tx, meeting.head.id).await?;
                held.push((meeting, decisions));
            }
        }
        Ok(Self {
            agreements: agreements::service::list(tx, &until, i64::MAX).await?,
            bulletins: bulletins::service::list(tx, &within, None, i64::MAX).await?,
            meetings: held,
            screenings: prevention::service::screenings(tx, &within, i64::MAX).await?,
            risks: prevention::service::risk_points(tx, &until, i64::MAX).await?,
            disputes: disputes::service::list(tx, &until, i64::MAX).await?,
            emergencies: emergencies::service::list(tx, &within, i64::MAX).await?,
            drills: emergencies::drills::list(tx, &within, i64::MAX).await?,
            plans: emergencies::plans::list(tx).await?,
            neighbour,
        })
    }
}

/// How much of what was to be done was done, and the records behind it.
#[derive(Debug, PartialEq, Eq)]
pub struct Measured {
    pub(super) reached: usize,
    pub(super) wanted: usize,
    pub(super) records: Vec<Reference>,
}

impl Measured {
    /// One thing that is there or not.
    fn one(records: Vec<Reference>) -> Self {
        Self { reached: records.len().min(1), wanted: 1, records }
    }

    /// Of these, those for which it holds.
    fn share<'a, T: 'a>(
        all: impl IntoIterator<Item = &'a T>,
        reference: impl Fn(&T) -> Reference,
        holds: impl Fn(&T) -> bool,
    ) -> Self {
        let mut measured = Self { reached: 0, wanted: 0, records: Vec::new() };
        for record in all {
            measured.wanted += 1;
            measured.reached += usize::from(holds(record));
            measured.records.push(reference(record));
        }
        measured
    }
}

/// Looks at one item.
#[must_use]
pub fn measure(item: Looked, records: &Records, year: Year) -> Measured {
    match item {
        Looked::Agreement => {
            let held = records.agreements.iter().filter(|agreement| agreement.holds_on(year.last));
            Measured::one(held.map(|agreement| Reference::of(Noun::Agreement, &agreement.head)).collect())
        }
        Looked::Contacts => contacts(&records.neighbour, year),
        Looked::Bulletins => months_told(&records.bulletins, year),
        Looked::Receipts => {
            let in_time = |bulletin: &Bulletin| {
                bulletin.receipt_late_days(year.last).is_none() && bulletin.reply_late_days(year.last).is_none()
            };
            Measured::share(&records.bulletins, of(Noun::Bulletin, |told: &Bulletin| &told.head), in_time)
        }
        Looked::Meetings => held_as_due(records, year),
        Looked::Minutes => {
            let meetings = records.meetings.iter().map(|(meeting, _)| meeting);
            let confirmed = |meeting: &Meeting| meeting.state != MeetingState::Held;
            Measured::share(meetings, of(Noun::Meeting, |meeting: &Meeting| &meeting.head), confirmed)
        }
        Looked::Decisions => decided_and_done(&records.meetings, year),
        Looked::Screenings => quarters_screened(&records.screenings, year),
        Looked::Risks => {
            let current = records.risks.iter().filter(|risk| risk.ended_on.is_none_or(|on| year.holds(on)));
            let kept = |risk: &RiskPoint| match risk.state {
                RiskState::Closed => true,
                RiskState::Controlled => risk.review_on.is_some_and(|on| on >= year.last),
                RiskState::Open => false,
            };
            Measured::share(current, of(Noun::RiskPoint, |risk: &RiskPoint| &risk.head), kept)
        }
        Looked::FirstResponses => {
            let reported = records.disputes.iter().filter(|found| year.holds(office_date(found.reported_at)));
            let now = end_of(year.last);
            let in_time = |found: &Dispute| !found.is_response_late(now);
            Measured::share(reported, of(Noun::Dispute, |found: &Dispute| &found.head), in_time)
        }
        Looked::Settlements => {
            let handled = records.disputes.iter().filter(|found| found.settled_on.is_none_or(|on| on >= year.first));
            let settled = |found: &Dispute| found.settled_on.is_some_and(|on| on <= year.last);
            Measured::share(handled, of(Noun::Dispute, |found: &Dispute| &found.head), settled)
        }
        Looked::Calm => {
            let grave = records.emergencies.iter().filter(|found| found.level >= Some(Level::Two));
            let records: Vec<Reference> = grave.map(|found| Reference::of(Noun::Emergency, &found.head)).collect();
            Measured { reached: usize::from(records.is_empty()), wanted: 1, records }
        }
        Looked::Plan => {
            let holds = |plan: &&Plan| {
                plan.valid_from <= year.last
                    && plan.neighbour.as_ref().is_none_or(|neighbour| *neighbour == records.neighbour.code)
            };
            let reference = |plan: &Plan| Reference {
                id: plan.id,
                number: plan.number.clone(),
                href: format!("{}/{}", Noun::Plan.path(), plan.id),
            };
            Measured::one(records.plans.iter().filter(holds).map(reference).collect())
        }
        Looked::Drill => {
            Measured::one(records.drills.iter().map(|drill| Reference::of(Noun::Drill, &drill.head)).collect())
        }
    }
}

/// How records of a kind are referred to.
fn of<T>(noun: Noun, head: impl Fn(&T) -> &Head) -> impl Fn(&T) -> Reference {
    move |record| Reference::of(noun, head(record))
}

/// The last microsecond of a day in the office.
fn end_of(day: Date) -> OffsetDateTime {
    let next = day.next_day().unwrap_or(day).midnight().assume_offset(OFFICE_OFFSET);
    next.saturating_sub(time::Duration::microseconds(1))
}

/// A contact was confirmed within a year of the last day; of a past year, also later.
fn contacts(neighbour: &Neighbour, year: Year) -> Measured {
    let since = year.last.saturating_sub(time::Duration::days(CONTACT_CURRENT_DAYS));
    let is_current = neighbour.contacts_confirmed_on.is_some_and(|on| on >= since);
    let reference = Reference {
        id: neighbour.id,
        number: neighbour.code.clone(),
        href: format!("{}/{}", Noun::Neighbour.path(), neighbour.code),
    };
    Measured { reached: usize::from(is_current), wanted: 1, records: vec![reference] }
}

/// In how many of the months that are over this office told something, or that there was nothing.
fn months_told(bulletins: &[Bulletin], year: Year) -> Measured {
    let out: Vec<&Bulletin> = bulletins.iter().filter(|told| told.direction == Direction::Out).collect();
    let told_of = |told: &Bulletin| u8::from(told.month.unwrap_or(told.sent_on).month());
    let of_year = |told: &Bulletin| told.month.is_none_or(|month| month.year() == year.number);
    let months = 1..=year.months_over();
    let reached = months.filter(|month| out.iter().any(|told| of_year(told) && told_of(told) == *month)).count();
    let records = out.iter().map(|told| Reference::of(Noun::Bulletin, &told.head)).collect();
    Measured { reached, wanted: usize::from(year.months_over()), records }
}

/// Regular meetings that were held, out of those that were due in the months that are over.
fn held_as_due(records: &Records, year: Year) -> Measured {
    let regular = records.meetings.iter().filter(|(meeting, _)| meeting.kind == MeetingKind::Regular);
    let records_of: Vec<Reference> = regular.map(|(meeting, _)| Reference::of(Noun::Meeting, &meeting.head)).collect();
    let months = usize::try_from(records.neighbour.meeting_period.months()).unwrap_or(12);
    let wanted = usize::from(year.months_over()) / months;
    Measured { reached: records_of.len().min(wanted), wanted, records: records_of }
}

/// Of the decisions that were due, those that were done or dropped.
fn decided_and_done(meetings: &[(Meeting, Vec<Decision>)], year: Year) -> Measured {
    let (mut reached, mut wanted, mut records) = (0, 0, Vec::new());
    for (meeting, decisions) in meetings {
        let due = decisions.iter().filter(|decision| decision.due_on <= year.last);
        let before = wanted;
        for decision in due {
            wanted += 1;
            reached += usize::from(!decision.is_open());
        }
        if wanted > before {
            records.push(Reference::of(Noun::Meeting, &meeting.head));
        }
    }
    Measured { reached, wanted, records }
}

/// In how many of the quarters that are over there was a screening or a patrol.
fn quarters_screened(screenings: &[Screening], year: Year) -> Measured {
    let quarter_of = |day: Date| (u8::from(day.month()) - 1) / 3;
    let wanted = year.months_over() / 3;
    let reached =
        (0..wanted).filter(|quarter| screenings.iter().any(|held| quarter_of(held.held_on) == *quarter)).count();
    let records = screenings.iter().map(|held| Reference::of(Noun::Screening, &held.head)).collect();
    Measured { reached, wanted: usize::from(wanted), records }
}
