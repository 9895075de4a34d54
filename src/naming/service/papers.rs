//! Papers of a case.

use serde_json::json;

use super::desk::{Desk, subject};
use crate::{
    naming::{
        Refusal,
        model::{CaseId, PaperKind},
        policy, store,
    },
    records::{self, Attachment, NewAttachment},
};

/// What the record calls the adding of a paper.
const ATTACH: &str = "attach";

/// Adds a paper to a case, whatever its state: what comes later belongs to it, too.
pub async fn attach(
    desk: &Desk<'_>,
    id: CaseId,
    kind: PaperKind,
    title: String,
    media_type: String,
    content: Vec<u8>,
) -> Result<Attachment, Refusal> {
    // Locked, so that no step runs beside it that asks for papers.
    let case = store::cases::lock(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    policy::may_attach(&desk.officer, &case)?;
    let new = NewAttachment { kind: kind.code().to_owned(), title, media_type, content };
    let paper = records::attach(desk.tx, desk.ids, desk.actor, desk.now, subject(id), new).await?;
    let facts = json!({ "attachment_id": paper.id, "kind": paper.kind, "title": paper.title, "sha256": paper.sha256 });
    desk.append(id, ATTACH, Some(case.state.code()), case.state.code(), facts).await?;
    Ok(paper)
}
