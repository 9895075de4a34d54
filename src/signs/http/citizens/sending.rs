//! The body of a report, read in bounded memory.

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};

use super::{CitizensState, wire::ReportBody};
use crate::{
    http::{FormOrJson, Problem},
    signs::citizens::intake::Place,
};

/// The body of a report, and its place among the large ones.
#[derive(Debug)]
pub(super) struct Sending {
    pub(super) body: FormOrJson<ReportBody>,
    /// Given up when the request is answered.
    pub(super) place: Place,
}

impl FromRequest<CitizensState> for Sending {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &CitizensState) -> Result<Self, Problem> {
        let place = state.intake.place(announced_length(request.headers()))?;
        Ok(Self { body: FormOrJson::from_request(request, state).await?, place })
    }
}

/// How many bytes a body has, by its head.
fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
