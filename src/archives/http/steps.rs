//! The steps of a volume.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{MethodRouter, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ArchivesState, answer, answers, based_on, volume_id, wire::ReasonBody};
use crate::{
    archives::{
        Clerk, ItemId, VolumeId,
        export::ExportId,
        model::{MOST_ITEMS, Place},
        policy::KEEPERS,
        service::{HandingOver, Step},
        state::Action,
    },
    http::{
        Access, Body, Caller, Nothing, Operation, Problem, Route, SignedIn,
        content::{day, line, prose, unfit},
        idempotency::{self, Idempotent, Key, Outcome},
        if_match,
        schema::{self, object, or_null, text},
    },
};

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let step = |action: Action, path, id, body: Value, handler: MethodRouter<ArchivesState>| {
        let (zh, en) = action.title();
        let operation = Operation::new("archives", id, &format!("案卷：{zh}"), &format!("A volume is to {en}"))
            .params([volume_id(), based_on(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::volume(), "the volume, with what can be done next");
        Route::new(Method::POST, path, Access::Roles(KEEPERS), operation, handler.with_state(state.clone()))
    };
    let nothing = || object(&[], json!({}));
    vec![
        step(
            Action::Arrange,
            "/api/v1/archive-volumes/{volume_id}/arrange",
            "arrangeVolume",
            object(
                &[],
                json!({ "order": { "type": "array", "maxItems": MOST_ITEMS, "nullable": true,
                                   "items": { "type": "string", "format": "uuid" },
                                   "description": "each item once, in the order of the volume; as they stand unless said" } }),
            ),
            post(arrange),
        ),
        step(
            Action::Catalogue,
            "/api/v1/archive-volumes/{volume_id}/catalogue",
            "catalogueVolume",
            nothing(),
            post(catalogue),
        ),
        step(Action::Scan, "/api/v1/archive-volumes/{volume_id}/scan", "markVolumeScanned", nothing(), post(scan)),
        step(Action::Check, "/api/v1/archive-volumes/{volume_id}/check", "checkVolume", nothing(), post(check)),
        step(
            Action::Store,
            "/api/v1/archive-volumes/{volume_id}/store",
            "storeVolume",
            object(&["box", "shelf"], json!({ "box": text(40, "box"), "shelf": text(100, "repository, rack, level") })),
            post(store),
        ),
        step(
            Action::HandOver,
            "/api/v1/archive-volumes/{volume_id}/hand-over",
            "handOverVolume",
            object(
                &["receiver", "on"],
                json!({
                    "receiver": text(200, "who received it"), "on": schema::day("civil day of the receipt"),
                    "package": { "type": "string", "format": "uuid", "nullable": true,
                                 "description": "the package that went with it" },
                    "note": or_null(text(500, "in words, such as the number of the receipt")),
                }),
            ),
            post(hand_over),
        ),
        step(
            Action::Return,
            "/api/v1/archive-volumes/{volume_id}/return",
            "returnVolume",
            ReasonBody::schema(),
            post(send_back),
        ),
    ]
}

impl ArchivesState {
    async fn step(
        &self,
        caller: &Caller,
        (id, headers): (Uuid, &HeaderMap),
        key: Option<&Key>,
        step: Step,
    ) -> Result<Outcome, Problem> {
        let version = if_match::version(headers)?;
        let take = async |clerk: &Clerk<'_>| answer(StatusCode::OK, &clerk.take(VolumeId(id), version, step).await?);
        self.work(caller, "archives.step", key, take).await
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArrangeBody {
    order: Option<Vec<ItemId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoreBody {
    r#box: String,
    shelf: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandOverBody {
    receiver: String,
    on: String,
    package: Option<ExportId>,
    note: Option<String>,
}

/// Steps: how a body of a type becomes one.
macro_rules! steps {
    ($($handler:ident($body:ty) = |$said:pat_param| $step:expr;)+) => {
        $(async fn $handler(
            State(state): State<ArchivesState>,
            SignedIn(caller): SignedIn,
            Path(id): Path<Uuid>,
            headers: HeaderMap,
            Idempotent { key, body: Body($said) }: Idempotent<Body<$body>>,
        ) -> Result<Outcome, Problem> {
            let step = $step;
            state.step(&caller, (id, &headers), key.as_ref(), step).await
        })+
    };
}
steps! {
    arrange(ArrangeBody) = |ArrangeBody { order }| Step::Arrange(ordered(order)?);
    catalogue(Nothing) = |Nothing {}| Step::Catalogue;
    scan(Nothing) = |Nothing {}| Step::Scan;
    check(Nothing) = |Nothing {}| Step::Check;
    store(StoreBody) = |StoreBody { r#box, shelf }| Step::Store(Place {
        box_number: line("/box", r#box, 40)?,
        shelf: line("/shelf", shelf, 100)?,
    });
    hand_over(HandOverBody) = |HandOverBody { receiver, on, package, note }| Step::HandOver(HandingOver {
        receiver: line("/receiver", receiver, 200)?,
        on: day("/on", &on)?,
        package,
        note: note.map(|note| prose("/note", &note, 500)).transpose()?,
    });
    send_back(ReasonBody) = |body| Step::Return(body.checked()?);
}

fn ordered(order: Option<Vec<ItemId>>) -> Result<Option<Vec<ItemId>>, Problem> {
    match order {
        Some(order) if order.len() > MOST_ITEMS => {
            let (zh, en) = (format!("至多 {MOST_ITEMS} 件"), format!("takes at most {MOST_ITEMS} items"));
            Err(unfit("/order", zh, en))
        }
        order => Ok(order),
    }
}
