//! Features as they are sent: GeoJSON written once, when a run is read, and copied into every answer after that.

use std::sync::Arc;

use serde::Serialize;

use super::{Run, geojson::Feature};

/// The GeoJSON feature of one run, as text; its last member is `properties`.
///
/// Several can stand on one shelf: [`FeatureText::shelve`].
#[derive(Debug, Clone)]
pub struct FeatureText {
    shelf: Arc<str>,
    /// Where it begins and ends on its shelf.
    begins: usize,
    ends: usize,
    /// Where the object of the properties begins.
    properties: usize,
}

impl PartialEq for FeatureText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for FeatureText {}

/// What stands before the properties, which are the last member.
const BEFORE_PROPERTIES: &str = ",\"properties\":";

impl FeatureText {
    /// Writes the feature of `run`.
    pub fn of<R: Serialize>(run: &Run<R>) -> serde_json::Result<Self> {
        let text = serde_json::to_string(&Feature::of(run))?;
        // Nothing before them is text of a user's: an id and a geometry.
        let properties = text.find(BEFORE_PROPERTIES).map_or(text.len(), |at| at + BEFORE_PROPERTIES.len());
        Ok(Self { begins: 0, ends: text.len(), shelf: text.into(), properties })
    }

    /// Puts texts next to each other in memory, in this order. Those of things that are asked for together are then copied
    /// from one run of bytes, and not each from another page.
    pub fn shelve(texts: &mut [&mut Self]) {
        let shelf: Arc<str> = texts.iter().map(|text| text.as_str()).collect::<String>().into();
        let mut free = 0;
        for text in texts {
            let (begins, properties) = (free, free + text.properties - text.begins);
            free += text.as_str().len();
            **text = Self { shelf: Arc::clone(&shelf), begins, ends: free, properties };
        }
    }

    /// The whole feature.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.shelf.get(self.begins..self.ends).unwrap_or_default()
    }

    /// The feature without its last brace: more members may follow.
    #[must_use]
    pub fn open(&self) -> &str {
        self.as_str().strip_suffix('}').unwrap_or_default()
    }

    /// The feature without its last two braces: more properties may follow.
    #[must_use]
    pub fn open_properties(&self) -> &str {
        self.as_str().strip_suffix("}}").unwrap_or_default()
    }

    /// The JSON of a property that is text or null; null if there is none of this name.
    ///
    /// Only for properties that come before any that holds an object.
    #[must_use]
    pub fn property(&self, name: &str) -> &str {
        let properties = self.shelf.get(self.properties..self.ends).unwrap_or_default();
        let value = properties.match_indices(name).find_map(|(at, _)| {
            let opened = properties.get(..at)?.strip_suffix('"')?;
            let value = properties.get(at + name.len()..)?.strip_prefix("\":")?;
            // A quotation mark inside a text has a backslash before it.
            opened.ends_with(['{', ',']).then_some(value)
        });
        value.and_then(quoted).unwrap_or("null")
    }
}

/// The JSON string at the beginning of `json`, its quotation marks included.
fn quoted(json: &str) -> Option<&str> {
    let inside = json.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    json.get(..end + 2)
}

#[cfg(test)]
mod tests {
    use geo::point;
    use serde_json::{Value, json};
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::kernel::validity::ValidPeriod;

    #[derive(Serialize)]
    struct Row {
        name: &'static str,
        pinyin: Option<&'static str>,
        category: &'static str,
        attributes: Value,
    }

    fn text(name: &'static str) -> FeatureText {
        FeatureText::of(&Run {
            id: Uuid::from_u128(7),
            valid: ValidPeriod::ALWAYS,
            recorded_at: datetime!(2023-06-30 16:00 UTC),
            geometry: Some(point!(x: 113.1, y: 30.6).into()),
            withheld: false,
            properties: Row { name, pinyin: None, category: "24100", attributes: json!({ "category": "x" }) },
        })
        .unwrap()
    }

    #[test]
    fn properties_are_found_however_the_name_is_written() {
        for name in
            ["陆羽大道", "", "\"category\":\"1", "a\\", "\\\"category\":", ",\"category\":\"9\"", "{\"category\":"]
        {
            let text = text(name);
            assert_eq!(serde_json::from_str::<String>(text.property("name")).unwrap(), name);
            assert_eq!((text.property("category"), text.property("pinyin")), ("\"24100\"", "null"), "{name}");
        }
        assert_eq!(text("井").property("code"), "null");
    }

    #[test]
    fn texts_on_one_shelf_are_those_that_were_put_there() {
        let names = ["陆羽大道", "", "\"category\":\"1", "井"];
        let (alone, mut together) = (names.map(text), names.map(text));
        FeatureText::shelve(&mut together.iter_mut().collect::<Vec<_>>());
        // And once more, with another one from elsewhere.
        let mut other = text("竟陵");
        let [first, .., last] = &mut together;
        FeatureText::shelve(&mut [last, &mut other, first]);
        assert_eq!(together, alone);
        assert_eq!(other, text("竟陵"));
        for (name, text) in names.into_iter().zip(&together) {
            assert_eq!(serde_json::from_str::<String>(text.property("name")).unwrap(), name);
            assert_eq!(text.property("code"), "null");
        }
    }

    #[test]
    fn members_and_properties_can_be_added() {
        let text = text("井");
        let whole: Value = serde_json::from_str(text.as_str()).unwrap();
        let mut expected = whole.clone();
        expected["links"] = json!([]);
        assert_eq!(serde_json::from_str::<Value>(&format!("{},\"links\":[]}}", text.open())).unwrap(), expected);
        let mut expected = whole;
        expected["properties"]["distance_m"] = json!(1.5);
        let added = format!("{},\"distance_m\":1.5}}}}", text.open_properties());
        assert_eq!(serde_json::from_str::<Value>(&added).unwrap(), expected);
    }
}
