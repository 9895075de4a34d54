//! Statements of prevention; each does what its name says and decides nothing.

use geo::{Geometry, Point};
use uuid::Uuid;

use super::model::{RiskPoint, Screening};
use crate::{
    cooperation::{
        Filter,
        store::{self as shared, head, of_json, to_json},
    },
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert_screening(tx: &WriteTx, screening: &Screening, by: UserId) -> Result<(), Error> {
    let Screening { head, kind, held_on, route, participants, findings } = screening;
    let participants = to_json("screening", participants)?;
    tx.execute(
        &statement!("insert_screening"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            kind,
            held_on,
            route,
            &participants,
            findings,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn screenings(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Screening>, Error> {
    let rows = shared::list(tx, &statement!("screenings"), filter, limit).await?;
    rows.iter()
        .map(|row| {
            Ok(Screening {
                head: head(row)?,
                kind: row.column("kind")?,
                held_on: row.column("held_on")?,
                route: row.column("route")?,
                participants: of_json(row, "screening", "participants")?,
                findings: row.column("findings")?,
            })
        })
        .collect()
}

pub(super) async fn insert_risk(tx: &WriteTx, risk: &RiskPoint, by: UserId) -> Result<(), Error> {
    let RiskPoint { head, township_code, screening_id, place, position, description, grade, found_on, .. } = risk;
    let position = position.map(|position| PgGeometry(Geometry::Point(position)));
    tx.execute(
        &statement!("insert_risk_point"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            township_code,
            screening_id,
            place,
            &position,
            description,
            grade,
            found_on,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn save_risk(tx: &WriteTx, risk: &mut RiskPoint) -> Result<(), Error> {
    let RiskPoint { head, state, grade, measures, owner, review_on, ended_on, end_reason, .. } = risk;
    let saved = tx
        .query_one(
            &statement!("save_risk_point"),
            &[&head.id, state, grade, measures, owner, review_on, ended_on, end_reason],
        )
        .await?;
    head.version = saved.column("version")?;
    Ok(())
}

pub(super) async fn lock_risk(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_risk_point"), id).await
}

pub(super) async fn risk_points(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<RiskPoint>, Error> {
    let rows = shared::list(tx, &statement!("risk_points"), filter, limit).await?;
    rows.iter()
        .map(|row| {
            let position = row.column::<Option<PgGeometry>>("geom")?;
            Ok(RiskPoint {
                head: head(row)?,
                state: row.column("state")?,
                township_code: row.column("township_code")?,
                screening_id: row.column("screening_id")?,
                place: row.column("place")?,
                position: position.and_then(|drawn| Point::try_from(drawn.0).ok()),
                description: row.column("description")?,
                grade: row.column("grade")?,
                measures: row.column("measures")?,
                owner: row.column("owner")?,
                found_on: row.column("found_on")?,
                review_on: row.column("review_on")?,
                ended_on: row.column("ended_on")?,
                end_reason: row.column("end_reason")?,
            })
        })
        .collect()
}
