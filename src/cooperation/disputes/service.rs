//! Use cases of disputes. The caller opens the transaction of each and commits it.

use serde_json::json;
use uuid::Uuid;

use super::{
    codes::DisputeState,
    model::{Dispute, DisputeStep, NewDispute, Said},
    state::{self, DisputeAction},
    store,
};
use crate::{
    cooperation::{Clerk, Filter, Noun, Refusal, clerk::check_version, limits::FIRST_RESPONSE, refusal::WrongState},
    db::tx::Tx,
    kernel::dates::office_date,
};

const NOUN: Noun = Noun::Dispute;

impl Clerk<'_> {
    /// Takes a report of a dispute; a first response is due from that moment on.
    pub async fn report_dispute(&self, new: NewDispute) -> Result<Dispute, Refusal> {
        self.check_instant("/reported_at", new.reported_at, None)?;
        let township_code = self.township(new.township).await?;
        let entry = self.enter("JF", new.scope).await?;
        let dispute = Dispute {
            head: entry.head,
            state: DisputeState::Reported,
            track: None,
            township_code,
            place: new.place,
            description: new.description,
            parties: new.parties,
            people: new.people,
            reported_at: new.reported_at,
            response_due: new.reported_at.saturating_add(FIRST_RESPONSE),
            responded_at: None,
            department: None,
            settled_on: None,
            settlement: None,
            ended_on: None,
        };
        store::insert(self.tx, &dispute, entry.by).await?;
        let facts = json!({ "neighbour": dispute.head.neighbour, "township_code": dispute.township_code });
        self.begin(NOUN, dispute.head.id, "report", dispute.state.code(), facts).await?;
        Ok(dispute)
    }

    /// Takes a step.
    pub async fn step_dispute(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        action: DisputeAction,
        said: Said,
    ) -> Result<Dispute, Refusal> {
        store::lock(self.tx, id).await?;
        let mut dispute = find(self.tx, id).await?;
        check_version(dispute.head.version, based_on)?;
        let before = dispute.state;
        dispute.state = next(&dispute, action)?;
        let last = store::steps(self.tx, id).await?.pop();
        let (position, last_on) = last.map_or((0, office_date(dispute.reported_at)), |last| (last.position, last.on));
        self.check_day("/on", said.on, Some(last_on))?;
        if action.takes_document() && said.document_number.is_none() {
            return Err(Refusal::unfit("/document_number", "须写明文号", "takes the number of the paper"));
        }
        self.tell(&mut dispute, action, &said)?;
        store::save(self.tx, &mut dispute).await?;
        let step = DisputeStep {
            position: position + 1,
            action: action.code().to_owned(),
            state: dispute.state,
            on: said.on,
            people: said.people,
            document_number: said.document_number,
            text: said.text,
            entered_by: self.actor.label().to_owned(),
            entered_at: self.now,
        };
        store::insert_step(self.tx, id, &step).await?;
        let facts = json!({ "on": step.on, "document_number": step.document_number, "track": dispute.track });
        self.note(NOUN, id, action.code(), [before.code(), dispute.state.code()], facts).await?;
        Ok(dispute)
    }

    /// What a step changes in the dispute itself.
    fn tell(&self, dispute: &mut Dispute, action: DisputeAction, said: &Said) -> Result<(), Refusal> {
        match action {
            DisputeAction::Respond => {
                let at = said.at.ok_or_else(|| Refusal::unfit("/at", "须写明时刻", "takes the instant"))?;
                self.check_instant("/at", at, Some(dispute.reported_at))?;
                dispute.responded_at = Some(at);
            }
            DisputeAction::Classify => {
                let track = said.track.ok_or_else(|| Refusal::unfit("/track", "须写明类别", "takes the track"))?;
                dispute.track = Some(track);
            }
            DisputeAction::Refer => {
                let named = said.department.clone();
                let named =
                    named.ok_or_else(|| Refusal::unfit("/department", "须写明主管部门", "takes the department"))?;
                dispute.department = Some(named);
            }
            DisputeAction::Close => dispute.ended_on = Some(self.today()),
            _ => {}
        }
        if action.settles() {
            dispute.settled_on = Some(said.on);
            dispute.settlement = Some(said.text.clone());
        }
        Ok(())
    }
}

/// The state after an action.
fn next(dispute: &Dispute, action: DisputeAction) -> Result<DisputeState, Refusal> {
    let (before, track) = (dispute.state, dispute.track);
    state::after(before, track, action).ok_or_else(|| {
        Refusal::WrongState(Box::new(WrongState {
            noun: NOUN,
            state: (before.code(), before.title()),
            action: (action.code(), action.title()),
            track: track.map(|track| (track.code(), track.title())),
        }))
    })
}

/// A dispute.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Dispute, Refusal> {
    store::list(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(NOUN))
}

/// Disputes, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Dispute>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// What was done about a dispute, in order.
pub async fn steps(tx: &Tx, id: Uuid) -> Result<Vec<DisputeStep>, Refusal> {
    Ok(store::steps(tx, id).await?)
}
