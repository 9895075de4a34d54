//! Statements of meetings; each does what its name says and decides nothing.

use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Decision, Meeting, NewDecision, OurWord, Outcome, TheirWord};
use crate::{
    cooperation::{
        Filter,
        store::{self as shared, head, of_json, to_json},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::{actor::UserId, dates::office_date},
    statement,
};

pub(super) async fn insert(tx: &WriteTx, meeting: &Meeting, by: UserId) -> Result<(), Error> {
    let Meeting { head, kind, title, host, planned_on, place, agenda, .. } = meeting;
    tx.execute(
        &statement!("insert_meeting"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            kind,
            title,
            host,
            planned_on,
            place,
            agenda,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps what became of a meeting; `ours_by` is the account that confirms for this side now.
pub(super) async fn save(tx: &WriteTx, meeting: &mut Meeting, ours_by: Option<UserId>) -> Result<(), Error> {
    let attendance = to_json("meeting", &meeting.attendance)?;
    let Meeting { head, state, invited_on, invitation_number, held_on, minutes, theirs, ended_on, end_reason, .. } =
        meeting;
    let ours_on = meeting.ours.as_ref().map(|word| word.on);
    let saved = tx
        .query_one(
            &statement!("save_meeting"),
            &[
                &head.id,
                state,
                invited_on,
                invitation_number,
                held_on,
                &attendance,
                minutes,
                &ours_by.map(|by| by.0),
                &ours_on,
                &theirs.as_ref().map(|word| &word.by),
                &theirs.as_ref().map(|word| word.on),
                &theirs.as_ref().and_then(|word| word.document_number.as_ref()),
                &theirs.as_ref().and_then(|word| word.digest.as_ref()),
                ended_on,
                end_reason,
            ],
        )
        .await?;
    head.version = saved.column("version")?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_meeting"), id).await
}

pub(super) async fn find(tx: &Tx, id: Uuid) -> Result<Option<Meeting>, Error> {
    Ok(list(tx, &Filter::one(id), 1).await?.pop())
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Meeting>, Error> {
    let rows = shared::list(tx, &statement!("meetings"), filter, limit).await?;
    rows.iter().map(meeting).collect()
}

fn meeting(row: &Row) -> Result<Meeting, Error> {
    let ours = row.column::<Option<String>>("ours_by")?.zip(row.column::<Option<Date>>("ours_on")?);
    let theirs = row.column::<Option<String>>("theirs_by")?.zip(row.column::<Option<Date>>("theirs_on")?);
    let theirs = theirs.map(|(by, on)| {
        Ok::<_, Error>(TheirWord {
            by,
            on,
            document_number: row.column("theirs_document")?,
            digest: row.column("theirs_digest")?,
        })
    });
    Ok(Meeting {
        head: head(row)?,
        kind: row.column("kind")?,
        state: row.column("state")?,
        title: row.column("title")?,
        host: row.column("host")?,
        planned_on: row.column("planned_on")?,
        place: row.column("place")?,
        agenda: row.column("agenda")?,
        invited_on: row.column("invited_on")?,
        invitation_number: row.column("invitation_number")?,
        held_on: row.column("held_on")?,
        attendance: of_json(row, "meeting", "attendance")?,
        minutes: row.column("minutes")?,
        ours: ours.map(|(by, on)| OurWord { by, on }),
        theirs: theirs.transpose()?,
        ended_on: row.column("ended_on")?,
        end_reason: row.column("end_reason")?,
    })
}

pub(super) async fn insert_decision(
    tx: &WriteTx,
    id: Uuid,
    meeting: Uuid,
    position: i32,
    new: &NewDecision,
) -> Result<(), Error> {
    let NewDecision { text, owner, side, due_on } = new;
    tx.execute(&statement!("insert_decision"), &[&id, &meeting, &position, text, owner, side, due_on]).await?;
    Ok(())
}

/// Gives a decision other words; one that was struck out is open again.
pub(super) async fn reword_decision(tx: &WriteTx, id: Uuid, new: &NewDecision) -> Result<(), Error> {
    let NewDecision { text, owner, side, due_on } = new;
    tx.execute(&statement!("reword_decision"), &[&id, text, owner, side, due_on]).await?;
    Ok(())
}

pub(super) async fn end_decision(tx: &WriteTx, id: Uuid, outcome: &Outcome, today: Date) -> Result<(), Error> {
    let (done_on, result, dropped_on, reason) = match outcome {
        Outcome::Done(on, result) => (Some(*on), result.as_deref(), None, None),
        Outcome::Dropped(reason) => (None, None, Some(today), Some(reason.as_str())),
    };
    tx.execute(&statement!("end_decision"), &[&id, &done_on, &result, &dropped_on, &reason]).await?;
    Ok(())
}

pub(super) async fn decisions(tx: &Tx, meeting: Uuid) -> Result<Vec<Decision>, Error> {
    let rows = tx.query(&statement!("decisions"), &[&meeting]).await?;
    rows.iter()
        .map(|row| {
            Ok(Decision {
                id: row.column("decision_id")?,
                position: row.column("position")?,
                text: row.column("text")?,
                owner: row.column("owner")?,
                side: row.column("side")?,
                due_on: row.column("due_on")?,
                done_on: row.column("done_on")?,
                result: row.column("result")?,
                dropped_on: row.column("dropped_on")?,
                drop_reason: row.column("drop_reason")?,
            })
        })
        .collect()
}

/// The last regular meeting with a neighbour.
#[derive(Debug)]
pub(super) struct LastMeeting {
    pub(super) neighbour: String,
    pub(super) neighbour_name: String,
    pub(super) months: i32,
    /// Civil day on which the neighbour was entered.
    pub(super) known_since: Date,
    pub(super) held_on: Option<Date>,
    /// Number of one that is planned.
    pub(super) planned: Option<String>,
}

pub(super) async fn last_meetings(tx: &Tx) -> Result<Vec<LastMeeting>, Error> {
    let rows = tx.query(&statement!("last_meetings"), &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(LastMeeting {
                neighbour: row.column("neighbour_code")?,
                neighbour_name: row.column("name")?,
                months: row.column("meeting_months")?,
                known_since: office_date(row.column::<OffsetDateTime>("created_at")?),
                held_on: row.column("held_on")?,
                planned: row.column("planned")?,
            })
        })
        .collect()
}
