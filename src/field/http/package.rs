//! `GET /api/v1/field/package`

use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::Response,
    routing::get,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::FieldState;
use crate::{
    field::package::{Area, Package, pack},
    http::{Access, Operation, Param, Params, Problem, ProblemType, Route, SignedIn, bbox, etag::ETag},
    kernel::{actor::Actor, dates::office_date, hex::hex},
    photos::Digest,
    published::geojson::Feature,
    signs::{
        self,
        codes::{Placement, PlateColour, SignType, Support},
        damage::{DamageType, Severity},
        http::{answers, json as told},
        policy::REPORTERS,
        survey::{CampaignId, Condition},
    },
};

pub(super) fn routes(state: &FieldState) -> Vec<Route> {
    let operation = Operation::new("field", "fieldPackage", "下载外业工作包", "What a phone takes along into the field")
        .describes(
            "本人未完成的维修单，以及一次排查或一个范围内的街路、标志、未办结报告、行走顺序、瓦片范围和代码表；version 与 ETag 相同，\
             内容不变则不变。",
            "The caller's open orders; streets, signs, open reports, walking order, tile ranges and code words of a campaign or \
             an area. `version` is the ETag: it stays while nothing of it has changed. The `version` of a sign or an order is \
             what its changes are based on.",
        )
        .params([
            Param::query("campaign", json!({ "type": "string", "format": "uuid" }), "排查编号", "id of a campaign"),
            bbox::param(),
        ])
        .answers(200, "application/json", package_schema(), "the package");
    vec![Route::new(
        Method::GET,
        "/api/v1/field/package",
        Access::Roles(REPORTERS),
        operation,
        get(package).with_state(state.clone()),
    )]
}

fn package_schema() -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let integer = || json!({ "type": "integer" });
    let range = json!({ "type": "object", "properties": {
        "zoom": integer(), "min_row": integer(), "max_row": integer(), "min_col": integer(), "max_col": integer(),
    } });
    let street = json!({ "type": "object", "description": "a feature as of /ogc/collections/streets" });
    json!({
        "type": "object",
        "required": ["version", "streets", "signs", "orders", "reports", "campaigns", "stops", "tiles", "codes"],
        "properties": {
            "version": { "type": "string", "description": "SHA-256 of all else" },
            "streets": answers::features(street), "signs": answers::signs(), "orders": list(answers::order()),
            "reports": list(answers::report()), "campaigns": list(answers::campaign()),
            "stops": answers::features(answers::stop()),
            "tiles": { "type": "object", "properties": { "tile_matrix_set": { "type": "string" }, "ranges": list(range) },
                       "description": "from corner to corner, both included; map tiles are not served here" },
            "codes": { "type": "object", "description": "by kind of code: code, zh and en of each word that forms offer" },
        },
    })
}

async fn package(
    State(state): State<FieldState>,
    SignedIn(caller): SignedIn,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Actor::User { id: user, name: login, .. } = &caller.actor else { return Err(signs::Refusal::NoAccount.into()) };
    let within = params.parse_with("bbox", |text| match bbox::read(text)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    })?;
    let area = match (params.parse::<Uuid>("campaign")?, within) {
        (Some(campaign), None) => Area::Campaign(CampaignId(campaign)),
        (None, Some(bbox)) => Area::Within(bbox),
        (None, None) => Area::OwnWork,
        (Some(_), Some(_)) => {
            let (zh, en) = ("campaign 与 bbox 只写一个", "say campaign or bbox, one of them");
            return Err(Problem::new(ProblemType::BadRequest, zh, en));
        }
    };
    let tx = state.db.read("field.package").await?;
    let package = pack(&tx, (*user, login), area, office_date(state.clock.now())).await?;
    tx.finish().await?;
    let mut document = document(&package);
    let digest = Digest::of(document.to_string().as_bytes());
    let tag = ETag::of_digest(digest.as_bytes());
    if tag.matches(&headers) {
        return Ok(tag.not_modified());
    }
    if let Value::Object(members) = &mut document {
        members.insert("version".into(), json!(hex(digest.as_bytes())));
    }
    Ok(tag.answer("application/json", document.to_string()))
}

fn document(package: &Package) -> Value {
    let collection = |features: Vec<Value>| json!({ "type": "FeatureCollection", "features": features });
    let streets = package.streets.iter().map(|street| json!(Feature::of(street))).collect();
    let signs = package.signs.iter().map(told::feature).collect();
    let stops = package.stops.iter().map(told::stop).collect();
    json!({
        "streets": collection(streets),
        "signs": collection(signs),
        "orders": package.orders.iter().map(told::order).collect::<Vec<_>>(),
        "reports": package.reports.iter().map(told::report).collect::<Vec<_>>(),
        "campaigns": package.campaigns.iter().map(told::campaign).collect::<Vec<_>>(),
        "stops": collection(stops),
        "tiles": { "tile_matrix_set": "WebMercatorQuad", "ranges": package.tiles },
        "codes": codes(),
    })
}

/// The code words that forms offer, with what people call them.
fn codes() -> Value {
    macro_rules! words {
        ($code:ident) => {
            $code::ALL
                .iter()
                .map(|code| {
                    let title = code.title();
                    json!({ "code": code, "zh": title.zh, "en": title.en })
                })
                .collect::<Vec<_>>()
        };
    }
    json!({
        "sign_type": words!(SignType), "placement": words!(Placement), "support": words!(Support),
        "colour": words!(PlateColour), "condition": words!(Condition), "damage": words!(DamageType),
        "severity": words!(Severity),
    })
}
