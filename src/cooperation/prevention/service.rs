//! Use cases of prevention. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    codes::RiskState,
    model::{Care, NewRiskPoint, NewScreening, RiskPoint, Screening},
    state::{self, RiskAction},
    store,
};
use crate::{
    cooperation::{
        Clerk, Filter, Noun, Refusal,
        clerk::{check_version, wrong_state},
        participant::both_sides,
    },
    db::tx::Tx,
};

impl Clerk<'_> {
    /// Enters a screening or a patrol; a patrol is one of both sides.
    pub async fn enter_screening(&self, new: NewScreening) -> Result<Screening, Refusal> {
        self.check_day("/held_on", new.held_on, None)?;
        if new.kind == super::ScreeningKind::Patrol && !both_sides(&new.participants) {
            return Err(Refusal::unfit(
                "/participants",
                "联合巡查须有双方人员参加",
                "somebody of each side takes part in a joint patrol",
            ));
        }
        let NewScreening { scope, kind, held_on, route, participants, findings } = new;
        let entry = self.enter("PC", scope).await?;
        let screening = Screening { head: entry.head, kind, held_on, route, participants, findings };
        store::insert_screening(self.tx, &screening, entry.by).await?;
        let facts = json!({ "kind": kind, "held_on": held_on, "neighbour": screening.head.neighbour });
        self.begin(Noun::Screening, screening.head.id, "enter", "entered", facts).await?;
        Ok(screening)
    }

    /// Enters a risk point.
    pub async fn enter_risk_point(&self, new: NewRiskPoint) -> Result<RiskPoint, Refusal> {
        self.check_day("/found_on", new.found_on, None)?;
        let township_code = self.township(new.township).await?;
        if let Some(screening) = new.screening {
            let found = store::screenings(self.tx, &Filter::one(screening), 1).await?.pop();
            if found.is_none_or(|found| found.head.neighbour != new.scope.neighbour) {
                return Err(Refusal::NoSuch { pointer: "/screening_id", noun: Noun::Screening });
            }
        }
        let entry = self.enter("FX", new.scope).await?;
        let risk = RiskPoint {
            head: entry.head,
            state: RiskState::Open,
            township_code,
            screening_id: new.screening,
            place: new.place,
            position: new.position,
            description: new.description,
            grade: new.grade,
            measures: None,
            owner: None,
            found_on: new.found_on,
            review_on: None,
            ended_on: None,
            end_reason: None,
        };
        store::insert_risk(self.tx, &risk, entry.by).await?;
        let facts = json!({ "grade": risk.grade, "neighbour": risk.head.neighbour });
        self.begin(Noun::RiskPoint, risk.head.id, "enter", risk.state.code(), facts).await?;
        Ok(risk)
    }

    /// Says how a risk is looked after from now on: when it is brought under control, or was looked at again.
    pub async fn care_for_risk(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        action: RiskAction,
        care: Care,
    ) -> Result<RiskPoint, Refusal> {
        let mut risk = self.lock_risk(id, based_on).await?;
        if care.review_on < self.today() {
            return Err(Refusal::DayOutOfOrder {
                pointer: "/review_on",
                day: care.review_on,
                not_before: Some(self.today()),
                not_after: None,
            });
        }
        let facts = json!({ "grade": care.grade, "owner": care.owner, "review_on": care.review_on });
        risk.grade = care.grade;
        risk.measures = Some(care.measures);
        risk.owner = Some(care.owner);
        risk.review_on = Some(care.review_on);
        self.step_risk(risk, action, facts).await
    }

    /// Says that a risk is not under control any more, or has come back.
    pub async fn reopen_risk(&self, id: Uuid, based_on: Option<i64>, reason: &str) -> Result<RiskPoint, Refusal> {
        let mut risk = self.lock_risk(id, based_on).await?;
        risk.ended_on = None;
        risk.end_reason = None;
        self.step_risk(risk, RiskAction::Reopen, json!({ "reason": reason })).await
    }

    /// Says that there is no risk any more, and why.
    pub async fn close_risk(&self, id: Uuid, based_on: Option<i64>, reason: String) -> Result<RiskPoint, Refusal> {
        let mut risk = self.lock_risk(id, based_on).await?;
        let facts = json!({ "reason": reason });
        risk.ended_on = Some(self.today());
        risk.end_reason = Some(reason);
        self.step_risk(risk, RiskAction::Close, facts).await
    }

    async fn step_risk(&self, mut risk: RiskPoint, action: RiskAction, facts: Value) -> Result<RiskPoint, Refusal> {
        let before = risk.state;
        let refused = || wrong_state(Noun::RiskPoint, (before.code(), before.title()), (action.code(), action.title()));
        risk.state = state::after(before, action).ok_or_else(refused)?;
        store::save_risk(self.tx, &mut risk).await?;
        self.note(Noun::RiskPoint, risk.head.id, action.code(), [before.code(), risk.state.code()], facts).await?;
        Ok(risk)
    }

    async fn lock_risk(&self, id: Uuid, based_on: Option<i64>) -> Result<RiskPoint, Refusal> {
        store::lock_risk(self.tx, id).await?;
        let risk = risk_point(self.tx, id).await?;
        check_version(risk.head.version, based_on)?;
        Ok(risk)
    }
}

/// A screening or patrol.
pub async fn screening(tx: &Tx, id: Uuid) -> Result<Screening, Refusal> {
    store::screenings(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(Noun::Screening))
}

/// Screenings and patrols, the newest number first.
pub async fn screenings(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Screening>, Refusal> {
    Ok(store::screenings(tx, filter, limit).await?)
}

/// A risk point.
pub async fn risk_point(tx: &Tx, id: Uuid) -> Result<RiskPoint, Refusal> {
    store::risk_points(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(Noun::RiskPoint))
}

/// Risk points, the newest number first.
pub async fn risk_points(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<RiskPoint>, Refusal> {
    Ok(store::risk_points(tx, filter, limit).await?)
}
