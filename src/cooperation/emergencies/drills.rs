//! Use cases of drills. The caller opens the transaction of each and commits it.

use serde_json::json;
use uuid::Uuid;

use super::{
    model::{Drill, NewDrill},
    store,
};
use crate::{
    cooperation::{Clerk, Filter, Noun, Refusal},
    db::tx::Tx,
};

impl Clerk<'_> {
    /// Enters a drill.
    pub async fn enter_drill(&self, new: NewDrill) -> Result<Drill, Refusal> {
        self.check_day("/held_on", new.held_on, None)?;
        if let Some(plan) = new.plan
            && store::plans(self.tx, Some(plan)).await?.is_empty()
        {
            return Err(Refusal::NoSuch { pointer: "/plan_id", noun: Noun::Plan });
        }
        let NewDrill { scope, plan, held_on, scenario, participants, findings, improvement } = new;
        let entry = self.enter("YL", scope).await?;
        let drill = Drill { head: entry.head, plan_id: plan, held_on, scenario, participants, findings, improvement };
        store::insert_drill(self.tx, &drill, entry.by).await?;
        let facts = json!({ "held_on": held_on, "neighbour": drill.head.neighbour });
        self.begin(Noun::Drill, drill.head.id, "enter", "entered", facts).await?;
        Ok(drill)
    }
}

/// A drill.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Drill, Refusal> {
    store::drills(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(Noun::Drill))
}

/// Drills, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Drill>, Refusal> {
    Ok(store::drills(tx, filter, limit).await?)
}
