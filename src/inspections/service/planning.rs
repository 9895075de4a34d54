//! Planning, cancelling, archiving; the calendar.

use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::{Case, Inspector};
use crate::{
    boundaries::{self, codes::LineState, model::DrawnLine},
    db::tx::Tx,
    inspections::{
        Refusal,
        calendar::{LineInCalendar, NextRound},
        codes::{InspectionKind, InspectionState},
        model::{Inspection, NewInspection, Plan, Side},
        store,
    },
};

/// A line in force and its next round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The line with its last round and the open one.
    pub line: LineInCalendar,
    /// The next round; none where neither an approval nor a former round is known.
    pub next: Option<NextRound>,
}

impl Inspector<'_> {
    /// Plans an inspection of a line that both sides keep. What is not said is taken from the calendar.
    pub async fn plan(&self, new: NewInspection) -> Result<Case, Refusal> {
        self.who()?;
        let line = boundaries::service::find(self.tx, &new.line).await?;
        let is_kept = matches!(line.state, LineState::Approved | LineState::Published | LineState::Managed);
        if !is_kept {
            return Err(Refusal::NotInForce);
        }
        let (lower, higher) = line.code.sides();
        let ours = match new.neighbour.as_str() {
            neighbour if neighbour == lower => higher,
            neighbour if neighbour == higher => lower,
            _ => return Err(Refusal::OtherLine),
        };
        let theirs = store::neighbour_name(self.tx, &new.neighbour).await?.ok_or(Refusal::OtherLine)?;
        let plan = self.planned(&line.code.to_string(), &new).await?;
        if ![lower, higher].contains(&plan.lead.as_str()) {
            return Err(Refusal::unfit("/lead", "须为两侧代码之一", "takes the code of a side"));
        }
        let theirs = Side { code: new.neighbour, name: theirs };
        self.enter(self.ids.next(), &line, (self.side(ours).await?, theirs), plan).await
    }

    /// What the division with a code is called; its code, where the register does not know it.
    async fn side(&self, code: &str) -> Result<Side, Refusal> {
        let name = store::division_name(self.tx, code, self.today()).await?.unwrap_or_else(|| code.to_owned());
        Ok(Side { code: code.to_owned(), name })
    }

    async fn planned(&self, line: &str, new: &NewInspection) -> Result<Plan, Refusal> {
        let NewInspection { kind, trigger, reason, lead, round, year, due_on, .. } = new;
        let known = store::calendar(self.tx, Some(line), None, 1).await?.pop();
        let next = known.as_ref().and_then(LineInCalendar::next);
        let from_calendar = next.as_ref().filter(|_| *kind == InspectionKind::Periodic);
        let due_on = due_on
            .or_else(|| from_calendar.map(|next| next.due_on))
            .ok_or_else(|| Refusal::unfit("/due_on", "请填写完成期限", "say by which day it is to be filed"))?;
        let of_calendar = next.as_ref().and_then(|next| next.lead.clone());
        let lead = lead.clone().or_else(|| of_calendar.clone()).ok_or_else(|| {
            Refusal::unfit("/lead", "第一轮须由双方商定牵头方", "both agree on who leads the first round")
        })?;
        let swaps = *kind == InspectionKind::Periodic && of_calendar.is_some_and(|calendar| calendar != lead);
        if swaps && reason.is_none() {
            return Err(Refusal::unfit(
                "/reason",
                "牵头方未按轮次轮换，请说明双方商定的理由",
                "the lead does not swap: say why both agreed so",
            ));
        }
        let round = match kind {
            InspectionKind::Periodic => Some(round.unwrap_or_else(|| next.map_or(1, |next| next.round))),
            InspectionKind::AdHoc => None,
        };
        let (kind, trigger, reason) = (*kind, *trigger, reason.clone());
        Ok(Plan { kind, trigger, reason, round, year: year.unwrap_or(due_on.year()), due_on, lead })
    }

    /// Enters an inspection with its number and its first event.
    pub(super) async fn enter(
        &self,
        id: Uuid,
        line: &boundaries::model::Line,
        (ours, theirs): (Side, Side),
        plan: Plan,
    ) -> Result<Case, Refusal> {
        let serial = store::next_number(self.tx, self.today().year()).await?;
        let inspection = Inspection {
            id,
            number: format!("LJ{:04}-{serial:04}", self.today().year()),
            line: line.id.0,
            line_code: line.code.to_string(),
            line_name: line.facts.name.clone(),
            ours,
            theirs,
            plan,
            state: InspectionState::Planned,
            filed_on: None,
            volume: None,
            cancelled: None,
            version: 1,
            created_at: self.now,
        };
        store::insert(self.tx, &inspection).await?;
        let facts = json!({
            "line": inspection.line_code, "round": inspection.plan.round, "lead": inspection.plan.lead,
            "due_on": inspection.plan.due_on,
        });
        self.note(id, "plan", facts).await?;
        Ok(Case { frame: inspection.frame(), inspection, links: Vec::new() })
    }

    /// Cancels an inspection that is not filed.
    pub async fn cancel(&self, id: Uuid, based_on: Option<i64>, reason: String) -> Result<Case, Refusal> {
        let mut case = self.take(id, based_on).await?;
        if case.inspection.state >= InspectionState::ReportSigned {
            return Err(Refusal::WrongState(case.inspection.state));
        }
        self.note(id, "cancel", json!({ "reason": reason })).await?;
        case.inspection.state = InspectionState::Cancelled;
        case.inspection.cancelled = Some(reason);
        store::save(self.tx, &mut case.inspection).await?;
        Ok(case)
    }

    /// Notes in which volume of the archives the papers of a filed inspection are.
    pub async fn archive(&self, id: Uuid, based_on: Option<i64>, volume: Uuid) -> Result<Case, Refusal> {
        let mut case = self.take(id, based_on).await?;
        if case.inspection.state != InspectionState::Filed {
            return Err(Refusal::WrongState(case.inspection.state));
        }
        case.inspection.state = InspectionState::Archived;
        case.inspection.volume = Some(volume);
        store::save(self.tx, &mut case.inspection).await?;
        self.note(id, "archive", json!({ "volume": volume })).await?;
        Ok(case)
    }
}

impl Calendar {
    /// Whether the next round is due until a day; every line, where none is said.
    #[must_use]
    pub fn is_due_until(&self, until: Option<Date>) -> bool {
        until.is_none_or(|day| self.next.as_ref().is_some_and(|next| next.due_on <= day))
    }
}

/// Lines in force with their rounds, by code.
pub async fn calendar(tx: &Tx, after: Option<&str>, limit: i64) -> Result<Vec<Calendar>, Refusal> {
    let lines = store::calendar(tx, None, after, limit).await?;
    Ok(lines.into_iter().map(|line| Calendar { next: line.next(), line }).collect())
}

/// The line of an inspection as the register has it.
pub async fn drawn_line(tx: &Tx, inspection: &Inspection) -> Result<DrawnLine, Refusal> {
    let line = boundaries::service::find(tx, &inspection.line_code).await?;
    boundaries::service::drawn(tx, vec![line]).await?.pop().ok_or(Refusal::UnknownLine)
}
