//! Use cases of meetings. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};
use time::{Date, Duration};
use uuid::Uuid;

use super::{
    codes::MeetingState,
    due::{DueMeeting, months_later},
    model::{Decision, Meeting, NewDecision, NewMeeting, OurWord, Outcome, Session, TheirWord},
    state::{self, MeetingAction},
    store,
};
use crate::{
    cooperation::{
        Clerk, Filter, Noun, Refusal,
        clerk::{check_version, wrong_state},
        participant::both_sides,
    },
    db::tx::Tx,
    kernel::text::Text,
};

const NOUN: Noun = Noun::Meeting;

impl Clerk<'_> {
    /// Plans a meeting. One that was held before it was entered goes through the same states.
    pub async fn plan_meeting(&self, new: NewMeeting) -> Result<Meeting, Refusal> {
        let entry = self.enter("HW", new.scope).await?;
        let meeting = Meeting {
            head: entry.head,
            kind: new.kind,
            state: MeetingState::Planned,
            title: new.title,
            host: new.host,
            planned_on: new.planned_on,
            place: new.place,
            agenda: new.agenda,
            invited_on: None,
            invitation_number: None,
            held_on: None,
            attendance: Vec::new(),
            minutes: None,
            ours: None,
            theirs: None,
            ended_on: None,
            end_reason: None,
        };
        store::insert(self.tx, &meeting, entry.by).await?;
        let facts = json!({ "neighbour": meeting.head.neighbour, "planned_on": meeting.planned_on });
        self.begin(NOUN, meeting.head.id, "plan", meeting.state.code(), facts).await?;
        Ok(meeting)
    }

    /// Notes the letter of invitation, whichever side sent it.
    pub async fn invite(&self, id: Uuid, based_on: Option<i64>, on: Date, number: String) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, MeetingAction::Invite).await?;
        self.check_day("/on", on, None)?;
        let facts = json!({ "on": on, "number": number });
        meeting.invited_on = Some(on);
        meeting.invitation_number = Some(number);
        self.lay_down(meeting, MeetingAction::Invite, facts).await
    }

    /// Notes what happened at a meeting.
    pub async fn hold(&self, id: Uuid, based_on: Option<i64>, session: Session) -> Result<Meeting, Refusal> {
        self.minute(id, based_on, session, MeetingAction::Hold).await
    }

    /// Notes it otherwise, as long as nobody has confirmed it.
    pub async fn amend_minutes(&self, id: Uuid, based_on: Option<i64>, session: Session) -> Result<Meeting, Refusal> {
        self.minute(id, based_on, session, MeetingAction::Amend).await
    }

    async fn minute(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        session: Session,
        action: MeetingAction,
    ) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, action).await?;
        self.check_day("/held_on", session.held_on, meeting.invited_on)?;
        if !both_sides(&session.attendance) {
            return Err(Refusal::unfit("/attendance", "须有双方人员参加", "somebody of each side takes part"));
        }
        if session.decisions.iter().any(|decision| decision.due_on < session.held_on) {
            return Err(Refusal::unfit("/decisions", "期限早于会晤日期", "a decision is due before the meeting"));
        }
        self.replace_decisions(id, &session.decisions).await?;
        let facts = json!({
            "held_on": session.held_on, "decisions": session.decisions.len(), "attendance": session.attendance.len(),
        });
        meeting.held_on = Some(session.held_on);
        meeting.attendance = session.attendance;
        meeting.minutes = Some(session.minutes);
        self.lay_down(meeting, action, facts).await
    }

    async fn replace_decisions(&self, meeting: Uuid, decisions: &[NewDecision]) -> Result<(), Refusal> {
        let known = store::decisions(self.tx, meeting).await?;
        // Rows are never removed: those before take the new words, and what is too much is dropped.
        for (at, decision) in decisions.iter().enumerate() {
            if let Some(before) = known.get(at) {
                store::reword_decision(self.tx, before.id, decision).await?;
            } else {
                let position = i32::try_from(at).unwrap_or(i32::MAX).saturating_add(1);
                store::insert_decision(self.tx, self.ids.next(), meeting, position, decision).await?;
            }
        }
        for too_much in known.iter().skip(decisions.len()) {
            let outcome = Outcome::Dropped("更正纪要时删除".to_owned());
            store::end_decision(self.tx, too_much.id, &outcome, self.today()).await?;
        }
        Ok(())
    }

    /// The leader confirms the minutes for this side.
    pub async fn confirm_ours(&self, id: Uuid, based_on: Option<i64>) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, MeetingAction::ConfirmOurs).await?;
        self.who()?;
        let on = self.today();
        meeting.ours = Some(OurWord { by: self.actor.label().to_owned(), on });
        self.lay_down(meeting, MeetingAction::ConfirmOurs, json!({ "on": on })).await
    }

    /// Notes the neighbour's confirmation, which is a paper of its own: nobody here confirms for the other side.
    pub async fn confirm_theirs(&self, id: Uuid, based_on: Option<i64>, word: TheirWord) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, MeetingAction::ConfirmTheirs).await?;
        self.check_day("/on", word.on, meeting.held_on)?;
        let facts = json!({ "on": word.on, "document_number": word.document_number, "digest": word.digest });
        meeting.theirs = Some(word);
        self.lay_down(meeting, MeetingAction::ConfirmTheirs, facts).await
    }

    /// Begins to follow what was decided.
    pub async fn track(&self, id: Uuid, based_on: Option<i64>) -> Result<Meeting, Refusal> {
        let meeting = self.take(id, based_on, MeetingAction::Track).await?;
        self.lay_down(meeting, MeetingAction::Track, json!({})).await
    }

    /// Notes what became of a decision.
    pub async fn end_decision(
        &self,
        (meeting, decision): (Uuid, Uuid),
        based_on: Option<i64>,
        outcome: Outcome,
    ) -> Result<Meeting, Refusal> {
        let mut meeting = self.lock_meeting(meeting, based_on).await?;
        let (kind, zh, en) = match &outcome {
            Outcome::Done(..) => ("decision_done", "登记议定事项办结", "have its decisions done"),
            Outcome::Dropped(_) => ("decision_dropped", "撤销议定事项", "have its decisions dropped"),
        };
        let state = meeting.state;
        if state != MeetingState::DecisionsTracked {
            let action = (kind, Text::new(zh, en));
            return Err(wrong_state(NOUN, (state.code(), state.title()), action));
        }
        let known = store::decisions(self.tx, meeting.head.id).await?.into_iter().find(|known| known.id == decision);
        let known = known.ok_or(Refusal::Unknown(Noun::Decision))?;
        if !known.is_open() {
            return Err(Refusal::in_the_way("该事项已办结或撤销", "the decision was done or dropped already"));
        }
        if let Outcome::Done(on, _) = &outcome {
            self.check_day("/on", *on, meeting.held_on)?;
        }
        store::end_decision(self.tx, decision, &outcome, self.today()).await?;
        store::save(self.tx, &mut meeting, None).await?;
        let facts = match &outcome {
            Outcome::Done(on, result) => json!({ "position": known.position, "on": on, "result": result }),
            Outcome::Dropped(reason) => json!({ "position": known.position, "reason": reason }),
        };
        self.note(NOUN, meeting.head.id, kind, [state.code(); 2], facts).await?;
        Ok(meeting)
    }

    /// Closes a meeting of which nothing is left to do.
    pub async fn close_meeting(&self, id: Uuid, based_on: Option<i64>) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, MeetingAction::Close).await?;
        let decisions = store::decisions(self.tx, id).await?;
        let open: Vec<i32> =
            decisions.iter().filter(|decision| decision.is_open()).map(|decision| decision.position).collect();
        if !open.is_empty() {
            return Err(Refusal::OpenDecisions(open));
        }
        meeting.ended_on = Some(self.today());
        self.lay_down(meeting, MeetingAction::Close, json!({})).await
    }

    /// Cancels a meeting that was not held.
    pub async fn cancel_meeting(&self, id: Uuid, based_on: Option<i64>, reason: String) -> Result<Meeting, Refusal> {
        let mut meeting = self.take(id, based_on, MeetingAction::Cancel).await?;
        let facts = json!({ "reason": reason });
        meeting.ended_on = Some(self.today());
        meeting.end_reason = Some(reason);
        self.lay_down(meeting, MeetingAction::Cancel, facts).await
    }

    /// Locks a meeting with which this can be done.
    async fn take(&self, id: Uuid, based_on: Option<i64>, action: MeetingAction) -> Result<Meeting, Refusal> {
        let meeting = self.lock_meeting(id, based_on).await?;
        next(&meeting, action)?;
        Ok(meeting)
    }

    /// Keeps a meeting after what was done, with its event.
    async fn lay_down(&self, mut meeting: Meeting, action: MeetingAction, facts: Value) -> Result<Meeting, Refusal> {
        // The state depends on who had confirmed before; `meeting` says already who has now.
        let before = store::find(self.tx, meeting.head.id).await?.ok_or(Refusal::Unknown(NOUN))?;
        meeting.state = next(&before, action)?;
        let by = (action == MeetingAction::ConfirmOurs).then(|| self.who()).transpose()?;
        store::save(self.tx, &mut meeting, by).await?;
        self.note(NOUN, meeting.head.id, action.code(), [before.state.code(), meeting.state.code()], facts).await?;
        Ok(meeting)
    }

    async fn lock_meeting(&self, id: Uuid, based_on: Option<i64>) -> Result<Meeting, Refusal> {
        store::lock(self.tx, id).await?;
        let meeting = find(self.tx, id).await?;
        check_version(meeting.head.version, based_on)?;
        Ok(meeting)
    }
}

/// The state after an action.
fn next(meeting: &Meeting, action: MeetingAction) -> Result<MeetingState, Refusal> {
    let before = meeting.state;
    let refused = || wrong_state(NOUN, (before.code(), before.title()), (action.code(), action.title()));
    state::after(before, meeting.confirmed(), action).ok_or_else(refused)
}

/// A meeting.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Meeting, Refusal> {
    store::find(tx, id).await?.ok_or(Refusal::Unknown(NOUN))
}

/// What a meeting decided, in the order of the minutes.
pub async fn decisions(tx: &Tx, id: Uuid) -> Result<Vec<Decision>, Refusal> {
    Ok(store::decisions(tx, id).await?)
}

/// Meetings, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Meeting>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// With whom a regular meeting is due within so many days, or was due before, the most urgent first.
pub async fn due(tx: &Tx, today: Date, within_days: i64) -> Result<Vec<DueMeeting>, Refusal> {
    let until = today.saturating_add(Duration::days(within_days));
    let rows = store::last_meetings(tx).await?;
    let due = rows.into_iter().map(|last| {
        let due_on = months_later(last.held_on.unwrap_or(last.known_since), last.months);
        DueMeeting {
            neighbour: last.neighbour,
            neighbour_name: last.neighbour_name,
            last_held_on: last.held_on,
            months: last.months,
            due_on,
            overdue_by_days: (today - due_on).whole_days().max(0),
            planned: last.planned,
        }
    });
    let mut due: Vec<DueMeeting> = due.filter(|due| due.due_on <= until).collect();
    due.sort_by(|a, b| (a.due_on, &a.neighbour).cmp(&(b.due_on, &b.neighbour)));
    Ok(due)
}
