//! The signs near a position: which one a crew stands at, and which one a report without a number may mean.

use std::collections::BTreeMap;

use axum::{extract::State, http::Method, response::Response, routing::get};
use serde_json::{Value, json};

use super::{READERS, SignsState, signs::geojson_text};
use crate::{
    db::tx::Tx,
    http::{Access, Operation, Param, Params, Problem, Route},
    kernel::{dates::office_date, geometry::Position},
    lookup::{Json, Search, params},
    signs::{
        Refusal, SignId,
        damage::{
            DamageType, Fix, Report,
            doubt::{self, Doubt},
            service,
        },
        nearby::{Nearby, REACH_M, is_sign_within},
    },
};

/// Signs that are told: usual and most.
const LIMIT: (usize, usize) = (10, 100);

/// Signs that are told to who reports damage without saying to which.
const OFFERED: usize = 5;

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    vec![Route::new(
        Method::GET,
        "/api/v1/signs/nearest",
        Access::Roles(READERS),
        operation(),
        get(nearest).with_state(state.clone()),
    )]
}

fn operation() -> Operation {
    Operation::new("signs", "nearestSigns", "最近的地名标志", "The signs near a position, the nearest first")
        .describes(
            "要素与数据集 signs 相同，另有 distance_m（米）；计划中的和已拆除的不在其中。除 open_reports 外均由内存回答。",
            "Features as in the collection of signs, with distance_m in metres; planned and removed signs are not among them. \
             Answered from memory but for open_reports.",
        )
        .params(params::of_position())
        .params([
            Param::query(
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": LIMIT.1, "default": LIMIT.0 }),
                "最多几块",
                "at most so many",
            ),
            Param::query(
                "max_distance_m",
                json!({ "type": "number", "minimum": 0, "default": REACH_M }),
                "最远距离（米）",
                "none farther away than so many metres",
            ),
            Param::query(
                "open_reports",
                json!({ "type": "boolean", "default": false }),
                "是否附上各标志未办结的损坏报告数 open_report_count",
                "tell with open_report_count how many open damage reports each has",
            ),
        ])
        .answers(
            200,
            "application/geo+json",
            json!({ "type": "object", "required": ["type", "features"] }),
            "a feature collection; each feature has distance_m",
        )
}

async fn nearest(State(state): State<SignsState>, params: Params) -> Result<Response, Problem> {
    let search = Search {
        position: params::position(&params)?,
        at: office_date(state.clock.now()),
        limit: params.limit(LIMIT.0, LIMIT.1)?,
        max_distance_m: Some(params.parse_with("max_distance_m", params::metres)?.unwrap_or(REACH_M)),
    };
    let counts_reports = params.parse("open_reports")?.unwrap_or(false);
    let snapshot = state.index.snapshot()?;
    let nearby = Nearby::of(&snapshot, &search);
    let open = if counts_reports { Some(state.open_reports(nearby.ids()).await?) } else { None };
    let mut json = Json::default();
    json.text("{\"type\":\"FeatureCollection\",\"features\":");
    nearby.write(&mut json, open.as_ref());
    json.text("}");
    Ok(geojson_text(json.into_bytes()))
}

impl SignsState {
    /// How many reports are open on each of these signs; on those that are not named, none.
    async fn open_reports(&self, signs: Vec<SignId>) -> Result<BTreeMap<SignId, usize>, Problem> {
        let tx = self.db.read("signs.open_reports").await?;
        let open = service::open_on(&tx, &signs, None, i64::MAX).await?;
        tx.finish().await?;
        let mut counts = BTreeMap::new();
        for sign in open.iter().filter_map(|report| report.sign) {
            *counts.entry(sign).or_default() += 1;
        }
        Ok(counts)
    }

    /// What is near the place of a report that names no sign; `None` until the index has been loaded, which keeps no report
    /// waiting.
    pub(super) fn offer(&self, fix: Fix) -> Option<Offer> {
        let snapshot = self.index.snapshot().ok()?;
        let place = Position::new(fix.position.x(), fix.position.y()).ok()?;
        let at = office_date(self.clock.now());
        let search = Search { position: place, at, limit: OFFERED, max_distance_m: Some(REACH_M) };
        let nearby = Nearby::of(&snapshot, &search);
        let mut json = Json::default();
        nearby.write(&mut json, None);
        Some(Offer {
            features: serde_json::from_slice(&json.into_bytes()).unwrap_or_default(),
            signs: nearby.ids(),
            doubt: doubt::of_place(&fix, |place, reach_m| is_sign_within(&snapshot, at, place, reach_m)),
        })
    }
}

/// The signs that a report without one may mean.
#[derive(Debug)]
pub(super) struct Offer {
    /// As features, the nearest first.
    pub(super) features: Value,
    signs: Vec<SignId>,
    /// What is strange about the position.
    pub(super) doubt: Option<Doubt>,
}

impl Offer {
    /// The open reports of this damage to one of them.
    pub(super) async fn open_reports(&self, tx: &Tx, damage: DamageType) -> Result<Vec<Report>, Refusal> {
        service::open_on(tx, &self.signs, Some(damage), service::MOST_OFFERED).await
    }
}
