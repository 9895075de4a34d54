//! Items.

use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::pinyin::PinyinSource,
    naming::{
        clinic::NameKeys,
        model::{CaseId, DecisionId, Extent, Item, ItemId, ItemState},
    },
    register::{NewStreet, model::FeatureId},
    statement,
};

/// Enters an item, or keeps what changed of one.
pub(in crate::naming) async fn put(tx: &WriteTx, case: CaseId, item: &Item) -> Result<(), Error> {
    let source = if item.pinyin_confirmed { PinyinSource::Confirmed } else { PinyinSource::Auto };
    let NewStreet { road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation, surface } =
        &item.street;
    let former = item.former_extent.as_ref();
    tx.execute(
        &statement!("put_item"),
        &[
            &item.id.0,
            &case.0,
            &item.position,
            &item.state,
            &item.place.map(|place| place.0),
            &item.name,
            &item.keys.written,
            &item.pinyin,
            &source.code(),
            &item.pinyin_doubtful,
            &item.keys.spoken,
            &item.former_name,
            &item.colloquial,
            &item.category,
            &item.division_code,
            &item.location,
            &item.applicant,
            &item.reason,
            road_class,
            admin_tier,
            starts_at,
            ends_at,
            length_m,
            width_m,
            orientation,
            surface,
            &item.sketched,
            &item.geometry.clone().map(PgGeometry),
            &item.scope,
            &item.closed_reason,
            &item.decision.map(|decision| decision.0),
            &item.place_code,
            &item.name_id,
            &former.and_then(|former| former.starts_at.as_ref()),
            &former.and_then(|former| former.ends_at.as_ref()),
            &former.and_then(|former| former.length_m),
            &former.and_then(|former| former.geometry.clone()).map(PgGeometry),
        ],
    )
    .await?;
    Ok(())
}

/// The items of a case in order.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<Item>, Error> {
    let rows = tx.query(&statement!("items"), &[&case.0]).await?;
    rows.iter().map(read).collect()
}

/// Removes an item of a draft that nobody has seen yet; those after it move up.
pub(in crate::naming) async fn remove(tx: &WriteTx, case: CaseId, item: &Item) -> Result<(), Error> {
    tx.execute(&statement!("remove_item"), &[&item.id.0]).await?;
    tx.execute(&statement!("move_items_up"), &[&case.0, &item.position]).await?;
    Ok(())
}

fn extent(row: &Row) -> Result<Option<Extent>, Error> {
    let extent = Extent {
        starts_at: row.column("former_starts_at")?,
        ends_at: row.column("former_ends_at")?,
        length_m: row.column("former_length_m")?,
        geometry: row.column::<Option<PgGeometry>>("former_geom")?.map(|drawn| drawn.0),
    };
    let nothing = Extent { starts_at: None, ends_at: None, length_m: None, geometry: None };
    Ok((extent != nothing).then_some(extent))
}

fn read(row: &Row) -> Result<Item, Error> {
    let state: ItemState = row.column("state")?;
    let source: &str = row.column("pinyin_source")?;
    Ok(Item {
        id: ItemId(row.column("item_id")?),
        position: row.column("position")?,
        state,
        place: row.column::<Option<Uuid>>("place_id")?.map(FeatureId),
        name: row.column("name")?,
        keys: NameKeys { written: row.column("name_key")?, spoken: row.column("sound_key")? },
        pinyin: row.column("pinyin")?,
        pinyin_confirmed: source == PinyinSource::Confirmed.code(),
        pinyin_doubtful: row.column("pinyin_doubtful")?,
        former_name: row.column("former_name")?,
        category: row.column("category")?,
        division_code: row.column("division_code")?,
        location: row.column("location")?,
        applicant: row.column("applicant")?,
        reason: row.column("reason")?,
        colloquial: row.column("colloquial")?,
        street: NewStreet {
            road_class: row.column("road_class")?,
            admin_tier: row.column("admin_tier")?,
            starts_at: row.column("starts_at")?,
            ends_at: row.column("ends_at")?,
            length_m: row.column("length_m")?,
            width_m: row.column("width_m")?,
            orientation: row.column("orientation")?,
            surface: row.column("surface")?,
        },
        geometry: row.column::<Option<PgGeometry>>("geom")?.map(|drawn| drawn.0),
        former_extent: extent(row)?,
        sketched: row.column("sketched")?,
        scope: row.column("scope")?,
        closed_reason: row.column("closed_reason")?,
        decision: row.column::<Option<Uuid>>("decision_id")?.map(DecisionId),
        place_code: row.column("place_code")?,
        name_id: row.column("name_id")?,
    })
}
