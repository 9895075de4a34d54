//! `POST /api/v1/lookup`

use std::{num::NonZero, sync::Arc, thread::available_parallelism, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use futures_util::stream;
use serde_json::json;
use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

use super::{
    Refusal, Sheet, Survey,
    answers::{Answers, Upload},
};
use crate::{
    http::{Access, Operation, Params, Problem, ProblemType, Route, accept, seen},
    index::live::Index,
    kernel::{
        clock::Clock,
        crs::SourceCrs,
        dates::{office_date, parse_date},
        text::Text,
    },
    lookup::{Question, http::LookupState, params},
    reader::FileFormat,
};

/// Most points of one request.
const MOST_POINTS: u64 = 10_000;

/// Largest body, in bytes.
const LARGEST_BODY: usize = 8 << 20;

/// The largest body over a slow line.
const TIME_LIMIT: Duration = Duration::from_mins(2);

/// What the handler needs.
#[derive(Debug, Clone)]
struct BatchState {
    index: Arc<Index>,
    clock: Clock,
    /// Turns at the processors: a batch takes one for each page, so that batches go on side by side and leave room for
    /// single look-ups.
    turns: Arc<Semaphore>,
}

/// The route.
pub(in crate::lookup) fn route(state: &LookupState) -> Route {
    let turns = available_parallelism().map_or(1, NonZero::get).div_ceil(2);
    let state = BatchState {
        index: Arc::clone(&state.index),
        clock: state.clock.clone(),
        turns: Arc::new(Semaphore::new(turns)),
    };
    Route::new(Method::POST, "/api/v1/lookup", Access::Public, operation(), post(look_up_all).with_state(state))
        .body_limit(LARGEST_BODY)
        .time_limit(TIME_LIMIT)
}

fn operation() -> Operation {
    let collection = || json!({ "type": "object", "required": ["type"] });
    let text = || json!({ "type": "string" });
    Operation::new("look-up", "lookUpAll", "批量查询各点所在的政区、建成区、街路和地名", "What lies at many positions")
        .describes(
            "最多 10000 个点、8 MiB：GeoJSON、GeoJSON 序列，或带坐标列（lon 和 lat、x 和 y、经度和纬度，或 wkt）的 CSV。\
             按原顺序逐点回答，形式由 Accept 决定。GeoJSON 的每个要素保留原有的 id 和属性，属性 lookup 为单点查询的回答；\
             坐标无法使用的点，lookup 含 row（行号）和 problem（zh、en）。CSV 在原有各列之后加列，编码为 UTF-8（带 BOM）。\
             全部依据同一登记版本，见 Mingjie-Data-Version。不改动任何数据，重发无害，因此不用 Idempotency-Key。\
             不接受 recorded-at：历史登记请逐点查询。",
            "At most 10,000 points and 8 MiB: GeoJSON, a GeoJSON text sequence, or CSV with columns of coordinates (lon and \
             lat, x and y, 经度 and 纬度, or wkt). Answered point by point in their order, in the form asked for by Accept. \
             In GeoJSON each feature keeps its id and properties, and the property lookup is what GET answers; for a point \
             that cannot be used it has row (its number) and problem (zh, en). CSV gets further columns behind its own, in \
             UTF-8 with a byte order mark. All of it is from one version of the register, told in Mingjie-Data-Version. It \
             changes nothing and may be sent again, so there is no Idempotency-Key. recorded-at is not taken: ask for the \
             past point by point.",
        )
        .params([params::of_crs(), params::of_day()])
        .params(params::of_question())
        .body(FileFormat::GeoJson.media_type(), collection())
        .body(FileFormat::GeoJsonSeq.media_type(), text())
        .body("text/csv", text())
        .answers(200, FileFormat::GeoJson.media_type(), collection(), "the points with what lies there")
        .answers(200, FileFormat::GeoJsonSeq.media_type(), text(), "the points with what lies there")
        .answers(200, "text/csv", text(), "the points with what lies there")
}

async fn look_up_all(
    State(state): State<BatchState>,
    params: Params,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let at = params.parse_with("at", parse_date)?.unwrap_or_else(|| office_date(state.clock.now()));
    let question = Question::from_params(&params, at)?;
    let declared: Option<SourceCrs> = params.text("crs").map(|_| params::crs(&params)).transpose()?;
    let (from, into) = (delivered_as(&headers)?, asked_for(&headers)?);
    let upload = Upload { bytes: body.map_err(not_taken)?, format: from, crs: declared };
    let here = state.index.snapshot()?;

    let surveyed = upload.clone();
    let survey = state.in_turn(move || Survey::of(surveyed.read()?, into, MOST_POINTS)).await;
    let columns = survey.map_err(|failed| Problem::internal(&failed))??.columns;
    let sheet = Sheet::new(question, declared.unwrap_or(SourceCrs::Cgcs2000), into, columns);
    let source = upload.read().map_err(Refusal::from)?;
    let version = here.version;
    let answers = Answers::new(source, sheet, here);
    let pages = stream::try_unfold((state, answers), |(state, mut answers)| async {
        let (page, answers) = state.clone().in_turn(move || (answers.next(), answers)).await?;
        Ok::<_, axum::BoxError>(page?.map(|page| (page, (state, answers))))
    });
    let mut response = ([(header::CONTENT_TYPE, into.media_type())], Body::from_stream(pages)).into_response();
    seen::tell(response.headers_mut(), version);
    Ok(response)
}

impl BatchState {
    /// Does a page's work on a thread where it holds up nobody, when there is a turn.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
        let _turn = self.turns.acquire().await;
        spawn_blocking(work).await
    }
}

/// What the body is.
fn delivered_as(headers: &HeaderMap) -> Result<FileFormat, Problem> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    FileFormat::from_media_type(media_type).ok_or_else(|| {
        Problem::new(
            ProblemType::UnsupportedMediaType,
            "请以 application/geo+json、application/geo+json-seq 或 text/csv 发送",
            "send it as application/geo+json, application/geo+json-seq or text/csv",
        )
    })
}

/// The form that the client likes best; GeoJSON where it has no preference.
fn asked_for(headers: &HeaderMap) -> Result<FileFormat, Problem> {
    let mut best = (None, 0.0);
    for format in [FileFormat::GeoJson, FileFormat::GeoJsonSeq, FileFormat::Csv] {
        let (kind, _) = format.media_type().split_once('/').unwrap_or_default();
        let any_of_kind = format!("{kind}/*");
        let quality = accept::quality(headers, |range| {
            range == "*/*" || range == any_of_kind || FileFormat::from_media_type(range) == Some(format)
        });
        if quality > best.1 {
            best = (Some(format), quality);
        }
    }
    best.0.ok_or_else(|| {
        Problem::new(
            ProblemType::NotAcceptable,
            "此地址以 application/geo+json、application/geo+json-seq 或 text/csv 回答",
            "this address answers in application/geo+json, application/geo+json-seq or text/csv",
        )
    })
}

#[expect(clippy::needless_pass_by_value, reason = "shaped for map_err")]
fn not_taken(rejection: BytesRejection) -> Problem {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            let mebibytes = LARGEST_BODY >> 20;
            Problem::new(
                ProblemType::TooLarge,
                format!("内容超过 {mebibytes} MiB，请分批发送，或用命令 mingjie locate"),
                format!("the body is larger than {mebibytes} MiB: send it in parts, or use `mingjie locate`"),
            )
        }
        _ => Problem::new(ProblemType::BadRequest, "请求内容没有传完", "the body broke off"),
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let Text { zh, en } = refusal.text();
        let kind = match refusal {
            Refusal::TooManyRows { .. } => ProblemType::TooLarge,
            Refusal::Read(_) | Refusal::NoPlace | Refusal::TooManyColumns { .. } | Refusal::NamesTooLong { .. } => {
                ProblemType::Unprocessable
            }
        };
        Self::new(kind, zh, en)
    }
}
