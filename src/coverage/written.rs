//! A report as tables and as features.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{
    finding::{Detail, Finding},
    report::{AreaFigures, Report},
};
use crate::kernel::text::{Language, Text};

/// What spreadsheets take for UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl Report {
    /// The findings, one a row, as CSV.
    pub fn write_findings(&self, mut out: impl Write, language: Language) -> io::Result<()> {
        out.write_all(MARK)?;
        let mut table = csv::Writer::from_writer(out);
        table.write_record(language.of_two(
            ["种类", "问题", "程度", "面", "线", "面积（平方米）", "长度（米）", "宽度（米）", "经度", "纬度", "说明"],
            [
                "kind",
                "what is wrong",
                "severity",
                "polygons",
                "line",
                "area in m2",
                "length in m",
                "width in m",
                "longitude",
                "latitude",
                "more",
            ],
        ))?;
        for finding in &self.findings {
            let kind = finding.kind.text();
            let [lon, lat] = [finding.at.map(|at| at.x), finding.at.map(|at| at.y)];
            table.write_record([
                finding.kind.code(),
                kind.say(language),
                severity(finding).say(language),
                &self.named(finding),
                self.line(finding).unwrap_or_default(),
                &number(finding.area_m2, 4),
                &number(finding.length_m, 4),
                &number(finding.width_m, 4),
                &number(lon, 9),
                &number(lat, 9),
                finding.detail.as_ref().map(Detail::text).as_ref().map_or("", |text| text.say(language)),
            ])?;
        }
        table.flush()
    }

    /// The polygons in figures, one a row, as CSV.
    pub fn write_areas(&self, mut out: impl Write, language: Language) -> io::Result<()> {
        out.write_all(MARK)?;
        let mut table = csv::Writer::from_writer(out);
        table.write_record(language.of_two(
            ["代码", "名称", "面积（平方米）", "周长（米）", "无邻界线长（米）"],
            ["id", "name", "area in m2", "perimeter in m", "borders on nothing, m"],
        ))?;
        for area in &self.areas {
            let metres = [area.area_m2, area.perimeter_m, area.outer_m].map(|size| number(Some(size), 4));
            let [area_m2, perimeter, outer] = &metres;
            table.write_record([&area.id, &area.name, area_m2, perimeter, outer])?;
        }
        table.flush()
    }

    /// The borders of every two polygons in figures, one a row, as CSV.
    pub fn write_borders(&self, mut out: impl Write, language: Language) -> io::Result<()> {
        out.write_all(MARK)?;
        let mut table = csv::Writer::from_writer(out);
        table.write_record(language.of_two(
            ["代码", "名称", "邻方代码", "邻方名称", "共用界线长（米）", "沿狭长空隙或重叠长（米）"],
            ["id", "name", "id of the other", "name of the other", "shared, m", "along slivers, m"],
        ))?;
        for border in &self.borders {
            let [one, other] = border.areas.map(|area| self.areas.get(area));
            let (Some(one), Some(other)) = (one, other) else { continue };
            let [shared, ragged] = [border.shared_m, border.ragged_m].map(|metres| number(Some(metres), 4));
            table.write_record([&one.id, &one.name, &other.id, &other.name, &shared, &ragged])?;
        }
        table.flush()
    }

    /// The findings that have a shape, as a GeoJSON feature collection.
    pub fn write_geojson(&self, mut out: impl Write) -> io::Result<()> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        let mut comma = "\n";
        for finding in &self.findings {
            let Some(shape) = &finding.shape else { continue };
            let geometry = geojson::GeometryValue::from(shape);
            let feature = json!({
                "type": "Feature",
                "geometry": geojson::Geometry::new(geometry),
                "properties": self.properties(finding),
            });
            out.write_all(comma.as_bytes())?;
            serde_json::to_writer(&mut out, &feature)?;
            comma = ",\n";
        }
        out.write_all(b"\n]}\n")?;
        out.flush()
    }

    fn properties(&self, finding: &Finding) -> Value {
        let mut properties = Map::new();
        let kind = finding.kind.text();
        let told = finding.detail.as_ref().map(Detail::text);
        let areas: Vec<&str> = self.areas_of(finding).map(|area| area.id.as_str()).collect();
        for (name, value) in [
            ("kind", json!(finding.kind)),
            ("text", json!(kind)),
            ("severity", json!(if finding.kind.is_warning() { "warning" } else { "error" })),
            ("areas", json!(areas)),
            ("line", json!(self.line(finding))),
            ("area_m2", json!(finding.area_m2)),
            ("length_m", json!(finding.length_m)),
            ("width_m", json!(finding.width_m)),
            ("at", json!(finding.at.map(|at| [at.x, at.y]))),
            ("detail", json!(told)),
        ] {
            properties.insert(name.to_owned(), value);
        }
        Value::Object(properties)
    }

    fn areas_of(&self, finding: &Finding) -> impl Iterator<Item = &AreaFigures> {
        finding.areas.iter().filter_map(|area| self.areas.get(*area))
    }

    /// The polygons of a finding by id and name.
    #[must_use]
    pub fn named(&self, finding: &Finding) -> String {
        let named = self.areas_of(finding).map(|area| format!("{} {}", area.id, area.name).trim_end().to_owned());
        named.collect::<Vec<_>>().join("; ")
    }

    /// The id of the line of a finding.
    #[must_use]
    pub fn line(&self, finding: &Finding) -> Option<&str> {
        finding.line.and_then(|line| self.lines.get(line)).map(String::as_str)
    }
}

/// How grave a finding is, for people.
fn severity(finding: &Finding) -> Text {
    if finding.kind.is_warning() { Text::new("提醒", "warning") } else { Text::new("错误", "error") }
}

fn number(number: Option<f64>, digits: usize) -> String {
    number.map(|number| format!("{number:.digits$}")).unwrap_or_default()
}
