//! What officers do with opinions: read, enter, answer, erase who sent them.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, post},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    ERASERS, OFFICERS, PublicationsState, READERS, notice_id, schema,
    shown::published,
    wire::{AnswerBody, ErasureBody, OpinionBody},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        idempotency::{self, Answer as Written, Idempotent, Outcome, once},
    },
    publications::{
        document::rfc3339,
        opinion::{Answered, Opinion, OpinionId},
        refusal::Refusal,
        service::{self, Confirmation, Sent},
        store::{self, KeptContact},
    },
};

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let all = "/api/v1/notices/{notice_id}/opinions";
    let post_to =
        |path, who, operation, handler| Route::new(Method::POST, path, Access::Roles(who), operation, handler);
    vec![
        Route::new(Method::GET, all, Access::Roles(READERS), list_operation(), get(list).with_state(state.clone())),
        post_to(all, OFFICERS, enter_operation(), post(enter).with_state(state.clone())),
        post_to(
            "/api/v1/notices/{notice_id}/opinions/{opinion_id}/answer",
            OFFICERS,
            answer_operation(),
            post(answer).with_state(state.clone()),
        ),
        post_to(
            "/api/v1/notices/{notice_id}/opinions/{opinion_id}/erasure",
            ERASERS,
            erase_operation(),
            post(erase).with_state(state.clone()),
        ),
    ]
}

fn opinion_id() -> Param {
    Param::path("opinion_id", json!({ "type": "string", "format": "uuid" }), "意见标识", "id of the opinion")
}

fn list_operation() -> Operation {
    Operation::new("notices", "opinions", "公示收到的意见", "The opinions to a notice")
        .describes(
            "含全部答复；提出人的姓名和联系方式只给地名管理人员",
            "With every answer; who sent them and how to reach them is told to naming officers only",
        )
        .params([notice_id()])
        .answers(200, "application/json", schema::opinions(), "the opinions in the order in which they came")
}

fn enter_operation() -> Operation {
    Operation::new("notices", "enterOpinion", "录入来信、来电、来访的意见", "Enter an opinion that came otherwise")
        .params([notice_id()])
        .body("application/json", OpinionBody::schema(&["letter", "phone", "visit"]))
        .answers(201, "application/json", schema::entered(), "its number and the code to read the answer")
}

fn answer_operation() -> Operation {
    Operation::new("notices", "answerOpinion", "答复意见或更正答复", "Answer an opinion, or correct its answer")
        .describes(
            "封存后公开的只有结果和摘要；答复全文仅凭回执号和查询码告知提出人，封存记录中只有其摘要值",
            "Once the notice is sealed, outcome and summary are public. The answer itself is told to who sent the \
             opinion, by receipt and code; the seal holds its digest",
        )
        .params([notice_id(), opinion_id(), idempotency::param()])
        .body("application/json", AnswerBody::schema())
        .answers(201, "application/json", schema::answers(), "answered; answers before stay on record")
}

fn erase_operation() -> Operation {
    Operation::new("notices", "erasePersonalData", "删除提出人的个人信息", "Erase who sent an opinion")
        .params([notice_id(), opinion_id(), idempotency::param()])
        .body(
            "application/json",
            json!({
                "type": "object", "required": ["reason"], "additionalProperties": false,
                "properties": { "reason": { "type": "string", "minLength": 1, "maxLength": 500 } },
            }),
        )
        .answers_nothing(204, "erased; opinion, answers and seal stay as they are, none of which names who sent it")
}

async fn list(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    SignedIn(caller): SignedIn,
) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("publications.opinions").await?;
    let id = published(&tx, &key).await?;
    let opinions = service::opinions(&tx, id).await?;
    let mut answers = store::answers_to(&tx, id).await?;
    let contacts = if OFFICERS.contains(&caller.role) { store::contacts(&tx, id).await? } else { BTreeMap::default() };
    tx.finish().await?;
    let opinions: Vec<Value> = opinions
        .iter()
        .map(|opinion| shown(opinion, &answers.remove(&opinion.id).unwrap_or_default(), contacts.get(&opinion.id)))
        .collect();
    Ok(Json(json!({ "opinions": opinions })))
}

fn shown(opinion: &Opinion, answers: &[Answered], contact: Option<&KeptContact>) -> Value {
    let mut document = json!({
        "id": opinion.id, "receipt": opinion.receipt, "item_id": opinion.item, "stance": opinion.stance,
        "text": opinion.text, "channel": opinion.channel, "entered_by": opinion.received.by,
        "received_at": rfc3339(opinion.received.at), "sha256": opinion.digest,
        "answers": answers.iter().map(given).collect::<Vec<_>>(),
    });
    if let (Value::Object(members), Some(KeptContact { contact, erased })) = (&mut document, contact) {
        let person = contact.as_ref().map(|c| json!({ "name": c.name, "phone": c.phone, "email": c.email }));
        let erased =
            erased.as_ref().map(|(stamp, reason)| json!({ "by": stamp.by, "at": rfc3339(stamp.at), "reason": reason }));
        members.insert("contact".to_owned(), json!(person));
        members.insert("erased".to_owned(), json!(erased));
    }
    document
}

fn given(answer: &Answered) -> Value {
    json!({
        "outcome": answer.outcome, "summary": answer.summary, "text": answer.text, "answered_by": answer.stamp.by,
        "answered_at": rfc3339(answer.stamp.at), "sha256": answer.digest,
    })
}

async fn enter(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    SignedIn(caller): SignedIn,
    Body(body): Body<OpinionBody>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let new = body.of_officer()?;
    let tx = state.db.write("publications.enter_opinion", &caller.actor).await?;
    let id = published(&tx, &key).await?;
    let (now, how) = (state.db.clock().now(), (Sent::ByOfficer, Confirmation::NotAsked));
    let receipt = service::receive(&tx, &state.ids, &caller.actor, now, id, new, how).await?;
    tx.commit().await?;
    let told = json!({ "id": receipt.id, "receipt": receipt.number, "code": receipt.code.reveal() });
    Ok((StatusCode::CREATED, Json(told)))
}

async fn answer(
    State(state): State<PublicationsState>,
    Path((key, opinion)): Path<(String, Uuid)>,
    SignedIn(caller): SignedIn,
    Idempotent { key: idempotency, body: Body(body) }: Idempotent<Body<AnswerBody>>,
) -> Result<Outcome, Problem> {
    once(&state.db, "publications.answer", &caller.actor, idempotency.as_ref(), async |tx| {
        let (publication, opinion, now) = (published(tx, &key).await?, OpinionId(opinion), state.db.clock().now());
        service::answer(tx, &caller.actor, now, (publication, opinion), body.into()).await?;
        let answers: Vec<Value> = service::answers(tx, opinion).await?.iter().map(given).collect();
        Written::json(StatusCode::CREATED, &json!({ "id": opinion, "answers": answers }))
    })
    .await
}

async fn erase(
    State(state): State<PublicationsState>,
    Path((key, opinion)): Path<(String, Uuid)>,
    SignedIn(caller): SignedIn,
    Idempotent { key: idempotency, body: Body(body) }: Idempotent<Body<ErasureBody>>,
) -> Result<Outcome, Problem> {
    once(&state.db, "publications.erase_contact", &caller.actor, idempotency.as_ref(), async |tx| {
        let (publication, opinion, now) = (published(tx, &key).await?, OpinionId(opinion), state.db.clock().now());
        if !store::belongs(tx, publication, opinion).await? {
            return Err(Refusal::UnknownOpinion.into());
        }
        service::erase_contact(tx, &caller.actor, now, opinion, &body.reason).await?;
        Ok(Written::nothing())
    })
    .await
}
