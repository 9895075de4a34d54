//! Use cases of bulletins. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};
use time::{Date, Duration};
use uuid::Uuid;

use super::{
    codes::{BulletinKind, BulletinState},
    model::{Bulletin, Content, NewBulletin, Reply},
    state::{self, BulletinAction},
    store,
};
use crate::{
    cooperation::{
        Clerk, Filter, Noun, Refusal,
        clerk::{check_version, wrong_state},
        limits::{RECEIPT_DAYS, REPLY_DAYS},
    },
    db::tx::Tx,
};

const NOUN: Noun = Noun::Bulletin;

impl Clerk<'_> {
    /// Enters a bulletin that was sent or came in.
    pub async fn enter_bulletin(&self, new: NewBulletin) -> Result<Bulletin, Refusal> {
        self.check_day("/sent_on", new.sent_on, None)?;
        let after = |days| new.sent_on.saturating_add(Duration::days(days));
        let (kind, month, (subject, text), risk, wants_reply) = match new.content {
            Content::Told { subject, text, risk, wants_reply } => {
                (BulletinKind::Bulletin, None, (Some(subject), Some(text)), risk, wants_reply)
            }
            Content::Nothing(month) => {
                self.check_day("/month", month, None)?;
                (BulletinKind::Nil, Some(month), (None, None), None, false)
            }
        };
        let entry = self.enter("TB", new.scope).await?;
        let bulletin = Bulletin {
            head: entry.head,
            kind,
            direction: new.direction,
            state: BulletinState::Sent,
            sent_on: new.sent_on,
            month,
            subject,
            text,
            risk,
            wants_reply,
            receipt_due: after(RECEIPT_DAYS),
            reply_due: wants_reply.then(|| after(REPLY_DAYS)),
            received_by: None,
            received_on: None,
            reply: None,
            replied_by: None,
            replied_on: None,
        };
        store::insert(self.tx, &bulletin, entry.by).await?;
        let facts = json!({ "kind": kind, "direction": bulletin.direction, "neighbour": bulletin.head.neighbour });
        self.begin(NOUN, bulletin.head.id, "send", bulletin.state.code(), facts).await?;
        Ok(bulletin)
    }

    /// Notes who confirmed receipt, and when.
    pub async fn receive_bulletin(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        (by, on): (String, Date),
    ) -> Result<Bulletin, Refusal> {
        let mut bulletin = self.lock_bulletin(id, based_on).await?;
        self.check_day("/on", on, Some(bulletin.sent_on))?;
        bulletin.received_by = Some(by);
        bulletin.received_on = Some(on);
        let late = bulletin.receipt_late_days(on);
        self.step_bulletin(bulletin, BulletinAction::Receive, json!({ "on": on, "late_days": late })).await
    }

    /// Notes what was answered, by whom, and when.
    pub async fn reply_to_bulletin(&self, id: Uuid, based_on: Option<i64>, reply: Reply) -> Result<Bulletin, Refusal> {
        let mut bulletin = self.lock_bulletin(id, based_on).await?;
        self.check_day("/on", reply.on, Some(bulletin.received_on.unwrap_or(bulletin.sent_on)))?;
        bulletin.reply = Some(reply.text);
        bulletin.replied_by = Some(reply.by);
        bulletin.replied_on = Some(reply.on);
        let late = bulletin.reply_late_days(reply.on);
        self.step_bulletin(bulletin, BulletinAction::Reply, json!({ "on": reply.on, "late_days": late })).await
    }

    async fn step_bulletin(
        &self,
        mut bulletin: Bulletin,
        action: BulletinAction,
        facts: Value,
    ) -> Result<Bulletin, Refusal> {
        let before = bulletin.state;
        let refused = || wrong_state(NOUN, (before.code(), before.title()), (action.code(), action.title()));
        bulletin.state = state::after(before, action).ok_or_else(refused)?;
        store::save(self.tx, &mut bulletin).await?;
        self.note(NOUN, bulletin.head.id, action.code(), [before.code(), bulletin.state.code()], facts).await?;
        Ok(bulletin)
    }

    async fn lock_bulletin(&self, id: Uuid, based_on: Option<i64>) -> Result<Bulletin, Refusal> {
        store::lock(self.tx, id).await?;
        let bulletin = find(self.tx, id).await?;
        check_version(bulletin.head.version, based_on)?;
        Ok(bulletin)
    }
}

/// A bulletin.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Bulletin, Refusal> {
    list(tx, &Filter::one(id), None, 1).await?.pop().ok_or(Refusal::Unknown(NOUN))
}

/// Bulletins, the newest number first; of the overdue ones, if a day is said, those whose receipt or reply is on it.
pub async fn list(tx: &Tx, filter: &Filter, overdue: Option<Date>, limit: i64) -> Result<Vec<Bulletin>, Refusal> {
    Ok(store::list(tx, filter, overdue, limit).await?)
}
