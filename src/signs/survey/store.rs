//! Statements of surveys; each does what its name says and decides nothing.

use geo::Geometry;
use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Campaign, CampaignId, NewCampaign, Stop, StreetProgress, Streets, Visit};
use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    signs::{
        SignId,
        store::{point, position},
    },
    statement,
};

/// Enters a campaign without streets and crew.
pub(super) async fn insert(
    tx: &WriteTx,
    (id, number): (CampaignId, &str),
    new: &NewCampaign,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    let area = match &new.streets {
        Streets::Within(area) => Some(PgGeometry(Geometry::MultiPolygon(area.clone()))),
        Streets::Listed(_) | Streets::BuiltUp => None,
    };
    tx.execute(
        &statement!("insert_campaign"),
        &[&id.0, &number, &new.title, &new.starts_on, &new.ends_on, &area, &by.0, &at],
    )
    .await?;
    Ok(())
}

/// Enters the streets of a campaign; tells how many there are.
pub(super) async fn insert_streets(tx: &WriteTx, id: CampaignId, streets: &Streets, day: Date) -> Result<u64, Error> {
    match streets {
        Streets::Listed(listed) => tx.execute(&statement!("list_streets"), &[&id.0, listed]).await,
        Streets::Within(_) => tx.execute(&statement!("streets_within"), &[&id.0, &day]).await,
        Streets::BuiltUp => tx.execute(&statement!("streets_built_up"), &[&id.0, &day]).await,
    }
}

/// Enters one who walks a campaign; `false` when nobody of a crew has this log-in name.
pub(super) async fn insert_walker(tx: &WriteTx, id: CampaignId, login: &str) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("insert_walker"), &[&id.0, &login]).await? == 1)
}

/// Locks a campaign against other writers and reads it.
pub(super) async fn lock(tx: &WriteTx, id: CampaignId) -> Result<Option<Campaign>, Error> {
    if tx.query_opt(&statement!("lock_campaign"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// A campaign.
pub(super) async fn find(tx: &Tx, id: CampaignId) -> Result<Option<Campaign>, Error> {
    Ok(list(tx, Some(vec![id.0]), None, 1).await?.pop())
}

/// Campaigns, the newest number first.
pub(super) async fn list(
    tx: &Tx,
    ids: Option<Vec<Uuid>>,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Campaign>, Error> {
    let rows = tx.query(&statement!("campaigns"), &[&ids, &before, &limit]).await?;
    rows.iter().map(campaign).collect()
}

/// The campaigns that an account walks and that are open.
pub(super) async fn open_of(tx: &Tx, user: UserId) -> Result<Vec<CampaignId>, Error> {
    let rows = tx.query(&statement!("open_campaigns"), &[&user.0]).await?;
    rows.iter().map(|row| Ok(CampaignId(row.column("campaign_id")?))).collect()
}

/// The streets that a campaign walks.
pub(super) async fn streets_walked(tx: &Tx, id: CampaignId) -> Result<Vec<Uuid>, Error> {
    let rows = tx.query(&statement!("streets_walked"), &[&id.0]).await?;
    rows.iter().map(|row| row.column("street_id")).collect()
}

/// The signs on them that are there or planned.
pub(super) async fn signs_walked(tx: &Tx, id: CampaignId) -> Result<Vec<SignId>, Error> {
    let rows = tx.query(&statement!("signs_walked"), &[&id.0]).await?;
    rows.iter().map(|row| Ok(SignId(row.column("sign_id")?))).collect()
}

/// Closes a campaign.
pub(super) async fn close(tx: &WriteTx, id: CampaignId, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("close_campaign"), &[&id.0, &on]).await?;
    Ok(())
}

/// Enters a visit; `false` when one is kept under this id already.
pub(super) async fn insert_visit(tx: &WriteTx, visit: &Visit) -> Result<bool, Error> {
    let (there, accuracy_m) = (visit.fix.map(|fix| point(fix.position)), visit.fix.and_then(|fix| fix.accuracy_m));
    let inserted = tx
        .execute(
            &statement!("insert_visit"),
            &[
                &visit.id.0,
                &visit.campaign.map(|campaign| campaign.0),
                &visit.sign.0,
                &visit.condition,
                &visit.note,
                &visit.seen_at,
                &visit.received_at,
                &visit.visited_by.0,
                &there,
                &accuracy_m,
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Whether the visit that is kept under the id of this one is this one.
pub(super) async fn is_same(tx: &Tx, visit: &Visit) -> Result<bool, Error> {
    let campaign = visit.campaign.map(|campaign| campaign.0);
    tx.query_one(
        &statement!("is_same_visit"),
        &[&visit.id.0, &campaign, &visit.sign.0, &visit.condition, &visit.seen_at, &visit.visited_by.0],
    )
    .await?
    .column("same")
}

/// How far each street of a campaign is.
pub(super) async fn progress(tx: &Tx, id: CampaignId, day: Date) -> Result<Vec<StreetProgress>, Error> {
    let rows = tx.query(&statement!("progress"), &[&id.0, &day]).await?;
    let street = |row: &Row| {
        Ok(StreetProgress {
            street: row.column("street_id")?,
            name: row.column("name")?,
            township_code: row.column("township_code")?,
            signs: row.column("signs")?,
            checked: row.column("checked")?,
            faulty: row.column("faulty")?,
        })
    };
    rows.iter().map(street).collect()
}

/// The signs of a campaign that nobody has looked at in it, by number.
pub(super) async fn stops(tx: &Tx, id: CampaignId) -> Result<Vec<Stop>, Error> {
    let rows = tx.query(&statement!("stops"), &[&id.0]).await?;
    let stop = |row: &Row| {
        Ok(Stop {
            sign: SignId(row.column("sign_id")?),
            number: row.column("sign_number")?,
            text: row.column("text")?,
            position: position(row, "geom")?,
        })
    };
    rows.iter().map(stop).collect()
}

fn campaign(row: &Row) -> Result<Campaign, Error> {
    Ok(Campaign {
        id: CampaignId(row.column("campaign_id")?),
        number: row.column("campaign_number")?,
        title: row.column("title")?,
        starts_on: row.column("starts_on")?,
        ends_on: row.column("ends_on")?,
        closed_on: row.column("closed_on")?,
        crew: row.column("crew")?,
        streets: row.column("streets")?,
        version: row.column("version")?,
    })
}
