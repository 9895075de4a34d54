//! Boundaries as JSON and GeoJSON (RFC 7946: longitude first), as exactly as the reader may know.

use geo::{LineString, Point};
use serde_json::{Map, Value, json};

use crate::{
    boundaries::{
        alignment::Finding,
        fix::{Judgement, TiePoint},
        model::{BoundaryPoint, DrawnLine, Line, Marker, Segment},
        policy::Precision,
        service::Source,
        state::{open_line_actions, open_marker_actions},
    },
    kernel::{dates::rfc3339, geometry::line_length_m, text::Text},
    records::Event,
};

/// Where a line is shown.
pub(super) fn line_address(line: &Line) -> String {
    format!("/api/v1/boundary-lines/{}", line.code)
}

/// Where a marker is shown.
pub(super) fn marker_address(marker: &Marker) -> String {
    format!("/api/v1/boundary-markers/{}", marker.number)
}

/// A line without its shape.
pub(super) fn line(line: &Line) -> Value {
    let (facts, papers) = (&line.facts, &line.papers);
    let day = |day: Option<time::Date>| day.map(|day| day.to_string());
    let steps: Vec<Value> = open_line_actions(line.state)
        .map(|action| step(action.code(), &format!("{}/{action}", line_address(line)), action.title()))
        .collect();
    json!({
        "id": line.id,
        "code": line.code.as_str(),
        "level": line.level(),
        "name": facts.name,
        "left_code": facts.left_code,
        "right_code": facts.right_code,
        "state": line.state,
        "length_m": facts.length_m,
        "source": facts.source,
        "agreement_number": papers.agreement_number,
        "agreed_on": day(papers.agreed_on),
        "approving_authority": papers.approving_authority,
        "approval_number": papers.approval_number,
        "approved_on": day(papers.approved_on),
        "published_on": day(papers.published_on),
        "ended_on": day(papers.ended_on),
        "disputed": line.disputed,
        "illustrative": line.illustrative,
        "version": line.version,
        "steps": steps,
    })
}

/// A line with its shape, points and markers, as exactly as the reader may know.
pub(super) fn drawn(drawn: &DrawnLine, precision: Precision) -> Value {
    let segments: Vec<Value> = drawn.segments.iter().map(|one| segment(one, precision)).collect();
    let points: Vec<Value> = drawn.points.iter().map(|one| point(one, precision)).collect();
    let markers: Vec<Value> = drawn.markers.iter().map(|one| marker(one, precision)).collect();
    let drawn_m: f64 = drawn.segments.iter().filter_map(|one| line_length_m(&one.shape.clone().into())).sum();
    let mut document = line(&drawn.line);
    if let Value::Object(members) = &mut document {
        members.insert("precision".into(), json!(precision_word(precision)));
        members.insert("drawn_m".into(), json!((drawn_m * 1_000.0).round() / 1_000.0));
        members.insert("segments".into(), json!(segments));
        members.insert("points".into(), json!(points));
        members.insert("markers".into(), json!(markers));
        // What it says would tell where the line lies.
        if precision == Precision::Exact {
            members.insert("alignment".into(), json!(drawn.line.alignment));
        }
    }
    document
}

fn precision_word(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::Coarse => "coarse",
    }
}

fn segment(segment: &Segment, precision: Precision) -> Value {
    json!({
        "id": segment.id,
        "part": segment.part,
        "ordinal": segment.ordinal,
        "from": segment.from,
        "to": segment.to,
        "feature": segment.feature,
        "feature_name": segment.feature_name,
        "geometry": way(&precision.line(&segment.shape)),
    })
}

fn point(point: &BoundaryPoint, precision: Precision) -> Value {
    json!({
        "id": point.id,
        "kind": point.kind,
        "name": point.name,
        "agreement": point.agreement,
        "agreed_on": point.agreed_on.map(|day| day.to_string()),
        "accuracy_m": point.accuracy_m,
        "geometry": spot(precision.point(point.position)),
    })
}

/// A marker, with its tie points where the reader may know them.
pub(super) fn marker(marker: &Marker, precision: Precision) -> Value {
    let mut members = marker_facts(marker, precision);
    members.insert("geometry".into(), spot(precision.point(marker.facts.position)));
    let steps: Vec<Value> = open_marker_actions(marker.state)
        .map(|action| step(action.code(), &format!("{}/{action}", marker_address(marker)), action.title()))
        .collect();
    members.insert("steps".into(), json!(steps));
    Value::Object(members)
}

/// A marker as a feature.
pub(super) fn marker_feature(marker: &Marker, precision: Precision) -> Value {
    json!({
        "type": "Feature",
        "id": marker.id,
        "geometry": spot(precision.point(marker.facts.position)),
        "properties": marker_facts(marker, precision),
    })
}

fn marker_facts(marker: &Marker, precision: Precision) -> Map<String, Value> {
    let facts = &marker.facts;
    let mut members = match json!({
        "id": marker.id,
        "number": marker.number.to_string(),
        "line_code": marker.number.line.as_str(),
        "serial": marker.number.serial,
        "letter": marker.number.letter,
        "type": marker.marker_type(),
        "point_id": marker.point,
        "state": marker.state,
        "faces": facts.faces,
        "material": facts.material,
        "set_on": facts.set_on.map(|day| day.to_string()),
        "ended_on": marker.ended_on.map(|day| day.to_string()),
        "responsible_code": facts.responsible_code,
        "illustrative": marker.illustrative,
        "precision": precision_word(precision),
        "version": marker.version,
    }) {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    if precision == Precision::Exact {
        let ties: Vec<Value> = facts.tie_points.iter().map(tie_point).collect();
        members.insert("location".into(), json!(facts.location));
        members.insert("accuracy_m".into(), json!(facts.accuracy_m));
        members.insert("height_m".into(), json!(facts.height_m));
        members.insert("method".into(), json!(facts.method));
        members.insert("tie_points".into(), json!(ties));
    }
    members
}

fn tie_point(tie: &TiePoint) -> Value {
    json!({ "ordinal": tie.ordinal, "name": tie.name, "azimuth_deg": tie.azimuth_deg, "distance_m": tie.distance_m })
}

/// A sentence of a description that disagrees with its line.
pub(super) fn finding(finding: &Finding) -> Value {
    let text = finding.disagreement.text();
    json!({
        "sentence": finding.sentence,
        "from_character": finding.place.as_ref().map(|place| place.start),
        "to_character": finding.place.as_ref().map(|place| place.end),
        "words": finding.words,
        "disagreement": finding.disagreement.code(),
        "zh": text.zh,
        "en": text.en,
    })
}

/// A verdict. Who may not know exactly where the marker is told neither where the fix lies from it, nor what its tie points
/// should read.
pub(super) fn judgement(judgement: &Judgement, precision: Precision) -> Value {
    let title = judgement.verdict.title();
    let mut document = json!({ "verdict": judgement.verdict, "zh": title.zh, "en": title.en });
    if let (Value::Object(members), Precision::Exact) = (&mut document, precision) {
        let reasons: Vec<Value> = judgement
            .reasons
            .iter()
            .map(|reason| {
                let Text { zh, en } = reason.text();
                json!({ "zh": zh, "en": en })
            })
            .collect();
        let residuals: Vec<Value> = judgement
            .tie_points
            .iter()
            .map(|tie| {
                json!({ "ordinal": tie.ordinal, "name": tie.name, "azimuth_deg": tie.azimuth_deg,
                        "distance_m": tie.distance_m, "agrees": tie.agrees })
            })
            .collect();
        let placed = judgement.placed.as_ref().map(|placed| {
            json!({ "east_m": placed.east_m, "north_m": placed.north_m, "metres": placed.metres(),
                    "tolerance_m": placed.tolerance_m, "tie_points": placed.tie_points, "contradicted": placed.contradicted })
        });
        members.insert("reasons".into(), json!(reasons));
        members.insert("fix".into(), spot(Point::from(judgement.fix.coord())));
        members.insert("fix_off_m".into(), json!(judgement.fix_off_m));
        members.insert("residuals".into(), json!(residuals));
        members.insert("placed_by_tie_points".into(), json!(placed));
    }
    document
}

/// A declared source.
pub(super) fn source(source: &Source) -> Value {
    let declared = &source.declared;
    json!({
        "id": source.id,
        "title": declared.title,
        "authority": declared.authority,
        "document": declared.document,
        "declared_on": source.declared_on.to_string(),
        "illustrative": declared.illustrative,
    })
}

/// What happened, without what only the record needs.
pub(super) fn event(event: &Event) -> Value {
    json!({
        "position": event.position,
        "at": rfc3339(event.at),
        "actor": event.actor,
        "kind": event.kind,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "facts": serde_json::from_str::<Value>(&event.facts).unwrap_or(Value::Null),
    })
}

fn step(action: &str, href: &str, (zh, en): (&str, &str)) -> Value {
    json!({ "action": action, "method": "POST", "href": href, "zh": zh, "en": en })
}

fn spot(point: Point<f64>) -> Value {
    json!({ "type": "Point", "coordinates": [point.x(), point.y()] })
}

fn way(line: &LineString<f64>) -> Value {
    let coordinates: Vec<[f64; 2]> = line.0.iter().map(|at| [at.x, at.y]).collect();
    json!({ "type": "LineString", "coordinates": coordinates })
}
