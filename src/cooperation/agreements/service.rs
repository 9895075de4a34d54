//! Use cases of agreements. The caller opens the transaction of each and commits it.

use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::{
    codes::AgreementState,
    model::{Agreement, NewAgreement, Signature},
    store,
};
use crate::{
    cooperation::{
        Clerk, Filter, Noun, Refusal,
        clerk::{check_version, wrong_state},
    },
    db::tx::Tx,
    kernel::text::Text,
};

const NOUN: Noun = Noun::Agreement;

/// How an agreement is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Civil day on which both had signed.
    pub on: Date,
    /// Who signed for the neighbour.
    pub theirs: String,
    /// Number of the signed paper.
    pub document_number: String,
}

impl Clerk<'_> {
    /// Drafts an agreement.
    pub async fn draft_agreement(&self, new: NewAgreement) -> Result<Agreement, Refusal> {
        self.check_agreement(&new).await?;
        let entry = self.enter("XY", new.scope.clone()).await?;
        let id = entry.head.id;
        store::insert(self.tx, &entry.head, &new, entry.by).await?;
        let facts = json!({ "neighbour": new.scope.neighbour, "renews": new.renews });
        self.begin(NOUN, id, "draft", AgreementState::Draft.code(), facts).await?;
        find(self.tx, id).await
    }

    /// Drafts it anew, with the same neighbour; what was signed is not changed.
    pub async fn redraft_agreement(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        new: NewAgreement,
    ) -> Result<Agreement, Refusal> {
        let agreement = self.lock_draft(id, based_on, ("redraft", Text::new("修改", "be drafted anew"))).await?;
        if new.scope.neighbour != agreement.head.neighbour || new.renews == Some(id) {
            return Err(Refusal::unfit("/neighbour", "草案的邻方不能更换", "a draft stays with its neighbour"));
        }
        self.check_agreement(&new).await?;
        if !crate::cooperation::store::scope(self.tx, &new.scope).await?.1 {
            return Err(Refusal::OtherLine);
        }
        store::save(self.tx, id, &new).await?;
        self.note(NOUN, id, "redraft", [AgreementState::Draft.code(); 2], json!({})).await?;
        find(self.tx, id).await
    }

    /// The leader signs, and says who signed for the neighbour and on which paper.
    pub async fn sign_agreement(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        signing: Signing,
    ) -> Result<Agreement, Refusal> {
        let mut agreement = self.lock_draft(id, based_on, ("sign", Text::new("签订", "be signed"))).await?;
        self.check_day("/on", signing.on, None)?;
        let Signing { on, theirs, document_number } = signing;
        let (by, who) = (self.actor.label().to_owned(), self.who()?);
        let signature = Signature { on, by, theirs, document_number };
        store::sign(self.tx, id, &signature, who).await?;
        agreement.signature = Some(signature);
        let to = agreement.state_on(self.today());
        let facts = json!({ "on": on, "document_number": agreement.signature.as_ref().map(|s| &s.document_number) });
        self.note(NOUN, id, "sign", [AgreementState::Draft.code(), to.code()], facts).await?;
        find(self.tx, id).await
    }

    /// A renewal follows a signed agreement with the same neighbour, and begins after it.
    async fn check_agreement(&self, new: &NewAgreement) -> Result<(), Refusal> {
        if new.valid_to < new.valid_from {
            return Err(Refusal::DayOutOfOrder {
                pointer: "/valid_to",
                day: new.valid_to,
                not_before: Some(new.valid_from),
                not_after: None,
            });
        }
        let Some(renews) = new.renews else { return Ok(()) };
        let before = store::list(self.tx, &Filter::one(renews), 1).await?.pop();
        let fits = |before: &Agreement| {
            before.signature.is_some()
                && before.head.neighbour == new.scope.neighbour
                && before.valid_from < new.valid_from
        };
        if before.as_ref().is_some_and(fits) {
            return Ok(());
        }
        Err(Refusal::NoSuch { pointer: "/renews", noun: NOUN })
    }

    async fn lock_draft(
        &self,
        id: Uuid,
        based_on: Option<i64>,
        action: (&'static str, Text),
    ) -> Result<Agreement, Refusal> {
        store::lock(self.tx, id).await?;
        let agreement = find(self.tx, id).await?;
        check_version(agreement.head.version, based_on)?;
        match agreement.state_on(self.today()) {
            AgreementState::Draft => Ok(agreement),
            state => Err(wrong_state(NOUN, (state.code(), state.title()), action)),
        }
    }
}

/// An agreement.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Agreement, Refusal> {
    store::list(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown(NOUN))
}

/// Agreements, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Agreement>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}
