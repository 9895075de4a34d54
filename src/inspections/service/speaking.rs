//! What a side says, with its own pen.

use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Case, Guest, Inspector};
use crate::inspections::{
    Refusal,
    acts::{Act, Fix, Issue},
    chain::{Link, Said},
    codes::{InspectionState, Via},
    policy, rules,
    store::{self, Source},
};

/// Whose pen writes.
struct Hand {
    side: String,
    person: String,
    unit: String,
    source: Source,
    /// The role of an account; the neighbour's people have none here.
    role: Option<crate::kernel::actor::Role>,
}

impl Inspector<'_> {
    /// Says something for this office: all acts or none.
    pub async fn say(&self, id: Uuid, based_on: Option<i64>, acts: Vec<Act>) -> Result<Case, Refusal> {
        let by = self.who()?;
        let case = self.take(id, based_on).await?;
        let person = store::display_name(self.tx, by).await?;
        let ours = &case.inspection.ours;
        let hand = Hand {
            side: ours.code.clone(),
            person,
            unit: ours.name.clone(),
            source: Source { via: Via::Account, id: by.0 },
            role: self.role(),
        };
        self.write(case, &hand, acts).await
    }

    /// Says something for the neighbour, by an invitation: all acts or none.
    pub async fn say_as_guest(&self, guest: &Guest, acts: Vec<Act>) -> Result<Case, Refusal> {
        let invitation = &guest.invitation;
        let case = self.take(invitation.inspection, None).await?;
        // It may have been revoked while this waited for the lock.
        let still = store::invitation_of(self.tx, &invitation.token_digest).await?;
        if !still.is_some_and(|invitation| invitation.is_open(self.now)) {
            return Err(Refusal::ClosedInvitation);
        }
        let hand = Hand {
            side: case.inspection.theirs.code.clone(),
            person: invitation.person.clone(),
            unit: invitation.unit.clone(),
            source: Source { via: Via::Invitation, id: invitation.id },
            role: None,
        };
        let case = self.write(case, &hand, acts).await?;
        store::use_invitation(self.tx, invitation.id, self.now).await?;
        Ok(case)
    }

    async fn write(&self, mut case: Case, hand: &Hand, acts: Vec<Act>) -> Result<Case, Refusal> {
        if case.inspection.state >= InspectionState::Archived {
            return Err(Refusal::WrongState(case.inspection.state));
        }
        let at = micros(self.now);
        for (place, mut act) in acts.into_iter().enumerate() {
            if let Some(role) = hand.role
                && role != policy::speaker(&act)
            {
                return Err(Refusal::OtherRole(policy::speaker(&act)));
            }
            act.tidy(&case.frame).map_err(|fault| Refusal::UnfitAct { at: place, fault })?;
            self.check_days(&act)?;
            let dossier = case.dossier();
            rules::admit(&dossier, &hand.side, &act).map_err(|why| Refusal::NotNow { at: place, why })?;
            let link = self.link(&case, hand, act, at)?;
            store::insert_link(self.tx, case.inspection.id, &link, hand.source, self.now).await?;
            let facts = json!({
                "side": link.side, "serial": link.serial, "act": link.act.kind(), "person": link.person,
                "via": hand.source.via,
            });
            self.note(case.inspection.id, "say", facts).await?;
            case.links.push(link);
        }
        let mut inspection = case.inspection.clone();
        self.keep(&mut inspection, &case.dossier()).await?;
        case.inspection = inspection;
        Ok(case)
    }

    /// The next link of a chain.
    fn link(&self, case: &Case, hand: &Hand, act: Act, at: OffsetDateTime) -> Result<Link, Refusal> {
        let content = serde_json::to_string(&act)
            .map_err(|_| Refusal::unfit("/acts", "含有无法表示的数值", "holds a number that cannot be written"))?;
        let chain = case.chain(&hand.side);
        let said = Said {
            inspection: case.inspection.id,
            side: &hand.side,
            serial: i32::try_from(chain.len()).unwrap_or(i32::MAX).saturating_add(1),
            id: self.ids.next(),
            at,
            person: &hand.person,
            unit: &hand.unit,
            content: &content,
        };
        let digest = said.digest(chain.last().map(|link| &link.digest));
        let (serial, id) = (said.serial, said.id);
        let (side, person, unit) = (hand.side.clone(), hand.person.clone(), hand.unit.clone());
        Ok(Link { side, serial, id, at, person, unit, content, act, digest })
    }

    /// What happened has happened; what is due is not over yet.
    fn check_days(&self, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Fix(Fix { on, .. }) => self.check_day("/on", *on),
            Act::Escalate(escalation) => self.check_day("/on", escalation.on),
            Act::File(filing) => self.check_day("/on", filing.on),
            Act::Find(Issue { due_on, .. }) if *due_on < self.today() => {
                Err(Refusal::unfit("/due_on", "整改期限早于今日", "it is due before today"))
            }
            _ => Ok(()),
        }
    }
}

/// An instant as the database keeps it, so that a digest is the same when it is computed again.
fn micros(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_microsecond(at.microsecond()).unwrap_or(at)
}
