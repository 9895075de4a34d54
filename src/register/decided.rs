//! What decisions of the approving authority do to the register (R753 art. 10, 12, 15): standard names begin, change and
//! end by them and by nothing else.
//!
//! The caller, who has the decision, opens the transaction and commits it. All holds from the day of the decision.

use geo::Geometry;
use time::Date;

use super::{
    NewStreet, Refusal,
    model::{FeatureId, NameId, NewName, NewPlace},
    service, store,
};
use crate::{
    db::{WriteTx, row::FirstDay, tx::Tx},
    kernel::{
        ids::Ids,
        pinyin::{NameKind, PinyinSource, PlaceNameParts, Spelling},
        validity::ValidPeriod,
        words::RelationKind,
    },
};

/// How a place stands in the register on a day.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its standard name.
    pub name_id: NameId,
    /// The name in characters.
    pub name: String,
    /// Spelled.
    pub pinyin: Option<String>,
    /// Whether a person confirmed the readings.
    pub pinyin_confirmed: bool,
    /// GB/T 18521.
    pub category: String,
    /// Code of the division in which it is kept.
    pub division_code: Option<String>,
    /// Twenty digits, if issued.
    pub place_code: Option<String>,
    /// What is known of it as a street; nothing if it is none.
    pub street: Option<NewStreet>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Option<Geometry<f64>>,
}

/// The document that a standard name rests on.
#[derive(Debug, Clone)]
pub struct Approval {
    /// Who approved.
    pub authority: String,
    /// When; the name holds from this day.
    pub on: Date,
    /// By which document.
    pub document_number: String,
}

/// A standard name to come, with its spelling.
#[derive(Debug, Clone)]
pub struct DecidedName {
    /// The name in characters.
    pub text: String,
    /// Its spelling.
    pub spelling: Spelling,
    /// Whether a person confirmed the readings; that the name is approved confirms none.
    pub confirmed: bool,
}

/// How a place stands on a day; `None` if it is not in force or has no standard name.
pub async fn standing(tx: &Tx, place: FeatureId, day: Date) -> Result<Option<Standing>, Refusal> {
    Ok(store::standing(tx, place, day).await?)
}

/// Enters a new place with its standard name.
pub async fn establish(
    tx: &WriteTx,
    ids: &Ids,
    new: NewPlace,
    name: &DecidedName,
) -> Result<(FeatureId, NameId), Refusal> {
    let (place, name_id) = service::enter_place(tx, ids, new).await?;
    // As it was published, also where the rules would spell it otherwise by now.
    let source = if name.confirmed { PinyinSource::Confirmed } else { PinyinSource::Auto };
    store::spell(tx, name_id, &name.spelling, source).await?;
    Ok((place, name_id))
}

/// Gives a place another standard name; the present one becomes a former one.
pub async fn rename(
    tx: &WriteTx,
    ids: &Ids,
    place: FeatureId,
    name: &DecidedName,
    approval: &Approval,
) -> Result<NameId, Refusal> {
    let present = lock(tx, place, approval.on).await?;
    end_name(tx, present.name_id, approval.on).await?;
    begin_name(tx, ids, place, name, approval, &present.category).await
}

/// Draws a place anew, with what is known of it as a street.
pub async fn redraw(
    tx: &WriteTx,
    place: FeatureId,
    geometry: &Geometry<f64>,
    street: Option<&NewStreet>,
    on: Date,
) -> Result<(), Refusal> {
    let present = lock(tx, place, on).await?;
    let edition = store::edition_on(tx, place, on).await?.ok_or(Refusal::UnknownPlace)?;
    if edition.valid.from() == Some(on) {
        return Err(Refusal::EditionTooEarly);
    }
    let valid = ValidPeriod::new(Some(on), edition.valid.to()).map_err(|_| Refusal::EditionTooEarly)?;
    store::end_edition(tx, place, FirstDay(edition.valid.from()), on).await?;
    store::begin_edition(tx, place, valid, &present.category, geometry).await?;
    store::redraw_street(tx, place, on).await?;
    if let Some(street) = street {
        store::change_street(tx, place, on, street).await?;
    }
    Ok(())
}

/// Ends a place, its standard name and all other names in use. Nothing is deleted (R753 art. 10).
pub async fn cancel(tx: &WriteTx, place: FeatureId, on: Date) -> Result<(), Refusal> {
    lock(tx, place, on).await?;
    if !store::end_place(tx, place, on).await? {
        return Err(Refusal::EditionTooEarly);
    }
    Ok(store::end_names(tx, place, on).await?)
}

/// Undoes a cancellation: what ended last goes on from a day.
pub async fn reinstate(
    tx: &WriteTx,
    ids: &Ids,
    place: FeatureId,
    name: &DecidedName,
    approval: &Approval,
) -> Result<NameId, Refusal> {
    if !store::lock_place(tx, place).await? {
        return Err(Refusal::UnknownPlace);
    }
    let category = store::begin_again(tx, place, approval.on).await?.ok_or(Refusal::EditionTooEarly)?;
    begin_name(tx, ids, place, name, approval, &category).await
}

/// Locks a place that is in force on `on`.
async fn lock(tx: &WriteTx, place: FeatureId, on: Date) -> Result<Standing, Refusal> {
    if !store::lock_place(tx, place).await? {
        return Err(Refusal::UnknownPlace);
    }
    store::standing(tx, place, on).await?.ok_or(Refusal::UnknownPlace)
}

async fn end_name(tx: &WriteTx, name: NameId, on: Date) -> Result<(), Refusal> {
    if store::end_name(tx, name, on).await? { Ok(()) } else { Err(Refusal::NameTooYoung) }
}

async fn begin_name(
    tx: &WriteTx,
    ids: &Ids,
    place: FeatureId,
    name: &DecidedName,
    approval: &Approval,
    category: &str,
) -> Result<NameId, Refusal> {
    let id: NameId = ids.next();
    let new = NewName {
        text: name.text.clone(),
        kind: RelationKind::Standard,
        language: "zh".to_owned(),
        valid: ValidPeriod::new(Some(approval.on), None).unwrap_or(ValidPeriod::ALWAYS),
        approving_authority: Some(approval.authority.clone()),
        approved_on: Some(approval.on),
        document_number: Some(approval.document_number.clone()),
    };
    let parts = PlaceNameParts::of(&name.text, NameKind::of_category(category));
    store::insert_name(tx, id, place, &new, &parts, &name.spelling).await?;
    if name.confirmed {
        store::spell(tx, id, &name.spelling, PinyinSource::Confirmed).await?;
    }
    Ok(id)
}
