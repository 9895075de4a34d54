//! Pages of features (OGC API Features part 1, 7.15 and 7.16).

use axum::{extract::State, response::Response};
use serde::Serialize;
use time::OffsetDateTime;

use super::{
    Features, api,
    asked::Asked,
    collections,
    cursor::Cursor,
    geojson::Feature,
    links::{Link, Links},
    media::Media,
    visit::Visit,
};
use crate::{
    db::{Error, ReadTx},
    http::{Operation, Problem},
    published::{PublishedRow, Query, Run},
};

/// Some of the runs that were asked for.
struct Page<R> {
    runs: Vec<Run<R>>,
    /// How many there are on all pages; told on the first page only, because a reader of the next ones knows.
    matched: Option<i64>,
    next: Option<Cursor>,
}

/// A page on the wire.
#[derive(Serialize)]
#[serde(tag = "type", rename = "FeatureCollection", rename_all = "camelCase")]
struct FeatureCollection<'a, R> {
    links: Vec<Link>,
    #[serde(with = "time::serde::rfc3339")]
    time_stamp: OffsetDateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_matched: Option<i64>,
    number_returned: usize,
    features: Vec<Feature<'a, R>>,
}

impl<R: PublishedRow> Page<R> {
    async fn load(tx: &ReadTx, asked: &Asked) -> Result<Self, Error> {
        let query = asked.query(tx).await?;
        // One more than wanted tells whether there is a next page.
        let limit = i64::try_from(asked.limit + 1).ok();
        let mut runs = Query { limit, ..query.clone() }.fetch::<R>(tx).await?;
        let goes_on = runs.len() > asked.limit;
        runs.truncate(asked.limit);
        let matched = match (asked.cursor, goes_on) {
            (Some(_), _) => None,
            (None, true) => Some(query.count::<R>(tx).await?),
            (None, false) => i64::try_from(runs.len()).ok(),
        };
        let last = runs.last().filter(|_| goes_on);
        let next = last.map(|last| Cursor { collection: R::COLLECTION, after: last.id, today: asked.today });
        Ok(Self { runs, matched, next })
    }

    fn on_the_wire(&self, links: &Links, now: OffsetDateTime) -> FeatureCollection<'_, R> {
        let collection = format!("/ogc/collections/{}", R::COLLECTION);
        let mut all = vec![
            links.here(Media::GeoJson),
            links.to(&collection, "collection", Media::Json, &collections::title(R::COLLECTION)),
        ];
        all.extend(self.next.map(|cursor| links.next(&cursor.to_string())));
        FeatureCollection {
            links: all,
            time_stamp: now,
            number_matched: self.matched,
            number_returned: self.runs.len(),
            features: self.runs.iter().map(Feature::of).collect(),
        }
    }
}

pub(super) fn operation<R: PublishedRow>(id: &'static str) -> Operation {
    let title = collections::title(R::COLLECTION);
    Operation::new("ogc", id, &format!("要素：{}", title.zh), &format!("features: {}", title.en))
        .params(Asked::params::<R>())
        .answers(200, Media::GeoJson.text(), api::page_schema(), "a page of features, in order of their ids")
        .answers_nothing(304, "the client has this version")
}

/// `GET /ogc/collections/{collectionId}/items`
pub(super) async fn items<R: PublishedRow>(
    State(features): State<Features>,
    visit: Visit,
) -> Result<Response, Problem> {
    visit.wants(Media::GeoJson)?;
    let asked = Asked::read::<R>(&visit.params, features.today())?;
    let tx = features.db.read("features.items").await?;
    // Weak, because of the time stamp.
    let tag = visit.tag(&tx, asked.today, Media::GeoJson).await?.weak();
    if let Some(answer) = visit.has(&tag) {
        tx.finish().await?;
        return Ok(answer);
    }
    let page = Page::<R>::load(&tx, &asked).await?;
    tx.finish().await?;
    visit.tagged(&tag, Media::GeoJson, &page.on_the_wire(&visit.links, features.now()))
}
