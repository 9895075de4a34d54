//! One name of a publication with everything that the tables of Hubei print (domain: attributes of a street).

use geo::Geometry;
use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use super::codes::Action;
use crate::{
    kernel::{
        text::Text,
        words::{AdminTier, Orientation},
    },
    published::geojson::GeoJson,
};

/// How far a street ran before its ends were changed 原起止点; of a revocation, how far it runs again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extent {
    /// Where it started.
    pub starts_at: Option<String>,
    /// Where it ended.
    pub ends_at: Option<String>,
    /// Length in metres.
    pub length_m: Option<f64>,
    /// EPSG:4490, x = longitude, y = latitude, degrees; GeoJSON in the content.
    #[serde(serialize_with = "to_geojson", deserialize_with = "from_geojson")]
    pub geometry: Option<Geometry<f64>>,
}

/// One name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedItem {
    /// The item, as its case knows it.
    pub id: Uuid,
    /// What happens to the name.
    pub action: Action,
    /// The standard name, proposed or approved; of a cancellation the name that ends 正式命名.
    pub name: String,
    /// Its roman spelling 汉语拼音.
    pub pinyin: Option<String>,
    /// What it was called before 曾用名; of a revocation, what it is called again.
    pub former_name: Option<String>,
    /// What people say 俗称.
    pub colloquial_name: Option<String>,
    /// GB/T 18521 category.
    pub category: Option<String>,
    /// Code of the division it belongs to 所在行政区.
    pub division_code: Option<String>,
    /// Name of that division.
    pub division_name: Option<String>,
    /// Where it lies 位置描述.
    pub location: Option<String>,
    /// Where it starts 起点.
    pub starts_at: Option<String>,
    /// Where it ends 止点.
    pub ends_at: Option<String>,
    /// How far it ran before; of a change of extent. Contents of before it was told have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_extent: Option<Extent>,
    /// Length in metres 长度.
    pub length_m: Option<f64>,
    /// Width in metres 宽度.
    pub width_m: Option<f64>,
    /// Which way it runs 朝向.
    pub orientation: Option<Orientation>,
    /// Whose road it is.
    pub admin_tier: Option<AdminTier>,
    /// Why it is called so 命名缘由.
    pub reason: Option<String>,
    /// Who applied 命名申报主体单位.
    pub applicant: Option<String>,
    /// Who approved it, or ordered that it be revoked; of an announcement.
    pub approving_authority: Option<String>,
    /// When it was approved.
    pub approved_on: Option<Date>,
    /// By which document.
    pub document_number: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees; GeoJSON in the content 附图.
    #[serde(serialize_with = "to_geojson", deserialize_with = "from_geojson")]
    pub geometry: Option<Geometry<f64>>,
}

impl PublishedItem {
    /// An item with nothing but its name; the rest is filled in.
    #[must_use]
    pub fn new(id: Uuid, action: Action, name: impl Into<String>) -> Self {
        Self {
            id,
            action,
            name: name.into(),
            pinyin: None,
            former_name: None,
            colloquial_name: None,
            category: None,
            division_code: None,
            division_name: None,
            location: None,
            starts_at: None,
            ends_at: None,
            former_extent: None,
            length_m: None,
            width_m: None,
            orientation: None,
            admin_tier: None,
            reason: None,
            applicant: None,
            approving_authority: None,
            approved_on: None,
            document_number: None,
            geometry: None,
        }
    }

    /// The first of the six facts of an announcement that is missing, with its member: standard name, roman spelling,
    /// division, location, approving authority, day of approval (《地名备案公告管理办法（试行）》).
    #[must_use]
    pub fn missing_fact(&self) -> Option<(&'static str, Text)> {
        let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        [
            (!self.name.trim().is_empty(), "name", "标准地名", "standard name"),
            (said(&self.pinyin), "pinyin", "罗马字母拼写", "roman spelling"),
            (said(&self.division_name), "division_name", "所属行政区域", "division it belongs to"),
            (said(&self.location), "location", "位置描述", "location"),
            (said(&self.approving_authority), "approving_authority", "批准机关", "approving authority"),
            (self.approved_on.is_some(), "approved_on", "批准时间", "day of approval"),
        ]
        .into_iter()
        .find_map(|(there, member, zh, en)| (!there).then(|| (member, Text::new(zh, en))))
    }

    /// All its texts with their members.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let former = self.former_extent.as_ref();
        [
            ("name", Some(&self.name)),
            ("pinyin", self.pinyin.as_ref()),
            ("former_name", self.former_name.as_ref()),
            ("colloquial_name", self.colloquial_name.as_ref()),
            ("category", self.category.as_ref()),
            ("division_code", self.division_code.as_ref()),
            ("division_name", self.division_name.as_ref()),
            ("location", self.location.as_ref()),
            ("starts_at", self.starts_at.as_ref()),
            ("ends_at", self.ends_at.as_ref()),
            ("former_extent/starts_at", former.and_then(|extent| extent.starts_at.as_ref())),
            ("former_extent/ends_at", former.and_then(|extent| extent.ends_at.as_ref())),
            ("reason", self.reason.as_ref()),
            ("applicant", self.applicant.as_ref()),
            ("approving_authority", self.approving_authority.as_ref()),
            ("document_number", self.document_number.as_ref()),
        ]
        .into_iter()
        .filter_map(|(member, text)| text.map(|text| (member, text.as_str())))
    }
}

#[expect(clippy::ref_option, reason = "the shape that serde asks for")]
fn to_geojson<S: serde::Serializer>(geometry: &Option<Geometry<f64>>, serializer: S) -> Result<S::Ok, S::Error> {
    geometry.as_ref().map(GeoJson).serialize(serializer)
}

fn from_geojson<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Geometry<f64>>, D::Error> {
    let drawn = Option::<geojson::Geometry>::deserialize(deserializer)?;
    drawn.map(|drawn| Geometry::try_from(drawn).map_err(serde::de::Error::custom)).transpose()
}

#[cfg(test)]
mod tests {
    use geo::line_string;
    use time::macros::date;

    use super::*;

    #[test]
    fn an_item_reads_back_from_its_json() {
        let mut item = PublishedItem::new(Uuid::nil(), Action::Rename, "状元路");
        item.geometry = Some(Geometry::LineString(line_string![(x: 113.1, y: 30.6), (x: 113.2, y: 30.7)]));
        item.approved_on = Some(date!(2023 - 05 - 04));
        let json = serde_json::to_string(&item).unwrap();
        assert_eq!(serde_json::from_str::<PublishedItem>(&json).unwrap(), item);
        assert!(json.contains(r#""geometry":{"type":"LineString","coordinates":[[113.1,30.6],[113.2,30.7]]}"#));
        assert!(json.contains(r#""approved_on":"2023-05-04""#));
    }

    #[test]
    fn each_of_the_six_facts_is_asked_for() {
        let mut item = PublishedItem::new(Uuid::nil(), Action::Name, "状元路");
        let mut asked = Vec::new();
        while let Some((member, _)) = item.missing_fact() {
            asked.push(member);
            match member {
                "pinyin" => item.pinyin = Some("Zhuàngyuán Lù".into()),
                "division_name" => item.division_name = Some("竟陵街道".into()),
                "location" => item.location = Some("东起甲路，西至乙路".into()),
                "approving_authority" => item.approving_authority = Some("天门市人民政府".into()),
                "approved_on" => item.approved_on = Some(date!(2023 - 05 - 04)),
                other => panic!("{other}"),
            }
        }
        assert_eq!(asked, ["pinyin", "division_name", "location", "approving_authority", "approved_on"]);
    }
}
