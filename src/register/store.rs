//! Statements of the register; each does what its name says and decides nothing.

use geo::Geometry;
use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    decided::Standing,
    model::{FeatureId, NameId, NewName, NewStreet},
};
use crate::{
    db::{
        Error, PgGeometry, WriteTx,
        row::{EndDay, FirstDay, RowExt},
        tx::Tx,
    },
    kernel::{
        pinyin::{PinyinSource, PlaceNameParts, Spelling},
        validity::ValidPeriod,
    },
    statement,
};

/// The edition of a place in force on a day.
pub(super) struct PlaceEdition {
    pub(super) valid: ValidPeriod,
    pub(super) category: String,
}

/// A name as far as its reading goes.
pub(super) struct NameToRead {
    pub(super) text: String,
    pub(super) category: Option<String>,
}

/// Locks a place against other writers; tells whether there is such a place.
pub(super) async fn lock_place(tx: &WriteTx, place: FeatureId) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("lock_place"), &[&place.0]).await?.is_some())
}

/// The number of the last commit that touched a place.
pub(super) async fn place_version(tx: &Tx, place: FeatureId) -> Result<Option<i64>, Error> {
    tx.query_one(&statement!("place_version"), &[&place.0]).await?.column("version")
}

/// A place in force on a day with all its names, whether the public sees it or not.
pub(super) async fn unpublished_place(
    tx: &Tx,
    place: FeatureId,
    day: Date,
) -> Result<Option<serde_json::Value>, Error> {
    let row = tx.query_opt(&statement!("unpublished_place"), &[&place.0, &day]).await?;
    row.map(|row| row.column("document")).transpose()
}

/// The edition of `place` in force on `day`.
pub(super) async fn edition_on(tx: &WriteTx, place: FeatureId, day: Date) -> Result<Option<PlaceEdition>, Error> {
    let row = tx.query_opt(&statement!("edition_on"), &[&place.0, &day]).await?;
    row.map(|row| Ok(PlaceEdition { valid: row.valid_period()?, category: row.column("category")? })).transpose()
}

/// The division that has `code` on `day`.
pub(super) async fn division_by_code(tx: &WriteTx, code: &str, day: FirstDay) -> Result<Option<Uuid>, Error> {
    tx.query_opt(&statement!("division_by_code"), &[&code, &day])
        .await?
        .map(|row| row.column("division_id"))
        .transpose()
}

/// Whether GB/T 18521 has this category.
pub(super) async fn has_category(tx: &WriteTx, code: &str) -> Result<bool, Error> {
    tx.query_one(&statement!("has_category"), &[&code]).await?.column("known")
}

/// The readings that people of the county confirmed.
pub(super) async fn local_readings(tx: &Tx) -> Result<Vec<(String, String)>, Error> {
    let rows = tx.query(&statement!("local_readings"), &[]).await?;
    rows.iter().map(|row: &Row| Ok((row.column("text")?, row.column("reading")?))).collect()
}

/// A first edition with everything but name and street.
pub(super) struct PlaceRow<'a> {
    pub(super) id: FeatureId,
    pub(super) valid: ValidPeriod,
    pub(super) place_code: Option<&'a str>,
    pub(super) category: &'a str,
    pub(super) division: Option<Uuid>,
    pub(super) is_public: bool,
    pub(super) attributes: serde_json::Value,
    pub(super) geometry: &'a Geometry<f64>,
}

/// Enters a place with its first edition.
pub(super) async fn insert_place(tx: &WriteTx, place: &PlaceRow<'_>) -> Result<(), Error> {
    tx.execute(&statement!("insert_feature"), &[&place.id.0]).await?;
    tx.execute(
        &statement!("insert_place"),
        &[
            &place.id.0,
            &FirstDay(place.valid.from()),
            &EndDay(place.valid.to()),
            &place.place_code,
            &place.category,
            &place.division,
            &place.is_public,
            &place.attributes,
            &PgGeometry(place.geometry.clone()),
        ],
    )
    .await?;
    Ok(())
}

/// Enters what is known of a place as a street; the divisions that it crosses are found by its line.
pub(super) async fn insert_street(
    tx: &WriteTx,
    place: FeatureId,
    valid: ValidPeriod,
    street: &NewStreet,
) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_street"),
        &[
            &place.0,
            &FirstDay(valid.from()),
            &EndDay(valid.to()),
            &street.road_class,
            &street.admin_tier,
            &street.starts_at,
            &street.ends_at,
            &street.length_m,
            &street.width_m,
            &street.orientation,
            &street.surface,
        ],
    )
    .await?;
    Ok(())
}

/// Enters a name with its spelling.
pub(super) async fn insert_name(
    tx: &WriteTx,
    id: NameId,
    feature: FeatureId,
    name: &NewName,
    parts: &PlaceNameParts<'_>,
    spelling: &Spelling,
) -> Result<(), Error> {
    let (specific, generic) = parts.in_two();
    tx.execute(
        &statement!("insert_name"),
        &[
            &id.0,
            &feature.0,
            &FirstDay(name.valid.from()),
            &EndDay(name.valid.to()),
            &name.text,
            &name.kind,
            &name.kind.status(),
            &name.language,
            &specific,
            &generic,
            &spelling.text,
            &spelling.plain,
            &name.approving_authority,
            &name.approved_on,
            &name.document_number,
        ],
    )
    .await?;
    Ok(())
}

/// Ends the edition that began on `began`.
pub(super) async fn end_edition(tx: &WriteTx, place: FeatureId, began: FirstDay, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("end_place_edition"), &[&place.0, &began, &on]).await?;
    Ok(())
}

/// Begins an edition that takes over everything but geometry and category from the one that ended on that day.
pub(super) async fn begin_edition(
    tx: &WriteTx,
    place: FeatureId,
    valid: ValidPeriod,
    category: &str,
    geometry: &Geometry<f64>,
) -> Result<(), Error> {
    let (from, to) = (FirstDay(valid.from()), EndDay(valid.to()));
    let geometry = PgGeometry(geometry.clone());
    tx.execute(&statement!("begin_place_edition"), &[&place.0, &from, &to, &category, &geometry]).await?;
    Ok(())
}

/// Begins a new edition of what is known of a place as a street, if it is one: its line crosses other divisions now.
pub(super) async fn redraw_street(tx: &WriteTx, place: FeatureId, from: Date) -> Result<(), Error> {
    if tx.execute(&statement!("end_street_edition"), &[&place.0, &from]).await? == 1 {
        tx.execute(&statement!("begin_street_edition"), &[&place.0, &from]).await?;
    }
    Ok(())
}

/// The thing that a name names.
pub(super) async fn feature_of_name(tx: &WriteTx, name: NameId) -> Result<Option<FeatureId>, Error> {
    let row = tx.query_opt(&statement!("feature_of_name"), &[&name.0]).await?;
    row.map(|row| row.column("feature_id").map(FeatureId)).transpose()
}

/// A name, for reading it.
pub(super) async fn name_to_read(tx: &WriteTx, name: NameId) -> Result<NameToRead, Error> {
    let row = tx.query_one(&statement!("name_to_read"), &[&name.0]).await?;
    Ok(NameToRead { text: row.column("text")?, category: row.column("category")? })
}

/// Keeps the spelling of a name, and whether a person confirmed its readings.
pub(super) async fn spell(tx: &WriteTx, name: NameId, spelling: &Spelling, source: PinyinSource) -> Result<(), Error> {
    tx.execute(&statement!("spell"), &[&name.0, &spelling.text, &spelling.plain, &source.code()]).await?;
    Ok(())
}

/// How a place stands on a day.
pub(super) async fn standing(tx: &Tx, place: FeatureId, day: Date) -> Result<Option<Standing>, Error> {
    let Some(row) = tx.query_opt(&statement!("standing"), &[&place.0, &day]).await? else { return Ok(None) };
    let source: &str = row.column("pinyin_source")?;
    let street = if row.column("is_street")? { Some(street(&row)?) } else { None };
    Ok(Some(Standing {
        name_id: NameId(row.column("name_id")?),
        name: row.column("text")?,
        pinyin: row.column("pinyin")?,
        pinyin_confirmed: source == PinyinSource::Confirmed.code(),
        category: row.column("category")?,
        division_code: row.column("division_code")?,
        place_code: row.column("place_code")?,
        street,
        geometry: row.column::<Option<PgGeometry>>("geom")?.map(|drawn| drawn.0),
    }))
}

fn street(row: &Row) -> Result<NewStreet, Error> {
    Ok(NewStreet {
        road_class: row.column("road_class")?,
        admin_tier: row.column("admin_tier")?,
        starts_at: row.column("starts_at")?,
        ends_at: row.column("ends_at")?,
        length_m: row.column("length_m")?,
        width_m: row.column("width_m")?,
        orientation: row.column("orientation")?,
        surface: row.column("surface")?,
    })
}

/// Ends a name that began before `on`; tells whether it did.
pub(super) async fn end_name(tx: &WriteTx, name: NameId, on: Date) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("end_name"), &[&name.0, &on]).await? == 1)
}

/// Ends every name of a place that is in use on `on`.
pub(super) async fn end_names(tx: &WriteTx, place: FeatureId, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("end_names"), &[&place.0, &on]).await?;
    Ok(())
}

/// Ends what is in force of a place on `on`; tells whether it began before.
pub(super) async fn end_place(tx: &WriteTx, place: FeatureId, on: Date) -> Result<bool, Error> {
    tx.execute(&statement!("end_street_edition"), &[&place.0, &on]).await?;
    Ok(tx.execute(&statement!("end_place"), &[&place.0, &on]).await? == 1)
}

/// Lets the edition of a place that ended last go on from `on`; its category, if it had ended by then.
pub(super) async fn begin_again(tx: &WriteTx, place: FeatureId, on: Date) -> Result<Option<String>, Error> {
    let row = tx.query_opt(&statement!("begin_place_again"), &[&place.0, &on]).await?;
    tx.execute(&statement!("begin_street_again"), &[&place.0, &on]).await?;
    row.map(|row| row.column("category")).transpose()
}

/// Changes what is known of a street in the edition that begins on `from`.
pub(super) async fn change_street(tx: &WriteTx, place: FeatureId, from: Date, street: &NewStreet) -> Result<(), Error> {
    let NewStreet { road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation, surface } = street;
    tx.execute(
        &statement!("change_street"),
        &[&place.0, &from, road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation, surface],
    )
    .await?;
    Ok(())
}
