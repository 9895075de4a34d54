//! Survey campaigns and visits.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use geo::{Geometry, MultiPolygon};
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    ENTERERS, KEEPERS, READERS, SignsState, answers, json as told,
    reports::codes,
    signs::{geojson, named},
    wire::{PositionBody, client_id, position_schema},
};
use crate::{
    http::{
        Access, Body, Nothing, Operation, Page, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, instant, line, prose, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{self, object, text},
    },
    kernel::dates::office_date,
    register::drawing,
    signs::{
        SignId,
        service::Clerk,
        survey::{
            CampaignId, Condition, NewCampaign, Streets,
            model::{MOST_CREW, MOST_STREETS},
            service::{self, NewVisit},
        },
    },
};

/// Campaigns of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let (all, one) = ("/api/v1/survey-campaigns", "/api/v1/survey-campaigns/{campaign_id}");
    let (readers, keepers) = (Access::Roles(READERS), Access::Roles(KEEPERS));
    vec![
        Route::new(
            Method::GET,
            all,
            readers,
            Operation::new("signs", "surveyCampaigns", "排查列表", "Survey campaigns, the newest number first")
                .params([
                    Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
                    Param::query(
                        "cursor",
                        json!({ "type": "string" }),
                        "上一页给出的 next",
                        "`next` of the page before",
                    ),
                ])
                .answers(
                    200,
                    "application/json",
                    answers::page("campaigns", answers::campaign()),
                    "campaigns and `next`",
                ),
            get(list).with_state(state.clone()),
        ),
        Route::new(Method::POST, all, keepers, plan_operation(), post(plan).with_state(state.clone())),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "signs",
                "surveyCampaign",
                "一次排查及其进度（按街路、按乡镇）",
                "One campaign and how far it is, by street and by township",
            )
            .params([campaign_id()])
            .answers(
                200,
                "application/json",
                answers::campaign(),
                "the campaign; streets without a visit have checked 0",
            ),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/survey-campaigns/{campaign_id}/way",
            readers,
            Operation::new(
                "signs",
                "surveyWay",
                "建议的走访次序",
                "What is left to be looked at, in the order of a short walk",
            )
            .params([
                campaign_id(),
                Param::query("lon", json!({ "type": "number" }), "起步经度", "longitude at which the walk begins"),
                Param::query("lat", json!({ "type": "number" }), "起步纬度", "latitude at which the walk begins"),
            ])
            .answers(
                200,
                "application/geo+json",
                answers::features(answers::stop()),
                "a feature for each sign, in order",
            ),
            get(way).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/survey-campaigns/{campaign_id}/close",
            keepers,
            Operation::new("signs", "closeSurvey", "结束排查", "Close a campaign")
                .params([campaign_id(), idempotency::param()])
                .body("application/json", object(&[], json!({})))
                .answers(200, "application/json", answers::campaign(), "the campaign"),
            post(close).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/survey-visits",
            Access::Roles(ENTERERS),
            visit_operation(),
            post(visit).with_state(state.clone()),
        ),
    ]
}

fn campaign_id() -> Param {
    schema::id("campaign_id", "排查编号", "id of the campaign")
}

fn plan_operation() -> Operation {
    Operation::new("signs", "planSurvey", "布置一次排查", "Plan a survey of signs")
        .params([idempotency::param()])
        .body(
            "application/json",
            object(
                &["title", "starts_on", "ends_on"],
                json!({
                    "title": text(200, "what people call it"),
                    "starts_on": schema::day("first day"), "ends_on": schema::day("last day"),
                    "streets": { "type": "array", "maxItems": MOST_STREETS, "items": { "type": "string", "format": "uuid" },
                                 "description": "the streets; those of the built-up areas when neither these nor an area are said" },
                    "area": { "type": "object", "description": "GeoJSON Polygon or MultiPolygon: the streets that meet it" },
                    "crew": { "type": "array", "maxItems": MOST_CREW, "items": { "type": "string" },
                              "description": "log-in names of who walks it" },
                }),
            ),
        )
        .answers(201, "application/json", answers::campaign(), "the campaign")
}

fn visit_operation() -> Operation {
    Operation::new("signs", "recordVisit", "记录一次查看", "Somebody looked at a sign")
        .params([idempotency::param()])
        .body("application/json", visit_body())
        .answers(201, "application/json", answers::visit(), "the visit")
}

/// Schema of [`VisitBody`].
pub(super) fn visit_body() -> Value {
    object(
        &["sign", "condition"],
        json!({
            "id": { "type": "string", "format": "uuid", "nullable": true,
                    "description": "UUIDv7 made by the client; the same visit sent again is kept once" },
            "campaign_id": { "type": "string", "format": "uuid", "nullable": true },
            "sign": text(8, "number of the sign"),
            "condition": codes(Condition::ALL.iter().map(|code| code.code()).collect()),
            "note": text(1_000, "in words"),
            "seen_at": { "type": "string", "format": "date-time", "nullable": true, "description": "now unless said" },
            "position": position_schema(),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CampaignBody {
    title: String,
    starts_on: String,
    ends_on: String,
    streets: Option<Vec<Uuid>>,
    area: Option<geojson::Geometry>,
    #[serde(default)]
    crew: Vec<String>,
}

impl CampaignBody {
    fn checked(self) -> Result<NewCampaign, Problem> {
        let streets = match (self.streets, self.area) {
            (None, None) => Streets::BuiltUp,
            (Some(listed), None) if listed.len() <= MOST_STREETS => Streets::Listed(listed),
            (Some(_), None) => {
                let (zh, en) = (format!("至多 {MOST_STREETS} 条街路"), format!("takes at most {MOST_STREETS} streets"));
                return Err(unfit("/streets", zh, en));
            }
            (None, Some(area)) => Streets::Within(polygons(&area)?),
            (Some(_), Some(_)) => {
                return Err(unfit("/area", "街路清单和范围只写一个", "say streets or an area, one of them"));
            }
        };
        if self.crew.len() > MOST_CREW {
            let (zh, en) = (format!("至多 {MOST_CREW} 人"), format!("takes at most {MOST_CREW} people"));
            return Err(unfit("/crew", zh, en));
        }
        let crew = self.crew.into_iter().enumerate().map(|(at, login)| line(&format!("/crew/{at}"), login, 40));
        Ok(NewCampaign {
            title: line("/title", self.title, 200)?,
            starts_on: day("/starts_on", &self.starts_on)?,
            ends_on: day("/ends_on", &self.ends_on)?,
            streets,
            crew: crew.collect::<Result<_, _>>()?,
        })
    }
}

fn polygons(area: &geojson::Geometry) -> Result<MultiPolygon<f64>, Problem> {
    let drawn = drawing::read(area).map_err(|error| {
        let Text { zh, en } = error.text();
        unfit("/area", zh, en)
    })?;
    match drawn {
        Geometry::Polygon(polygon) => Ok(polygon.into()),
        Geometry::MultiPolygon(polygons) => Ok(polygons),
        _ => Err(unfit("/area", "范围须为面", "an area is drawn as a polygon")),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VisitBody {
    id: Option<Uuid>,
    campaign_id: Option<Uuid>,
    sign: String,
    condition: Condition,
    note: Option<String>,
    seen_at: Option<String>,
    position: Option<PositionBody>,
}

impl VisitBody {
    /// The visit but for its sign, and the number of that.
    pub(super) fn checked(self, now: OffsetDateTime) -> Result<(NewVisit, String), Problem> {
        let visit = NewVisit {
            id: self.id.map(|id| client_id("/id", id)).transpose()?,
            campaign: self.campaign_id.map(CampaignId),
            sign: SignId(Uuid::nil()),
            condition: self.condition,
            note: self.note.map(|text| prose("/note", &text, 1_000)).transpose()?,
            seen_at: self.seen_at.map_or(Ok(now), |text| instant("/seen_at", &text))?,
            fix: self.position.as_ref().map(PositionBody::checked).transpose()?,
        };
        Ok((visit, self.sign))
    }
}

async fn list(State(state): State<SignsState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let tx = state.db.read("signs.list_campaigns").await?;
    let campaigns = service::list(&tx, params.text("cursor"), page.rows()).await?;
    tx.finish().await?;
    let (campaigns, next) = page.cut(campaigns, |last| last.number.clone());
    let campaigns: Vec<Value> = campaigns.iter().map(told::campaign).collect();
    Ok(Json(json!({ "campaigns": campaigns, "next": next })))
}

async fn show(State(state): State<SignsState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("signs.show_campaign").await?;
    let file = service::file(&tx, CampaignId(id), office_date(state.clock.now())).await?;
    tx.finish().await?;
    let tag = if_match::tag(file.campaign.version);
    Ok(([(header::ETAG, tag)], Json(told::campaign_file(&file))).into_response())
}

async fn way(State(state): State<SignsState>, Path(id): Path<Uuid>, params: Params) -> Result<Response, Problem> {
    let from = params.parse::<f64>("lon")?.zip(params.parse::<f64>("lat")?);
    let tx = state.db.read("signs.way").await?;
    let stops = service::way(&tx, CampaignId(id), from.map(geo::Point::from)).await?;
    tx.finish().await?;
    let features: Vec<Value> = stops.iter().map(told::stop).collect();
    Ok(geojson(&json!({ "type": "FeatureCollection", "features": features })))
}

async fn plan(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<CampaignBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let plan = async |clerk: &Clerk<'_>| {
        let campaign = clerk.plan(new).await?;
        let answer = Answer::json(StatusCode::CREATED, &told::campaign(&campaign))?;
        Ok(answer.location(format!("/api/v1/survey-campaigns/{}", campaign.id)).etag(if_match::tag(campaign.version)))
    };
    state.work(&caller, "signs.plan_survey", key.as_ref(), plan).await
}

async fn close(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    let close = async |clerk: &Clerk<'_>| {
        let campaign = clerk.close_campaign(CampaignId(id)).await?;
        Ok(Answer::json(StatusCode::OK, &told::campaign(&campaign))?.etag(if_match::tag(campaign.version)))
    };
    state.work(&caller, "signs.close_survey", key.as_ref(), close).await
}

async fn visit(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<VisitBody>>,
) -> Result<Outcome, Problem> {
    let (mut new, sign) = body.checked(state.clock.now())?;
    let visit = async |clerk: &Clerk<'_>| {
        new.sign = named(clerk.tx, &sign).await?.id;
        Answer::json(StatusCode::CREATED, &told::visit(&clerk.visit(new).await?))
    };
    state.work(&caller, "signs.visit", key.as_ref(), visit).await
}
