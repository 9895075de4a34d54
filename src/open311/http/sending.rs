//! What applications send.

use axum::{
    extract::{FromRequest, Request, State},
    http::{StatusCode, header},
    response::Response,
};
use time::{Duration, OffsetDateTime};

use super::{Open311, ask::Ask};
use crate::{
    accounts::{self, Scope},
    http::{
        Form, Language, Params, Problem, ProblemType,
        forwarded::{self, ClientAddress},
    },
    kernel::actor::Actor,
    open311::{fault::bad, filing::Filing, node::Node, request, update},
    signs::{
        citizens::{Receipt, intake::Twice, service as citizens},
        policy::REPORTERS,
    },
};

pub(super) async fn file(
    State(state): State<Open311>,
    ask: Ask,
    ClientAddress(address): ClientAddress,
    request: Request,
) -> Response {
    let base = forwarded::base(request.headers(), state.accounts.trust_proxy);
    let filed = state.filed(&ask, address, request).await;
    ask.answer(StatusCode::CREATED, "service_requests", filed.map(|receipt| told(&receipt, &base, ask.language)))
}

/// Id and, as the notice, how to go on: the code is told this once.
fn told(receipt: &Receipt, base: &str, language: Language) -> Node {
    let (code, address) = (receipt.code.reveal(), receipt.address());
    let notice = match language {
        Language::Chinese => format!("查询码 {code}；进展和“没有修好”：{base}{address}"),
        Language::English => format!("Code {code}; how far it is, and to say that it is not fixed: {base}{address}"),
    };
    let request = Node::Record(vec![
        ("service_request_id", Node::Text(receipt.number.clone())),
        ("service_notice", Node::Text(notice)),
        ("account_id", Node::Absent),
    ]);
    Node::List("request", vec![request])
}

pub(super) async fn say(State(state): State<Open311>, ask: Ask, request: Request) -> Response {
    let said = state.said(&ask, request).await;
    ask.answer(StatusCode::CREATED, "service_request_updates", said)
}

impl Open311 {
    async fn filed(&self, ask: &Ask, address: Option<std::net::IpAddr>, request: Request) -> Result<Receipt, Problem> {
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        let _place = self.intake.place(length)?;
        let Form { typed, files } = Form::from_request(request, self).await?;
        let key = self.holder(ask, &typed).await?;
        let filing = Filing::read(&typed, self.db.clock().now())?;
        let tx = self.db.read("open311.sign_of_request").await?;
        let (new, reporter, sign) = filing.placed(&tx, self.db.clock().now()).await?;
        tx.finish().await?;
        // Behind a key stand many people with one address: the application's.
        self.intake.admit(address.filter(|_| key.is_none()), sign).await?;
        let actor = key.unwrap_or(Actor::Public);
        Ok(self.intake.report(&actor, new, files, &reporter, Twice::MarkDuplicate).await?)
    }

    /// Who holds the key that was sent, if one was: a token of somebody who reports damage.
    async fn holder(&self, ask: &Ask, form: &Params) -> Result<Option<Actor>, Problem> {
        let Some(key) = form.text("api_key").or_else(|| ask.params.text("api_key")) else { return Ok(None) };
        let caller = accounts::caller(&self.accounts, key, Scope::Write).await?;
        if REPORTERS.contains(&caller.role) {
            return Ok(Some(caller.actor));
        }
        let (zh, en) = ("此密钥的账号不能上报损坏", "the account of this key may not report damage");
        Err(Problem::new(ProblemType::NotAllowed, zh, en))
    }

    async fn said(&self, ask: &Ask, request: Request) -> Result<Node, Problem> {
        let Form { typed, .. } = Form::from_request(request, self).await?;
        let id = typed.text("service_request_id");
        let id = id.ok_or_else(|| bad("缺少 service_request_id", "service_request_id was not provided"))?;
        let actor = self
            .holder(ask, &typed)
            .await?
            .ok_or_else(|| Problem::new(ProblemType::NotAllowed, "须提供 api_key", "api_key was not provided"))?;
        let status = typed.text("status").map(str::to_ascii_lowercase);
        let tx = self.db.read("open311.request_to_update").await?;
        let report = request::by_id(&tx, id).await?;
        tx.finish().await?;
        let says_open = status.is_none_or(|status| matches!(status.as_str(), "open" | "reopened"));
        if !report.outcome.is_open() && says_open {
            self.intake.not_fixed(&actor, report.id).await?;
        } else {
            self.intake.confirm(&actor, report.id).await?;
        }
        self.last_update(report.number).await
    }

    async fn last_update(&self, number: String) -> Result<Node, Problem> {
        let now: OffsetDateTime = self.db.clock().now();
        let tx = self.db.read("open311.last_update").await?;
        let period = (now - Duration::days(1), now + Duration::seconds(1));
        let updates = citizens::updates(&tx, Some(&[number]), period, 1).await?;
        tx.finish().await?;
        Ok(update::taken(updates.first()))
    }
}
