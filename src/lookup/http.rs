//! `GET /api/v1/lookup` and `GET /api/v1/nearest`; the many look-ups of `POST` are in `batch`.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::{Method, Uri},
    response::Response,
    routing::get,
};
use serde_json::json;
use tokio::{sync::Semaphore, time::timeout};

use super::{
    Moment, Question, batch,
    json::Json,
    nearest::{Found, Search},
    params,
    surroundings::Surroundings,
};
use crate::{
    db::Db,
    http::{
        Access, Operation, Param, Params, Problem, ProblemType, Route, Text,
        etag::{ETag, Held},
        params::bad_parameter,
    },
    index::live::{Index, NotLoaded, Snapshot},
    kernel::{clock::Clock, dates::office_date},
    published::Collection,
};

/// Bytes that most answers of a look-up take.
const USUAL_ANSWER: usize = 2_048;

/// Questions about what the register said that are answered at once.
const TURNS: usize = 2;

/// How long such a question waits for its turn.
const WAIT_FOR_TURN: Duration = Duration::from_secs(5);

/// Features that a question about the nearest gets when nothing is said.
const USUAL_NEAREST: usize = 10;

/// Most features that one question about the nearest gets.
const MOST_NEAREST: usize = 1_000;

/// What the look-up routes need.
#[derive(Debug)]
pub struct LookupState {
    /// For questions about what the register said.
    pub db: Db,
    /// For all others.
    pub index: Arc<Index>,
    /// For today.
    pub clock: Clock,
    /// Turns at questions about what the register said: each may have to load much of it.
    turns: Semaphore,
}

impl LookupState {
    /// What the routes need, from the parts of the program.
    #[must_use]
    pub fn new(db: Db, index: Arc<Index>, clock: Clock) -> Self {
        Self { db, index, clock, turns: Semaphore::new(TURNS) }
    }
}

fn busy() -> Problem {
    Problem::new(
        ProblemType::Unavailable,
        "查询历史登记的请求过多，请稍候",
        "too many questions about the past at once",
    )
    .retry_after(2)
}

/// The routes.
#[must_use]
pub fn routes(state: LookupState) -> Vec<Route> {
    let state = Arc::new(state);
    vec![
        Route::new(
            Method::GET,
            "/api/v1/lookup",
            Access::Public,
            lookup_operation(),
            get(lookup).with_state(Arc::clone(&state)),
        ),
        batch::http::route(&state),
        Route::new(Method::GET, "/api/v1/nearest", Access::Public, nearest_operation(), get(nearest).with_state(state)),
    ]
}

fn lookup_operation() -> Operation {
    Operation::new("look-up", "lookUp", "查询一点所在的政区、建成区、街路和地名", "What lies at a position")
        .params(params::of_position())
        .params(params::of_moment())
        .params(params::of_question())
        .answers(
            200,
            "application/json",
            json!({ "type": "object", "required": ["position", "at", "data_version"] }),
            "what lies there",
        )
        .answers_nothing(304, "not changed")
}

fn nearest_operation() -> Operation {
    let collections: Vec<&str> = Collection::ALL
        .iter()
        .filter(|collection| **collection != Collection::Names)
        .map(|collection| collection.id())
        .collect();
    Operation::new("look-up", "nearest", "最近的要素", "The nearest features")
        .params([Param::query("collection", json!({ "type": "string", "enum": collections }), "数据集", "collection")
            .required()])
        .params(params::of_position())
        .params(params::of_moment())
        .params([
            Param::query(
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": MOST_NEAREST, "default": USUAL_NEAREST }),
                "最多几个",
                "at most so many",
            ),
            Param::query(
                "max_distance_m",
                json!({ "type": "number", "minimum": 0 }),
                "最远距离（米）",
                "none farther away than so many metres",
            ),
        ])
        .answers(
            200,
            "application/geo+json",
            json!({ "type": "object", "required": ["type", "features"] }),
            "a feature collection; each feature has distance_m",
        )
        .answers_nothing(304, "not changed")
}

async fn lookup(
    State(state): State<Arc<LookupState>>,
    params: Params,
    uri: Uri,
    held: Held,
) -> Result<Response, Problem> {
    let position = params::position(&params)?;
    let moment = Moment::from_params(&params, office_date(state.clock.now()))?;
    let question = Question::from_params(&params, moment.at)?;
    state
        .answer(moment, &uri, &held, "application/json", Surroundings::Things(position), |snapshot| {
            let answer = question.ask(snapshot, position);
            let horizon_m = answer.horizon_m().map(|horizon_m| horizon_m.max(question.reach_m));
            let mut json = Json::with_capacity(USUAL_ANSWER);
            answer.write(&mut json);
            (json, horizon_m)
        })
        .await
}

async fn nearest(
    State(state): State<Arc<LookupState>>,
    params: Params,
    uri: Uri,
    held: Held,
) -> Result<Response, Problem> {
    let collection = searchable(&params)?;
    let moment = Moment::from_params(&params, office_date(state.clock.now()))?;
    let search = search(&params, moment)?;
    let around = Surroundings::of(collection, search.position);
    state
        .answer(moment, &uri, &held, "application/geo+json", around, |snapshot| {
            match Found::search(snapshot, collection, &search) {
                Some(found) => (found.geojson, found.horizon_m),
                None => (Json::default(), Some(0.0)),
            }
        })
        .await
}

/// The collection to search.
fn searchable(params: &Params) -> Result<Collection, Problem> {
    match params.require("collection")? {
        Collection::Names => Err(bad_parameter(
            "collection",
            Text::new("地名没有自己的位置，请查询 places", "names lie where their things do: ask for places"),
        )),
        collection => Ok(collection),
    }
}

/// What is searched and how far.
fn search(params: &Params, moment: Moment) -> Result<Search, Problem> {
    Ok(Search {
        position: params::position(params)?,
        at: moment.at,
        limit: params.limit(USUAL_NEAREST, MOST_NEAREST)?,
        max_distance_m: params.parse_with("max_distance_m", params::metres)?,
    })
}

impl LookupState {
    /// Answers from memory, or from the register as it was recorded at the asked-for moment.
    async fn answer(
        &self,
        moment: Moment,
        uri: &Uri,
        held: &Held,
        media_type: &'static str,
        around: Surroundings,
        ask: impl Fn(&Snapshot) -> (Json, Option<f64>),
    ) -> Result<Response, Problem> {
        let Some(recorded_at) = moment.recorded_at else {
            let snapshot = self.index.snapshot()?;
            let etag = ETag::of(snapshot.version, moment.at, uri, &[media_type]);
            if etag.is_held(held) {
                return Ok(etag.not_modified());
            }
            return Ok(etag.answer(media_type, ask(&snapshot).0.into_bytes()));
        };
        let _turn = timeout(WAIT_FOR_TURN, self.turns.acquire()).await.map_err(|_| busy())?;
        let tx = self.db.read("lookup.recorded").await?;
        let version = tx.version_at(recorded_at).await?;
        let content = around.ask(&tx, version, ask).await?;
        tx.finish().await?;
        Ok(ETag::of(version, moment.at, uri, &[media_type]).answer(media_type, content.into_bytes()))
    }
}

impl From<NotLoaded> for Problem {
    fn from(_: NotLoaded) -> Self {
        Self::new(ProblemType::Unavailable, "索引尚未载入，请稍候", "the index has not been loaded yet").retry_after(1)
    }
}
