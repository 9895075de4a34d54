//! One row of a file, as read.

use geo::Geometry;
use serde_json::Value;

use super::geometry::{GeometryFault, GeometryNote};
use crate::kernel::text::Text;

/// One feature or record, as read: nothing judged yet.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRow {
    /// Which row this is, from 1; a CSV header and blank lines are not counted.
    pub number: u64,
    /// The feature's own `id`, a text or a number; GeoJSON only.
    pub id: Option<Value>,
    /// What the row says, in the file's order and under the mapped names. CSV cells are strings, an empty cell is
    /// null; columns that make up the geometry are not repeated here unless [`super::ReadOptions`] says so.
    pub fields: Fields,
    /// The geometry, (x, y) = (longitude, latitude) or (easting, northing) in the file's own system; `None` where the
    /// file has none.
    pub geometry: Result<Option<Geometry<f64>>, GeometryFault>,
    /// The text of a geometry that cannot be used, as delivered: GeoJSON or well-known text.
    pub delivered_geometry: Option<String>,
    /// What was dropped or added to make the geometry usable.
    pub notes: Vec<GeometryNote>,
    /// Why the row as a whole cannot be trusted; its fields and geometry are then only for showing.
    pub fault: Option<RowFault>,
}

impl RawRow {
    pub(super) fn faulty(number: u64, fault: RowFault) -> Self {
        Self {
            number,
            id: None,
            fields: Fields::default(),
            geometry: Ok(None),
            delivered_geometry: None,
            notes: Vec::new(),
            fault: Some(fault),
        }
    }

    /// Whether heights or measures were left out of the geometry.
    #[must_use]
    pub fn dropped_height(&self) -> bool {
        self.notes.contains(&GeometryNote::HeightDropped)
    }
}

/// Why a row as a whole cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The text between the row's boundaries is not the JSON expected.
    #[error("the feature is not readable: {}", message.en)]
    BadJson {
        /// What the parser found.
        message: Text,
    },
    /// JSON, but of another kind.
    #[error("expected a GeoJSON feature, found type `{found}`")]
    NotAFeature {
        /// The `type` member, shortened; empty when there is none.
        found: String,
    },
    /// One name with two values, in the file or after mapping.
    #[error("field `{field}` occurs twice")]
    DuplicateField {
        /// The name.
        field: String,
    },
    /// A NUL character, which no text in the database can hold.
    #[error("field `{field}` holds a NUL character")]
    NulInText {
        /// The name of the field.
        field: String,
    },
    /// More or fewer cells than the header has columns.
    #[error("the header has {expected} columns and this row has {found}")]
    ColumnCount {
        /// Columns in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
}

impl RowFault {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::BadJson { message } => format!("要素无法读取：{}", message.zh),
            Self::NotAFeature { found } => format!("应为 GeoJSON 要素，实为类型“{found}”"),
            Self::DuplicateField { field } => format!("字段“{field}”重复"),
            Self::NulInText { field } => format!("字段“{field}”含有空字符"),
            Self::ColumnCount { expected, found } => format!("表头有 {expected} 列，此行有 {found} 列"),
        };
        Text { zh, en: self.to_string() }
    }
}

/// The fields of a row: names with values, in the file's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(Vec<(String, Value)>);

impl Fields {
    /// The value of the first field of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find_map(|(field, value)| (field == name).then_some(value))
    }

    /// Names and values in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first name under which a NUL character is found, in the name itself or anywhere in its value.
    pub(super) fn with_nul(&self) -> Option<&str> {
        self.iter().find_map(|(name, value)| (name.contains('\0') || holds_nul(value)).then_some(name))
    }
}

impl FromIterator<(String, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl IntoIterator for Fields {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Recursion is safe: the JSON parser refuses more than 128 levels.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(members) => members.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
