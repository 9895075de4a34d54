//! Queries as clients send them (section 4.1), and what they ask.

use serde::Deserialize;
use serde_json::Number;
use uuid::Uuid;

use super::{
    super::{asked, filter::category, status::standing, units::Units},
    condition::{Condition, What},
};
use crate::{
    http::Text,
    index::{live::Snapshot, names::Pattern},
    kernel::geometry::Position,
    published::Collection,
};

/// Candidates that are told when nothing is said.
const USUAL_LIMIT: usize = 10;

/// Most candidates for one query.
pub(super) const MOST_CANDIDATES: usize = 100;

/// Most properties of a query, and most values of each: every value of a division is a search of its own.
const MOST_VALUES: usize = 10;

/// A query as it is sent; members that the protocol does not know are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    #[serde(rename = "query")]
    text: Option<String>,
    #[serde(rename = "type")]
    types: Option<OneOrMany>,
    limit: Option<Number>,
    properties: Option<Vec<Property>>,
    type_strict: Option<TypeStrict>,
}

/// How much the types matter.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TypeStrict {
    /// Others may be told, too: what OpenRefine sends.
    Should,
    Any,
    All,
}

#[derive(Debug, Deserialize)]
struct Property {
    pid: String,
    v: OneOrMany,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Value),
    Many(Vec<Value>),
}

/// A value of a property; of an entity its id counts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    Entity { id: String },
}

impl OneOrMany {
    fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(values) => values.len(),
        }
    }

    fn texts(&self) -> impl Iterator<Item = String> {
        let values = match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        };
        values.iter().map(|value| match value {
            Value::Text(text) | Value::Entity { id: text } => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
        })
    }
}

/// What a query asks.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) wanted: Wanted,
    pub(super) limit: usize,
    pub(super) conditions: Vec<Condition>,
    pub(super) near: Option<Position>,
}

/// What the text of a query is.
#[derive(Debug)]
pub(super) enum Wanted {
    /// The id of an entity.
    Id(Uuid),
    /// A name.
    Name(Pattern),
    /// Nothing that could be found.
    Nothing,
}

impl Query {
    /// The entities that begin so, for typing ahead.
    pub(super) fn for_text(text: &str, limit: usize) -> Self {
        Self {
            text: Some(text.to_owned()),
            types: None,
            limit: Some(limit.into()),
            properties: None,
            type_strict: None,
        }
    }

    /// What it asks of `snapshot`; an error where it holds neither `query` nor `properties`, or too long a text.
    pub(super) fn read(&self, snapshot: &Snapshot) -> Result<Question, Text> {
        let text = match (&self.text, &self.properties) {
            (Some(text), _) => text.trim(),
            (None, Some(_)) => "",
            (None, None) => {
                return Err(Text::new("查询须有 query 或 properties", "a query needs `query` or `properties`"));
            }
        };
        let wanted = match text.parse() {
            Ok(id) => Wanted::Id(id),
            Err(_) => asked::pattern(text)?.map_or(Wanted::Nothing, Wanted::Name),
        };
        let properties = self.properties.as_deref().unwrap_or_default();
        if properties.len() > MOST_VALUES || properties.iter().any(|property| property.v.len() > MOST_VALUES) {
            return Err(Text::new(
                format!("一个查询至多 {MOST_VALUES} 个属性，每个属性至多 {MOST_VALUES} 个值"),
                format!("a query holds at most {MOST_VALUES} properties of at most {MOST_VALUES} values each"),
            ));
        }
        let conditions = properties.iter().filter_map(|property| property.condition(snapshot));
        let number = |pid: &str| -> Option<f64> {
            properties.iter().find(|property| property.pid == pid)?.v.texts().next()?.parse().ok()
        };
        let near = number("lon").zip(number("lat")).and_then(|(lon, lat)| Position::new(lon, lat).ok());
        Ok(Question {
            wanted,
            limit: self.limit(),
            conditions: self.of_types().into_iter().chain(conditions).collect(),
            near,
        })
    }

    fn limit(&self) -> usize {
        let limit = self.limit.as_ref().and_then(Number::as_u64).filter(|limit| *limit > 0);
        limit.map_or(USUAL_LIMIT, |limit| usize::try_from(limit).unwrap_or(usize::MAX).min(MOST_CANDIDATES))
    }

    /// What the types demand; types that there are none of are met by nothing.
    fn of_types(&self) -> Vec<Condition> {
        let Some(types) = &self.types else { return Vec::new() };
        let known = types.texts().filter(|id| !id.is_empty()).map(|id| id.parse::<Collection>().ok());
        let (is_hard, known) =
            (!matches!(self.type_strict, None | Some(TypeStrict::Should)), known.collect::<Vec<_>>());
        let of = |kinds: &[Option<Collection>]| Condition {
            id: "type",
            what: What::Kind(kinds.iter().copied().flatten().collect()),
            is_hard,
        };
        match self.type_strict {
            _ if known.is_empty() => Vec::new(),
            Some(TypeStrict::All) => known.chunks(1).map(of).collect(),
            _ => vec![of(&known)],
        }
    }
}

impl Property {
    /// What it demands; nothing if it is none of ours, or has no value.
    fn condition(&self, snapshot: &Snapshot) -> Option<Condition> {
        let values: Vec<String> = self.v.texts().filter(|value| !value.is_empty()).collect();
        if values.is_empty() {
            return None;
        }
        let values = values.iter().map(String::as_str);
        let (id, what) = match self.pid.as_str() {
            "division" => ("division", What::Units(values.map(|value| Units::meant_by(value, snapshot)).collect())),
            "category" => ("category", What::Category(values.filter_map(category).collect())),
            "status" => ("status", What::Status(values.filter_map(standing).collect())),
            _ => return None,
        };
        Some(Condition { id, what, is_hard: false })
    }
}
