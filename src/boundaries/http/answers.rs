//! What the routes of boundaries answer, for the API document. A test holds the answers against it.

use serde_json::{Value, json};

use crate::{
    boundaries::{
        codes::{Feature, Level, LineState, MarkerState, MarkerType, PointKind},
        fix::Verdict,
        number::Letter,
    },
    http::schema::{answer, list, of, or_null, said, word},
};

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn day() -> Value {
    or_null(json!({ "type": "string", "format": "date" }))
}

fn text() -> Value {
    or_null(of("string"))
}

fn number() -> Value {
    or_null(of("number"))
}

fn geometry(kind: &str) -> Value {
    said(of("object"), &format!("GeoJSON {kind}, longitude first"))
}

fn precision() -> Value {
    said(word(["exact", "coarse"]), "coarse: to a hundredth of a degree, for who need not know more")
}

fn steps() -> Value {
    let step = json!({ "action": of("string"), "method": of("string"), "href": of("string"), "zh": of("string"), "en": of("string") });
    list(answer(step, json!({})))
}

fn events() -> Value {
    let event = json!({
        "position": of("integer"), "at": { "type": "string", "format": "date-time" }, "actor": of("string"),
        "kind": of("string"), "from_state": text(), "to_state": text(), "facts": of("object"),
    });
    list(answer(event, json!({})))
}

fn segment() -> Value {
    answer(
        json!({
            "id": id(), "part": of("integer"), "ordinal": of("integer"), "from": id(), "to": id(),
            "feature": word(Feature::ALL.iter().map(|code| code.code())), "feature_name": text(),
            "geometry": geometry("LineString"),
        }),
        json!({}),
    )
}

fn point() -> Value {
    answer(
        json!({
            "id": id(), "kind": word(PointKind::ALL.iter().map(|code| code.code())), "name": of("string"),
            "agreement": text(), "agreed_on": day(), "accuracy_m": number(), "geometry": geometry("Point"),
        }),
        json!({}),
    )
}

/// A line, with its shape where one line is asked for.
pub(super) fn line() -> Value {
    answer(
        json!({
            "id": id(), "code": of("string"), "level": word(Level::ALL.iter().map(|code| code.code())),
            "name": of("string"), "left_code": of("string"), "right_code": of("string"),
            "state": word(LineState::ALL.iter().map(|code| code.code())), "length_m": number(), "source": of("string"),
            "agreement_number": text(), "agreed_on": day(), "approving_authority": text(), "approval_number": text(),
            "approved_on": day(), "published_on": day(), "ended_on": day(), "disputed": of("boolean"),
            "illustrative": of("boolean"), "version": of("integer"), "steps": steps(),
        }),
        json!({
            "precision": precision(), "drawn_m": said(of("number"), "length of the shape on the ellipsoid, metres"),
            "segments": list(segment()), "points": list(point()), "markers": list(marker()), "alignment": text(),
            "events": events(),
        }),
    )
}

/// A list of lines.
pub(super) fn lines() -> Value {
    answer(json!({ "lines": list(line()), "next": text() }), json!({}))
}

fn marker_members() -> (Value, Value) {
    let always = json!({
        "id": id(), "number": of("string"), "line_code": of("string"), "serial": of("integer"),
        "letter": word(Letter::ALL.iter().map(|code| code.code())),
        "type": word(MarkerType::ALL.iter().map(|code| code.code())), "point_id": id(),
        "state": word(MarkerState::ALL.iter().map(|code| code.code())), "faces": of("integer"), "material": text(),
        "set_on": day(), "ended_on": day(), "responsible_code": of("string"), "illustrative": of("boolean"),
        "precision": precision(), "version": of("integer"),
    });
    let tie = answer(
        json!({ "ordinal": of("integer"), "name": of("string"), "azimuth_deg": of("number"), "distance_m": of("number") }),
        json!({}),
    );
    let sometimes = json!({
        "location": text(), "accuracy_m": number(), "height_m": number(), "method": text(), "tie_points": list(tie),
        "geometry": geometry("Point"), "steps": steps(), "events": events(),
    });
    (always, sometimes)
}

/// A marker.
pub(super) fn marker() -> Value {
    let (always, sometimes) = marker_members();
    answer(always, sometimes)
}

/// Several markers.
pub(super) fn markers() -> Value {
    answer(json!({ "markers": list(marker()) }), json!({}))
}

/// Markers as GeoJSON.
pub(super) fn marker_features() -> Value {
    let feature = answer(
        json!({ "type": word(["Feature"]), "id": id(), "geometry": geometry("Point"), "properties": marker() }),
        json!({}),
    );
    answer(json!({ "type": word(["FeatureCollection"]), "features": list(feature), "next": text() }), json!({}))
}

fn finding() -> Value {
    answer(
        json!({
            "sentence": or_null(of("integer")), "from_character": or_null(of("integer")),
            "to_character": or_null(of("integer")), "words": text(), "disagreement": of("string"), "zh": of("string"),
            "en": of("string"),
        }),
        json!({}),
    )
}

/// The description of a line, written, and the agreed one against the line.
pub(super) fn alignment() -> Value {
    answer(
        json!({
            "written": said(of("string"), "as the shape says"), "agreed": text(),
            "findings": said(list(finding()), "what the agreed one says otherwise"),
        }),
        json!({}),
    )
}

/// What a description says otherwise than the line.
pub(super) fn findings() -> Value {
    answer(json!({ "agrees": of("boolean"), "findings": list(finding()) }), json!({}))
}

/// A verdict on a marker.
pub(super) fn judgement() -> Value {
    let reason = answer(json!({ "zh": of("string"), "en": of("string") }), json!({}));
    let residual = answer(
        json!({ "ordinal": of("integer"), "name": of("string"), "azimuth_deg": number(), "distance_m": number(),
                "agrees": of("boolean") }),
        json!({}),
    );
    answer(
        json!({ "verdict": word(Verdict::ALL.iter().map(|code| code.code())), "zh": of("string"), "en": of("string") }),
        json!({
            "reasons": list(reason), "fix": said(geometry("Point"), "where it was meant, known mistakes taken out"),
            "fix_off_m": number(), "residuals": list(residual),
            "placed_by_tie_points": or_null(said(of("object"), "where the tie points say it stands, metres from its place")),
        }),
    )
}

/// A declared source.
pub(super) fn source() -> Value {
    answer(
        json!({
            "id": id(), "title": of("string"), "authority": of("string"), "document": of("string"),
            "declared_on": { "type": "string", "format": "date" }, "illustrative": of("boolean"),
        }),
        json!({}),
    )
}
