//! The declaration that the boundaries kept here come from an officially approved source. Without one, no boundary is
//! public (R353 art. 14, 18: lines are drawn by the official line drawings, and not otherwise).

use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::SOURCE;
use crate::{
    boundaries::{Refusal, store},
    db::tx::Tx,
    records::{Pen, Step, Subject},
};

/// A source that is to be declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// What it is, such as the detailed map of a notice.
    pub title: String,
    /// Who published or examined it.
    pub authority: String,
    /// Number of the notice or of the map examination.
    pub document: String,
    /// Made for demonstration; maps say so.
    pub illustrative: bool,
}

/// The source in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Identifier.
    pub id: Uuid,
    /// What it is.
    pub declared: NewSource,
    /// Civil day of the declaration.
    pub declared_on: Date,
}

/// Declares a source; from then on boundaries are public.
pub async fn declare(pen: &Pen<'_>, new: NewSource) -> Result<Source, Refusal> {
    let (id, declared_on) = (pen.ids.next(), pen.today());
    let facts = json!({ "title": new.title, "authority": new.authority, "document": new.document });
    let source = Source { id, declared: new, declared_on };
    store::declare_source(pen.tx, &source).await?;
    pen.append(Subject { kind: SOURCE, id }, Step::begins("declare", "declared"), facts).await?;
    Ok(source)
}

/// Takes the declaration back; from then on no boundary is public.
pub async fn withdraw(pen: &Pen<'_>, reason: &str) -> Result<(), Refusal> {
    let id = store::withdraw_source(pen.tx, pen.today()).await?.ok_or(Refusal::NothingDeclared)?;
    let step = Step { kind: "withdraw", from: Some("declared"), to: Some("withdrawn") };
    Ok(pen.append(Subject { kind: SOURCE, id }, step, json!({ "reason": reason })).await?)
}

/// The source in force, if one is declared.
pub async fn declared(tx: &Tx) -> Result<Option<Source>, Refusal> {
    Ok(store::public_source(tx).await?)
}
