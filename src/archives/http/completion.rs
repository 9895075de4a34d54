//! Completion figures.

use axum::{Json, extract::State, http::Method, routing::get};
use serde_json::{Value, json};

use super::{ArchivesState, answers};
use crate::{
    archives::{VolumeId, completion, policy::READERS},
    http::{Access, Operation, Param, Params, Problem, Route, Text, params::bad_parameter, schema::day},
    kernel::dates::parse_date,
};

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    vec![Route::new(
        Method::GET,
        "/api/v1/archive-volumes/completion",
        Access::Roles(READERS),
        Operation::new("archives", "archiveCompletion", "档案完成情况", "How far the archives are")
            .describes(
                "已编目且不缺材料的案卷为完成；按当日日终的办理记录统计。",
                "A volume is complete once it is catalogued and nothing is missing; read off the events until the end of the day.",
            )
            .params([Param::query("at", day("civil day"), "日期，默认今天", "day, today unless said")])
            .answers(200, "application/json", answers::completion(), "the figures, with the volumes behind each"),
        get(show).with_state(state.clone()),
    )]
}

async fn show(State(state): State<ArchivesState>, params: Params) -> Result<Json<Value>, Problem> {
    let today = state.today();
    let at = params.parse_with("at", parse_date)?.unwrap_or(today);
    if today < at {
        return Err(bad_parameter("at", Text::new(format!("{at} 在未来"), format!("{at} lies in the future"))));
    }
    let tx = state.db.read("archives.completion").await?;
    let figures = completion::on(&tx, at).await?;
    tx.finish().await?;
    let threshold = state.settings.threshold;
    let figure = |ids: &[&VolumeId]| json!({ "count": ids.len(), "ids": ids });
    let (complete, in_work): (Vec<_>, Vec<_>) = (figures.complete.iter().collect(), figures.in_work.iter().collect());
    let mut all = [complete.as_slice(), &in_work].concat();
    all.sort_unstable();
    let percent =
        figures.permille().and_then(|permille| u16::try_from(permille).ok()).map(|permille| f64::from(permille) / 10.0);
    Ok(Json(json!({
        "at": at.to_string(), "volumes": figure(&all), "complete": figure(&complete), "in_work": figure(&in_work),
        "percent": percent, "threshold_percent": threshold, "mostly_complete": figures.is_mostly_complete(threshold),
    })))
}
