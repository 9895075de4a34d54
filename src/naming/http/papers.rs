//! Papers of a case.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    NamingState, json as told,
    schema::{self, case_id},
    wire::LONGEST_LINE,
};
use crate::{
    http::{
        Access, Operation, Param, Params, Problem, ProblemType, Route, SignedIn,
        content::line,
        idempotency::{self, Answer, Idempotent, Outcome},
    },
    naming::{
        model::{CaseId, PaperKind},
        policy::{ATTACHERS, READERS},
        service,
    },
    records::AttachmentId,
};

/// Largest paper, in bytes.
const LARGEST: usize = 20 << 20;

/// The kinds of files that are taken, each with the bytes that it begins with.
const MEDIA_TYPES: [(&str, &[u8]); 5] = [
    ("application/pdf", b"%PDF-"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
];

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    vec![
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/{case_id}/attachments",
            Access::Roles(ATTACHERS),
            attach_operation(),
            post(attach).with_state(state.clone()),
        )
        .body_limit(LARGEST),
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/attachments/{attachment_id}",
            Access::Roles(READERS),
            Operation::new("naming", "namingCasePaper", "下载案件材料", "Download a paper of a case")
                .params([case_id(), schema::id("attachment_id", "材料编号", "id of the paper")])
                .answers(200, "application/octet-stream", json!({ "type": "string", "format": "binary" }), "its bytes"),
            get(download).with_state(state.clone()),
        ),
    ]
}

fn attach_operation() -> Operation {
    let kinds = PaperKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>();
    let operation = Operation::new("naming", "attachPaper", "添加案件材料", "Add a paper to a case")
        .describes("案件在任何状态都可添加。", "In any state of the case.")
        .params([
            case_id(),
            Param::query("kind", json!({ "type": "string", "enum": kinds }), "材料种类", "what it is").required(),
            Param::query(
                "title",
                json!({ "type": "string" }),
                "材料名称，默认为种类名",
                "what people call it; its kind unless said",
            ),
            idempotency::param(),
        ])
        .answers(201, "application/json", json!({ "type": "object" }), "the paper, with its SHA-256");
    let media_types = MEDIA_TYPES.iter().map(|(media_type, _)| *media_type).chain(["text/plain"]);
    media_types.fold(operation, |operation, media_type| {
        operation.body(media_type, json!({ "type": "string", "format": "binary" }))
    })
}

async fn attach(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    params: Params,
    headers: HeaderMap,
    Idempotent { key, body }: Idempotent<Bytes>,
) -> Result<Outcome, Problem> {
    let kind: PaperKind = params
        .parse("kind")?
        .ok_or_else(|| Problem::new(ProblemType::BadRequest, "缺少参数 kind", "the parameter kind is missing"))?;
    let title = params.text("title").map_or_else(|| kind.title().zh, str::to_owned);
    let title = line("title", title, LONGEST_LINE)?;
    let media_type = media_type(&headers, &body)?;
    state
        .work(&caller, "naming.attach", key.as_ref(), None, async |desk| {
            let content = body.to_vec();
            let paper = service::attach(desk, CaseId(id), kind, title, media_type.to_owned(), content).await?;
            let address = format!("/api/v1/naming-cases/{id}/attachments/{}", paper.id);
            Ok(Answer::json(StatusCode::CREATED, &paper)?.location(address))
        })
        .await
}

async fn download(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, paper)): Path<(Uuid, Uuid)>,
) -> Result<Response, Problem> {
    let tx = state.db.read("naming.download").await?;
    let (paper, content) = service::paper(&tx, &caller.actor, CaseId(id), AttachmentId(paper)).await?;
    tx.finish().await?;
    let media_type = HeaderValue::from_str(&paper.media_type).unwrap_or(told::OCTETS);
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, content).into_response())
}

/// The media type that a paper is sent as, if its bytes are of that kind.
fn media_type(headers: &HeaderMap, content: &[u8]) -> Result<&'static str, Problem> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = MEDIA_TYPES.iter().find(|(media_type, _)| *media_type == said);
    let found = match known {
        Some((media_type, beginning)) => content.starts_with(beginning).then_some(*media_type),
        None if said == "text/plain" => std::str::from_utf8(content)
            .is_ok_and(|text| !text.trim().is_empty() && !text.contains('\0'))
            .then_some("text/plain"),
        None => None,
    };
    found.ok_or_else(|| {
        Problem::new(
            ProblemType::UnsupportedMediaType,
            "材料须为 PDF、PNG、JPEG、DOCX、XLSX 或纯文本，且内容与所称类型一致",
            "a paper is PDF, PNG, JPEG, DOCX, XLSX or plain text, and its bytes are what it is called",
        )
    })
}
