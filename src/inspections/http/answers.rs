//! Schemas of what is answered, and of acts.

use serde_json::{Value, json};

use crate::{
    http::schema::{answer, instant, list, members, object, of, or_null, said, text, word},
    inspections::{
        codes::{InspectionKind, InspectionState, IssueKind, Trigger},
        findings::{Condition, MarkerAction, Match, Position, TiePoints},
    },
};

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn maybe_text() -> Value {
    or_null(of("string"))
}

/// A list under a name.
pub(super) fn all(name: &str, item: Value) -> Value {
    answer(json!({ name: list(item) }), json!({}))
}

/// A page under a name.
pub(super) fn page(name: &str, item: Value) -> Value {
    answer(json!({ name: list(item), "next": maybe_text() }), json!({}))
}

fn side() -> Value {
    answer(json!({ "code": of("string"), "name": of("string") }), json!({}))
}

fn state() -> Value {
    word(InspectionState::ALL.iter().map(|state| state.code()))
}

/// An inspection without what was said in it.
pub(super) fn summary() -> Value {
    answer(summary_members(), json!({}))
}

fn summary_members() -> Value {
    json!({
        "id": id(), "number": of("string"), "kind": word(InspectionKind::ALL.iter().map(|kind| kind.code())),
        "trigger": or_null(word(Trigger::ALL.iter().map(|trigger| trigger.code()))), "reason": maybe_text(),
        "round": or_null(of("integer")), "year": of("integer"), "due_on": day(),
        "lead": said(of("string"), "code of the side that leads"),
        "line": answer(json!({ "id": id(), "code": of("string"), "name": of("string") }), json!({})),
        "ours": side(), "theirs": side(), "state": state(), "overdue": of("boolean"), "filed_on": or_null(day()),
        "volume_id": or_null(id()), "cancel_reason": maybe_text(), "version": of("integer"), "created_at": instant(),
    })
}

fn author() -> Value {
    json!({ "side": of("string"), "person": of("string"), "unit": of("string"), "at": instant() })
}

fn with_author(more: Value) -> Value {
    let mut all = members(author());
    all.extend(members(more));
    Value::Object(all)
}

/// What is signed, and by whom.
fn signing() -> Value {
    let signature = answer(with_author(json!({ "document_number": maybe_text() })), json!({}));
    json!({
        "subject": said(of("string"), "what a signature names"),
        "digest": said(maybe_text(), "what a signature says was read; null while there is nothing to sign"),
        "signed": said(of("boolean"), "whether both sides have signed what it says now"), "signatures": list(signature),
    })
}

fn signed(more: Value) -> Value {
    let mut all = members(signing());
    all.extend(members(more));
    answer(Value::Object(all), json!({}))
}

fn dossier_members() -> Value {
    let entry = answer(with_author(json!({ "finding": of("object"), "defects": list(of("string")) })), json!({}));
    let check = signed(json!({
        "item": of("string"), "title": of("string"), "description": maybe_text(), "entries": list(entry),
        "differences": said(list(of("string")), "members of which the sides judge otherwise"),
    }));
    let issue = signed(with_author(json!({
        "issue": id(), "about": word(IssueKind::ALL.iter().map(|kind| kind.code())), "text": of("string"),
        "responsible": of("string"), "due_on": day(),
        "standing": word(["found", "fixed", "verified", "escalated"]), "fix": or_null(of("object")),
        "escalation": or_null(of("object")),
    })));
    let chain = answer(
        json!({ "side": of("string"), "acts": of("integer"), "digest": said(maybe_text(), "of its last act") }),
        json!({}),
    );
    json!({
        "scheme": or_null(signed(with_author(json!({ "text": of("string"), "items": list(item()) })))),
        "checks": list(check), "issues": list(issue),
        "unaddressed": said(list(of("string")), "items with a defect for which there is no issue"),
        "report": or_null(signed(with_author(json!({ "conclusion": of("string") })))), "filing": or_null(of("object")),
        "chains": list(chain),
    })
}

fn dossier_and(more: Value, without: &[&str]) -> Value {
    let mut all = members(summary_members());
    all.extend(members(dossier_members()));
    all.extend(members(more));
    all.retain(|name, _| !without.contains(&name.as_str()));
    answer(Value::Object(all), json!({}))
}

/// An inspection with all that was said in it.
pub(super) fn dossier() -> Value {
    dossier_and(json!({}), &[])
}

/// The same with what happened to it here.
pub(super) fn file() -> Value {
    let event = answer(
        json!({ "at": instant(), "actor": of("string"), "kind": of("string"), "facts": of("object") }),
        json!({}),
    );
    dossier_and(json!({ "events": list(event) }), &[])
}

/// The same for the neighbour's people.
pub(super) fn guest() -> Value {
    let you = answer(json!({ "side": side(), "person": of("string"), "unit": of("string") }), json!({}));
    dossier_and(json!({ "you": you }), &["volume_id", "number", "version"])
}

/// What a package brought.
pub(super) fn arrival() -> Value {
    let more = json!({ "dry_run": of("boolean"), "is_new": of("boolean"), "arrived": list(link()) });
    dossier_and(more, &[])
}

/// A segment or a marker of a scheme.
pub(super) fn item() -> Value {
    answer(json!({ "key": of("string"), "title": of("string") }), json!({ "description": maybe_text() }))
}

/// An act in its chain.
pub(super) fn link() -> Value {
    answer(
        with_author(json!({
            "serial": of("integer"), "id": id(), "act": of("object"), "about": maybe_text(), "digest": of("string"),
            "effect": word(["counts", "superseded", "stale", "void"]),
        })),
        json!({}),
    )
}

/// A line in the calendar.
pub(super) fn calendar() -> Value {
    let last =
        answer(json!({ "id": id(), "round": of("integer"), "filed_on": day(), "lead": of("string") }), json!({}));
    let next = answer(json!({ "round": of("integer"), "due_on": day(), "lead": maybe_text() }), json!({}));
    let open =
        answer(json!({ "id": id(), "number": of("string"), "state": state(), "year": of("integer") }), json!({}));
    answer(
        json!({
            "line": answer(json!({ "id": id(), "code": of("string"), "name": of("string") }), json!({})),
            "approved_on": or_null(day()), "last": or_null(last), "next": or_null(next), "open": or_null(open),
            "overdue": of("boolean"),
        }),
        json!({}),
    )
}

fn invitation_members() -> Value {
    json!({
        "id": id(), "person": of("string"), "unit": of("string"), "made_by": of("string"), "made_at": instant(),
        "expires_at": instant(), "revoked_at": or_null(instant()), "revoke_reason": maybe_text(),
        "last_used_at": or_null(instant()),
    })
}

/// An invitation.
pub(super) fn invitation() -> Value {
    answer(invitation_members(), json!({}))
}

/// An invitation with its link, told once.
pub(super) fn new_invitation() -> Value {
    let mut all = members(invitation_members());
    all.insert("href".into(), said(of("string"), "the link, told once"));
    answer(Value::Object(all), json!({}))
}

/// A package that was exchanged.
pub(super) fn package() -> Value {
    answer(
        json!({
            "id": id(), "outgoing": of("boolean"), "digest": of("string"), "key": of("string"), "first_serial": of("integer"),
            "last_serial": of("integer"), "handled_by": of("string"), "handled_at": instant(),
        }),
        json!({}),
    )
}

/// A public key (RFC 8037).
pub(super) fn jwk() -> Value {
    answer(
        json!({
            "kty": of("string"), "crv": of("string"), "alg": of("string"), "use": of("string"), "kid": of("string"),
            "x": of("string"),
        }),
        json!({}),
    )
}

/// A key of a neighbour's office.
pub(super) fn neighbour_key() -> Value {
    answer(
        json!({
            "id": id(), "neighbour": of("string"), "jwk": jwk(), "confirmed": of("string"), "entered_by": of("string"),
            "entered_at": instant(), "revoked_at": or_null(instant()), "revoke_reason": maybe_text(),
        }),
        json!({}),
    )
}

/// One act of a body.
pub(super) fn act() -> Value {
    json!({ "oneOf": [scheme(), enter(), find(), fix(), escalate(), report(), sign(), file_act()] })
}

fn kind(name: &'static str, required: &[&str], more: Value) -> Value {
    let mut all = members(json!({ "kind": word([name]) }));
    all.extend(members(more));
    object(&[&["kind"], required].concat(), Value::Object(all))
}

fn code_of_side() -> Value {
    text(9, "code of a side")
}

fn scheme() -> Value {
    let member = object(
        &["name", "unit", "side"],
        json!({ "name": text(100, "who"), "unit": text(100, "from where"), "side": code_of_side(), "duty": or_null(text(100, "duty")) }),
    );
    let item = object(
        &["key", "title"],
        json!({
            "key": text(25, "S01-003 for a segment, M and its number for a marker"), "title": text(300, "what it is"),
            "description": or_null(text(1_000, "what it follows, where it stands")),
        }),
    );
    kind(
        "scheme",
        &["text", "members", "field_from", "field_to", "items"],
        json!({
            "text": text(20_000, "方案正文"), "members": list(member), "field_from": day(), "field_to": day(),
            "items": list(item),
        }),
    )
}

fn enter() -> Value {
    let matched = || word(Match::ALL.iter().map(|is| is.code()));
    let condition = || word(Condition::ALL.iter().map(|is| is.code()));
    let note = || or_null(text(2_000, "what this side notes"));
    let desk = object(
        &["check", "agreement", "text", "map"],
        json!({ "check": word(["desk"]), "agreement": matched(), "text": matched(), "map": matched(), "note": note() }),
    );
    let segment = object(
        &["check", "changed", "clear", "crossed"],
        json!({
            "check": word(["segment"]), "changed": of("boolean"), "clear": of("boolean"), "crossed": of("boolean"),
            "note": note(),
        }),
    );
    let measured = object(
        &["lon", "lat", "accuracy_m"],
        json!({ "lon": of("number"), "lat": of("number"), "accuracy_m": of("number") }),
    );
    let marker = object(
        &["check", "position", "body", "text", "base", "surroundings", "tie_points", "action"],
        json!({
            "check": word(["marker"]), "position": word(Position::ALL.iter().map(|is| is.code())), "body": condition(),
            "text": condition(), "base": condition(), "surroundings": condition(),
            "tie_points": word(TiePoints::ALL.iter().map(|is| is.code())),
            "action": word(MarkerAction::ALL.iter().map(|is| is.code())), "measured": or_null(measured),
            "photos": list(of("string")), "note": note(),
        }),
    );
    let item = text(25, "segment or marker");
    kind("enter", &["item", "finding"], json!({ "item": item, "finding": { "oneOf": [desk, segment, marker] } }))
}

fn find() -> Value {
    kind(
        "find",
        &["issue", "about", "text", "responsible", "due_on"],
        json!({
            "issue": id(), "item": or_null(text(25, "segment or marker")),
            "about": word(IssueKind::ALL.iter().map(|kind| kind.code())), "text": text(2_000, "what was found"),
            "responsible": code_of_side(), "due_on": day(),
        }),
    )
}

fn fix() -> Value {
    let present = object(
        &["name", "unit", "side"],
        json!({ "name": text(100, "who"), "unit": text(100, "from where"), "side": code_of_side() }),
    );
    kind(
        "fix",
        &["issue", "on", "text"],
        json!({
            "issue": id(), "on": day(), "text": text(2_000, "what was done"),
            "present": said(list(present), "at a marker, people of both sides (R353 art. 6)"),
            "document_number": or_null(text(100, "of the survey, where a feature changed (R353 art. 8)")),
        }),
    )
}

fn escalate() -> Value {
    kind(
        "escalate",
        &["issue", "to", "on", "reason", "document_number"],
        json!({
            "issue": id(), "to": text(100, "to whom"), "on": day(), "reason": text(2_000, "why"),
            "document_number": text(100, "number of the paper"),
        }),
    )
}

fn report() -> Value {
    let prose = |what: &str| text(20_000, what);
    kind(
        "report",
        &["course", "agreement", "markers", "features", "crossings", "conclusion"],
        json!({
            "course": prose("联检经过"), "agreement": prose("协议执行情况"), "markers": prose("界桩及方位物情况"),
            "features": prose("标志物及地形地物变化、测绘情况"), "crossings": prose("跨界生产建设情况"),
            "other": or_null(prose("其他")), "conclusion": prose("结论和建议"),
        }),
    )
}

fn sign() -> Value {
    kind(
        "sign",
        &["subject", "digest"],
        json!({
            "subject": text(60, "scheme, desk:…, field:…, issue:… or report"), "digest": text(64, "as the dossier gives it"),
            "document_number": or_null(text(100, "number of the signed paper")),
        }),
    )
}

fn file_act() -> Value {
    kind(
        "file",
        &["authority", "on", "document_number"],
        json!({ "authority": text(100, "who approved the line"), "on": day(), "document_number": text(100, "number of the letter") }),
    )
}
