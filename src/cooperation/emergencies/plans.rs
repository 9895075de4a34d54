//! Use cases of plans. The caller opens the transaction of each and commits it.

use serde_json::json;
use uuid::Uuid;

use super::{
    codes::Level,
    model::{NewPlan, Plan},
    store,
};
use crate::{
    cooperation::{Clerk, Noun, Refusal, neighbours},
    db::tx::Tx,
};

impl Clerk<'_> {
    /// Enters an edition of the plan.
    pub async fn enter_plan(&self, mut new: NewPlan) -> Result<Plan, Refusal> {
        let by = self.who()?;
        if let Some(neighbour) = &new.neighbour {
            let known = neighbours::service::find(self.tx, neighbour).await;
            known.map_err(|refusal| match refusal {
                Refusal::Unknown(noun) => Refusal::NoSuch { pointer: "/neighbour", noun },
                other => other,
            })?;
        }
        new.grades.sort_by_key(|grade| std::cmp::Reverse(grade.level));
        if !new.grades.iter().map(|grade| grade.level).eq(Level::ALL.iter().rev().copied()) {
            return Err(Refusal::unfit(
                "/grades",
                "须写明 I、II、III、IV 级，各一次",
                "takes each of the levels I, II, III and IV once",
            ));
        }
        let plan = Plan {
            id: self.ids.next(),
            number: self.next_number("YA").await?,
            neighbour: new.neighbour,
            title: new.title,
            edition: new.edition,
            headquarters: new.headquarters,
            grades: new.grades,
            final_report_days: new.final_report_days,
            valid_from: new.valid_from,
            created_at: self.now,
        };
        store::insert_plan(self.tx, &plan, by).await?;
        let facts = json!({ "edition": plan.edition, "valid_from": plan.valid_from });
        self.begin(Noun::Plan, plan.id, "enter", "entered", facts).await?;
        Ok(plan)
    }
}

/// An edition of the plan.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Plan, Refusal> {
    store::plans(tx, Some(id)).await?.pop().ok_or(Refusal::Unknown(Noun::Plan))
}

/// All editions, the newest first.
pub async fn list(tx: &Tx) -> Result<Vec<Plan>, Refusal> {
    Ok(store::plans(tx, None).await?)
}
