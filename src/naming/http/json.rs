//! Cases as clients read them.

use serde_json::{Value, json};

use super::super::{
    Action,
    model::{Decision, Item, NamingCase},
    policy::{self, Officer},
    service::CaseFile,
};
use crate::{
    http::Text,
    kernel::law,
    publications::Publication,
    published::geojson::GeoJson,
    records::{self, Event},
};

/// A case without what belongs to it: what it is, and what this officer may do next.
pub(super) fn cover(case: &NamingCase, officer: &Officer) -> Value {
    let (state_zh, state_en) = case.state.code().title();
    json!({
        "id": case.id, "number": case.number, "type": case.draft.case_type, "title": case.draft.title,
        "applicant": case.draft.applicant, "township_code": case.draft.township_code, "reasons": case.draft.reasons,
        "state": case.state.code(), "state_title": { "zh": state_zh, "en": state_en }, "since": case.since,
        "suspended_from": match case.state {
            crate::naming::CaseState::Suspended { from } => Some(from.state().code()),
            _ => None,
        },
        "objection_upheld": matches!(case.state, crate::naming::CaseState::Argued { objection_upheld: true }),
        "notice_id": case.notice, "version": case.version, "address": address(case),
        "steps": steps(case, officer),
    })
}

/// A case with everything that belongs to it.
pub(super) fn file(file: &CaseFile) -> Value {
    let mut document = cover(&file.case, &file.reader);
    let broken = records::first_broken(crate::naming::service::subject(file.case.id), &file.events);
    let rest = json!({
        "created_at": rfc3339(file.case.created_at),
        "items": file.items.iter().map(item).collect::<Vec<_>>(),
        "attachments": file.papers,
        "checks": file.checks.iter().map(|check| json!({
            "id": check.id, "stage": check.stage, "rules_on": check.rules_on, "at": rfc3339(check.at),
            "actor": check.actor, "data_version": check.data_version, "blocks": check.blocks,
            "warnings": check.warnings,
            "address": format!("{}/checks/{}", address(&file.case), check.id),
        })).collect::<Vec<_>>(),
        "settlements": file.settlements.iter().map(|settled| json!({
            "item_id": settled.item, "verdict": settled.verdict_key, "rule": settled.rule, "reason": settled.reason,
            "settled_by": settled.settled_by, "settled_at": rfc3339(settled.settled_at),
        })).collect::<Vec<_>>(),
        "publications": file.publications.iter().map(publication).collect::<Vec<_>>(),
        "decisions": file.decisions.iter().map(decision).collect::<Vec<_>>(),
        "revocations": file.revocations,
        "filings": file.filings,
        "obligations": file.obligations,
        "events": file.events.iter().map(event).collect::<Vec<_>>(),
        "events_whole": broken.is_none(),
    });
    if let (Value::Object(document), Value::Object(rest)) = (&mut document, rest) {
        document.extend(rest);
    }
    document
}

/// An item, without its geometry.
pub(super) fn item(item: &Item) -> Value {
    json!({
        "id": item.id, "position": item.position, "state": item.state, "place_id": item.place, "name": item.name,
        "pinyin": item.pinyin, "pinyin_source": if item.pinyin_confirmed { "confirmed" } else { "auto" },
        "pinyin_needs_confirmation": item.pinyin_doubtful, "former_name": item.former_name, "category": item.category,
        "division_code": item.division_code, "location": item.location, "applicant": item.applicant,
        "reason": item.reason, "colloquial": item.colloquial,
        "street": {
            "road_class": item.street.road_class, "admin_tier": item.street.admin_tier,
            "starts_at": item.street.starts_at, "ends_at": item.street.ends_at, "length_m": item.street.length_m,
            "width_m": item.street.width_m, "orientation": item.street.orientation, "surface": item.street.surface,
        },
        "former_extent": item.former_extent.as_ref().map(|former| json!({
            "starts_at": former.starts_at, "ends_at": former.ends_at, "length_m": former.length_m,
        })),
        "drawn": item.geometry.is_some(), "sketched": item.sketched, "closed_reason": item.closed_reason,
        "decision_id": item.decision, "place_code": item.place_code, "name_id": item.name_id,
    })
}

/// Items as GeoJSON features, longitude first.
pub(super) fn features(items: &[Item]) -> Value {
    let features = items.iter().map(|one| {
        let mut properties = item(one);
        let former = one.former_extent.as_ref().and_then(|former| former.geometry.as_ref());
        if let (Value::Object(members), Some(former)) = (&mut properties, former) {
            members.insert("former_geometry".into(), json!(GeoJson(former)));
        }
        json!({
            "type": "Feature", "id": one.id, "geometry": one.geometry.as_ref().map(GeoJson), "properties": properties,
        })
    });
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() })
}

/// The media type of bytes of which nothing is known.
pub(super) const OCTETS: axum::http::HeaderValue = axum::http::HeaderValue::from_static("application/octet-stream");

/// Where a case is.
pub(super) fn address(case: &NamingCase) -> String {
    format!("/api/v1/naming-cases/{}", case.id)
}

/// An instant as clients read it.
pub(super) fn rfc3339(instant: time::OffsetDateTime) -> String {
    instant.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}

fn publication((publication, seal_holds): &(Publication, Option<bool>)) -> Value {
    let issue = publication.standing.issue();
    json!({
        "id": publication.id, "kind": publication.draft.kind, "state": publication.standing.state(),
        "title": publication.draft.title, "decision_id": publication.draft.part,
        "starts_on": publication.draft.starts_on, "ends_on": publication.draft.ends_on,
        "number": issue.map(|issue| &issue.number), "published_on": issue.map(|issue| issue.on),
        "sha256": issue.map(|issue| &issue.content.digest),
        "synced_on": publication.synced.as_ref().map(|synced| synced.on),
        "seal_holds": seal_holds, "opinions": publication.standing.closing().map(|closing| &closing.counts),
        "address": format!("/notices/{}", publication.id),
    })
}

fn decision(decision: &Decision) -> Value {
    json!({
        "id": decision.id, "outcome": decision.outcome, "authority": decision.authority,
        "authority_kind": decision.authority_kind, "document_number": decision.document_number,
        "decided_on": decision.decided_on, "entered_at": rfc3339(decision.entered_at),
        "announcement_id": decision.announcement, "announced_on": decision.announced_on,
    })
}

fn event(event: &Event) -> Value {
    let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
    let title = Action::ALL.iter().find(|action| action.code() == event.kind).map(|action| action.title());
    let title = title.map(|(zh, en)| Text::new(zh, en));
    json!({
        "position": event.position, "at": rfc3339(event.at), "actor": event.actor, "action": event.kind,
        "title": title, "from": event.from_state, "to": event.to_state, "facts": facts,
        "sha256": crate::kernel::hex::hex(&event.digest),
    })
}

/// What this officer may do next, with where and by which article.
fn steps(case: &NamingCase, officer: &Officer) -> Vec<Value> {
    let is_there = |action: &Action| match action {
        // There is nothing to file or announce before something was approved, and no way back afterwards.
        Action::File | Action::Announce => case.has_approved,
        Action::Withdraw => !case.has_approved,
        _ => true,
    };
    let allowed = case.state.allows().filter(is_there);
    let open = allowed.filter(|action| policy::may(officer, *action, case).is_ok());
    open.filter_map(|action| {
        let (method, below) = way(action)?;
        let (zh, en) = action.title();
        Some(json!({
            "action": action.code(), "title": { "zh": zh, "en": en }, "method": method,
            "address": format!("{}{below}", address(case)),
            "basis": law::article(action.basis()).map(law::Article::citation),
        }))
    })
    .collect()
}

/// Method and address of an action; those that follow from others have none.
fn way(action: Action) -> Option<(&'static str, &'static str)> {
    Some(match action {
        Action::Edit => ("POST", "/items"),
        Action::Spell => ("POST", "/items/{item_id}/pinyin"),
        Action::TakeOut => ("POST", "/items/{item_id}/take-out"),
        Action::Settle => ("POST", "/items/{item_id}/settle"),
        Action::Submit => ("POST", "/submit"),
        Action::Return => ("POST", "/return"),
        Action::Lapse => ("POST", "/lapse"),
        Action::Accept => ("POST", "/accept"),
        Action::Survey => ("POST", "/survey"),
        Action::Consult => ("POST", "/consult"),
        Action::Argue => ("POST", "/argue"),
        Action::OpenNotice => ("POST", "/notices"),
        Action::UpholdObjection => ("POST", "/uphold-objection"),
        Action::CloseNotice => ("POST", "/close-notice"),
        Action::Report => ("POST", "/report"),
        Action::Approve => ("POST", "/decide"),
        Action::File => ("POST", "/filings/{decision_id}/send"),
        Action::Announce => ("POST", "/announcements"),
        Action::Close => ("POST", "/close"),
        Action::Withdraw => ("POST", "/withdraw"),
        Action::Suspend => ("POST", "/suspend"),
        Action::Resume => ("POST", "/resume"),
        Action::Revoke => ("POST", "/revoke"),
        Action::DecideInPart | Action::Reject | Action::Record => return None,
    })
}
