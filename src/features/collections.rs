//! Descriptions of the collections (OGC API Features part 1, 7.13 and 7.14).

use axum::{extract::State, response::Response};
use serde_json::{Value, json};

use super::{
    CRS84, Features, api,
    extent::Extent,
    media::Media,
    visit::{Visit, to_json},
};
use crate::{
    http::{Operation, Problem, Text},
    published::{Collection, PublishedRow},
};

/// What a collection is called.
pub(super) fn title(collection: Collection) -> Text {
    match collection {
        Collection::Divisions => Text::new("行政区划", "divisions"),
        Collection::BuiltUpAreas => Text::new("建成区", "built-up areas"),
        Collection::Places => Text::new("地名实体", "places"),
        Collection::Streets => Text::new("街路巷", "streets"),
        Collection::Names => Text::new("地名", "names"),
        Collection::Signs => Text::new("地名标志", "signs"),
    }
}

fn description(collection: Collection) -> Text {
    match collection {
        Collection::Divisions => Text::new(
            "县、乡镇、街道等行政区划及其标准名称与代码。",
            "Administrative divisions with their standard names and codes.",
        ),
        Collection::BuiltUpAreas => Text::new(
            "街路巷名称不得重名的建成区范围。",
            "Built-up areas, within which names of streets must not repeat.",
        ),
        Collection::Places => Text::new(
            "各类地名实体（含街路巷）及其标准名称。",
            "Places of every category, streets among them, with their standard names.",
        ),
        Collection::Streets => Text::new(
            "街路巷：等级、起止、长度、宽度、走向与路面。",
            "Streets with class, ends, length, width, orientation and surface.",
        ),
        Collection::Names => Text::new(
            "标准名称、曾用名与别名，连同其批准文件。",
            "Standard, former and other names with the documents of their approval.",
        ),
        Collection::Signs => Text::new(
            "地名标志：编号、类型、状态、所在位置与各牌面现在显示的内容。",
            "Name signs with number, type, state, place and what their faces show now.",
        ),
    }
}

fn describe(collection: Collection, visit: &Visit, extent: Option<&Extent>) -> Value {
    let (links, title) = (&visit.links, title(collection));
    let path = format!("/ogc/collections/{collection}");
    json!({
        "id": collection.id(),
        "title": title.say(visit.language),
        "description": description(collection).say(visit.language),
        "itemType": "feature",
        "extent": extent,
        "crs": [CRS84],
        "links": [
            links.to(&path, "self", Media::Json, &title),
            links.to(&format!("{path}/items"), "items", Media::GeoJson, &Text::new("要素", "features")),
        ],
    })
}

pub(super) fn collections_operation() -> Operation {
    let collections = json!({ "type": "array", "items": api::collection_schema() });
    Operation::new("ogc", "collections", "全部数据集", "the collections").params([Media::Json.param()]).answers(
        200,
        Media::Json.text(),
        json!({
            "type": "object", "required": ["links", "collections"],
            "properties": { "links": api::links_schema(), "collections": collections },
        }),
        "the collections",
    )
}

/// `GET /ogc/collections`
pub(super) async fn collections(State(features): State<Features>, visit: Visit) -> Result<Response, Problem> {
    visit.wants(Media::Json)?;
    let snapshot = features.index.snapshot()?;
    let tag = visit.tag(snapshot.version, features.today(), Media::Json);
    if let Some(answer) = visit.has(&tag) {
        return Ok(answer);
    }
    let extents = features.extents.of(&snapshot).await?;
    let described = Collection::ALL.map(|collection| describe(collection, &visit, extents.get(&collection)));
    let document = json!({ "links": [visit.links.here(Media::Json)], "collections": described });
    Ok(visit.tagged(&tag, Media::Json, to_json(&document)?))
}

pub(super) fn collection_operation<R: PublishedRow>(id: &'static str) -> Operation {
    let title = title(R::COLLECTION);
    Operation::new("ogc", id, &format!("数据集：{}", title.zh), &format!("the collection of {}", title.en))
        .params([Media::Json.param()])
        .answers(200, Media::Json.text(), api::collection_schema(), "the collection")
}

/// `GET /ogc/collections/{collectionId}`
pub(super) async fn collection<R: PublishedRow>(
    State(features): State<Features>,
    visit: Visit,
) -> Result<Response, Problem> {
    visit.wants(Media::Json)?;
    let snapshot = features.index.snapshot()?;
    let tag = visit.tag(snapshot.version, features.today(), Media::Json);
    if let Some(answer) = visit.has(&tag) {
        return Ok(answer);
    }
    let extents = features.extents.of(&snapshot).await?;
    let described = describe(R::COLLECTION, &visit, extents.get(&R::COLLECTION));
    Ok(visit.tagged(&tag, Media::Json, to_json(&described)?))
}
