//! Requests: damage reports as everybody may know them.

use time::OffsetDateTime;

use super::{node::Node, period, service};
use crate::{
    db::tx::Tx,
    http::{Language, Params, Problem, ProblemType},
    kernel::{dates::office_date, text::Text},
    open311::fault::bad,
    pages::words::day,
    signs::{
        Refusal, SignNumber,
        citizens::{Asked, PublicReport, PublicSign, service as citizens},
        damage::ReportState,
    },
};

/// Most requests of one page, and as many unless it is said.
const MOST: i64 = 1_000;

/// Highest number of a page.
const LAST_PAGE: i64 = 1_000_000;

/// What a list of requests is asked for.
#[derive(Debug)]
pub(super) struct Query {
    asked: Asked,
    /// The sign, by the number that somebody typed.
    sign: Option<String>,
}

/// Whether an answer holds what the specification does not have.
pub(super) fn is_extended(params: &Params) -> bool {
    matches!(params.text("extensions"), Some("true" | "1"))
}

impl Query {
    /// Reads the parameters; the ids override all others.
    pub(super) fn read(params: &Params, now: OffsetDateTime) -> Result<Self, Problem> {
        let several = |name: &str| {
            params.text(name).map(|text| text.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
        };
        let page = paging(params)?;
        if let Some(ids) = several("service_request_id") {
            let numbers = ids.into_iter().map(|id| id.to_ascii_uppercase()).collect();
            let asked = Asked { numbers: Some(numbers), rows: Some(page), ..Asked::default() };
            return Ok(Self { asked, sign: None });
        }
        let damages = several("service_code").map(|codes| {
            codes.iter().map(|code| code.parse().map_err(|_| unknown_service(code))).collect::<Result<Vec<_>, _>>()
        });
        let changed = ["updated_after", "updated_before"];
        let asks_updates = changed.iter().any(|name| params.text(name).is_some());
        let asks_dates = ["start_date", "end_date"].iter().any(|name| params.text(name).is_some());
        let received = (asks_dates || !asks_updates).then(|| period::read(params, ["start_date", "end_date"], now));
        let updated = asks_updates.then(|| period::read(params, changed, now));
        let asked = Asked {
            damages: damages.transpose()?,
            received: received.transpose()?.unzip(),
            updated: updated.transpose()?.unzip(),
            is_open: status(params)?,
            rows: Some(page),
            ..Asked::default()
        };
        Ok(Self { asked, sign: params.text("address_id").map(str::to_owned) })
    }

    /// The requests.
    pub(super) async fn answer(mut self, tx: &Tx, now: OffsetDateTime) -> Result<Vec<PublicReport>, Problem> {
        if let Some(typed) = &self.sign {
            self.asked.sign = Some(named(tx, typed, now).await?.id);
        }
        Ok(citizens::list(tx, &self.asked).await?)
    }
}

fn paging(params: &Params) -> Result<(i64, i64), Problem> {
    let number = |name: &str, usual: i64, most: i64| match params.text(name).map(str::parse::<i64>) {
        None => Ok(usual),
        Some(Ok(number)) if number >= 1 => Ok(number.min(most)),
        Some(_) => Err(bad(format!("{name} 须为正整数"), format!("{name} is a positive whole number"))),
    };
    let (page, size) = (number("page", 1, LAST_PAGE)?, number("page_size", MOST, MOST)?);
    Ok((size, (page - 1) * size))
}

/// Open, over, or both.
fn status(params: &Params) -> Result<Option<bool>, Problem> {
    let words: Vec<&str> = params.text("status").into_iter().flat_map(|text| text.split(',')).map(str::trim).collect();
    let known = |word: &&str| matches!(*word, "open" | "closed");
    if !words.iter().all(known) {
        return Err(bad("status 须为 open 或 closed", "status is open or closed"));
    }
    match (words.contains(&"open"), words.contains(&"closed")) {
        (true, false) => Ok(Some(true)),
        (false, true) => Ok(Some(false)),
        _ => Ok(None),
    }
}

/// That no service has this code.
pub(super) fn unknown_service(code: &str) -> Problem {
    let shown: String = code.chars().take(40).collect();
    let text = Text::new(format!("没有 service_code“{shown}”"), format!("there is no service_code `{shown}`"));
    Problem::new(ProblemType::NotFound, text.zh, text.en)
}

/// The sign with a number as somebody typed it.
pub(super) async fn named(tx: &Tx, typed: &str, now: OffsetDateTime) -> Result<PublicSign, Problem> {
    let unknown = || {
        let shown: String = typed.chars().take(40).collect();
        bad(format!("没有编号为“{shown}”的标志"), format!("no sign has the number `{shown}`"))
    };
    let number: SignNumber = typed.parse().map_err(|_| unknown())?;
    match citizens::sign(tx, number, office_date(now)).await {
        Err(Refusal::UnknownSign) => Err(unknown()),
        found => Ok(found?),
    }
}

/// The one word of the two that GeoReport has.
pub(super) fn open_or_closed(state: ReportState) -> &'static str {
    if state.is_open() { "open" } else { "closed" }
}

/// Requests as content, for `GET requests`.
pub(super) fn list(reports: &[PublicReport], is_extended: bool, language: Language) -> Node {
    Node::List("request", reports.iter().map(|report| one(report, is_extended, language)).collect())
}

fn one(report: &PublicReport, is_extended: bool, language: Language) -> Node {
    let sign = report.sign.as_ref();
    let shown = sign.and_then(|sign| sign.text.as_deref());
    let title = report.damage.title();
    let described = [Some(title.say(language)), shown, sign.map(|sign| sign.number.as_str())];
    let address = [shown, sign.and_then(|sign| sign.location.as_deref())].into_iter().flatten().collect::<Vec<_>>();
    let expected = report.repair.filter(|_| report.state.is_open()).map(|(_, due_at)| period::written(due_at));
    let mut members = vec![
        ("service_request_id", Node::Text(report.number.clone())),
        ("status", Node::Text(open_or_closed(report.outcome).to_owned())),
        ("status_notes", Node::Text(report.progress().text(day).say(language).to_owned())),
        ("service_name", Node::Text(service::name(report.damage, language))),
        ("service_code", Node::Text(report.damage.code().to_owned())),
        ("description", Node::Text(described.into_iter().flatten().collect::<Vec<_>>().join(" "))),
        ("agency_responsible", Node::text(report.forwarded_to.clone())),
        ("service_notice", Node::Absent),
        ("requested_datetime", Node::Text(period::written(report.received_at))),
        ("updated_datetime", Node::Text(period::written(report.updated_at))),
        ("expected_datetime", Node::text(expected)),
        ("address", Node::text((!address.is_empty()).then(|| address.join(" ")))),
        ("address_id", Node::text(sign.map(|sign| sign.number.clone()))),
        ("zipcode", Node::Absent),
        ("lat", sign.map_or(Node::Absent, |sign| Node::Degrees(sign.position.y()))),
        ("long", sign.map_or(Node::Absent, |sign| Node::Degrees(sign.position.x()))),
        ("media_url", Node::Absent),
    ];
    if is_extended {
        members.push(("extended_attributes", extended(report)));
        members.push(("notes", Node::List("note", vec![note(report, language)])));
    }
    Node::Record(members)
}

/// What our reports have and GeoReport has no member for.
fn extended(report: &PublicReport) -> Node {
    Node::Record(vec![
        ("state", Node::Text(report.state.code().to_owned())),
        ("duplicate_of", Node::text(report.same_as.as_ref().map(|(_, number)| number.clone()))),
        ("due_date", Node::text(report.due_on().map(|day| day.to_string()))),
        ("closed_date", Node::text(report.ended_on.map(|day| day.to_string()))),
    ])
}

/// The last thing that happened, as a note.
fn note(report: &PublicReport, language: Language) -> Node {
    Node::Record(vec![
        ("datetime", Node::Text(period::written(report.updated_at))),
        ("description", Node::Text(report.progress().text(day).say(language).to_owned())),
        ("type", Node::Text(open_or_closed(report.outcome).to_owned())),
    ])
}

/// One request by its id.
pub(super) async fn by_id(tx: &Tx, id: &str) -> Result<PublicReport, Problem> {
    let asked = Asked { numbers: Some(vec![id.trim().to_ascii_uppercase()]), ..Asked::default() };
    Ok(citizens::list(tx, &asked).await?.pop().ok_or(Refusal::UnknownReport)?)
}
