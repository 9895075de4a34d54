//! What the routes of the work with neighbours answer, for the API document. A test holds the answers against it.

use serde_json::{Value, json};

use super::wire::{grade_schema, side_schema};
use crate::{
    cooperation::{
        agreements::{AgreementLevel, AgreementState},
        bulletins::{BulletinKind, BulletinState, Direction},
        disputes::{DisputeState, Track},
        emergencies::{EmergencyState, EntryKind, Level, reporting::Standing},
        meetings::{MeetingKind, MeetingState},
        neighbours::model::MeetingPeriod,
        prevention::{RiskState, ScreeningKind},
    },
    http::schema::{self, answer, instant, list, members, of, or_null, said, word},
};

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn day() -> Value {
    schema::day("civil day")
}

fn day_or_null() -> Value {
    or_null(day())
}

fn text() -> Value {
    or_null(of("string"))
}

fn integer() -> Value {
    of("integer")
}

fn texts() -> Value {
    list(of("string"))
}

fn event() -> Value {
    answer(
        json!({ "at": instant(), "actor": of("string"), "kind": of("string"), "from_state": text(), "to_state": text(),
                "facts": said(of("string"), "what was said and decided, as JSON") }),
        json!({}),
    )
}

fn steps() -> Value {
    list(answer(
        json!({ "action": of("string"), "method": of("string"), "href": of("string"), "zh": of("string"), "en": of("string") }),
        json!({}),
    ))
}

/// What every record has, and what this kind has; alone it also has its events.
fn record(own: Value, alone: Value) -> Value {
    let mut always = members(json!({
        "id": id(), "number": said(of("string"), "series, year and running number"), "neighbour": of("string"),
        "neighbour_name": of("string"), "line_id": or_null(id()), "version": integer(), "created_at": instant(),
        "steps": steps(),
    }));
    always.extend(members(own));
    let mut sometimes = members(json!({ "events": list(event()) }));
    sometimes.extend(members(alone));
    answer(Value::Object(always), Value::Object(sometimes))
}

/// A page of records.
pub(super) fn page(name: &str, record: Value) -> Value {
    answer(json!({ name: list(record), "next": text() }), json!({}))
}

/// All there is.
pub(super) fn all(name: &str, item: Value) -> Value {
    answer(json!({ name: list(item) }), json!({ "from": day(), "to": day() }))
}

fn participants() -> Value {
    list(answer(json!({ "name": of("string"), "unit": of("string"), "side": side_schema() }), json!({})))
}

/// A neighbour.
pub(super) fn neighbour() -> Value {
    answer(
        json!({
            "code": of("string"), "name": of("string"),
            "meeting_period": word(MeetingPeriod::ALL.iter().map(|period| period.code())), "contacts": integer(),
            "contacts_confirmed_on": day_or_null(), "version": integer(), "created_at": instant(),
        }),
        json!({ "events": list(event()) }),
    )
}

/// Whom one reaches.
pub(super) fn contact() -> Value {
    answer(
        json!({
            "id": id(), "name": text(), "unit": of("string"), "duty": text(), "office_phone": text(), "confirmed_on": day(),
            "ended_on": day_or_null(), "erased_by": text(), "erase_reason": text(),
        }),
        json!({}),
    )
}

/// A bulletin.
pub(super) fn bulletin() -> Value {
    record(
        json!({
            "kind": word(BulletinKind::ALL.iter().map(|kind| kind.code())),
            "direction": word(Direction::ALL.iter().map(|direction| direction.code())),
            "state": word(BulletinState::ALL.iter().map(|state| state.code())), "sent_on": day(),
            "month": said(text(), "like 2023-06"), "subject": text(), "text": text(), "risk": or_null(grade_schema()),
            "wants_reply": of("boolean"), "receipt_due": day(), "reply_due": day_or_null(), "received_by": text(),
            "received_on": day_or_null(), "reply": text(), "replied_by": text(), "replied_on": day_or_null(),
            "receipt_late_days": said(or_null(integer()), "by how many days it was late, or is by now"),
            "reply_late_days": said(or_null(integer()), "by how many days it was late, or is by now"),
        }),
        json!({}),
    )
}

/// A meeting.
pub(super) fn meeting() -> Value {
    let decision = answer(
        json!({
            "id": id(), "position": integer(), "text": of("string"), "owner": of("string"), "side": side_schema(),
            "due_on": day(), "done_on": day_or_null(), "result": text(), "dropped_on": day_or_null(), "drop_reason": text(),
        }),
        json!({}),
    );
    let theirs =
        answer(json!({ "by": of("string"), "on": day(), "document_number": text(), "digest": text() }), json!({}));
    record(
        json!({
            "kind": word(MeetingKind::ALL.iter().map(|kind| kind.code())),
            "state": word(MeetingState::ALL.iter().map(|state| state.code())), "title": of("string"), "host": side_schema(),
            "planned_on": day(), "place": of("string"), "agenda": texts(), "invited_on": day_or_null(),
            "invitation_number": text(), "held_on": day_or_null(), "attendance": participants(), "minutes": text(),
            "ours": or_null(answer(json!({ "by": of("string"), "on": day() }), json!({}))), "theirs": or_null(theirs),
            "ended_on": day_or_null(), "end_reason": text(),
        }),
        json!({ "decisions": list(decision) }),
    )
}

/// With whom a meeting is due.
pub(super) fn due_meeting() -> Value {
    answer(
        json!({
            "neighbour": of("string"), "neighbour_name": of("string"), "last_held_on": day_or_null(), "months": integer(),
            "due_on": day(), "overdue_by_days": integer(), "planned": said(text(), "number of a meeting that is planned"),
        }),
        json!({}),
    )
}

/// A screening or patrol.
pub(super) fn screening() -> Value {
    record(
        json!({
            "kind": word(ScreeningKind::ALL.iter().map(|kind| kind.code())), "held_on": day(), "route": of("string"),
            "participants": participants(), "findings": of("string"),
        }),
        json!({}),
    )
}

/// A risk point.
pub(super) fn risk_point() -> Value {
    record(
        json!({
            "state": word(RiskState::ALL.iter().map(|state| state.code())), "township_code": text(),
            "screening_id": or_null(id()), "place": of("string"),
            "geometry": said(or_null(of("object")), "GeoJSON Point, for those who may know"), "description": of("string"),
            "grade": grade_schema(), "measures": text(), "owner": text(), "found_on": day(), "review_on": day_or_null(),
            "review_overdue": of("boolean"), "ended_on": day_or_null(), "end_reason": text(),
        }),
        json!({}),
    )
}

/// A dispute.
pub(super) fn dispute() -> Value {
    let filed_with = said(
        answer(json!({ "zh": of("string"), "en": of("string") }), json!({})),
        "with whom the settlement is filed at last (R26 art. 16)",
    );
    let state = || word(DisputeState::ALL.iter().map(|state| state.code()));
    let step = answer(
        json!({
            "position": integer(), "action": of("string"), "state": state(), "on": day(), "people": texts(),
            "document_number": text(), "text": of("string"), "entered_by": of("string"), "entered_at": instant(),
        }),
        json!({}),
    );
    record(
        json!({
            "state": state(), "track": or_null(word(Track::ALL.iter().map(|track| track.code()))), "township_code": text(),
            "place": of("string"), "description": of("string"), "parties": texts(), "people": or_null(integer()),
            "reported_at": instant(), "response_due": instant(), "responded_at": or_null(instant()),
            "response_late": said(of("boolean"), "the first response came late, or is overdue"), "department": text(),
            "settled_on": day_or_null(), "settlement": text(), "filed_with": or_null(filed_with), "ended_on": day_or_null(),
        }),
        json!({ "file": said(list(step), "what was done, in order") }),
    )
}

/// An edition of the plan.
pub(super) fn plan() -> Value {
    let grade =
        answer(json!({ "level": level(), "criteria": of("string"), "first_report_hours": integer() }), json!({}));
    answer(
        json!({
            "id": id(), "number": of("string"), "neighbour": text(), "title": of("string"), "edition": of("string"),
            "headquarters": of("string"), "grades": list(grade), "final_report_days": integer(), "valid_from": day(),
            "created_at": instant(),
        }),
        json!({}),
    )
}

fn level() -> Value {
    word(Level::ALL.iter().map(|level| level.code()))
}

/// An emergency.
pub(super) fn emergency() -> Value {
    let kind = || word(EntryKind::ALL.iter().map(|kind| kind.code()));
    let entry = answer(
        json!({
            "position": integer(), "kind": kind(), "at": instant(), "text": of("string"), "recipient": text(),
            "document_number": text(), "entered_by": of("string"), "entered_at": instant(),
        }),
        json!({}),
    );
    let report = answer(
        json!({
            "report": kind(), "due_at": instant(), "reported_at": or_null(instant()),
            "standing": word(Standing::ALL.iter().map(|standing| standing.code())),
        }),
        json!({}),
    );
    record(
        json!({
            "state": word(EmergencyState::ALL.iter().map(|state| state.code())), "level": or_null(level()), "plan_id": or_null(id()),
            "township_code": text(), "title": of("string"), "place": of("string"), "description": of("string"),
            "alerted_at": instant(), "latest_at": instant(), "ended_at": or_null(instant()), "aftercare": text(),
            "review": text(), "reports_due": list(report),
        }),
        json!({ "timeline": list(entry) }),
    )
}

/// A drill.
pub(super) fn drill() -> Value {
    record(
        json!({
            "plan_id": or_null(id()), "held_on": day(), "scenario": of("string"), "participants": participants(),
            "findings": of("string"), "improvement": text(),
        }),
        json!({}),
    )
}

/// An agreement.
pub(super) fn agreement() -> Value {
    let signature = answer(
        json!({ "on": day(), "by": of("string"), "theirs": of("string"), "document_number": of("string") }),
        json!({}),
    );
    record(
        json!({
            "state": word(AgreementState::ALL.iter().map(|state| state.code())), "title": of("string"),
            "level": word(AgreementLevel::ALL.iter().map(|level| level.code())), "parties": texts(), "text": of("string"),
            "valid_from": day(), "valid_to": day(), "renews": or_null(id()), "renewed_by": or_null(id()),
            "signature": or_null(signature), "days_left": said(or_null(integer()), "days until it ends, while it holds"),
        }),
        json!({}),
    )
}

fn references() -> Value {
    list(answer(json!({ "id": id(), "number": of("string"), "href": of("string") }), json!({})))
}

/// A table of a year.
pub(super) fn evaluation() -> Value {
    let item = answer(
        json!({
            "item": of("string"), "zh": of("string"), "en": of("string"), "most_points": of("number"),
            "points": of("number"), "reached": integer(), "wanted": integer(), "records": references(),
        }),
        json!({}),
    );
    answer(
        json!({
            "year": integer(), "until": day(), "neighbour": of("string"), "neighbour_name": of("string"),
            "points": of("number"), "most_points": of("number"), "items": list(item),
        }),
        json!({}),
    )
}

/// The figures of a neighbour.
pub(super) fn figures() -> Value {
    let mut always = members(json!({ "neighbour": of("string"), "neighbour_name": of("string") }));
    for (name, _) in crate::cooperation::evaluation::statistics::Figures::default().named() {
        always.insert(name.into(), answer(json!({ "count": integer(), "records": references() }), json!({})));
    }
    answer(Value::Object(always), json!({}))
}
