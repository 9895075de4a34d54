//! Statements of emergencies, plans and drills; each does what its name says and decides nothing.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Drill, Emergency, Entry, Plan};
use crate::{
    cooperation::{
        Filter,
        store::{self as shared, head, of_json, to_json},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert_plan(tx: &WriteTx, plan: &Plan, by: UserId) -> Result<(), Error> {
    let Plan { id, number, neighbour, title, edition, headquarters, final_report_days, valid_from, .. } = plan;
    let grades = to_json("emergency_plan", &plan.grades)?;
    tx.execute(
        &statement!("insert_plan"),
        &[
            id,
            number,
            neighbour,
            title,
            edition,
            headquarters,
            &grades,
            final_report_days,
            valid_from,
            &by.0,
            &plan.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn plans(tx: &Tx, id: Option<Uuid>) -> Result<Vec<Plan>, Error> {
    let rows = tx.query(&statement!("plans"), &[&id]).await?;
    rows.iter().map(plan).collect()
}

/// The newest edition that holds on a day: the neighbour's own before that for all.
pub(super) async fn plan_in_force(tx: &Tx, neighbour: &str, day: Date) -> Result<Option<Plan>, Error> {
    tx.query_opt(&statement!("plan_in_force"), &[&neighbour, &day]).await?.as_ref().map(plan).transpose()
}

fn plan(row: &Row) -> Result<Plan, Error> {
    Ok(Plan {
        id: row.column("plan_id")?,
        number: row.column("plan_number")?,
        neighbour: row.column("neighbour_code")?,
        title: row.column("title")?,
        edition: row.column("edition")?,
        headquarters: row.column("headquarters")?,
        grades: of_json(row, "emergency_plan", "grades")?,
        final_report_days: row.column("final_report_days")?,
        valid_from: row.column("valid_from")?,
        created_at: row.column("created_at")?,
    })
}

pub(super) async fn insert(tx: &WriteTx, emergency: &Emergency, by: UserId) -> Result<(), Error> {
    let Emergency { head, plan_id, township_code, title, place, description, alerted_at, first_report_due, .. } =
        emergency;
    tx.execute(
        &statement!("insert_emergency"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            plan_id,
            township_code,
            title,
            place,
            description,
            alerted_at,
            first_report_due,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn save(tx: &WriteTx, emergency: &mut Emergency) -> Result<(), Error> {
    let Emergency { head, state, level, latest_at, ended_at, first_report_due, first_report_at, .. } = emergency;
    let (final_report_due, final_report_at) = (emergency.final_report_due, emergency.final_report_at);
    let saved = tx
        .query_one(
            &statement!("save_emergency"),
            &[
                &head.id,
                state,
                level,
                latest_at,
                ended_at,
                first_report_due,
                first_report_at,
                &final_report_due,
                &final_report_at,
                &emergency.aftercare,
                &emergency.review,
            ],
        )
        .await?;
    head.version = saved.column("version")?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_emergency"), id).await
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Emergency>, Error> {
    let rows = shared::list(tx, &statement!("emergencies"), filter, limit).await?;
    rows.iter()
        .map(|row| {
            Ok(Emergency {
                head: head(row)?,
                state: row.column("state")?,
                level: row.column("level")?,
                plan_id: row.column("plan_id")?,
                township_code: row.column("township_code")?,
                title: row.column("title")?,
                place: row.column("place")?,
                description: row.column("description")?,
                alerted_at: row.column("alerted_at")?,
                latest_at: row.column("latest_at")?,
                ended_at: row.column("ended_at")?,
                first_report_due: row.column("first_report_due")?,
                first_report_at: row.column("first_report_at")?,
                final_report_due: row.column("final_report_due")?,
                final_report_at: row.column("final_report_at")?,
                aftercare: row.column("aftercare")?,
                review: row.column("review")?,
            })
        })
        .collect()
}

pub(super) async fn insert_entry(tx: &WriteTx, emergency: Uuid, entry: &Entry) -> Result<(), Error> {
    let Entry { position, kind, at, text, recipient, document_number, entered_by, entered_at } = entry;
    tx.execute(
        &statement!("insert_emergency_entry"),
        &[&emergency, position, kind, at, text, recipient, document_number, entered_by, entered_at],
    )
    .await?;
    Ok(())
}

pub(super) async fn entries(tx: &Tx, emergency: Uuid) -> Result<Vec<Entry>, Error> {
    let rows = tx.query(&statement!("emergency_entries"), &[&emergency]).await?;
    rows.iter()
        .map(|row| {
            Ok(Entry {
                position: row.column("position")?,
                kind: row.column("kind")?,
                at: row.column("at")?,
                text: row.column("text")?,
                recipient: row.column("recipient")?,
                document_number: row.column("document_number")?,
                entered_by: row.column("entered_by")?,
                entered_at: row.column("entered_at")?,
            })
        })
        .collect()
}

pub(super) async fn insert_drill(tx: &WriteTx, drill: &Drill, by: UserId) -> Result<(), Error> {
    let Drill { head, plan_id, held_on, scenario, participants, findings, improvement } = drill;
    let participants = to_json("drill", participants)?;
    tx.execute(
        &statement!("insert_drill"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            plan_id,
            held_on,
            scenario,
            &participants,
            findings,
            improvement,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn drills(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Drill>, Error> {
    let rows = shared::list(tx, &statement!("drills"), filter, limit).await?;
    rows.iter()
        .map(|row| {
            Ok(Drill {
                head: head(row)?,
                plan_id: row.column("plan_id")?,
                held_on: row.column("held_on")?,
                scenario: row.column("scenario")?,
                participants: of_json(row, "drill", "participants")?,
                findings: row.column("findings")?,
                improvement: row.column("improvement")?,
            })
        })
        .collect()
}
