//! Resumable uploads: tus 1.0.0.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, delete, head, options, patch, post},
};
use serde_json::json;
use tower_http::set_header::SetResponseHeaderLayer;
use uuid::Uuid;

use super::photo_id;
use crate::{
    http::{Access, Operation, Param, Problem, ProblemType, Route, SignedIn, access::not_signed_in},
    kernel::actor::Role,
    photos::{
        Photos,
        model::{LARGEST_PHOTO, PhotoId, Standing},
        service::{Checksum, Owner},
        tus,
    },
};

/// Who takes photos at work.
const UPLOADERS: Access =
    Access::Roles(&[Role::FieldCrew, Role::NamingOfficer, Role::TownshipClerk, Role::BoundaryOfficer]);

const ALL: &str = "/api/v1/field/uploads";
const ONE: &str = "/api/v1/field/uploads/{photo_id}";

/// How long one request may take: the largest photo over a telephone at the edge of the network.
const TIME_LIMIT: Duration = Duration::from_mins(10);

/// Every answer says the version of the protocol.
const SPEAKS: HeaderValue = HeaderValue::from_static(tus::VERSION);

pub(super) fn routes(photos: &Photos) -> Vec<Route> {
    let route = |method, path, operation, handler: MethodRouter<Photos>| {
        let speaks = SetResponseHeaderLayer::overriding(tus::TUS_RESUMABLE, SPEAKS);
        Route::new(method, path, UPLOADERS, operation, handler.with_state(photos.clone()).layer(speaks))
    };
    vec![
        route(Method::OPTIONS, ALL, options_operation(), options(capabilities)),
        route(Method::POST, ALL, create_operation(), post(create)),
        route(Method::HEAD, ONE, head_operation(), head(standing)),
        route(Method::PATCH, ONE, patch_operation("continuePhotoUpload"), patch(go_on)).time_limit(TIME_LIMIT),
        route(Method::DELETE, ONE, delete_operation(), delete(end)),
        route(Method::POST, ONE, override_operation(), post(overridden)).time_limit(TIME_LIMIT),
    ]
}

fn operation(id: &'static str, zh: &str, en: &str) -> Operation {
    Operation::new("photos", id, zh, en)
}

fn tus_resumable() -> Param {
    let version = json!({ "type": "string", "enum": [tus::VERSION] });
    Param::header("Tus-Resumable", version, "协议版本", "version of the protocol").required()
}

fn bytes() -> serde_json::Value {
    json!({ "type": "integer", "format": "int64", "minimum": 0 })
}

fn text() -> serde_json::Value {
    json!({ "type": "string" })
}

fn options_operation() -> Operation {
    operation("photoUploadCapabilities", "上传协议的能力", "What the upload protocol can do")
        .answers_nothing(204, "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm")
}

fn create_operation() -> Operation {
    operation("createPhotoUpload", "开始上传照片", "Begin to upload a photo")
        .describes(
            "tus 1.0.0。Upload-Metadata 可含 photo_id（客户端生成的第 7 版 UUID）、filename、filetype、sha-256（整个文件，64 位十六\
             进制数字）。同一账号以同样的长度和摘要重复开始时，从原进度继续；24 小时无进展则过期。最后一个字节收到后照片才存在",
            "tus 1.0.0. Upload-Metadata may hold photo_id (a UUID of version 7 made by the client), filename, filetype and \
             sha-256 (of the whole file, 64 hexadecimal digits). Begun again by the same account with the same length and \
             digest, it goes on where it was; it expires when nobody goes on for 24 hours. There is a photo once the last \
             byte has arrived",
        )
        .params([
            tus_resumable(),
            Param::header(
                "Upload-Length",
                json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST_PHOTO }),
                "照片的字节数",
                "bytes of the photo",
            )
            .required(),
            Param::header("Upload-Metadata", text(), "名称和 Base64 值，以逗号分隔", "names and values in Base64"),
        ])
        .answers_nothing(201, "Location, Upload-Offset, Upload-Expires")
}

fn head_operation() -> Operation {
    operation("photoUploadOffset", "查询上传进度", "How far an upload is")
        .params([photo_id(), tus_resumable()])
        .answers_nothing(200, "Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires")
}

fn patch_operation(id: &'static str) -> Operation {
    operation(id, "继续上传", "Go on with an upload")
        .describes(
            "进度只从当前位置前进：位置不符为 409，校验和不符为 460，内容超出声明长度为 413。最后一部分收到后检查照片，不合格为 \
             422，上传随即结束",
            "The offset moves on only from where it is: another offset is 409, a wrong checksum 460, more than was announced \
             413. With the last part the photo is looked at; one that cannot be kept is 422 and ends the upload",
        )
        .params([
            photo_id(),
            tus_resumable(),
            Param::header("Upload-Offset", bytes(), "内容从这个字节开始", "where the content begins").required(),
            Param::header(
                "Upload-Checksum",
                text(),
                "算法（sha1、sha256）和内容的校验和（Base64）",
                "algorithm (sha1, sha256) and checksum of the content in Base64",
            ),
        ])
        .body(tus::OFFSET_OCTETS, json!({ "type": "string", "format": "binary" }))
        .answers_nothing(204, "Upload-Offset, Upload-Expires")
}

fn delete_operation() -> Operation {
    operation("endPhotoUpload", "放弃上传", "End an upload")
        .params([photo_id(), tus_resumable()])
        .answers_nothing(204, "it is gone")
}

fn override_operation() -> Operation {
    patch_operation("overriddenPhotoUpload").params([Param::header(
        "X-HTTP-Method-Override",
        json!({ "type": "string", "enum": ["HEAD", "PATCH", "DELETE"] }),
        "客户端不能使用的方法",
        "the method, for clients that cannot use it",
    )
    .required()])
}

async fn capabilities() -> Response {
    let headers = [
        (tus::TUS_VERSION, HeaderValue::from_static(tus::VERSION)),
        (tus::TUS_EXTENSION, HeaderValue::from_static(tus::EXTENSIONS)),
        (tus::TUS_MAX_SIZE, HeaderValue::from(LARGEST_PHOTO)),
    ];
    let algorithms = [(tus::TUS_CHECKSUM_ALGORITHM, Checksum::ALGORITHMS.join(","))];
    (StatusCode::NO_CONTENT, headers, algorithms).into_response()
}

async fn create(
    State(photos): State<Photos>,
    SignedIn(caller): SignedIn,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    tus::check_version(&headers)?;
    let owner = Owner::of(caller.actor).ok_or_else(not_signed_in)?;
    let new = tus::creation(&headers, &photos.ids)?;
    let address = format!("{ALL}/{}", new.photo);
    let standing = photos.begin(&owner, new).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], told(&standing)).into_response())
}

async fn standing(
    State(photos): State<Photos>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    tus::check_version(&headers)?;
    let owner = Owner::of(caller.actor).ok_or_else(not_signed_in)?;
    let standing = photos.standing(&owner, PhotoId(id)).await?;
    let mut headers = told(&standing);
    headers.insert(tus::UPLOAD_LENGTH, HeaderValue::from(standing.length()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Standing::Open(upload) = &standing
        && let Ok(metadata) = HeaderValue::from_str(&upload.new.metadata)
        && !metadata.is_empty()
    {
        headers.insert(tus::UPLOAD_METADATA, metadata);
    }
    Ok((StatusCode::OK, headers).into_response())
}

async fn go_on(
    State(photos): State<Photos>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    tus::check_version(&headers)?;
    let owner = Owner::of(caller.actor).ok_or_else(not_signed_in)?;
    let standing = photos.receive(&owner, PhotoId(id), tus::patch(&headers)?, body.into_data_stream()).await?;
    Ok((StatusCode::NO_CONTENT, told(&standing)).into_response())
}

async fn end(
    State(photos): State<Photos>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    tus::check_version(&headers)?;
    let owner = Owner::of(caller.actor).ok_or_else(not_signed_in)?;
    photos.end(&owner, PhotoId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A client that can send nothing but GET and POST says what it means (tus 1.0.0, `X-HTTP-Method-Override`).
async fn overridden(
    photos: State<Photos>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    match headers.get(tus::METHOD_OVERRIDE).map(HeaderValue::as_bytes) {
        Some(b"HEAD") => standing(photos, caller, id, headers).await,
        Some(b"PATCH") => go_on(photos, caller, id, headers, body).await,
        Some(b"DELETE") => Ok(end(photos, caller, id, headers).await?.into_response()),
        Some(_) | None => Err(Problem::new(
            ProblemType::MethodNotAllowed,
            "请以 X-HTTP-Method-Override 说明方法：HEAD、PATCH 或 DELETE",
            "name the method in X-HTTP-Method-Override: HEAD, PATCH or DELETE",
        )),
    }
}

/// Offset and expiry as headers.
fn told(standing: &Standing) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(tus::UPLOAD_OFFSET, HeaderValue::from(standing.offset()))]);
    if let Standing::Open(upload) = standing
        && let Ok(date) = HeaderValue::from_str(&tus::http_date(upload.expires_at))
    {
        headers.insert(tus::UPLOAD_EXPIRES, date);
    }
    headers
}
