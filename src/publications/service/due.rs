//! Answers that are due: an opinion that counts is answered within the office's limit (`obligations`).

use time::Date;

use crate::{
    db::WriteTx,
    kernel::{actor::Role, ids::Ids},
    obligations::{self, LimitKind, New, Subject},
    publications::{Refusal, model::Publication, opinion::OpinionId},
};

/// Makes the answer to an opinion due, counted from the day on which it came to count.
pub(super) async fn open(
    tx: &WriteTx,
    ids: &Ids,
    found: &Publication,
    opinion: OpinionId,
    receipt: &str,
    on: Date,
) -> Result<(), Refusal> {
    let title: String = found.draft.title.chars().take(200).collect();
    let new = New {
        subject: Subject::naming_case(found.draft.subject),
        part: Some(opinion.0),
        kind: LimitKind::OpinionAnswer,
        begins_on: on,
        township_code: None,
        responsible: Role::NamingOfficer,
        label: &format!("{receipt} {title}"),
    };
    obligations::service::open(tx, ids, new).await?;
    Ok(())
}

/// Notes that an opinion was answered. Answers that are corrected later were given the first time.
pub(super) async fn meet(tx: &WriteTx, found: &Publication, opinion: OpinionId, on: Date) -> Result<(), Refusal> {
    let subject = Subject::naming_case(found.draft.subject);
    obligations::service::meet(tx, subject, Some(opinion.0), LimitKind::OpinionAnswer, on).await?;
    Ok(())
}
