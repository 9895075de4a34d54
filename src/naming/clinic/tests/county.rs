//! A small county in memory: two townships, in each a town, and what a test puts there.

use std::sync::Arc;

use geo::{Geometry, LineString, Point, Polygon, polygon};
use serde_json::json;
use time::{
    Date,
    macros::{date, datetime},
};
use uuid::Uuid;

use crate::{
    index::{
        live::{Filed, Indexed, Snapshot, file},
        spatial::Layer,
    },
    kernel::validity::ValidPeriod,
    published::{BuiltUpArea, Division, Name, Place, Run, StandardName},
};

/// The day on which the register is looked at.
pub(super) const TODAY: Date = date!(2026 - 11 - 25);

/// What a test puts into the county.
#[derive(Default)]
pub(super) struct County {
    places: Vec<Filed<<Place as Indexed>::Facts>>,
    names: Vec<Filed<<Name as Indexed>::Facts>>,
}

/// A thing in the register, to be named.
pub(super) struct Thing {
    pub(super) category: &'static str,
    pub(super) code: &'static str,
    pub(super) geometry: Geometry<f64>,
    pub(super) valid: ValidPeriod,
}

/// From west to east in 竟陵街道; its town reaches from 113.0 to 113.2.
pub(super) fn west() -> LineString<f64> {
    LineString::from(vec![(113.05, 30.05), (113.08, 30.05)])
}

/// In 皂市镇; its town reaches from 113.5 to 113.7.
pub(super) fn east() -> LineString<f64> {
    LineString::from(vec![(113.55, 30.05), (113.58, 30.05)])
}

/// In 皂市镇, outside of its town.
pub(super) fn outside() -> LineString<f64> {
    LineString::from(vec![(113.85, 30.05), (113.88, 30.05)])
}

pub(super) fn street(line: LineString<f64>) -> Thing {
    Thing { category: "23514", code: "429006001", geometry: line.into(), valid: ValidPeriod::ALWAYS }
}

pub(super) fn village(code: &'static str) -> Thing {
    let geometry = Geometry::Point(Point::new(113.3, 30.05));
    Thing { category: "21600", code, geometry, valid: ValidPeriod::ALWAYS }
}

pub(super) fn until(day: Date) -> ValidPeriod {
    ValidPeriod::new(None, Some(day)).unwrap()
}

pub(super) fn since(day: Date) -> ValidPeriod {
    ValidPeriod::new(Some(day), None).unwrap()
}

impl County {
    /// Adds a thing with its standard name; the id is made of the number of things.
    pub(super) fn with(mut self, name: &str, thing: Thing) -> Self {
        let id = Uuid::from_u128(100 + self.places.len() as u128);
        let Thing { category, code, geometry, valid } = thing;
        let row = Place {
            standard_name: standard(name),
            place_code: None,
            category: category.to_owned(),
            division_code: Some(code.to_owned()),
            illustrative: true,
            attributes: json!({}),
        };
        self.places.push(filed(id, valid, Some(geometry.clone()), row));
        self.name(name, "standard", valid)
    }

    /// Adds a name of the thing that was added last.
    pub(super) fn name(mut self, text: &str, kind: &str, valid: ValidPeriod) -> Self {
        let (thing, entry) = self.places.last().unwrap();
        let at = entry.shape.positions().next().map(|at| Geometry::Point(Point(at.coord())));
        let row = Name {
            name: text.to_owned(),
            pinyin: None,
            pinyin_source: "auto".to_owned(),
            kind: kind.to_owned(),
            status: if kind == "former" { "cancelled" } else { "current" }.to_owned(),
            language: "zh".to_owned(),
            specific: None,
            generic: None,
            names_feature: *thing,
            names_kind: "place".to_owned(),
            approving_authority: None,
            approved_on: None,
            document_number: None,
        };
        let id = Uuid::from_u128(10_000 + self.names.len() as u128);
        self.names.push(filed(id, valid, at, row));
        self
    }

    /// The id of the thing that was added last.
    pub(super) fn last(&self) -> Uuid {
        self.places.last().unwrap().0
    }

    /// The register with all this in it.
    pub(super) async fn snapshot(self) -> Snapshot {
        let square = |west: f64, east: f64| -> Polygon<f64> {
            polygon![(x: west, y: 30.0), (x: east, y: 30.0), (x: east, y: 30.1), (x: west, y: 30.1)]
        };
        let area = |id, name, code: &str, west, east| {
            let row = BuiltUpArea {
                standard_name: standard(name),
                division_code: Some(code.to_owned()),
                illustrative: true,
                attributes: json!({}),
            };
            filed(Uuid::from_u128(id), ValidPeriod::ALWAYS, Some(square(west, east).into()), row)
        };
        let division = |id, name, code: &str, level: &str, west, east| {
            let row = Division {
                standard_name: standard(name),
                code: code.to_owned(),
                level: level.to_owned(),
                unit_type: None,
                parent_code: None,
                counts_in_summary: false,
                in_built_up_area: false,
                illustrative: true,
                attributes: json!({}),
            };
            filed(Uuid::from_u128(id), ValidPeriod::ALWAYS, Some(square(west, east).into()), row)
        };
        let areas = [area(1, "中心城区", "429006", 113.0, 113.2), area(2, "皂市镇建成区", "429006118", 113.5, 113.7)];
        let divisions = [
            division(3, "天门市", "429006", "county", 113.0, 114.0),
            division(4, "竟陵街道", "429006001", "township", 113.0, 113.4),
            division(5, "皂市镇", "429006118", "township", 113.4, 114.0),
        ];
        let snapshot = Snapshot {
            built_up_areas: Layer::load(areas),
            divisions: Layer::load(divisions),
            places: Layer::load(self.places),
            names: Layer::load(self.names),
            ..Snapshot::empty(1)
        };
        Snapshot { codes: Arc::new(crate::index::live::DivisionCodes::of(&snapshot.divisions)), ..snapshot }
            .on(TODAY)
            .await
            .unwrap()
    }
}

fn standard(name: &str) -> StandardName {
    StandardName { name: Some(name.to_owned()), pinyin: None, pinyin_source: None }
}

fn filed<R: Indexed>(id: Uuid, valid: ValidPeriod, geometry: Option<Geometry<f64>>, properties: R) -> Filed<R::Facts> {
    let recorded_at = datetime!(2023-01-01 00:00 UTC);
    file(Run { id, valid, recorded_at, geometry, withheld: false, properties }).unwrap()
}
