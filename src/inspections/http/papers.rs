//! The papers of an inspection, for this office and for the neighbour's people.

use std::time::Duration;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;
use uuid::Uuid;

use super::{InspectionsState, guests, inspection_id};
use crate::{
    documents::{self, Sheet, Unprintable},
    http::{Access, Operation, Param, Problem, Route, SignedIn, schema::word},
    inspections::{
        Refusal,
        policy::READERS,
        service::{self, Case},
        sheets::{self, Paper, Reader},
    },
};

/// How long a paper of a long line may take.
const SET_WITHIN: Duration = Duration::from_mins(2);

/// Media types of the two forms.
const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let office = Access::Roles(READERS);
    let operation = |id, who: Param| {
        let papers = word(Paper::ALL.iter().map(|paper| paper.code()));
        Operation::new(
            "inspections",
            id,
            "联检的方案、记录表、界桩登记表或报告",
            "A paper: scheme, record, marker forms or report",
        )
        .params([who, Param::path("paper", papers, "文书", "which paper")])
    };
    let whole = || json!({ "type": "string", "format": "binary" });
    let pdf = |id, who| operation(id, who).answers(200, PDF, whole(), "the paper");
    let docx = |id, who| operation(id, who).answers(200, DOCX, whole(), "the paper");
    vec![
        Route::new(
            Method::GET,
            "/api/v1/joint-inspections/{inspection_id}/papers/{paper}/pdf",
            office,
            pdf("inspectionPaperPdf", inspection_id()),
            get(office_pdf).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
        Route::new(
            Method::GET,
            "/api/v1/joint-inspections/{inspection_id}/papers/{paper}/docx",
            office,
            docx("inspectionPaperDocx", inspection_id()),
            get(office_docx).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
        Route::new(
            Method::GET,
            "/api/v1/joint/{token}/papers/{paper}/pdf",
            Access::Outsiders,
            pdf("guestPaperPdf", guests::token()),
            get(guest_pdf).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
        Route::new(
            Method::GET,
            "/api/v1/joint/{token}/papers/{paper}/docx",
            Access::Outsiders,
            docx("guestPaperDocx", guests::token()),
            get(guest_docx).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
    ]
}

/// How a sheet becomes a file.
type Form = (&'static str, &'static str, fn(&Sheet) -> Result<Vec<u8>, Unprintable>);

const AS_PDF: Form = (PDF, "pdf", documents::pdf);
const AS_DOCX: Form = (DOCX, "docx", documents::docx);

impl InspectionsState {
    /// Sets a paper, beside what others wait for.
    async fn paper(&self, paper: &str, case: Case, person: String, form: Form) -> Result<Response, Problem> {
        let paper: Paper = paper.parse().map_err(|_| Problem::not_found("文书", "paper"))?;
        let tx = self.db.read("inspections.paper").await?;
        let line = service::drawn_line(&tx, &case.inspection).await?;
        tx.finish().await?;
        let reader = Reader { person, at: self.now() };
        let (media_type, ending, set) = form;
        let name = format!("attachment; filename=\"{}-{paper}.{ending}\"", case.inspection.number);
        let setting = tokio::task::spawn_blocking(move || set(&sheets::sheet(paper, &case, &line, &reader)));
        let bytes = setting.await.map_err(|error| Problem::internal(&error))?.map_err(Refusal::from)?;
        let mut headers = HeaderMap::new();
        let mut say = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        say(header::CONTENT_TYPE, media_type);
        say(header::CONTENT_DISPOSITION, &name);
        say(header::CACHE_CONTROL, "private, no-store");
        Ok((headers, bytes).into_response())
    }

    async fn for_office(&self, caller: &SignedIn, asked: (Uuid, String), form: Form) -> Result<Response, Problem> {
        let tx = self.db.read("inspections.find").await?;
        let case = service::find(&tx, asked.0).await?;
        tx.finish().await?;
        self.paper(&asked.1, case, caller.0.actor.label().to_owned(), form).await
    }

    async fn for_guest(&self, (token, paper): (String, String), form: Form) -> Result<Response, Problem> {
        let guest = self.guest(&token).await?;
        self.paper(&paper, guest.case, guest.invitation.person, form).await
    }
}

async fn office_pdf(
    State(state): State<InspectionsState>,
    caller: SignedIn,
    Path(asked): Path<(Uuid, String)>,
) -> Result<Response, Problem> {
    state.for_office(&caller, asked, AS_PDF).await
}

async fn office_docx(
    State(state): State<InspectionsState>,
    caller: SignedIn,
    Path(asked): Path<(Uuid, String)>,
) -> Result<Response, Problem> {
    state.for_office(&caller, asked, AS_DOCX).await
}

async fn guest_pdf(
    State(state): State<InspectionsState>,
    Path(asked): Path<(String, String)>,
) -> Result<Response, Problem> {
    state.for_guest(asked, AS_PDF).await
}

async fn guest_docx(
    State(state): State<InspectionsState>,
    Path(asked): Path<(String, String)>,
) -> Result<Response, Problem> {
    state.for_guest(asked, AS_DOCX).await
}
