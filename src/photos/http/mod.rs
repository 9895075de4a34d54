//! `/api/v1/field/uploads` and `/api/v1/field/photos`.

mod photos;
mod uploads;

use serde_json::json;

use super::Photos;
use crate::http::{Param, Route};

/// The routes of this slice.
#[must_use]
pub fn routes(photos: &Photos) -> Vec<Route> {
    uploads::routes(photos).into_iter().chain(self::photos::routes(photos)).collect()
}

fn photo_id() -> Param {
    Param::path("photo_id", json!({ "type": "string", "format": "uuid" }), "照片编号", "id of the photo")
}
