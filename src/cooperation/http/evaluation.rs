//! The yearly self-evaluation and the statistics of a period.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;
use time::Date;

use super::{CooperationState, answers};
use crate::{
    cooperation::{
        evaluation::{self, csv, statistics, year::Year},
        policy::READERS,
    },
    http::{
        Access, Operation, Param, Params, Problem, Route, Text, accept::quality, params::bad_parameter, schema::of,
    },
    kernel::dates::parse_date,
};

const CSV: &str = "text/csv; charset=utf-8";

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let readers = Access::Roles(READERS);
    let neighbour =
        || Param::query("neighbour", json!({ "type": "string" }), "邻方代码", "code of the neighbour; all unless said");
    let form =
        || Param::query("f", json!({ "type": "string", "enum": ["json", "csv"] }), "格式", "the form; also by Accept");
    let date = || json!({ "type": "string", "format": "date" });
    vec![
        Route::new(
            Method::GET,
            "/api/v1/peaceful-boundary/evaluation",
            readers,
            Operation::new(
                "cooperation",
                "peacefulBoundaryEvaluation",
                "平安边界年度自评表：各项得分及所据记录",
                "The yearly self-evaluation: points of each item, and the records behind them",
            )
            .params([
                Param::query("year", json!({ "type": "integer" }), "年度", "civil year that has begun").required(),
                neighbour(),
                form(),
            ])
            .answers(
                200,
                "application/json",
                answers::all("evaluations", answers::evaluation()),
                "a table for each neighbour",
            )
            .answers(200, "text/csv", of("string"), "a table for each neighbour"),
            get(evaluate).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/peaceful-boundary/statistics",
            readers,
            Operation::new(
                "cooperation",
                "peacefulBoundaryStatistics",
                "平安边界工作统计：按邻方，附所据记录",
                "Figures of the five mechanisms in a period, by neighbour, and the records that they count",
            )
            .params([
                Param::query("from", date(), "自何日起", "first civil day").required(),
                Param::query("to", date(), "至何日止", "last civil day, included").required(),
                neighbour(),
                form(),
            ])
            .answers(
                200,
                "application/json",
                answers::all("neighbours", answers::figures()),
                "the figures of each neighbour",
            )
            .answers(200, "text/csv", of("string"), "the figures of each neighbour"),
            get(count).with_state(state.clone()),
        ),
    ]
}

/// Whether CSV is asked for: by the parameter, or liked better than JSON.
fn is_csv(params: &Params, headers: &HeaderMap) -> Result<bool, Problem> {
    let by_param = params.parse_with("f", |text| match text {
        "csv" => Some(true),
        "json" => Some(false),
        _ => None,
    })?;
    let liked = |media: &str| quality(headers, |range| range == media);
    Ok(by_param.unwrap_or_else(|| liked("text/csv") > liked("application/json")))
}

async fn evaluate(
    State(state): State<CooperationState>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Problem> {
    let as_csv = is_csv(&params, &headers)?;
    let year = Year::until(params.require("year")?, state.today()).ok_or_else(|| {
        bad_parameter("year", Text::new("年度须在 1949 年以后且已经开始", "takes a year since 1949 that has begun"))
    })?;
    let tx = state.db.read("cooperation.evaluate").await?;
    let tables = evaluation::of_year(&tx, year, params.text("neighbour")).await?;
    tx.finish().await?;
    if as_csv {
        return Ok(([(header::CONTENT_TYPE, CSV)], csv::of_evaluations(&tables)).into_response());
    }
    Ok(Json(json!({ "evaluations": tables })).into_response())
}

async fn count(State(state): State<CooperationState>, headers: HeaderMap, params: Params) -> Result<Response, Problem> {
    let as_csv = is_csv(&params, &headers)?;
    let day = |name| -> Result<Date, Problem> {
        let missing =
            || bad_parameter(name, Text::new(format!("缺少参数 {name}"), format!("the parameter {name} is missing")));
        params.parse_with(name, parse_date)?.ok_or_else(missing)
    };
    let (from, to) = (day("from")?, day("to")?);
    if to < from {
        return Err(bad_parameter("to", Text::new("结束日期早于开始日期", "the period ends before it starts")));
    }
    let tx = state.db.read("cooperation.count").await?;
    let figures = statistics::of_period(&tx, (from, to), params.text("neighbour")).await?;
    tx.finish().await?;
    if as_csv {
        return Ok(([(header::CONTENT_TYPE, CSV)], csv::of_statistics(&figures)).into_response());
    }
    Ok(Json(json!({ "from": from, "to": to, "neighbours": figures })).into_response())
}
