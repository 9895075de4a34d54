//! `/notices/{notice_id}`: the permanent address, in the form that the client likes best.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, header},
    response::Response,
    routing::get,
};
use serde_json::json;

use super::{PublicationsState, files, notice_id, schema};
use crate::{
    http::{Access, Language, Operation, Problem, ProblemType, Route, SignedIn, accept::quality, forwarded},
    kernel::dates::office_date,
    pages::layout::guarded,
    publications::{
        document::{document, features},
        http::{READERS, Shown},
        page,
    },
};

/// Media type of DOCX.
pub(in crate::publications) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let (one, data) = ("/notices/{notice_id}", "/api/v1/notices/{notice_id}");
    vec![
        Route::new(Method::GET, one, Access::Public, show_operation(), get(show).with_state(state.clone()))
            .time_limit(files::SETTING_LIMIT),
        Route::new(Method::GET, data, Access::Public, read_operation(), get(read).with_state(state.clone()))
            .for_any_origin(),
    ]
}

fn show_operation() -> Operation {
    Operation::new("notices", "notice", "一份公示或公告", "A public notice or an announcement")
        .describes(
            "永久地址；按 Accept 返回网页、JSON、GeoJSON、PDF 或 DOCX。草稿仅办理人员可见",
            "The permanent address; a page, JSON, GeoJSON, PDF or DOCX by Accept. Drafts are for those who work on them",
        )
        .params([notice_id()])
        .answers(200, "text/html", json!({ "type": "string" }), "the notice")
        .answers(200, "application/json", schema::notice(), "the notice")
        .answers(200, "application/geo+json", schema::features(), "its names as features")
        .answers(200, "application/pdf", json!({ "type": "string", "format": "binary" }), "the paper")
        .answers(200, DOCX, json!({ "type": "string", "format": "binary" }), "the paper, to be edited")
}

fn read_operation() -> Operation {
    Operation::new("notices", "readNotice", "一份公示或公告（数据）", "A public notice or an announcement as data")
        .params([notice_id()])
        .answers(200, "application/json", schema::notice(), "the notice")
}

/// The forms of a notice; of those that a client likes equally well it gets the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Json,
    GeoJson,
    Pdf,
    Docx,
}

impl Form {
    const ALL: [Self; 5] = [Self::Page, Self::Json, Self::GeoJson, Self::Pdf, Self::Docx];

    fn fits(self, range: &str) -> bool {
        let (own, family) = match self {
            Self::Page => ("text/html", "text/*"),
            Self::Json => ("application/json", "application/*"),
            Self::GeoJson => ("application/geo+json", "application/*"),
            Self::Pdf => ("application/pdf", "application/*"),
            Self::Docx => (DOCX, "application/*"),
        };
        range == "*/*" || range == family || range == own
    }

    /// The form that these headers like best.
    fn best(headers: &HeaderMap) -> Option<Self> {
        let liked = |form: Self| quality(headers, |range| form.fits(range));
        let best = Self::ALL.into_iter().fold((None, 0.0), |best, form| {
            let quality = liked(form);
            if quality > best.1 { (Some(form), quality) } else { best }
        });
        best.0
    }
}

async fn show(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = state.shown(&key, caller.as_ref()).await?;
    let form = Form::best(&headers).ok_or_else(|| {
        Problem::new(
            ProblemType::NotAcceptable,
            "可提供网页、JSON、GeoJSON、PDF 和 DOCX",
            "there are a page, JSON, GeoJSON, PDF and DOCX",
        )
    })?;
    let mut response = match form {
        Form::Page => {
            let html = page::notice::html(&shown, office_date(state.db.clock().now()), None, language);
            guarded(language.told(shown.answer(&headers, "text/html; charset=utf-8", html)))
        }
        Form::Json => state.data(&shown, caller.as_ref(), &headers),
        Form::GeoJson => shown.answer(&headers, "application/geo+json", features(&shown).to_string()),
        Form::Pdf => state.as_pdf(shown, &headers).await?,
        Form::Docx => state.as_docx(shown, &headers).await?,
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-language"));
    Ok(response)
}

async fn read(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = state.shown(&key, caller.as_ref()).await?;
    Ok(state.data(&shown, caller.as_ref(), &headers))
}

impl PublicationsState {
    /// A publication as JSON; who did what is told to those who work on it.
    fn data(&self, shown: &Shown, caller: Option<&SignedIn>, headers: &HeaderMap) -> Response {
        let for_office = caller.is_some_and(|SignedIn(caller)| READERS.contains(&caller.role));
        let today = office_date(self.db.clock().now());
        let base = forwarded::base(headers, self.trust_proxy);
        shown.answer(headers, "application/json", document(shown, today, &base, for_office).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(accept: &str) -> Option<Form> {
        Form::best(&HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]))
    }

    #[test]
    fn people_get_a_page_and_programs_what_they_ask_for() {
        assert_eq!(best("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Some(Form::Page));
        assert_eq!(best("*/*"), Some(Form::Page));
        assert_eq!(best("application/*"), Some(Form::Json));
        assert_eq!(best("application/geo+json"), Some(Form::GeoJson));
        assert_eq!(best("application/pdf, text/html;q=0.5"), Some(Form::Pdf));
        assert_eq!(best(DOCX), Some(Form::Docx));
        assert_eq!(best("image/png"), None);
        assert_eq!(Form::best(&HeaderMap::new()), Some(Form::Page));
    }
}
