//! Statements of damage reports; each does what its name says and decides nothing.

use geo::{Geometry, Point};
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Filter, Fix, Report, ReportId};
use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::{actor::UserId, crs::SourceCrs},
    signs::{FaceId, SignId, repair::OrderId},
    statement,
};

/// Enters a report.
pub(in crate::signs) async fn insert(tx: &WriteTx, report: &Report) -> Result<(), Error> {
    let (position, accuracy_m, stated_crs) = match report.fix {
        Some(fix) => (Some(PgGeometry(Geometry::Point(fix.position))), fix.accuracy_m, Some(fix.stated_crs.code())),
        None => (None, None, None),
    };
    tx.execute(
        &statement!("insert_report"),
        &[
            &report.id.0,
            &report.number,
            &report.state,
            &report.source,
            &report.damage,
            &report.severity,
            &report.sign.map(|sign| sign.0),
            &report.face.map(|face| face.0),
            &report.location,
            &report.description,
            &position,
            &accuracy_m,
            &stated_crs,
            &report.township_code,
            &report.seen_at,
            &report.received_at,
            &report.reported_by.map(|user| user.0),
        ],
    )
    .await?;
    Ok(())
}

/// Locks a report against other writers and reads it.
pub(in crate::signs) async fn lock(tx: &WriteTx, id: ReportId) -> Result<Option<Report>, Error> {
    if tx.query_opt(&statement!("lock_report"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// A report.
pub(in crate::signs) async fn find(tx: &Tx, id: ReportId) -> Result<Option<Report>, Error> {
    Ok(list(tx, &Filter { ids: Some(vec![id.0]), ..Filter::default() }, 1).await?.pop())
}

/// Reports, the newest number first.
pub(in crate::signs) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Report>, Error> {
    let Filter { ids, states, damage, signs, order, township_code, before } = filter;
    let order = order.map(|order| order.0);
    let rows =
        tx.query(&statement!("reports"), &[ids, states, damage, signs, &order, township_code, before, &limit]).await?;
    rows.iter().map(report).collect()
}

/// Keeps what became of a report.
pub(in crate::signs) async fn save(tx: &WriteTx, report: &mut Report) -> Result<(), Error> {
    let row = tx
        .query_one(
            &statement!("save_report"),
            &[
                &report.id.0,
                &report.state,
                &report.damage,
                &report.severity,
                &report.sign.map(|sign| sign.0),
                &report.face.map(|face| face.0),
                &report.same_as.map(|same| same.0),
                &report.forwarded_to,
                &report.order.map(|order| order.0),
                &report.ended_on,
                &report.township_code,
            ],
        )
        .await?;
    report.version = row.column("version")?;
    Ok(())
}

fn report(row: &Row) -> Result<Report, Error> {
    let position = row.column::<Option<PgGeometry>>("geom")?.and_then(|drawn| Point::try_from(drawn.0).ok());
    let crs: Option<String> = row.column("stated_crs")?;
    let crs = crs.and_then(|code| code.parse().ok()).unwrap_or(SourceCrs::Cgcs2000);
    let accuracy_m = row.column("accuracy_m")?;
    Ok(Report {
        id: ReportId(row.column("report_id")?),
        number: row.column("report_number")?,
        state: row.column("state")?,
        source: row.column("source")?,
        damage: row.column("damage")?,
        severity: row.column("severity")?,
        sign: row.column::<Option<Uuid>>("sign_id")?.map(SignId),
        sign_number: row.column("sign_number")?,
        face: row.column::<Option<Uuid>>("face_id")?.map(FaceId),
        location: row.column("location")?,
        description: row.column("description")?,
        fix: position.map(|position| Fix { position, accuracy_m, stated_crs: crs }),
        township_code: row.column("township_code")?,
        same_as: row.column::<Option<Uuid>>("same_as")?.map(ReportId),
        forwarded_to: row.column("forwarded_to")?,
        order: row.column::<Option<Uuid>>("order_id")?.map(OrderId),
        seen_at: row.column("seen_at")?,
        received_at: row.column("received_at")?,
        ended_on: row.column("ended_on")?,
        reported_by: row.column::<Option<Uuid>>("reported_by")?.map(UserId),
        version: row.column("version")?,
    })
}
