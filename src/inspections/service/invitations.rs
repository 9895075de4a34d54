//! Inviting the neighbour, and taking an invitation back.

use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Case, Inspector, find};
use crate::{
    db::tx::Tx,
    inspections::{
        Refusal,
        codes::InspectionState,
        invitation::{Invitation, LONGEST, Token},
        store,
    },
};

/// Somebody of the neighbour's office who came by an invitation that is open.
#[derive(Debug, Clone)]
pub struct Guest {
    /// The invitation.
    pub invitation: Invitation,
    /// Its inspection.
    pub case: Case,
}

impl Inspector<'_> {
    /// Invites somebody of the neighbour's office; the secret is told once.
    pub async fn invite(
        &self,
        id: Uuid,
        (person, unit): (String, String),
        expires_at: OffsetDateTime,
    ) -> Result<(Invitation, Token), Refusal> {
        let by = self.who()?;
        let case = self.take(id, None).await?;
        if case.inspection.state >= InspectionState::Filed {
            return Err(Refusal::WrongState(case.inspection.state));
        }
        if expires_at <= self.now || expires_at > self.now + LONGEST {
            return Err(Refusal::unfit(
                "/expires_at",
                "须在现在之后、180 天之内",
                "takes an instant within the next 180 days",
            ));
        }
        let token = Token::draw().map_err(|_| Refusal::NoKey)?;
        let invitation = Invitation {
            id: self.ids.next(),
            inspection: id,
            token_digest: token.digest(),
            person,
            unit,
            made_by: self.actor.label().to_owned(),
            made_at: self.now,
            expires_at,
            revoked_at: None,
            revoke_reason: None,
            last_used_at: None,
        };
        store::insert_invitation(self.tx, &invitation, by).await?;
        let facts = json!({ "invitation": invitation.id, "unit": invitation.unit });
        self.note(id, "invite", facts).await?;
        Ok((invitation, token))
    }

    /// Takes an invitation back.
    pub async fn revoke_invitation(
        &self,
        id: Uuid,
        invitation: Uuid,
        reason: &str,
    ) -> Result<Vec<Invitation>, Refusal> {
        self.take(id, None).await?;
        let known = store::invitations(self.tx, id).await?.into_iter().find(|known| known.id == invitation);
        let known = known.ok_or_else(|| Refusal::unknown_thing("邀请", "invitation"))?;
        if known.revoked_at.is_none() {
            store::revoke_invitation(self.tx, invitation, self.now, reason).await?;
            self.note(id, "revoke_invitation", json!({ "invitation": invitation, "reason": reason })).await?;
        }
        Ok(store::invitations(self.tx, id).await?)
    }
}

/// Invitations to an inspection.
pub async fn invitations(tx: &Tx, id: Uuid) -> Result<Vec<Invitation>, Refusal> {
    Ok(store::invitations(tx, id).await?)
}

/// Whoever presents the secret of an open invitation, with the inspection that it opens.
pub async fn opened(tx: &Tx, token: &Token, now: OffsetDateTime) -> Result<Guest, Refusal> {
    let known = store::invitation_of(tx, &token.digest()).await?;
    let invitation = known.filter(|known| known.is_open(now)).ok_or(Refusal::ClosedInvitation)?;
    let case = find(tx, invitation.inspection).await?;
    Ok(Guest { invitation, case })
}
