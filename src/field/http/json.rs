//! Items as JSON.

use serde_json::{Map, Value, json};

use crate::{
    field::{model::Item, receipt},
    http::Language,
    kernel::dates::rfc3339,
    photos::PhotoId,
};

/// What has become of an item, for its phone.
pub(super) fn standing(item: &Item, awaited: &[PhotoId], language: Language) -> Map<String, Value> {
    let mut members = match receipt::payload(item, awaited) {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    members.remove("item");
    members.insert("id".into(), json!(item.new.id));
    members.insert("problem".into(), problem(item, language));
    members
}

/// An item with what was captured, for officers.
pub(super) fn item(item: &Item, awaited: &[PhotoId], language: Language) -> Map<String, Value> {
    let mut members = standing(item, awaited, language);
    let content: Value = serde_json::from_str(&item.new.content).unwrap_or_default();
    let title = (item.new.kind.title(), item.state.title());
    let decided =
        item.settled.as_ref().map(|(by, at)| json!({ "by": by, "at": rfc3339(*at), "reason": item.settle_reason }));
    let more = json!({
        "kind_title": title.0.say(language), "state_title": title.1.say(language),
        "login": item.phone.login, "device": item.phone.device,
        "captured_at": rfc3339(item.new.captured_at), "clock_shift_s": item.phone.clock_shift.whole_seconds(),
        "base_version": item.new.base_version, "after": item.new.after, "content": content, "settled": decided,
    });
    if let Value::Object(more) = more {
        members.extend(more);
    }
    members
}

fn problem(item: &Item, language: Language) -> Value {
    let told = |documents: &Value| documents.get(language.tag().get(..2).unwrap_or("zh")).cloned();
    item.problem.as_ref().and_then(told).unwrap_or_default()
}
