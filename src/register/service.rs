//! Use cases of the register; the caller opens the transaction of each and commits it.

use time::Date;

use super::{
    Refusal,
    model::{FeatureId, NameId, NewEdition, NewName, NewPlace},
    store,
};
use crate::{
    db::{WriteTx, row::FirstDay, tx::Tx},
    kernel::{
        ids::Ids,
        pinyin::{self, LocalReadings, PlaceNameParts, Spelling, Syllable},
        validity::ValidPeriod,
        words::RelationKind,
    },
};

/// The number of the last commit that touched a place: what a change is based on.
pub type PlaceVersion = i64;

/// The readings that people of the county confirmed.
pub async fn local_readings(tx: &Tx) -> Result<LocalReadings, Refusal> {
    let rows = store::local_readings(tx).await?;
    LocalReadings::from_rows(rows).map_err(|error| {
        Refusal::Db(crate::db::Error::Inconsistent { table: "local_reading", reason: error.to_string() })
    })
}

/// The number of the last commit that touched a place.
pub async fn place_version(tx: &Tx, place: FeatureId) -> Result<PlaceVersion, Refusal> {
    store::place_version(tx, place).await?.ok_or(Refusal::UnknownPlace)
}

/// Enters a place, its standard name and, for a street, what is known of it as one.
pub async fn add_place(tx: &WriteTx, ids: &Ids, new: NewPlace) -> Result<FeatureId, Refusal> {
    Ok(enter_place(tx, ids, new).await?.0)
}

/// Enters a place; the place and its standard name.
pub(super) async fn enter_place(tx: &WriteTx, ids: &Ids, new: NewPlace) -> Result<(FeatureId, NameId), Refusal> {
    if !store::has_category(tx, &new.category).await? {
        return Err(Refusal::UnknownCategory(new.category));
    }
    let division = match &new.division_code {
        None => None,
        Some(code) => Some(
            store::division_by_code(tx, code, FirstDay(new.valid.from()))
                .await?
                .ok_or_else(|| Refusal::UnknownDivision(code.clone()))?,
        ),
    };
    let id: FeatureId = ids.next();
    let row = store::PlaceRow {
        id,
        valid: new.valid,
        place_code: new.place_code.as_deref(),
        category: &new.category,
        division,
        is_public: new.is_public,
        attributes: new.attributes.clone().into(),
        geometry: &new.geometry,
    };
    store::insert_place(tx, &row).await?;
    if let Some(street) = &new.street {
        store::insert_street(tx, id, new.valid, street).await?;
    }
    let name = enter_name(tx, ids, id, &new.name, &new.category).await?;
    Ok((id, name))
}

/// Draws a place anew from a day on; what it was like before stays.
pub async fn add_edition(
    tx: &WriteTx,
    place: FeatureId,
    based_on: PlaceVersion,
    new: NewEdition,
) -> Result<(), Refusal> {
    lock(tx, place, based_on).await?;
    let present = store::edition_on(tx, place, new.from).await?.ok_or(Refusal::EditionTooEarly)?;
    if present.valid.from() == Some(new.from) {
        return Err(Refusal::EditionTooEarly);
    }
    let category = new.category.unwrap_or(present.category);
    if !store::has_category(tx, &category).await? {
        return Err(Refusal::UnknownCategory(category));
    }
    let valid = ValidPeriod::new(Some(new.from), present.valid.to()).map_err(|_| Refusal::EditionTooEarly)?;
    store::end_edition(tx, place, FirstDay(present.valid.from()), new.from).await?;
    store::begin_edition(tx, place, valid, &category, &new.geometry).await?;
    Ok(store::redraw_street(tx, place, new.from).await?)
}

/// Adds a further name: alias, colloquial, former or minority-language.
pub async fn add_name(
    tx: &WriteTx,
    ids: &Ids,
    place: FeatureId,
    based_on: PlaceVersion,
    name: NewName,
    today: Date,
) -> Result<NameId, Refusal> {
    if name.kind == RelationKind::Standard {
        return Err(Refusal::StandardNameByDecision);
    }
    lock(tx, place, based_on).await?;
    let category = store::edition_on(tx, place, today).await?.map(|edition| edition.category).unwrap_or_default();
    enter_name(tx, ids, place, &name, &category).await
}

/// Keeps the readings that a person chose, one for each Chinese character of the name.
pub async fn confirm_pinyin(
    tx: &WriteTx,
    name: NameId,
    based_on: PlaceVersion,
    choices: &[Syllable],
) -> Result<Spelling, Refusal> {
    let place = store::feature_of_name(tx, name).await?.ok_or(Refusal::UnknownName)?;
    lock(tx, place, based_on).await?;
    let found = store::name_to_read(tx, name).await?;
    let kind = pinyin::NameKind::of_category(found.category.as_deref().unwrap_or_default());
    let spelling = pinyin::spell_with_choices(&found.text, kind, choices, &local_readings(tx).await?)?;
    store::spell(tx, name, &spelling, pinyin::PinyinSource::Confirmed).await?;
    Ok(spelling)
}

/// Locks a place and refuses when it is not as the writer saw it.
async fn lock(tx: &WriteTx, place: FeatureId, based_on: PlaceVersion) -> Result<(), Refusal> {
    if !store::lock_place(tx, place).await? {
        return Err(Refusal::UnknownPlace);
    }
    if place_version(tx, place).await? == based_on { Ok(()) } else { Err(Refusal::LostUpdate) }
}

async fn enter_name(
    tx: &WriteTx,
    ids: &Ids,
    place: FeatureId,
    name: &NewName,
    category: &str,
) -> Result<NameId, Refusal> {
    let kind = pinyin::NameKind::of_category(category);
    let spelling = pinyin::spell(&name.text, kind, &local_readings(tx).await?);
    let id: NameId = ids.next();
    store::insert_name(tx, id, place, name, &PlaceNameParts::of(&name.text, kind), &spelling).await?;
    Ok(id)
}
