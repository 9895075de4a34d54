//! The properties of one row, taken out one by one; what nobody takes stays as attributes.

use std::str::FromStr;

use serde_json::{Map, Value};
use time::Date;

use super::Rule;
use crate::{
    kernel::{dates::parse_date, text::Text},
    reader::{Fields, shortened},
};

/// A rule broken by the row that is being read, with its facts.
pub(super) type Fault = (Rule, Vec<String>);

/// The fact that quotes another sentence: the Chinese, then the English, each for the sentence of its language.
pub(super) fn quoted(text: Text) -> [String; 2] {
    [text.zh, text.en].map(|said| shortened(&said))
}

/// The properties that are left, and what was found in those taken.
#[derive(Debug)]
pub(super) struct Record {
    left: Map<String, Value>,
    findings: Vec<Fault>,
}

impl Record {
    /// All properties of a row.
    pub(super) fn new(fields: Fields) -> Self {
        Self { left: fields.into_iter().collect(), findings: Vec::new() }
    }

    /// Notes that the row breaks a rule.
    pub(super) fn note(&mut self, rule: Rule, facts: impl IntoIterator<Item = String>) {
        self.findings.push((rule, facts.into_iter().collect()));
    }

    /// Size of the properties as JSON in bytes.
    pub(super) fn size(&self) -> usize {
        serde_json::to_string(&self.left).map_or(0, |json| json.len())
    }

    /// Keeps a further property, unless the row has one of this name.
    pub(super) fn keep(&mut self, name: &str, value: Value) {
        self.left.entry(name).or_insert(value);
    }

    /// The text of a property just as it was delivered.
    pub(super) fn delivered(&self, name: &str) -> Option<String> {
        self.left.get(name).and_then(Value::as_str).map(str::to_owned)
    }

    /// A property as text without blanks around it; absent, null, blank and nested are the same, but what is nested stays.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let text = match self.left.get(name)? {
            Value::Null => String::new(),
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Array(_) | Value::Object(_) => return None,
        };
        self.left.remove(name);
        (!text.is_empty()).then_some(text)
    }

    /// A property read by `read`. What that cannot read is a finding, and stays.
    pub(super) fn read<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let delivered = self.left.get(name).cloned();
        let text = self.text(name)?;
        let value = read(&text);
        if value.is_none() {
            self.note(Rule::ValueUnknown, [name.to_owned(), shortened(&text)]);
            self.left.extend(delivered.map(|delivered| (name.to_owned(), delivered)));
        }
        value
    }

    /// A property as a code word.
    pub(super) fn code<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.read(name, |text| text.parse().ok())
    }

    /// A property as a positive number of metres.
    pub(super) fn metres(&mut self, name: &str) -> Option<f64> {
        self.read(name, |text| text.parse().ok().filter(|metres: &f64| metres.is_finite() && *metres > 0.0))
    }

    /// A property as yes or no.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.read(name, |text| match text.to_lowercase().as_str() {
            "true" | "1" | "yes" | "是" => Some(true),
            "false" | "0" | "no" | "否" => Some(false),
            _ => None,
        })
    }

    /// A property as a civil day.
    pub(super) fn day(&mut self, name: &str) -> Option<Date> {
        self.read(name, parse_date)
    }

    /// A property as a civil day without which the row means something else: what cannot be read refuses the row.
    pub(super) fn strict_day(&mut self, name: &str) -> Result<Option<Date>, Fault> {
        let Some(text) = self.text(name) else { return Ok(None) };
        parse_date(&text).map(Some).ok_or_else(|| (Rule::DayUnreadable, vec![name.to_owned(), shortened(&text)]))
    }

    /// Every entry of a property that lists names: an array, or text parted by list marks.
    pub(super) fn list(&mut self, name: &str) -> Vec<String> {
        let entries: Vec<String> = match self.left.remove(name) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) => text.split(['、', '；', ';']).map(str::to_owned).collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_))) => {
                self.note(Rule::ValueUnknown, [name.to_owned(), shortened(&other.to_string())]);
                self.left.insert(name.to_owned(), other);
                Vec::new()
            }
        };
        entries.iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
    }

    /// Names of the properties that are left and hold something.
    pub(super) fn left(&self) -> impl Iterator<Item = &str> {
        self.left.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| name.as_str())
    }

    /// What is left, and what was found.
    pub(super) fn finish(self) -> (Value, Vec<Fault>) {
        (Value::Object(self.left), self.findings)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(properties: &Value) -> Record {
        let members = properties.as_object().unwrap().clone();
        Record::new(members.into_iter().collect())
    }

    #[test]
    fn what_is_taken_is_gone_and_the_rest_is_kept() {
        let mut record = record(&json!({ "name": " 复兴路 ", "length_m": "460", "origin": "notice", "width_m": null }));
        assert_eq!(record.text("name").as_deref(), Some("复兴路"));
        assert_eq!(record.metres("length_m"), Some(460.0));
        assert_eq!(record.metres("width_m"), None);
        assert_eq!(record.finish(), (json!({ "origin": "notice" }), vec![]));
    }

    #[test]
    fn what_cannot_be_read_is_a_finding_and_stays() {
        let mut record = record(&json!({ "surface": "泥", "length_m": -4, "former_name": 7, "day": "2023/06/30" }));
        assert_eq!(record.read("surface", |_| None::<u8>), None);
        assert_eq!(record.metres("length_m"), None);
        assert!(record.list("former_name").is_empty());
        assert_eq!(record.strict_day("day").unwrap_err().0, Rule::DayUnreadable);
        let (left, findings) = record.finish();
        assert_eq!(left, json!({ "surface": "泥", "length_m": -4, "former_name": 7 }));
        assert_eq!(findings.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), [Rule::ValueUnknown; 3]);
    }

    #[test]
    fn a_list_of_names_is_an_array_or_parted_text() {
        let mut record = record(&json!({ "alias": "老街、 十字街;", "former_name": ["后街", ""] }));
        assert_eq!(record.list("alias"), ["老街", "十字街"]);
        assert_eq!(record.list("former_name"), ["后街"]);
    }
}
