//! The borrowing log.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{ArchivesState, answers, based_on, cursor, json as told, limit, volume_id, wire::words};
use crate::{
    archives::{
        Clerk, VolumeId,
        borrowing::{Borrowing, BorrowingId, NewBorrowing, Returned, Standing, service},
        codes::Condition,
        policy::{KEEPERS, READERS},
    },
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{day, line, prose},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{self, object, or_null, text},
    },
};

/// Borrowings of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let keepers = Access::Roles(KEEPERS);
    vec![
        Route::new(
            Method::GET,
            "/api/v1/archive-borrowings",
            Access::Roles(READERS),
            Operation::new("archives", "archiveBorrowings", "借阅登记", "The borrowing log, the newest first")
                .params([
                    Param::query(
                        "state",
                        words(Standing::ALL.iter().map(|code| code.code())),
                        "未归还、逾期或已归还，默认全部",
                        "open, overdue or returned; all unless said",
                    ),
                    limit(),
                    cursor(),
                ])
                .answers(
                    200,
                    "application/json",
                    answers::page("borrowings", answers::borrowing()),
                    "borrowings and `next`",
                ),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/archive-volumes/{volume_id}/borrowings",
            keepers,
            Operation::new("archives", "lendVolume", "借出案卷", "Lend a volume")
                .params([volume_id(), based_on(), idempotency::param()])
                .body("application/json", lend_body())
                .answers(201, "application/json", answers::borrowing(), "the borrowing"),
            post(lend).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/archive-borrowings/{borrowing_id}/return",
            keepers,
            Operation::new("archives", "takeVolumeBack", "归还案卷", "Take a volume back")
                .params([
                    schema::id("borrowing_id", "借阅编号", "id of the borrowing"),
                    based_on(),
                    idempotency::param(),
                ])
                .body(
                    "application/json",
                    object(
                        &["condition"],
                        json!({ "condition": words(Condition::ALL.iter().map(|code| code.code())),
                                "note": or_null(text(500, "in words")) }),
                    ),
                )
                .answers(200, "application/json", answers::borrowing(), "the borrowing"),
            post(take_back).with_state(state.clone()),
        ),
    ]
}

fn lend_body() -> Value {
    object(
        &["borrower", "unit", "purpose", "due_on"],
        json!({
            "borrower": text(100, "who takes it"), "unit": text(200, "for which unit"), "purpose": text(500, "what for"),
            "due_on": schema::day("civil day by which it is to be back, within 366 days"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LendBody {
    borrower: String,
    unit: String,
    purpose: String,
    due_on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnBody {
    condition: Condition,
    note: Option<String>,
}

async fn list(State(state): State<ArchivesState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let (standing, today) = (params.parse::<Standing>("state")?, state.today());
    let before = params.parse("cursor")?;
    let tx = state.db.read("archives.borrowings").await?;
    let borrowings = service::list(&tx, standing, today, before, page.rows()).await?;
    tx.finish().await?;
    let (borrowings, next) = page.cut(borrowings, |last| last.id.to_string());
    let borrowings: Vec<Value> = borrowings.iter().map(|borrowing| told::borrowing(borrowing, today)).collect();
    Ok(Json(json!({ "borrowings": borrowings, "next": next })))
}

async fn lend(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<LendBody>>,
) -> Result<Outcome, Problem> {
    let new = NewBorrowing {
        borrower: line("/borrower", body.borrower, 100)?,
        unit: line("/unit", body.unit, 200)?,
        purpose: line("/purpose", body.purpose, 500)?,
        due_on: day("/due_on", &body.due_on)?,
    };
    let version = if_match::version(&headers)?;
    let lend = async |clerk: &Clerk<'_>| {
        answer(StatusCode::CREATED, &clerk.lend(VolumeId(id), version, new).await?, clerk.today())
    };
    state.work(&caller, "archives.lend", key.as_ref(), lend).await
}

async fn take_back(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReturnBody>>,
) -> Result<Outcome, Problem> {
    let note = body.note.map(|note| prose("/note", &note, 500)).transpose()?;
    let (version, returned) = (if_match::version(&headers)?, Returned { condition: body.condition, note });
    let take_back = async |clerk: &Clerk<'_>| {
        answer(StatusCode::OK, &clerk.take_back(BorrowingId(id), version, returned).await?, clerk.today())
    };
    state.work(&caller, "archives.take_back", key.as_ref(), take_back).await
}

fn answer(status: StatusCode, borrowing: &Borrowing, today: Date) -> Result<Answer, Problem> {
    Ok(Answer::json(status, &told::borrowing(borrowing, today))?.etag(if_match::tag(borrowing.version)))
}
