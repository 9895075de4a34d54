//! Statements of repair orders; each does what its name says and decides nothing.

use geo::{Geometry, Point};
use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Filter, Hand, NewFace, Order, OrderId, Part};
use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    signs::{FaceId, SignId},
    statement,
};

/// Enters an order that nobody does yet.
pub(super) async fn insert(tx: &WriteTx, order: &Order) -> Result<(), Error> {
    let face = order.new_face.as_ref();
    let (cause_kind, cause) = order.cause.clone().unzip();
    tx.execute(
        &statement!("insert_order"),
        &[
            &order.id.0,
            &order.number,
            &order.kind,
            &order.sign.0,
            &face.map(|face| face.face.0),
            &face.map(|face| face.text.as_str()),
            &face.and_then(|face| face.pinyin.as_deref()),
            &order.is_dangerous,
            &order.task,
            &cause_kind,
            &cause,
            &order.township_code,
            &order.due_at,
            &order.created_by.0,
            &order.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// Locks an order against other writers and reads it.
pub(super) async fn lock(tx: &WriteTx, id: OrderId) -> Result<Option<Order>, Error> {
    if tx.query_opt(&statement!("lock_order"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// An order.
pub(super) async fn find(tx: &Tx, id: OrderId) -> Result<Option<Order>, Error> {
    Ok(list(tx, &Filter { ids: Some(vec![id.0]), ..Filter::default() }, 1).await?.pop())
}

/// Orders, the newest number first.
pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Order>, Error> {
    let Filter { ids, states, sign, crew, cause, township_code, before } = filter;
    let sign = sign.map(|sign| sign.0);
    let rows =
        tx.query(&statement!("orders"), &[ids, states, &sign, crew, cause, township_code, before, &limit]).await?;
    rows.iter().map(order).collect()
}

/// Keeps what became of an order.
pub(super) async fn save(tx: &WriteTx, order: &mut Order) -> Result<(), Error> {
    let (crew, contractor) = match &order.hand {
        Some(Hand::Crew { id, .. }) => (Some(id.0), None),
        Some(Hand::Contractor(firm)) => (None, Some(firm.as_str())),
        None => (None, None),
    };
    let (done_at, done_by) = order.done.map(|(at, by)| (at, by.0)).unzip();
    let (accepted_at, accepted_by) = order.accepted.map(|(at, by)| (at, by.0)).unzip();
    let row = tx
        .query_one(
            &statement!("save_order"),
            &[
                &order.id.0,
                &order.state,
                &crew,
                &contractor,
                &order.due_at,
                &order.started_at,
                &done_at,
                &done_by,
                &accepted_at,
                &accepted_by,
                &order.cost_fen,
                &order.position_after.map(|position| PgGeometry(Geometry::Point(position))),
                &order.reopened,
            ],
        )
        .await?;
    order.version = row.column("version")?;
    Ok(())
}

/// Keeps the parts that were used, in place of those that were said before.
pub(super) async fn set_parts(tx: &WriteTx, order: OrderId, parts: &[Part]) -> Result<(), Error> {
    tx.execute(&statement!("forget_parts"), &[&order.0]).await?;
    for (position, part) in (1_i32..).zip(parts) {
        let Part { part, quantity, cost_fen } = part;
        tx.execute(&statement!("insert_part"), &[&order.0, &position, part, quantity, cost_fen]).await?;
    }
    Ok(())
}

/// The parts that were used.
pub(super) async fn parts(tx: &Tx, order: OrderId) -> Result<Vec<Part>, Error> {
    let rows = tx.query(&statement!("parts"), &[&order.0]).await?;
    rows.iter()
        .map(|row| {
            Ok(Part { part: row.column("part")?, quantity: row.column("quantity")?, cost_fen: row.column("cost_fen")? })
        })
        .collect()
}

/// The crew with a log-in name, if its account is in use.
pub(super) async fn crew_by_login(tx: &Tx, login: &str) -> Result<Option<UserId>, Error> {
    let row = tx.query_opt(&statement!("crew_by_login"), &[&login]).await?;
    row.map(|row| row.column("user_id").map(UserId)).transpose()
}

fn order(row: &Row) -> Result<Order, Error> {
    let new_face = match (row.column::<Option<Uuid>>("face_id")?, row.column::<Option<String>>("new_text")?) {
        (Some(face), Some(text)) => Some(NewFace { face: FaceId(face), text, pinyin: row.column("new_pinyin")? }),
        _ => None,
    };
    let hand = match (row.column::<Option<Uuid>>("crew_id")?, row.column::<Option<String>>("contractor")?) {
        (Some(id), _) => Some(Hand::Crew { id: UserId(id), login: row.column("crew")? }),
        (None, Some(firm)) => Some(Hand::Contractor(firm)),
        (None, None) => None,
    };
    let stamp = |at: &str, by: &str| -> Result<Option<(OffsetDateTime, UserId)>, Error> {
        let stamp = row.column::<Option<OffsetDateTime>>(at)?.zip(row.column::<Option<Uuid>>(by)?);
        Ok(stamp.map(|(at, by)| (at, UserId(by))))
    };
    let position = row.column::<Option<PgGeometry>>("position_after")?;
    Ok(Order {
        id: OrderId(row.column("order_id")?),
        number: row.column("order_number")?,
        kind: row.column("kind")?,
        state: row.column("state")?,
        sign: SignId(row.column("sign_id")?),
        sign_number: row.column("sign_number")?,
        new_face,
        is_dangerous: row.column("is_dangerous")?,
        task: row.column("task")?,
        cause: row.column::<Option<String>>("cause_kind")?.zip(row.column::<Option<Uuid>>("cause_id")?),
        township_code: row.column("township_code")?,
        due_at: row.column("due_at")?,
        hand,
        started_at: row.column("started_at")?,
        done: stamp("done_at", "done_by")?,
        accepted: stamp("accepted_at", "accepted_by")?,
        cost_fen: row.column("cost_fen")?,
        position_after: position.and_then(|drawn| Point::try_from(drawn.0).ok()),
        reopened: row.column("reopened")?,
        version: row.column("version")?,
        created_by: UserId(row.column("created_by")?),
        created_at: row.column("created_at")?,
    })
}
