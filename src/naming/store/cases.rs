//! Cases.

use tokio_postgres::Row;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    naming::{
        model::{CaseDraft, CaseId, CaseSummary, NamingCase},
        service::Filter,
        state::{CaseState, Resting, StateCode},
    },
    publications::PublicationId,
    statement,
};

/// The next number of a year; other openings wait until this one ends.
pub(in crate::naming) async fn next_number(tx: &WriteTx, year: i32) -> Result<String, Error> {
    let last: i32 = tx.query_one(&statement!("next_case_number"), &[&year]).await?.column("last")?;
    Ok(format!("{year:04}-{last:04}"))
}

/// Whether `text` may be the number of a case.
pub(in crate::naming) fn is_number(text: &str) -> bool {
    let digits = |part: &str, least| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 16 && text.split_once('-').is_some_and(|(year, serial)| digits(year, 4) && digits(serial, 4))
}

/// Enters a case.
pub(in crate::naming) async fn insert(tx: &WriteTx, case: &NamingCase) -> Result<(), Error> {
    let NamingCase { id, number, draft, since, created_by, created_at, .. } = case;
    let CaseDraft { case_type, title, applicant, township_code, reasons } = draft;
    tx.execute(
        &statement!("insert_case"),
        &[&id.0, number, case_type, since, title, applicant, township_code, reasons, &created_by.0, created_at],
    )
    .await?;
    Ok(())
}

/// A case, locked against other writers.
pub(in crate::naming) async fn lock(tx: &WriteTx, id: CaseId) -> Result<Option<NamingCase>, Error> {
    // What is read must be read after the lock: a statement that waits for one still sees what it saw before.
    if tx.query_opt(&statement!("lock_case"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// A case.
pub(in crate::naming) async fn find(tx: &Tx, id: CaseId) -> Result<Option<NamingCase>, Error> {
    tx.query_opt(&statement!("case"), &[&id.0]).await?.as_ref().map(read).transpose()
}

/// Keeps what changed of a locked case; its version counts up.
pub(in crate::naming) async fn save(tx: &WriteTx, case: &mut NamingCase) -> Result<(), Error> {
    let (suspended_from, objection_upheld) = carried(case.state);
    let CaseDraft { title, applicant, township_code, reasons, .. } = &case.draft;
    let row = tx
        .query_one(
            &statement!("save_case"),
            &[
                &case.id.0,
                &case.state.code(),
                &case.since,
                &suspended_from,
                &objection_upheld,
                &case.notice.map(|notice| notice.0),
                title,
                applicant,
                township_code,
                reasons,
            ],
        )
        .await?;
    case.version = row.column("version")?;
    Ok(())
}

/// Cases, the newest number first.
pub(in crate::naming) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<CaseSummary>, Error> {
    let Filter { states, case_type, township_code, text, before } = filter;
    let rows = tx.query(&statement!("cases"), &[states, case_type, township_code, text, before, &limit]).await?;
    rows.iter().map(summary).collect()
}

fn summary(row: &Row) -> Result<CaseSummary, Error> {
    Ok(CaseSummary {
        id: CaseId(row.column("case_id")?),
        number: row.column("case_number")?,
        case_type: row.column("type")?,
        state: row.column("state")?,
        since: row.column("since")?,
        title: row.column("title")?,
        applicant: row.column("applicant")?,
        township_code: row.column("township_code")?,
        items: row.column("items")?,
        notice_id: row.column("notice_id")?,
    })
}

fn read(row: &Row) -> Result<NamingCase, Error> {
    Ok(NamingCase {
        id: CaseId(row.column("case_id")?),
        number: row.column("case_number")?,
        draft: CaseDraft {
            case_type: row.column("type")?,
            title: row.column("title")?,
            applicant: row.column("applicant")?,
            township_code: row.column("township_code")?,
            reasons: row.column("reasons")?,
        },
        state: state(row.column("state")?, row.column("suspended_from")?, row.column("objection_upheld")?)?,
        since: row.column("since")?,
        notice: row.column::<Option<uuid::Uuid>>("notice_id")?.map(PublicationId),
        has_approved: row.column("has_approved")?,
        version: row.column("version")?,
        created_by: UserId(row.column("created_by")?),
        created_at: row.column("created_at")?,
    })
}

/// The columns of what a state carries: where a suspended case goes on, and whether an objection was upheld.
fn carried(state: CaseState) -> (Option<StateCode>, bool) {
    match state {
        CaseState::Suspended { from } => (Some(from.state().code()), carried(from.state()).1),
        CaseState::Argued { objection_upheld } => (None, objection_upheld),
        _ => (None, false),
    }
}

/// The state that the columns of a row hold.
fn state(code: StateCode, suspended_from: Option<StateCode>, objection_upheld: bool) -> Result<CaseState, Error> {
    let senseless = || Error::Inconsistent {
        table: "naming_case",
        reason: format!("{code}, suspended from {suspended_from:?}, objection upheld: {objection_upheld}"),
    };
    Ok(match (code, suspended_from) {
        (StateCode::Draft, None) => CaseState::Draft,
        (StateCode::Submitted, None) => CaseState::Submitted,
        (StateCode::Returned, None) => CaseState::Returned,
        (StateCode::Accepted, None) => CaseState::Accepted,
        (StateCode::Surveyed, None) => CaseState::Surveyed,
        (StateCode::Consulted, None) => CaseState::Consulted,
        (StateCode::Argued, None) => CaseState::Argued { objection_upheld },
        (StateCode::InNotice, None) => CaseState::InNotice,
        (StateCode::NoticeDone, None) => CaseState::NoticeDone,
        (StateCode::Reported, None) => CaseState::Reported,
        (StateCode::Approved, None) => CaseState::Approved,
        (StateCode::Recorded, None) => CaseState::Recorded,
        (StateCode::Closed, None) => CaseState::Closed,
        (StateCode::Rejected, None) => CaseState::Rejected,
        (StateCode::Withdrawn, None) => CaseState::Withdrawn,
        (StateCode::Lapsed, None) => CaseState::Lapsed,
        (StateCode::Revoked, None) => CaseState::Revoked,
        (StateCode::Suspended, Some(from)) => CaseState::Suspended {
            from: match from {
                StateCode::Submitted => Resting::Submitted,
                StateCode::Accepted => Resting::Accepted,
                StateCode::Surveyed => Resting::Surveyed,
                StateCode::Consulted => Resting::Consulted,
                StateCode::Argued => Resting::Argued { objection_upheld },
                StateCode::NoticeDone => Resting::NoticeDone,
                StateCode::Reported => Resting::Reported,
                _ => return Err(senseless()),
            },
        },
        _ => return Err(senseless()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_from_its_columns() {
        for known in CaseState::ALL {
            let (suspended_from, objection_upheld) = carried(*known);
            assert_eq!(state(known.code(), suspended_from, objection_upheld).unwrap(), *known);
        }
        assert!(state(StateCode::Suspended, None, false).is_err());
        assert!(state(StateCode::Suspended, Some(StateCode::InNotice), false).is_err());
        assert!(state(StateCode::Draft, Some(StateCode::Submitted), false).is_err());
    }
}
