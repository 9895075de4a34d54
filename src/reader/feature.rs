//! One feature's JSON text to one row.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use super::{
    geometry::{self, GeometryFault, shortened},
    mapping::ColumnMap,
    notation,
    options::ReadOptions,
    row::{Fields, RawRow, RowFault},
};
use crate::kernel::crs::SourceCrs;

/// What may stand where a row is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accept {
    /// Features only: the members of a collection.
    Feature,
    /// A geometry too, as a row without fields: a whole file, or a line of a sequence.
    FeatureOrGeometry,
}

/// Turns features into rows, under the caller's names.
pub(super) struct FeatureReader {
    map: ColumnMap,
    source_crs: Option<SourceCrs>,
}

#[derive(Deserialize)]
struct WireFeature<'a> {
    #[serde(rename = "type", borrow, default)]
    kind: Cow<'a, str>,
    #[serde(default)]
    id: Option<Value>,
    #[serde(borrow, default)]
    geometry: Option<&'a RawValue>,
    #[serde(default)]
    properties: Option<Properties>,
    #[serde(borrow, default)]
    crs: Option<&'a RawValue>,
}

impl FeatureReader {
    pub(super) fn new(map: ColumnMap, options: &ReadOptions) -> Self {
        Self { map, source_crs: options.source_crs }
    }

    /// What is left of the mapping when the file has ended.
    pub(super) fn map(&self) -> &ColumnMap {
        &self.map
    }

    /// The row that `json` holds.
    pub(super) fn row(&mut self, number: u64, json: &[u8], accept: Accept) -> RawRow {
        match serde_json::from_slice::<WireFeature<'_>>(json) {
            Ok(feature) if feature.kind == "Feature" => self.feature(number, feature),
            Ok(other) if accept == Accept::FeatureOrGeometry && geometry::geojson::TYPES.contains(&&*other.kind) => {
                let mut row = blank(number);
                // The parser has just read these bytes as UTF-8.
                self.place(&mut row, std::str::from_utf8(json).unwrap_or_default(), other.crs);
                row
            }
            Ok(other) => RawRow::faulty(number, RowFault::NotAFeature { found: shortened(&other.kind) }),
            Err(error) => RawRow::faulty(number, RowFault::BadJson { message: notation::told(&error) }),
        }
    }

    fn feature(&mut self, number: u64, feature: WireFeature<'_>) -> RawRow {
        let mut row = blank(number);
        row.id = feature.id.filter(|id| id.is_string() || id.is_number());
        if let Some(geometry) = feature.geometry {
            self.place(&mut row, geometry.get(), feature.crs);
        }
        let properties = feature.properties.unwrap_or_default().0;
        row.fields = properties.into_iter().map(|(name, value)| (self.map.property(&name), value)).collect();
        row.fault = fault_of(&row);
        row
    }

    fn place(&self, row: &mut RawRow, json: &str, crs: Option<&RawValue>) {
        let checked = match crs.filter(|_| self.source_crs.is_none()).and_then(|crs| foreign_crs(crs.get())) {
            Some(named) => Err(GeometryFault::OtherCrs { named }),
            None => geometry::geojson::decode(json).and_then(geometry::Shape::check),
        };
        match checked {
            Ok((geometry, notes)) => {
                row.geometry = Ok(Some(geometry));
                row.notes = notes;
            }
            Err(fault) => {
                row.geometry = Err(fault);
                row.delivered_geometry = Some(json.to_owned());
            }
        }
    }
}

fn blank(number: u64) -> RawRow {
    RawRow {
        number,
        id: None,
        fields: Fields::default(),
        geometry: Ok(None),
        delivered_geometry: None,
        notes: Vec::new(),
        fault: None,
    }
}

fn fault_of(row: &RawRow) -> Option<RowFault> {
    let mut names = HashSet::new();
    if let Some((twice, _)) = row.fields.iter().find(|(name, _)| !names.insert(*name)) {
        return Some(RowFault::DuplicateField { field: shortened(twice) });
    }
    if row.id.as_ref().and_then(Value::as_str).is_some_and(|id| id.contains('\0')) {
        return Some(RowFault::NulInText { field: "id".to_owned() });
    }
    row.fields.with_nul().map(|name| RowFault::NulInText { field: shortened(name) })
}

/// The reference system that a `crs` member (GeoJSON of 2008, section 3) names, if coordinates in it cannot be taken
/// as longitude and latitude of WGS 84 or CGCS2000.
///
/// Axis order by the letter of a URN is not heeded: every program writes x first into GeoJSON.
pub(super) fn foreign_crs(json: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct WireCrs {
        properties: WireName,
    }
    #[derive(Deserialize)]
    struct WireName {
        name: String,
    }
    let named = match serde_json::from_str::<Option<WireCrs>>(json) {
        Ok(None) => return None,
        Ok(Some(crs)) => crs.properties.name,
        Err(_) => json.to_owned(),
    };
    match named.parse() {
        Ok(SourceCrs::Wgs84 | SourceCrs::Cgcs2000) => None,
        _ => Some(shortened(&named)),
    }
}

/// The properties of a feature in the file's order, a name that occurs twice twice.
#[derive(Default)]
struct Properties(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Properties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("properties as an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = members.next_entry()? {
                    fields.push(field);
                }
                Ok(Properties(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// Whether `json` is sound as far as it goes, and ends too early.
pub(super) fn is_cut_off(json: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(json).is_err_and(|error| error.is_eof())
}
