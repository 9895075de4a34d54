//! How often each mechanism was at work in a period, by neighbour, each figure with the records that it counts.

use serde::Serialize;
use time::Date;

use super::Reference;
use crate::{
    cooperation::{
        Filter, Noun, Refusal, agreements, bulletins,
        bulletins::Direction,
        disputes, emergencies,
        emergencies::EmergencyState,
        meetings,
        neighbours::{self, Neighbour},
        prevention,
        prevention::ScreeningKind,
    },
    db::tx::Tx,
};

/// A figure and the records that it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// How many.
    pub count: usize,
    /// Which.
    pub records: Vec<Reference>,
}

impl FromIterator<Reference> for Figure {
    fn from_iter<I: IntoIterator<Item = Reference>>(records: I) -> Self {
        let records: Vec<Reference> = records.into_iter().collect();
        Self { count: records.len(), records }
    }
}

/// The figures of one neighbour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Code of the neighbour.
    pub neighbour: String,
    /// What it is called.
    pub neighbour_name: String,
    /// Bulletins and nil reports that were sent, by day of sending.
    pub bulletins_out: Figure,
    /// Those that came in.
    pub bulletins_in: Figure,
    /// Meetings that were held.
    pub meetings: Figure,
    /// Screenings.
    pub screenings: Figure,
    /// Joint patrols.
    pub patrols: Figure,
    /// Risk points that were found.
    pub risk_points: Figure,
    /// Disputes that were reported.
    pub disputes_found: Figure,
    /// Disputes that were settled, whenever they had been reported.
    pub disputes_settled: Figure,
    /// Emergencies, by day of the alert; false alarms are none.
    pub emergencies: Figure,
    /// Drills.
    pub drills: Figure,
    /// Agreements that were signed.
    pub agreements_signed: Figure,
}

impl Figures {
    /// Each figure with its name.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &Figure); 11] {
        [
            ("bulletins_out", &self.bulletins_out),
            ("bulletins_in", &self.bulletins_in),
            ("meetings", &self.meetings),
            ("screenings", &self.screenings),
            ("patrols", &self.patrols),
            ("risk_points", &self.risk_points),
            ("disputes_found", &self.disputes_found),
            ("disputes_settled", &self.disputes_settled),
            ("emergencies", &self.emergencies),
            ("drills", &self.drills),
            ("agreements_signed", &self.agreements_signed),
        ]
    }
}

/// The figures from the first day to the last, both included, of one neighbour or of all.
pub async fn of_period(tx: &Tx, period: (Date, Date), neighbour: Option<&str>) -> Result<Vec<Figures>, Refusal> {
    let known = match neighbour {
        Some(code) => vec![neighbours::service::find(tx, code).await?],
        None => neighbours::service::list(tx).await?,
    };
    let mut figures = Vec::new();
    for neighbour in known {
        figures.push(of_neighbour(tx, period, neighbour).await?);
    }
    Ok(figures)
}

async fn of_neighbour(tx: &Tx, (from, to): (Date, Date), neighbour: Neighbour) -> Result<Figures, Refusal> {
    let ever = Filter { neighbour: Some(neighbour.code.clone()), ..Filter::default() };
    let within = Filter { from: Some(from), to: Some(to), ..ever.clone() };
    let until = Filter { to: Some(to), ..ever.clone() };
    let in_period = |day: Option<Date>| day.is_some_and(|day| (from..=to).contains(&day));
    let bulletins = bulletins::service::list(tx, &within, None, i64::MAX).await?;
    let told = |direction: Direction| {
        let told = bulletins.iter().filter(|told| told.direction == direction);
        told.map(|told| Reference::of(Noun::Bulletin, &told.head)).collect()
    };
    let meetings = meetings::service::list(tx, &within, i64::MAX).await?;
    let held = meetings.iter().filter(|meeting| meeting.held_on.is_some());
    let screenings = prevention::service::screenings(tx, &within, i64::MAX).await?;
    let looked = |kind: ScreeningKind| {
        let looked = screenings.iter().filter(|held| held.kind == kind);
        looked.map(|held| Reference::of(Noun::Screening, &held.head)).collect()
    };
    let risks = prevention::service::risk_points(tx, &within, i64::MAX).await?;
    let found = disputes::service::list(tx, &within, i64::MAX).await?;
    let disputes = disputes::service::list(tx, &until, i64::MAX).await?;
    let settled = disputes.iter().filter(|dispute| in_period(dispute.settled_on));
    let alerts = emergencies::service::list(tx, &within, i64::MAX).await?;
    let real = alerts.iter().filter(|alert| alert.state != EmergencyState::Dismissed);
    let drills = emergencies::drills::list(tx, &within, i64::MAX).await?;
    let agreements = agreements::service::list(tx, &ever, i64::MAX).await?;
    let signed = agreements.iter().filter(|one| in_period(one.signature.as_ref().map(|signature| signature.on)));
    Ok(Figures {
        neighbour: neighbour.code,
        neighbour_name: neighbour.name,
        bulletins_out: told(Direction::Out),
        bulletins_in: told(Direction::In),
        meetings: held.map(|meeting| Reference::of(Noun::Meeting, &meeting.head)).collect(),
        screenings: looked(ScreeningKind::Screening),
        patrols: looked(ScreeningKind::Patrol),
        risk_points: risks.iter().map(|risk| Reference::of(Noun::RiskPoint, &risk.head)).collect(),
        disputes_found: found.iter().map(|dispute| Reference::of(Noun::Dispute, &dispute.head)).collect(),
        disputes_settled: settled.map(|dispute| Reference::of(Noun::Dispute, &dispute.head)).collect(),
        emergencies: real.map(|alert| Reference::of(Noun::Emergency, &alert.head)).collect(),
        drills: drills.iter().map(|drill| Reference::of(Noun::Drill, &drill.head)).collect(),
        agreements_signed: signed.map(|one| Reference::of(Noun::Agreement, &one.head)).collect(),
    })
}
