//! Packages for the neighbour's office, and from it.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{Method, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{InspectionsState, answers, inspection_id, told};
use crate::{
    http::{Access, Operation, Param, Params, Problem, ProblemType, Route, SignedIn, if_match},
    inspections::{
        package::{LARGEST, PackageRecord},
        policy::{PLANNERS, READERS},
        service::{self, Arrival},
    },
    kernel::{
        dates::{office_date, rfc3339},
        hex::hex,
    },
    records::Pen,
};

/// Media type of a JWS in compact form (RFC 7515 section 9.2.1).
const JOSE: &str = "application/jose";

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let path = "/api/v1/joint-inspections/{inspection_id}/packages";
    let (readers, planners) = (Access::Roles(READERS), Access::Roles(PLANNERS));
    let bytes = || json!({ "type": "string" });
    vec![
        Route::new(
            Method::GET,
            path,
            readers,
            Operation::new("inspections", "inspectionPackages", "与邻方交换过的包", "Packages that were exchanged")
                .params([inspection_id()])
                .answers(200, "application/json", answers::all("packages", answers::package()), "the newest first"),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            path,
            planners,
            Operation::new(
                "inspections",
                "makePackage",
                "制作发给邻方单位的签名交换包",
                "Make the signed package for the neighbour's office",
            )
            .describes(
                "内含我方全部记录，以本单位密钥签名（JWS，EdDSA）。邻方须先登记我方公钥（/api/v1/exchange-key）。",
                "All that this side has said, signed with this office's key (JWS, EdDSA). The neighbour's office enters our public \
                 key first (/api/v1/exchange-key).",
            )
            .params([inspection_id()])
            .answers(200, JOSE, bytes(), "the package"),
            post(make).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/joint-inspections/packages",
            planners,
            Operation::new(
                "inspections",
                "takePackage",
                "导入邻方单位的交换包：验签、核对、逐条合并",
                "Take in a package of the neighbour's office: verify, compare, merge act by act",
            )
            .describes(
                "整包成功或整包不收。dry_run=true 只验证并预览合并结果。首包会在本方建立同一联检。",
                "All of it or nothing. With dry_run=true it is verified and the outcome shown, and nothing kept. The first package \
                 of an inspection enters it here.",
            )
            .params([Param::query("dry_run", json!({ "type": "boolean" }), "只验证", "verify only")])
            .body(JOSE, bytes())
            .answers(200, "application/json", answers::arrival(), "the dossier and what arrived"),
            post(take).with_state(state.clone()),
        )
        .body_limit(LARGEST),
    ]
}

fn told_package(package: &PackageRecord) -> Value {
    json!({
        "id": package.id, "outgoing": package.outgoing, "digest": hex(package.digest), "key": package.thumbprint,
        "first_serial": package.first_serial, "last_serial": package.last_serial, "handled_by": package.handled_by,
        "handled_at": rfc3339(package.handled_at),
    })
}

async fn list(State(state): State<InspectionsState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("inspections.packages").await?;
    service::find(&tx, id).await?;
    let packages = service::packages(&tx, id).await?;
    tx.finish().await?;
    Ok(Json(json!({ "packages": packages.iter().map(told_package).collect::<Vec<_>>() })))
}

async fn make(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.write("inspections.make_package", &caller.actor).await?;
    let pen = Pen { tx: &tx, ids: &state.ids, actor: &caller.actor, now: state.now() };
    let (record, text) = service::Inspector(pen).make_package(id).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"joint-inspection-{}.jws\"", record.id);
    Ok(([(header::CONTENT_TYPE, JOSE.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

async fn take(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    params: Params,
    body: Bytes,
) -> Result<Response, Problem> {
    let dry_run = params.parse::<bool>("dry_run")?.unwrap_or_default();
    let text = std::str::from_utf8(&body).map_err(|_| {
        Problem::new(ProblemType::BadRequest, "交换包应为 JWS 文本", "a package is a JWS, which is text")
    })?;
    let tx = state.db.write("inspections.take_package", &caller.actor).await?;
    let pen = Pen { tx: &tx, ids: &state.ids, actor: &caller.actor, now: state.now() };
    let arrival = match service::Inspector(pen).take_package(text).await {
        Ok(arrival) => arrival,
        Err(refusal) => {
            // Nothing is kept, whether or not the rollback arrives.
            let _ = tx.roll_back().await;
            return Err(refusal.into());
        }
    };
    let mut answer = told::dossier(&arrival.case, office_date(state.now()));
    answer.extend(crate::http::schema::members(arrived(&arrival, dry_run)));
    let tag = if_match::tag(arrival.case.inspection.version);
    if dry_run {
        tx.roll_back().await?;
    } else {
        tx.commit().await?;
    }
    Ok(([(header::ETAG, tag)], Json(answer)).into_response())
}

/// What came with a package, and what became of it.
fn arrived(arrival: &Arrival, dry_run: bool) -> Value {
    let dossier = arrival.case.dossier();
    let links = arrival.case.links.iter().filter(|link| arrival.arrived.contains(&link.digest));
    json!({
        "dry_run": dry_run, "is_new": arrival.is_new,
        "arrived": links.map(|link| told::link(&dossier, link)).collect::<Vec<_>>(),
    })
}
