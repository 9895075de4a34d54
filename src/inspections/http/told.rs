//! Inspections and dossiers as JSON.

use serde_json::{Map, Value, json};
use time::Date;

use crate::{
    http::schema::members,
    inspections::{
        Inspection, Link, Subject,
        acts::{Act, Signature},
        dossier::{Check, Dossier, IssueRecord, IssueStanding, Word},
        service::Case,
    },
    kernel::{dates::rfc3339, hex::hex},
    records::Event,
};

/// Where an inspection is shown.
pub(super) fn address(inspection: &Inspection) -> String {
    format!("/api/v1/joint-inspections/{}", inspection.id)
}

/// An inspection without what was said in it.
pub(super) fn summary(inspection: &Inspection, today: Date) -> Map<String, Value> {
    let plan = &inspection.plan;
    members(json!({
        "id": inspection.id, "number": inspection.number, "kind": plan.kind, "trigger": plan.trigger,
        "reason": plan.reason, "round": plan.round, "year": plan.year, "due_on": plan.due_on, "lead": plan.lead,
        "line": { "id": inspection.line, "code": inspection.line_code, "name": inspection.line_name },
        "ours": inspection.ours, "theirs": inspection.theirs, "state": inspection.state,
        "overdue": inspection.is_overdue(today), "filed_on": inspection.filed_on, "volume_id": inspection.volume,
        "cancel_reason": inspection.cancelled, "version": inspection.version,
        "created_at": rfc3339(inspection.created_at),
    }))
}

/// An inspection with all that both sides said last.
pub(super) fn dossier(case: &Case, today: Date) -> Map<String, Value> {
    let dossier = case.dossier();
    let mut told = summary(&case.inspection, today);
    told.extend(members(json!({
        "scheme": dossier.scheme.map(|word| paper(&dossier, &Subject::Scheme, word)),
        "checks": dossier.checks.iter().map(|one| check(&dossier, one)).collect::<Vec<_>>(),
        "issues": dossier.issues.iter().map(|one| issue(&dossier, one)).collect::<Vec<_>>(),
        "unaddressed": dossier.unaddressed(),
        "report": dossier.report.map(|word| paper(&dossier, &Subject::Report, word)),
        "filing": dossier.filing().map(|word| said(word)),
        "chains": case.frame.sides.iter().map(|side| chain(case, side)).collect::<Vec<_>>(),
    })));
    told
}

/// How long the chain of a side is, and the digest of its last act: what two offices compare.
fn chain(case: &Case, side: &str) -> Value {
    let links = case.chain(side);
    json!({ "side": side, "acts": links.len(), "digest": links.last().map(|link| hex(link.digest)) })
}

/// Who said something, and when.
fn said<T: serde::Serialize>(word: Word<'_, T>) -> Value {
    let mut told = members(json!(word.says));
    told.extend(author(word.link));
    Value::Object(told)
}

fn author(link: &Link) -> Map<String, Value> {
    members(json!({ "side": link.side, "person": link.person, "unit": link.unit, "at": rfc3339(link.at) }))
}

/// Something that both sides sign, with who has.
fn paper<T: serde::Serialize>(dossier: &Dossier<'_>, subject: &Subject, word: Word<'_, T>) -> Value {
    let mut told = members(said(word));
    told.extend(signing(dossier, subject));
    Value::Object(told)
}

/// What is signed, its digest, and the signatures under what it says now.
fn signing(dossier: &Dossier<'_>, subject: &Subject) -> Map<String, Value> {
    let signatures = dossier.frame().sides.iter().filter_map(|side| dossier.signature(subject, side));
    members(json!({
        "subject": subject, "digest": dossier.digest(subject).map(hex), "signed": dossier.is_signed(subject),
        "signatures": signatures.map(signature).collect::<Vec<_>>(),
    }))
}

fn signature(word: Word<'_, Signature>) -> Value {
    let mut told = author(word.link);
    told.insert("document_number".into(), json!(word.says.document_number));
    Value::Object(told)
}

fn check(dossier: &Dossier<'_>, check: &Check<'_>) -> Value {
    let entries = check.words.iter().flatten().map(|word| {
        let mut told = author(word.link);
        told.insert("finding".into(), json!(word.says));
        told.insert("defects".into(), json!(word.says.defects()));
        Value::Object(told)
    });
    let mut told = members(json!({
        "item": check.item, "title": check.planned.title, "description": check.planned.description,
        "entries": entries.collect::<Vec<_>>(), "differences": check.differences(),
    }));
    told.extend(signing(dossier, &check.subject));
    Value::Object(told)
}

fn issue(dossier: &Dossier<'_>, record: &IssueRecord<'_>) -> Value {
    let subject = Subject::Issue(record.found.says.issue);
    let standing = match record.standing() {
        IssueStanding::Found => "found",
        IssueStanding::Fixed if dossier.is_signed(&subject) => "verified",
        IssueStanding::Fixed => "fixed",
        IssueStanding::Escalated => "escalated",
    };
    let mut told = members(said(record.found));
    told.extend(members(json!({
        "standing": standing, "fix": record.fixed.map(|word| said(word)),
        "escalation": record.escalated.map(|word| said(word)),
    })));
    told.extend(signing(dossier, &subject));
    Value::Object(told)
}

/// An act in its chain, with what became of it.
pub(super) fn link(dossier: &Dossier<'_>, link: &Link) -> Value {
    let mut told = author(link);
    let about = match &link.act {
        Act::Enter(entry) => Some(entry.item.to_string()),
        Act::Sign(signature) => Some(signature.subject.to_string()),
        Act::Find(issue) => Some(issue.issue.to_string()),
        Act::Fix(fix) => Some(fix.issue.to_string()),
        Act::Escalate(escalation) => Some(escalation.issue.to_string()),
        Act::Scheme(_) | Act::Report(_) | Act::File(_) => None,
    };
    told.extend(members(json!({
        "serial": link.serial, "id": link.id, "act": link.act, "about": about, "digest": hex(link.digest),
        "effect": dossier.effect(link).code(),
    })));
    Value::Object(told)
}

/// Something that happened to it in this office.
pub(super) fn event(event: &Event) -> Value {
    let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
    json!({ "at": rfc3339(event.at), "actor": event.actor, "kind": event.kind, "facts": facts })
}
