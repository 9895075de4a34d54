//! What the API document says of one route (OpenAPI 3.0.3), and what the route therefore accepts.

use serde_json::{Map, Value, json};

use super::Text;

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Query,
    Path,
    Header,
}

/// One parameter of a route.
#[derive(Debug, Clone)]
pub struct Param {
    name: &'static str,
    place: Place,
    required: bool,
    schema: Value,
    text: Text,
}

impl Param {
    fn new(place: Place, name: &'static str, schema: Value, zh: &str, en: &str) -> Self {
        Self { name, place, required: place == Place::Path, schema, text: Text::new(zh, en) }
    }

    /// A query parameter with this schema.
    #[must_use]
    pub fn query(name: &'static str, schema: Value, zh: &str, en: &str) -> Self {
        Self::new(Place::Query, name, schema, zh, en)
    }

    /// A path parameter with this schema.
    #[must_use]
    pub fn path(name: &'static str, schema: Value, zh: &str, en: &str) -> Self {
        Self::new(Place::Path, name, schema, zh, en)
    }

    /// A header with this schema.
    #[must_use]
    pub fn header(name: &'static str, schema: Value, zh: &str, en: &str) -> Self {
        Self::new(Place::Header, name, schema, zh, en)
    }

    /// The parameter must be there.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) fn document(&self) -> Value {
        let place = match self.place {
            Place::Query => "query",
            Place::Path => "path",
            Place::Header => "header",
        };
        let mut document = json!({
            "name": self.name, "in": place, "required": self.required,
            "description": format!("{} / {}", self.text.zh, self.text.en), "schema": self.schema,
        });
        if self.place == Place::Query {
            merge(&mut document, json!({ "style": "form", "explode": false }));
        }
        document
    }
}

/// One operation: its name, parameters, body and answers.
#[derive(Debug, Clone)]
pub struct Operation {
    id: &'static str,
    tag: &'static str,
    text: Text,
    description: Option<Text>,
    params: Vec<Param>,
    /// Schemas of the bodies that it reads, by media type.
    body: Map<String, Value>,
    answers: Map<String, Value>,
}

impl Operation {
    /// An operation of the group `tag`, called `id` in generated clients.
    #[must_use]
    pub fn new(tag: &'static str, id: &'static str, zh: &str, en: &str) -> Self {
        Self {
            id,
            tag,
            text: Text::new(zh, en),
            description: None,
            params: Vec::new(),
            body: Map::new(),
            answers: Map::new(),
        }
    }

    /// Says more about it than its title does, and than was said before.
    #[must_use]
    pub fn describes(mut self, zh: &str, en: &str) -> Self {
        self.description = Some(match self.description {
            Some(before) => Text::new(before.zh + zh, before.en + " " + en),
            None => Text::new(zh, en),
        });
        self
    }

    /// Adds parameters.
    #[must_use]
    pub fn params(mut self, params: impl IntoIterator<Item = Param>) -> Self {
        self.params.extend(params);
        self
    }

    /// A body that it reads; bodies of other media types may be read, too.
    #[must_use]
    pub fn body(mut self, media_type: &str, schema: Value) -> Self {
        self.body.insert(media_type.to_owned(), json!({ "schema": schema }));
        self
    }

    /// An answer with content; of one status there may be several media types.
    #[must_use]
    pub fn answers(mut self, status: u16, media_type: &str, schema: Value, en: &str) -> Self {
        let answer = self.answers.entry(status.to_string()).or_insert_with(|| json!({ "content": {} }));
        merge(answer, json!({ "description": en }));
        if let Some(content) = answer.get_mut("content") {
            merge(content, Map::from_iter([(media_type.to_owned(), json!({ "schema": schema }))]).into());
        }
        self
    }

    /// An answer without content.
    #[must_use]
    pub fn answers_nothing(mut self, status: u16, en: &str) -> Self {
        self.answers.insert(status.to_string(), json!({ "description": en }));
        self
    }

    /// The names of the query parameters that it accepts; any other is refused.
    pub fn query_names(&self) -> impl Iterator<Item = &'static str> {
        self.params.iter().filter(|param| param.place == Place::Query).map(|param| param.name)
    }

    /// As an OpenAPI operation object.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut answers = self.answers.clone();
        answers.insert("default".into(), json!({ "$ref": "#/components/responses/Problem" }));
        let mut document = json!({
            "operationId": self.id, "tags": [self.tag],
            "summary": format!("{} / {}", self.text.zh, self.text.en), "responses": answers,
        });
        if !self.params.is_empty() {
            merge(&mut document, json!({ "parameters": self.params.iter().map(Param::document).collect::<Vec<_>>() }));
        }
        if let Some(text) = &self.description {
            merge(&mut document, json!({ "description": format!("{} / {}", text.zh, text.en) }));
        }
        if !self.body.is_empty() {
            merge(&mut document, json!({ "requestBody": { "required": true, "content": self.body } }));
        }
        document
    }
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
