//! What a form of the page says, as an act.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    http::{Params, Problem, ProblemType, content::unfit},
    inspections::{Act, acts::Item, dossier::Frame},
};

/// The act that a form says. `new_id` is for a new issue; `items` are what there is to check, for a scheme.
pub fn act(typed: &Params, frame: &Frame, new_id: Uuid, items: &[Item]) -> Result<Act, Problem> {
    let kind = typed.text("act").unwrap_or_default();
    let said = match kind {
        "enter" => json!({ "item": text(typed, "item"), "finding": finding(typed)? }),
        "sign" => all(typed, &["subject", "digest", "document_number"]),
        "find" => {
            let mut said = all(typed, &["item", "about", "text", "responsible", "due_on"]);
            put(&mut said, "issue", json!(new_id));
            said
        }
        "fix" => {
            let mut said = all(typed, &["issue", "on", "text", "document_number"]);
            put(&mut said, "present", people(typed, frame, "present"));
            said
        }
        "report" => all(typed, &["course", "agreement", "markers", "features", "crossings", "other", "conclusion"]),
        "scheme" => {
            let mut said = all(typed, &["text", "field_from", "field_to"]);
            put(&mut said, "members", people(typed, frame, "members"));
            put(&mut said, "items", json!(items));
            said
        }
        "file" => all(typed, &["authority", "on", "document_number"]),
        _ => {
            return Err(Problem::new(
                ProblemType::BadRequest,
                "表单不完整，请重新打开页面",
                "the form is not whole: open the page again",
            ));
        }
    };
    let mut said = said;
    put(&mut said, "kind", json!(kind));
    serde_json::from_value(said).map_err(|error| {
        let place = error.to_string();
        unfit("", format!("有一项未填或不合要求：{place}"), format!("something is missing or does not fit: {place}"))
    })
}

fn put(said: &mut Value, member: &str, value: Value) {
    if let Some(members) = said.as_object_mut() {
        members.insert(member.to_owned(), value);
    }
}

fn text<'a>(typed: &'a Params, name: &str) -> Option<&'a str> {
    typed.given(name).map(str::trim).filter(|text| !text.is_empty())
}

/// These fields, as far as something was typed.
fn all(typed: &Params, names: &[&str]) -> Value {
    let members: Map<String, Value> =
        names.iter().filter_map(|name| Some(((*name).to_owned(), json!(text(typed, name)?)))).collect();
    Value::Object(members)
}

fn finding(typed: &Params) -> Result<Value, Problem> {
    let check = text(typed, "check").unwrap_or_default();
    let mut said = match check {
        "desk" => all(typed, &["agreement", "text", "map", "note"]),
        "segment" => {
            let mut said = all(typed, &["note"]);
            for name in ["changed", "clear", "crossed"] {
                put(&mut said, name, json!(text(typed, name) == Some("yes")));
            }
            said
        }
        _ => {
            let mut said =
                all(typed, &["position", "body", "text", "base", "surroundings", "tie_points", "action", "note"]);
            if let Some(measured) = measured(typed)? {
                put(&mut said, "measured", measured);
            }
            said
        }
    };
    put(&mut said, "check", json!(check));
    Ok(said)
}

/// A position, if one was typed.
fn measured(typed: &Params) -> Result<Option<Value>, Problem> {
    let names = ["lon", "lat", "accuracy_m"];
    if names.iter().all(|name| text(typed, name).is_none()) {
        return Ok(None);
    }
    let mut said = json!({});
    for name in names {
        let number: Option<f64> = text(typed, name).and_then(|text| text.parse().ok());
        let number = number.filter(|number| number.is_finite()).ok_or_else(|| {
            unfit(
                &format!("/{name}"),
                "实测位置须填经度、纬度和精度三个数",
                "a position takes longitude, latitude and accuracy as numbers",
            )
        })?;
        put(&mut said, name, json!(number));
    }
    Ok(Some(said))
}

/// A line each: name, office, duty, with blanks between them.
fn people(typed: &Params, frame: &Frame, field: &str) -> Value {
    let mut people = Vec::new();
    for side in &frame.sides {
        for line in text(typed, &format!("{field}_{side}")).unwrap_or_default().lines() {
            let mut words = line.split_whitespace();
            let Some(name) = words.next() else { continue };
            let unit = words.next().unwrap_or(name);
            let mut person = json!({ "name": name, "unit": unit, "side": side });
            if field == "members"
                && let Some(duty) = words.next()
            {
                put(&mut person, "duty", json!(duty));
            }
            people.push(person);
        }
    }
    Value::Array(people)
}
