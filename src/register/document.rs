//! A place as it is shown: what is public of it on a day, and all its names.

use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{
    Refusal,
    model::FeatureId,
    service::{self, PlaceVersion},
    store,
};
use crate::{
    db::tx::{DataVersion, Tx},
    kernel::words::RelationKind,
    published::{Name, Place, Query, Run, Street},
};

/// The public place on a day with all its names, and the number of the last commit that touched it.
pub(crate) async fn place_document(
    tx: &Tx,
    id: Uuid,
    day: Date,
    recorded: Option<DataVersion>,
) -> Result<Option<(Value, PlaceVersion)>, Refusal> {
    let on_the_day = Query { recorded, ids: Some(vec![id]), from: Some(day), until: Some(day), ..Query::default() };
    let Some(place) = on_the_day.fetch::<Place>(tx).await?.pop() else { return Ok(None) };
    let street = on_the_day.fetch::<Street>(tx).await?.pop();
    let all = Query { recorded, every_run: true, ..Query::default() }.equal::<Name>("names_feature", id);
    let names = all.fetch::<Name>(tx).await?;
    let version = service::place_version(tx, FeatureId(id)).await?;
    Ok(Some((document(&place, street.as_ref(), &names, day), version)))
}

/// The same for those who keep the register: also what the public does not see, as the register says now.
pub(crate) async fn unpublished_document(
    tx: &Tx,
    id: Uuid,
    day: Date,
) -> Result<Option<(Value, PlaceVersion)>, Refusal> {
    let Some(document) = store::unpublished_place(tx, FeatureId(id), day).await? else { return Ok(None) };
    Ok(Some((document, service::place_version(tx, FeatureId(id)).await?)))
}

fn document(place: &Run<Place>, street: Option<&Run<Street>>, names: &[Run<Name>], day: Date) -> Value {
    let mut document = match street {
        Some(street) => json!(street.properties),
        None => json!(place.properties),
    };
    let names: Vec<Value> = names.iter().map(|name| named(name, day)).collect();
    if let Value::Object(members) = &mut document {
        members.insert("id".into(), json!(place.id));
        members.insert("geometry".into(), json!(place.geometry.as_ref().map(geojson::GeometryValue::from)));
        members.insert("valid_from".into(), json!(place.valid.from()));
        members.insert("valid_to".into(), json!(place.valid.to()));
        members.insert("names".into(), json!(names));
    }
    document
}

/// A name with its standing on the day. Kind and status are what the register keeps of it, also of a name that has ended.
fn named(name: &Run<Name>, day: Date) -> Value {
    let mut document = json!(name.properties);
    if let Value::Object(members) = &mut document {
        members.insert("standing".into(), json!(standing(name, day)));
        members.insert("id".into(), json!(name.id));
        members.insert("valid_from".into(), json!(name.valid.from()));
        members.insert("valid_to".into(), json!(name.valid.to()));
    }
    document
}

/// How a name stands to its place on a day, in the words of the search: `standard`, `other`, `former`, and `future` for one
/// that does not hold yet.
fn standing(name: &Run<Name>, day: Date) -> &'static str {
    let former = RelationKind::Former.code();
    if name.valid.from().is_some_and(|from| day < from) {
        "future"
    } else if name.properties.kind == former || name.valid.to().is_some_and(|to| to <= day) {
        "former"
    } else if name.properties.kind == RelationKind::Standard.code() {
        "standard"
    } else {
        "other"
    }
}
