//! Pages of features (OGC API Features part 1, 7.15 and 7.16).

use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    Features, api, asked::Asked, collections, cursor::Cursor, media::Media, page::Page, select::select, visit::Visit,
};
use crate::{
    http::{Operation, Problem, etag::ETag},
    index::live::Indexed,
    published::{FeatureText, PublishedRow, Query, Run},
};

pub(super) fn operation<R: PublishedRow>(id: &'static str) -> Operation {
    let title = collections::title(R::COLLECTION);
    Operation::new("ogc", id, &format!("要素：{}", title.zh), &format!("features: {}", title.en))
        .params(Asked::params::<R>())
        .answers(200, Media::GeoJson.text(), api::page_schema(), "a page of features, in order of their ids")
        .answers_nothing(304, "the client has this version")
}

/// `GET /ogc/collections/{collectionId}/items`
///
/// Answered from memory when features are chosen by place and days alone, else by one statement.
pub(super) async fn items<R: Indexed>(State(features): State<Features>, visit: Visit) -> Result<Response, Problem> {
    visit.wants(Media::GeoJson)?;
    let asked = Asked::read::<R>(&visit.params, features.today())?;
    if R::IS_OUTLINE && asked.window().is_some() && !features.index.snapshot()?.tells_outlines {
        return nowhere::<R>(&features, &visit, &asked);
    }
    if asked.is_in_memory() {
        remembered::<R>(&features, &visit, &asked).await
    } else {
        read::<R>(&features, &visit, &asked).await
    }
}

/// What a box holds of features whose geometry is not told: nothing, as of all features without one.
fn nowhere<R: Indexed>(features: &Features, visit: &Visit, asked: &Asked) -> Result<Response, Problem> {
    let snapshot = features.index.snapshot()?;
    let tag = visit.tag(snapshot.version, asked.today, Media::GeoJson).weak();
    let page = Page { features: Vec::new(), matched: Some(0), next: None };
    answer::<R>(features, visit, &tag, &page)
}

async fn remembered<R: Indexed>(features: &Features, visit: &Visit, asked: &Asked) -> Result<Response, Problem> {
    let snapshot = features.index.snapshot()?;
    // Weak, because of the time stamp.
    let tag = visit.tag(snapshot.version, asked.today, Media::GeoJson).weak();
    if let Some(answer) = visit.has(&tag) {
        return Ok(answer);
    }
    let selection = select::<R>(&snapshot, asked);
    let goes_on = selection.records.len() > asked.limit;
    let shown = selection.records.get(..asked.limit).unwrap_or(&selection.records);
    let matched = match selection.matched {
        _ if asked.cursor.is_some() => None,
        None if !goes_on => Some(shown.len()),
        None if asked.window().is_none() => Some(features.counts.of::<R>(&snapshot, asked.days).await?),
        matched => matched,
    };
    let page = Page {
        features: shown.iter().map(|record| &record.feature).collect(),
        matched,
        next: next::<R>(asked, goes_on, shown.last().map(|record| record.id)),
    };
    answer::<R>(features, visit, &tag, &page)
}

async fn read<R: PublishedRow>(features: &Features, visit: &Visit, asked: &Asked) -> Result<Response, Problem> {
    let tx = features.db.read("features.items").await?;
    let tag = visit.tag(tx.data_version().await?, asked.today, Media::GeoJson).weak();
    if let Some(answer) = visit.has(&tag) {
        tx.finish().await?;
        return Ok(answer);
    }
    let query = asked.query(&tx).await?;
    // One more than wanted tells whether there is a next page.
    let limit = i64::try_from(asked.limit + 1).ok();
    let mut runs = Query { limit, ..query.clone() }.fetch::<R>(&tx).await?;
    let goes_on = runs.len() > asked.limit;
    runs.truncate(asked.limit);
    let matched = match (asked.cursor, goes_on) {
        (Some(_), _) => None,
        (None, true) => usize::try_from(query.count::<R>(&tx).await?).ok(),
        (None, false) => Some(runs.len()),
    };
    tx.finish().await?;
    let texts = runs.iter().map(FeatureText::of).collect::<Result<Vec<_>, _>>();
    let texts = texts.map_err(|error| Problem::internal(&error))?;
    let last = runs.last().map(|run: &Run<R>| run.id);
    let page = Page { features: texts.iter().collect(), matched, next: next::<R>(asked, goes_on, last) };
    answer::<R>(features, visit, &tag, &page)
}

/// Where the page ends, if another one follows.
fn next<R: PublishedRow>(asked: &Asked, goes_on: bool, last: Option<Uuid>) -> Option<Cursor> {
    let after = last.filter(|_| goes_on)?;
    Some(Cursor { collection: R::COLLECTION, after, today: asked.today })
}

fn answer<R: PublishedRow>(
    features: &Features,
    visit: &Visit,
    tag: &ETag,
    page: &Page<'_>,
) -> Result<Response, Problem> {
    let content = page.write(R::COLLECTION, &visit.links, features.now());
    Ok(visit.tagged(tag, Media::GeoJson, content.map_err(|error| Problem::internal(&error))?))
}
