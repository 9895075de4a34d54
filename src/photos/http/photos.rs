//! Photos that arrived whole, for those who work here.

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::photo_id;
use crate::{
    http::{Access, Operation, Problem, Route, SignedIn, etag::ETag},
    kernel::actor::Role,
    photos::{
        Digest, Photos,
        model::{MediaType, Photo, PhotoId, PositionSource},
    },
};

/// Who sees photos: everybody who works on cases or looks after them.
const READERS: Access = Access::Roles(&[
    Role::TownshipClerk,
    Role::NamingOfficer,
    Role::FieldCrew,
    Role::BoundaryOfficer,
    Role::Leader,
    Role::Archivist,
    Role::Auditor,
]);

/// The bytes at an address never change, but not everybody may see them.
const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

pub(super) fn routes(photos: &Photos) -> Vec<Route> {
    let binary = || json!({ "type": "string", "format": "binary" });
    let operation = |id, zh, en| Operation::new("photos", id, zh, en).params([photo_id()]);
    let image = MediaType::ALL
        .iter()
        .fold(operation("photoImage", "照片", "The picture, without its metadata"), |operation, media_type| {
            operation.answers(200, media_type.code(), binary(), "the picture")
        });
    vec![
        Route::new(
            Method::GET,
            "/api/v1/field/photos/{photo_id}",
            READERS,
            operation("photo", "照片的说明", "What is known of a photo").answers(
                200,
                "application/json",
                PhotoJson::schema(),
                "what is known of it",
            ),
            get(show).with_state(photos.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/field/photos/{photo_id}/image",
            READERS,
            image.answers_nothing(304, "the client has it"),
            get(show_image).with_state(photos.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/field/photos/{photo_id}/thumbnail",
            READERS,
            operation("photoThumbnail", "缩略图", "The picture, at most 320 pixels wide and high")
                .answers(200, MediaType::Jpeg.code(), binary(), "the thumbnail")
                .answers_nothing(304, "the client has it"),
            get(show_thumbnail).with_state(photos.clone()),
        ),
    ]
}

/// A photo as JSON.
#[derive(Debug, Serialize)]
struct PhotoJson {
    id: PhotoId,
    sent_sha256: Digest,
    sent_size: i64,
    sha256: Digest,
    size: i64,
    thumbnail_sha256: Digest,
    media_type: &'static str,
    width: i32,
    height: i32,
    file_name: Option<String>,
    #[serde(with = "time::serde::rfc3339::option")]
    taken_at: Option<OffsetDateTime>,
    position: Option<PositionJson>,
    position_datum: Option<String>,
    uploaded_by: Option<Uuid>,
    #[serde(with = "time::serde::rfc3339")]
    uploaded_at: OffsetDateTime,
}

/// Where the camera stood: longitude and latitude in degrees, EPSG:4490.
#[derive(Debug, Serialize)]
struct PositionJson {
    lon: f64,
    lat: f64,
    source: PositionSource,
    accuracy_m: Option<f64>,
}

impl PhotoJson {
    fn schema() -> serde_json::Value {
        let text = || json!({ "type": "string" });
        let number = || json!({ "type": "number" });
        let integer = || json!({ "type": "integer", "format": "int64" });
        let instant = || json!({ "type": "string", "format": "date-time" });
        let id = || json!({ "type": "string", "format": "uuid" });
        let digest = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
        let nullable = |kind: &str| json!({ "type": kind, "nullable": true });
        json!({
            "type": "object",
            "required": [
                "id", "sent_sha256", "sent_size", "sha256", "size", "thumbnail_sha256", "media_type", "width", "height",
                "file_name", "taken_at", "position", "position_datum", "uploaded_by", "uploaded_at",
            ],
            "properties": {
                "id": id(), "sent_sha256": digest(), "sent_size": integer(), "sha256": digest(), "size": integer(),
                "thumbnail_sha256": digest(), "media_type": text(), "width": integer(), "height": integer(),
                "file_name": nullable("string"), "position_datum": nullable("string"),
                "taken_at": { "type": "string", "format": "date-time", "nullable": true },
                "position": {
                    "type": "object", "nullable": true, "required": ["lon", "lat", "source", "accuracy_m"],
                    "properties": {
                        "lon": number(), "lat": number(), "accuracy_m": nullable("number"),
                        "source": { "type": "string", "enum": ["stated", "assumed", "converted"] },
                    },
                },
                "uploaded_by": { "type": "string", "format": "uuid", "nullable": true }, "uploaded_at": instant(),
            },
        })
    }
}

impl From<Photo> for PhotoJson {
    fn from(photo: Photo) -> Self {
        Self {
            id: photo.id,
            sent_sha256: photo.sent_digest,
            sent_size: photo.sent_size,
            sha256: photo.digest,
            size: photo.size,
            thumbnail_sha256: photo.thumbnail_digest,
            media_type: photo.media_type.code(),
            width: photo.width,
            height: photo.height,
            file_name: photo.file_name,
            taken_at: photo.testimony.taken_at,
            position: photo.testimony.position.map(|position| PositionJson {
                lon: position.at.lon(),
                lat: position.at.lat(),
                source: position.source,
                accuracy_m: position.accuracy_m,
            }),
            position_datum: photo.testimony.datum,
            uploaded_by: photo.uploaded_by.map(|user| user.0),
            uploaded_at: photo.uploaded_at,
        }
    }
}

async fn show(State(photos): State<Photos>, _: SignedIn, Path(id): Path<Uuid>) -> Result<Json<PhotoJson>, Problem> {
    Ok(Json(photos.photo(PhotoId(id)).await?.into()))
}

async fn show_image(
    State(photos): State<Photos>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let photo = photos.photo(PhotoId(id)).await?;
    picture(&photos, &headers, photo.digest, photo.size, photo.media_type).await
}

async fn show_thumbnail(
    State(photos): State<Photos>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let photo = photos.photo(PhotoId(id)).await?;
    picture(&photos, &headers, photo.thumbnail_digest, photo.thumbnail_size, MediaType::Jpeg).await
}

async fn picture(
    photos: &Photos,
    headers: &HeaderMap,
    digest: Digest,
    size: i64,
    media_type: MediaType,
) -> Result<Response, Problem> {
    let tag = ETag::of_digest(digest.as_bytes());
    let mut response = if tag.matches(headers) {
        tag.not_modified()
    } else {
        let bytes = Body::from_stream(photos.bytes(digest).await?);
        ([(header::CONTENT_LENGTH, size)], tag.answer(media_type.code(), bytes)).into_response()
    };
    response.headers_mut().insert(header::CACHE_CONTROL, FOR_EVER);
    Ok(response)
}
