//! One feature (OGC API Features part 1, 7.17 and 7.18).

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::{Features, api, asked::Recorded, collections, days::Days, media::Media, visit::Visit};
use crate::{
    db::{Error, ReadTx, tx::DataVersion},
    http::{Operation, Param, Problem, ProblemType},
    index::live::{Indexed, Record, Snapshot},
    kernel::validity::ValidPeriod,
    published::{FeatureText, PublishedRow, Query},
};

/// Bytes that the links of a feature usually take.
const LINKS: usize = 512;

pub(super) fn operation<R: PublishedRow>(id: &'static str) -> Operation {
    let title = collections::title(R::COLLECTION);
    let feature_id = json!({ "type": "string", "format": "uuid" });
    Operation::new("ogc", id, &format!("一个要素：{}", title.zh), &format!("one feature: {}", title.en))
        .params([Param::path("featureId", feature_id, "要素编号", "the feature's id")])
        .params(Days::params())
        .params([Recorded::param(), Media::GeoJson.param()])
        .answers(200, Media::GeoJson.text(), api::feature_schema(), "the feature")
        .answers_nothing(304, "the client has this version")
}

/// `GET /ogc/collections/{collectionId}/items/{featureId}`
///
/// Answered from memory unless the register of another moment is asked for.
pub(super) async fn item<R: Indexed>(
    State(features): State<Features>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    visit.wants(Media::GeoJson)?;
    let (days, recorded) = (Days::asked(&visit.params, features.today())?, Recorded::asked(&visit.params)?);
    let id: Uuid = id.parse().map_err(|_| unknown::<R>())?;
    let answer = |version: DataVersion, found: Result<&FeatureText, Vec<ValidPeriod>>| {
        let feature = found.map_err(|periods| absent::<R>(&periods))?;
        let tag = visit.tag(version, features.today(), Media::GeoJson);
        match visit.has(&tag) {
            Some(answer) => Ok(answer),
            None => Ok(visit.tagged(&tag, Media::GeoJson, linked::<R>(feature, &visit)?)),
        }
    };
    if recorded.is_now() {
        let snapshot = features.index.snapshot()?;
        return answer(snapshot.version, remembered::<R>(&snapshot, id, days).map(|record| &record.feature));
    }
    let tx = features.db.read("features.item").await?;
    let version = tx.data_version().await?;
    let query = Query { ids: Some(vec![id]), ..recorded.query(&tx, days).await? };
    let found = read::<R>(&tx, query).await?;
    tx.finish().await?;
    answer(version, found.as_ref().map_err(Clone::clone))
}

/// The feature with links to itself and its collection.
fn linked<R: PublishedRow>(feature: &FeatureText, visit: &Visit) -> Result<Vec<u8>, Problem> {
    let collection = format!("/ogc/collections/{}", R::COLLECTION);
    let title = collections::title(R::COLLECTION);
    let links = [visit.links.here(Media::GeoJson), visit.links.to(&collection, "collection", Media::Json, &title)];
    let mut content = Vec::with_capacity(feature.as_str().len() + LINKS);
    content.extend_from_slice(feature.open().as_bytes());
    content.extend_from_slice(b",\"links\":");
    serde_json::to_writer(&mut content, &links).map_err(|error| Problem::internal(&error))?;
    content.push(b'}');
    Ok(content)
}

/// The latest run in the days asked for, or else the periods in which there is one.
fn remembered<R: Indexed>(snapshot: &Snapshot, id: Uuid, days: Days) -> Result<&Record<R::Facts>, Vec<ValidPeriod>> {
    let runs = || R::records(snapshot).get(id).map(|entry| entry.row.as_ref());
    let latest = runs().filter(|run| days.meet(run.valid)).max_by_key(|run| run.valid.from());
    latest.ok_or_else(|| joined(runs().map(|run| run.valid)))
}

/// The same from the database, as the register was when `query` says.
async fn read<R: PublishedRow>(tx: &ReadTx, query: Query) -> Result<Result<FeatureText, Vec<ValidPeriod>>, Error> {
    if let Some(run) = query.fetch::<R>(tx).await?.into_iter().next() {
        let unwritten =
            |error: serde_json::Error| Error::Inconsistent { table: R::COLLECTION.id(), reason: error.to_string() };
        return FeatureText::of(&run).map(Ok).map_err(unwritten);
    }
    let always = Query { from: None, until: None, every_run: true, ..query };
    let runs = always.fetch::<R>(tx).await?;
    Ok(Err(joined(runs.iter().map(|run| run.valid))))
}

/// Runs that follow each other without a gap are one period.
fn joined(runs: impl Iterator<Item = ValidPeriod>) -> Vec<ValidPeriod> {
    let mut periods: Vec<ValidPeriod> = Vec::new();
    for run in runs {
        match periods.last_mut() {
            Some(last) if last.to().is_some() && last.to() == run.from() => {
                *last = ValidPeriod::new(last.from(), run.to()).unwrap_or(run);
            }
            _ => periods.push(run),
        }
    }
    periods
}

fn unknown<R: PublishedRow>() -> Problem {
    let title = collections::title(R::COLLECTION);
    Problem::not_found(&format!("要素（{}）", title.zh), &format!("feature among the {}", title.en))
}

fn absent<R: PublishedRow>(periods: &[ValidPeriod]) -> Problem {
    if periods.is_empty() {
        return unknown::<R>();
    }
    let day = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let last = |period: &ValidPeriod| day(period.to().and_then(Date::previous_day));
    let days: Vec<_> = periods.iter().map(|period| format!("{}/{}", day(period.from()), last(period))).collect();
    Problem::new(
        ProblemType::NotFound,
        format!("该要素在所询日期无有效记录；有效期间：{}", days.join("、")),
        format!("the feature is not valid on the days asked for; it is in {}", days.join(", ")),
    )
    .with("valid", days)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn runs_without_a_gap_are_one_period() {
        let period = |from, to| ValidPeriod::new(from, to).unwrap();
        let (may, june, july) = (date!(2023 - 05 - 01), date!(2023 - 06 - 01), date!(2023 - 07 - 01));
        let runs = [period(None, Some(may)), period(Some(may), Some(june)), period(Some(july), None)];
        assert_eq!(joined(runs.into_iter()), [period(None, Some(june)), period(Some(july), None)]);
    }
}
