//! What clients send, checked into commands; every fault is told with its place in the body.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    http::{
        Problem,
        content::{clean, clean_option, day, unfit},
    },
    kernel::{
        place_name::LONGEST_NAME,
        validity::ValidPeriod,
        words::{AdminTier, Orientation, RelationKind, RoadClass, Surface},
    },
    register::{
        drawing,
        model::{NewEdition, NewName, NewPlace, NewStreet},
    },
};

/// Largest attributes of one place, in bytes of JSON.
const MOST_ATTRIBUTES: usize = 64 * 1024;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceBody {
    category: String,
    division_code: Option<String>,
    place_code: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    geometry: geojson::Geometry,
    is_public: Option<bool>,
    #[serde(default)]
    attributes: Map<String, Value>,
    name: NameBody,
    street: Option<StreetBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameBody {
    text: String,
    kind: Option<RelationKind>,
    language: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    approving_authority: Option<String>,
    approved_on: Option<String>,
    document_number: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreetBody {
    road_class: Option<RoadClass>,
    admin_tier: Option<AdminTier>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    length_m: Option<f64>,
    width_m: Option<f64>,
    orientation: Option<Orientation>,
    surface: Option<Surface>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionBody {
    from: String,
    geometry: geojson::Geometry,
    category: Option<String>,
}

impl TryFrom<PlaceBody> for NewPlace {
    type Error = Problem;

    fn try_from(body: PlaceBody) -> Result<Self, Problem> {
        let valid = period("", body.valid_from.as_deref(), body.valid_to.as_deref())?;
        if let Some(code) = &body.place_code
            && (code.len() != 20 || !code.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Err(unfit("/place_code", "地名代码须为 20 位数字", "a place code has 20 digits"));
        }
        if serde_json::to_string(&body.attributes).map_or(usize::MAX, |json| json.len()) > MOST_ATTRIBUTES {
            return Err(unfit("/attributes", "属性超过 64 KiB", "the attributes are larger than 64 KiB"));
        }
        clean_json("/attributes", &Value::Object(body.attributes.clone()))?;
        let geometry = geometry(&body.geometry)?;
        let is_line = matches!(geometry, geo::Geometry::LineString(_) | geo::Geometry::MultiLineString(_));
        if (body.street.is_some() || body.category.starts_with("2351")) && !is_line {
            return Err(unfit("/geometry", "街路的图形须为线", "a street is drawn as a line"));
        }
        let name = NewName { kind: RelationKind::Standard, ..body.name.checked("/name", valid)? };
        Ok(Self {
            category: clean("/category", body.category)?,
            division_code: clean_option("/division_code", body.division_code)?,
            place_code: body.place_code,
            valid,
            geometry,
            is_public: body.is_public.unwrap_or(true),
            attributes: body.attributes,
            name,
            street: body.street.map(NewStreet::try_from).transpose()?,
        })
    }
}

impl NameBody {
    /// The name; where it says no days of its own, it holds as long as its thing.
    pub(super) fn checked(self, pointer: &str, thing: ValidPeriod) -> Result<NewName, Problem> {
        let text = clean(&format!("{pointer}/text"), self.text)?.trim().to_owned();
        if text.is_empty() || text.chars().count() > LONGEST_NAME {
            return Err(unfit(&format!("{pointer}/text"), "名称须为 1 至 200 个字", "a name has 1 to 200 characters"));
        }
        let own = self.valid_from.is_some() || self.valid_to.is_some();
        let valid = if own { period(pointer, self.valid_from.as_deref(), self.valid_to.as_deref())? } else { thing };
        Ok(NewName {
            text,
            kind: self.kind.unwrap_or(RelationKind::Alias),
            language: clean(&format!("{pointer}/language"), self.language.unwrap_or_else(|| "zh".to_owned()))?,
            valid,
            approving_authority: clean_option(&format!("{pointer}/approving_authority"), self.approving_authority)?,
            approved_on: self.approved_on.map(|text| day(&format!("{pointer}/approved_on"), &text)).transpose()?,
            document_number: clean_option(&format!("{pointer}/document_number"), self.document_number)?,
        })
    }
}

impl TryFrom<StreetBody> for NewStreet {
    type Error = Problem;

    fn try_from(body: StreetBody) -> Result<Self, Problem> {
        for (pointer, metres) in [("/street/length_m", body.length_m), ("/street/width_m", body.width_m)] {
            if metres.is_some_and(|metres| !(metres > 0.0 && metres < 10_000_000.0)) {
                return Err(unfit(pointer, "须为正的米数", "a positive number of metres"));
            }
        }
        Ok(Self {
            road_class: body.road_class,
            admin_tier: body.admin_tier,
            starts_at: clean_option("/street/starts_at", body.starts_at)?,
            ends_at: clean_option("/street/ends_at", body.ends_at)?,
            length_m: body.length_m,
            width_m: body.width_m,
            orientation: body.orientation,
            surface: body.surface,
        })
    }
}

impl TryFrom<EditionBody> for NewEdition {
    type Error = Problem;

    fn try_from(body: EditionBody) -> Result<Self, Problem> {
        Ok(Self {
            from: day("/from", &body.from)?,
            geometry: geometry(&body.geometry)?,
            category: clean_option("/category", body.category)?,
        })
    }
}

fn geometry(drawn: &geojson::Geometry) -> Result<geo::Geometry<f64>, Problem> {
    drawing::read(drawn).map_err(|error| {
        let text = error.text();
        unfit("/geometry", &text.zh, &text.en)
    })
}

fn period(pointer: &str, from: Option<&str>, to: Option<&str>) -> Result<ValidPeriod, Problem> {
    let from = from.map(|text| day(&format!("{pointer}/valid_from"), text)).transpose()?;
    let to = to.map(|text| day(&format!("{pointer}/valid_to"), text)).transpose()?;
    ValidPeriod::new(from, to)
        .map_err(|empty| unfit(&format!("{pointer}/valid_to"), "有效期的终止日期须晚于起始日期", empty.to_string()))
}

fn clean_json(pointer: &str, value: &Value) -> Result<(), Problem> {
    match value {
        Value::String(text) if text.contains('\0') => Err(unfit(pointer, "含有空字符", "holds a null character")),
        Value::Array(items) => items.iter().try_for_each(|item| clean_json(pointer, item)),
        Value::Object(members) => members.iter().try_for_each(|(name, item)| {
            clean_json(pointer, &Value::String(name.clone()))?;
            clean_json(pointer, item)
        }),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}
