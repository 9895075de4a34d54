//! Use cases of emergencies. The caller opens the transaction of each and commits it.

use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    codes::{EmergencyState, EntryKind, Level},
    model::{Alert, Emergency, Entry, NewEntry, Plan},
    plans,
    reporting::first_report_within,
    state::{self, EmergencyAction},
    store,
};
use crate::{
    cooperation::{
        Clerk, Filter, Noun, Refusal,
        clerk::{check_version, wrong_state},
        limits::FINAL_REPORT_DAYS,
    },
    db::tx::Tx,
    kernel::{
        dates::{office_date, rfc3339},
        text::Text,
    },
};

const NOUN: Noun = Noun::Emergency;

impl Clerk<'_> {
    /// Takes an alert, under the edition of the plan that holds on its day; it waits for none.
    pub async fn alert(&self, new: Alert) -> Result<Emergency, Refusal> {
        self.check_instant("/alerted_at", new.alerted_at, None)?;
        let township_code = self.township(new.township).await?;
        let plan = store::plan_in_force(self.tx, &new.scope.neighbour, office_date(new.alerted_at)).await?;
        let grades = plan.as_ref().map_or(&[][..], |plan| &plan.grades);
        let first_report_due = new.alerted_at.saturating_add(first_report_within(grades, None));
        let entry = self.enter("YJ", new.scope).await?;
        let emergency = Emergency {
            head: entry.head,
            state: EmergencyState::Alert,
            level: None,
            plan_id: plan.map(|plan| plan.id),
            township_code,
            title: new.title,
            place: new.place,
            description: new.description,
            alerted_at: new.alerted_at,
            latest_at: new.alerted_at,
            ended_at: None,
            first_report_due,
            first_report_at: None,
            final_report_due: None,
            final_report_at: None,
            aftercare: None,
            review: None,
        };
        store::insert(self.tx, &emergency, entry.by).await?;
        let text = emergency.description.clone();
        let first = NewEntry { at: emergency.alerted_at, text, recipient: None, document_number: None };
        self.write_down(emergency.head.id, EntryKind::Alert, first).await?;
        let facts = json!({ "neighbour": emergency.head.neighbour, "township_code": emergency.township_code });
        self.begin(NOUN, emergency.head.id, "alert", emergency.state.code(), facts).await?;
        Ok(emergency)
    }

    /// Takes a step; a confirmation says the level.
    pub async fn step_emergency(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        action: EmergencyAction,
        (said, level): (NewEntry, Option<Level>),
    ) -> Result<Emergency, Refusal> {
        let mut emergency = self.lock_emergency(id, based_on).await?;
        let before = emergency.state;
        let refused = || wrong_state(NOUN, (before.code(), before.title()), (action.code(), action.title()));
        emergency.state = state::after(before, action).ok_or_else(refused)?;
        self.check_instant("/at", said.at, Some(emergency.latest_at))?;
        emergency.latest_at = said.at;
        match action {
            EmergencyAction::Confirm => {
                let level = level.ok_or_else(|| Refusal::unfit("/level", "须写明级别", "takes the level"))?;
                let plan = self.plan_of(&emergency).await?;
                let within = first_report_within(plan.as_ref().map_or(&[][..], |plan| &plan.grades), Some(level));
                emergency.first_report_due = emergency.alerted_at.saturating_add(within);
                emergency.level = Some(level);
            }
            EmergencyAction::End => {
                let plan = self.plan_of(&emergency).await?;
                let days = plan.map_or(FINAL_REPORT_DAYS, |plan| plan.final_report_days);
                emergency.ended_at = Some(said.at);
                emergency.final_report_due = Some(said.at.saturating_add(Duration::days(i64::from(days))));
            }
            EmergencyAction::Review => emergency.review = Some(said.text.clone()),
            EmergencyAction::Dismiss | EmergencyAction::Respond | EmergencyAction::Control => {}
        }
        let at = said.at;
        self.write_down(id, action.entry(), said).await?;
        self.keep(&mut emergency, action.code(), before, at).await?;
        Ok(emergency)
    }

    /// Writes into the timeline what is no step: a measure, a report to the higher office, what was done afterwards.
    pub async fn enter_into_timeline(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        (kind, said): (EntryKind, NewEntry),
    ) -> Result<Emergency, Refusal> {
        let mut emergency = self.lock_emergency(id, based_on).await?;
        let state = emergency.state;
        if !state::takes(state, kind) {
            let title = Text::new("登记这类记录", "have such an entry");
            return Err(wrong_state(NOUN, (state.code(), state.title()), (kind.code(), title)));
        }
        let not_before = if matches!(kind, EntryKind::FinalReport | EntryKind::Aftercare) {
            emergency.ended_at
        } else {
            Some(emergency.alerted_at)
        };
        self.check_instant("/at", said.at, not_before)?;
        if kind.is_report() != said.recipient.is_some() {
            return Err(Refusal::unfit(
                "/recipient",
                "报告须写明接收机关，其他记录不写",
                "a report takes the office that was told, and nothing else does",
            ));
        }
        let first_of = |known: Option<OffsetDateTime>| known.map_or(Some(said.at), |known| Some(known.min(said.at)));
        match kind {
            EntryKind::FirstReport => emergency.first_report_at = first_of(emergency.first_report_at),
            EntryKind::FinalReport => emergency.final_report_at = first_of(emergency.final_report_at),
            EntryKind::Aftercare => emergency.aftercare = Some(said.text.clone()),
            _ => {}
        }
        let at = said.at;
        self.write_down(id, kind, said).await?;
        self.keep(&mut emergency, kind.code(), state, at).await?;
        Ok(emergency)
    }

    /// The edition of the plan under which an emergency is handled.
    async fn plan_of(&self, emergency: &Emergency) -> Result<Option<Plan>, Refusal> {
        match emergency.plan_id {
            Some(plan) => Ok(Some(plans::find(self.tx, plan).await?)),
            None => Ok(None),
        }
    }

    async fn keep(
        &self,
        emergency: &mut Emergency,
        kind: &'static str,
        before: EmergencyState,
        at: OffsetDateTime,
    ) -> Result<(), Refusal> {
        store::save(self.tx, emergency).await?;
        let facts = json!({ "at": rfc3339(at), "level": emergency.level });
        self.note(NOUN, emergency.head.id, kind, [before.code(), emergency.state.code()], facts).await
    }

    async fn write_down(&self, emergency: Uuid, kind: EntryKind, said: NewEntry) -> Result<(), Refusal> {
        let position = store::entries(self.tx, emergency).await?.iter().map(|entry| entry.position).max();
        let NewEntry { at, text, recipient, document_number } = said;
        let entered_by = self.actor.label().to_owned();
        let position = position.unwrap_or(0) + 1;
        let entry = Entry { position, kind, at, text, recipient, document_number, entered_by, entered_at: self.now };
        Ok(store::insert_entry(self.tx, emergency, &entry).await?)
    }

    async fn lock_emergency(&self, id: Uuid, based_on: Option<i64>) -> Result<Emergency, Refusal> {
        store::lock(self.tx, id).await?;
        let emergency = find(self.tx, id).await?;
        check_version(emergency.head.version, based_on)?;
        Ok(emergency)
    }
}

/// An emergency.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Emergency, Refusal> {
    store::list(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(NOUN))
}

/// Emergencies, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Emergency>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// The timeline of an emergency, by the minute at which things happened.
pub async fn timeline(tx: &Tx, id: Uuid) -> Result<Vec<Entry>, Refusal> {
    Ok(store::entries(tx, id).await?)
}
