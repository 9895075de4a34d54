//! Among which names a name may be only once.

use std::sync::Arc;

use time::Date;
use uuid::Uuid;

use super::{
    Site,
    pack::{Bounds, Subject},
    verdict::ScopeTold,
};
use crate::{
    index::{
        live::{DivisionFacts, Record, Records, Snapshot, on, said},
        spatial::{Location, Shape},
    },
    kernel::{geometry::Position, text::Text},
    search::units::beginning as beginning_of,
};

/// Digits of the codes of townships, counties and provinces (GB/T 2260, GB/T 10114).
const TOWNSHIP: usize = 9;
const COUNTY: usize = 6;
const PROVINCE: usize = 2;

/// The names that a name is compared with.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    reach: Reach,
    told: ScopeTold,
}

#[derive(Debug, Clone)]
enum Reach {
    /// In these built-up areas; what was not drawn, in a division whose code begins so.
    Areas(Vec<Arc<Shape>>, Option<String>),
    /// In divisions whose codes begin so.
    Code(String),
    /// Everywhere.
    Everywhere,
}

impl Scope {
    /// The scope of a thing of this subject at this site.
    pub(super) fn of(subject: &Subject, site: &Site, snapshot: &Snapshot, day: Date) -> Self {
        let coded = |kind, length| Self::coded(kind, site, code(site, snapshot, day, length), snapshot);
        match subject.scope {
            Bounds::BuiltUpArea => Self::built_up(site, snapshot, day),
            Bounds::Township => coded("township", TOWNSHIP),
            Bounds::County => coded("county", COUNTY),
            Bounds::Province => coded("province", PROVINCE),
            Bounds::Country => Self {
                reach: Reach::Everywhere,
                told: told(
                    "country",
                    Vec::new(),
                    "与登记簿中全部同类地名比较；全国其他地方的地名须另查".to_owned(),
                    "compared with all names of its kind in the register; those of the rest of the country must be looked up \
                     elsewhere",
                ),
            },
            Bounds::None => {
                let around = coded("none", COUNTY);
                if around.told.units.is_empty() {
                    return around;
                }
                let zh = "法规未规定此类地名的重名范围；仅与本县地名作参考比较".to_owned();
                let en = "no rule says in which scope such a name must be the only one; compared within the county for \
                          reference";
                Self { told: told("none", around.told.units, zh, en), ..around }
            }
        }
    }

    fn built_up(site: &Site, snapshot: &Snapshot, day: Date) -> Self {
        let shape = site.shape.as_deref();
        let areas = shape.map(|shape| areas_of(shape, snapshot, day)).unwrap_or_default();
        let township = code(site, snapshot, day, TOWNSHIP);
        if areas.is_empty() {
            let around = Self::coded("township", site, township, snapshot);
            if around.told.units.is_empty() {
                return around;
            }
            let names = around.told.units.join("、");
            let (zh, en) = if shape.is_some() {
                ("不在任何建成区内，在乡镇或所给政区内比较", "in no built-up area: compared within the division")
            } else {
                (
                    "没有图形，无法判断建成区，暂在乡镇或所给政区内比较",
                    "not drawn, so the built-up area is unknown: compared within the division for now",
                )
            };
            let told =
                told(around.told.kind, around.told.units, format!("{zh}（{names}）"), &format!("{en} ({names})"));
            return Self { told, ..around };
        }
        let names: Vec<String> = areas.iter().map(|area| format!("“{}”", area.name)).collect();
        let zh = format!("在建成区{}内比较", names.join("、"));
        let units = areas.iter().map(|area| area.id.to_string()).collect();
        let shapes = areas.into_iter().map(|area| area.shape).collect();
        Self {
            reach: Reach::Areas(shapes, township),
            told: told("built_up_area", units, zh, "compared within the built-up area"),
        }
    }

    fn coded(kind: &'static str, site: &Site, code: Option<String>, snapshot: &Snapshot) -> Self {
        let Some(code) = code else {
            let (zh, en) = if site.shape.is_some() {
                ("图形不在本县范围内", "the geometry lies outside the county")
            } else {
                ("没有图形也没有政区代码", "neither drawn nor in a division")
            };
            let zh = format!("{zh}，与登记簿全部同类地名比较");
            let en = format!("{en}: compared with all names of its kind in the register");
            return Self { reach: Reach::Everywhere, told: told("register", Vec::new(), zh, &en) };
        };
        let full = if code.len() < COUNTY { format!("{code:0<6}") } else { code.clone() };
        let name = snapshot.division(&full).and_then(|division| said(division.feature.property("name")));
        let name = name.map_or_else(|| full.clone(), |name| format!("{name} {full}"));
        let text = Text::new(format!("在 {name} 内比较"), format!("compared within {full}"));
        Self { reach: Reach::Code(code), told: ScopeTold { kind, units: vec![full], text } }
    }

    /// For people.
    pub(super) fn told(&self) -> &ScopeTold {
        &self.told
    }

    /// Whether a thing with this shape, kept in a division with this code, is in it. What is not known to be elsewhere
    /// is.
    pub(super) fn holds(&self, at: Option<Position>, shape: Option<&Shape>, code: Option<&str>) -> bool {
        match &self.reach {
            Reach::Everywhere => true,
            Reach::Code(beginning) => match code {
                Some(code) => code.starts_with(beginning.as_str()) || beginning.starts_with(code),
                None => true,
            },
            Reach::Areas(areas, township) => match (shape.filter(|shape| shape.bounds().is_some()), township, code) {
                (Some(shape), ..) => areas
                    .iter()
                    .any(|area| at.is_some_and(|at| area.locate(at) != Location::Outside) || shape.touches(area)),
                (None, Some(township), Some(code)) => code.starts_with(township.as_str()),
                (None, ..) => true,
            },
        }
    }

    /// Whether what is at a site is in it.
    pub(super) fn holds_site(&self, site: &Site) -> bool {
        self.holds(None, site.shape.as_deref(), site.division_code.as_deref())
    }
}

/// A built-up area that a thing reaches into.
struct AreaHere {
    id: Uuid,
    name: String,
    shape: Arc<Shape>,
}

fn areas_of(shape: &Shape, snapshot: &Snapshot, day: Date) -> Vec<AreaHere> {
    let Some((southwest, northeast)) = corners(shape) else { return Vec::new() };
    let areas = snapshot.built_up_areas.in_box(southwest, northeast, on(day));
    let here = areas.into_iter().filter_map(|area| {
        let drawn = shape_on(&snapshot.built_up_areas, area.id, day)?;
        let name = said(area.feature.property("name")).unwrap_or_default();
        drawn.touches(shape).then(|| AreaHere { id: area.id, name, shape: drawn.clone().into() })
    });
    here.collect()
}

/// The shape that a thing has on a day, or else that of one of its other runs.
pub(super) fn shape_on<F>(records: &Records<F>, id: Uuid, day: Date) -> Option<&Shape> {
    let runs = records.get(id).map(|entry| (entry.row.valid.holds_on(day), entry.row.valid.from(), &entry.shape));
    runs.max_by_key(|(holds, from, _)| (*holds, *from)).map(|(.., shape)| shape)
}

/// The beginning of the code of the division in which a site lies: what was said, else where it was drawn.
fn code(site: &Site, snapshot: &Snapshot, day: Date, length: usize) -> Option<String> {
    let beginning = |code: &str| code.get(..length).unwrap_or(code).to_owned();
    if let Some(said) = &site.division_code {
        return Some(beginning(beginning_of(said)));
    }
    let at = site.shape.as_ref()?.positions().next()?;
    let level = |record: &Record<DivisionFacts>| record.facts.code.len();
    let covering = snapshot.divisions.covering(at, on(day));
    let around: Vec<_> = covering.into_iter().map(|(record, _)| record).collect();
    let fitting = around.iter().filter(|record| level(record) >= length).min_by_key(|record| level(record));
    // Between the townships, as where their borders are not drawn, the county is known still.
    let held = fitting.or_else(|| around.iter().max_by_key(|record| level(record)))?;
    Some(beginning(&held.facts.code))
}

pub(super) fn corners(shape: &Shape) -> Option<(Position, Position)> {
    let bounds = shape.bounds()?;
    let corner = |at: geo::Coord<f64>| Position::new(at.x, at.y).ok();
    corner(bounds.min()).zip(corner(bounds.max()))
}

fn told(kind: &'static str, units: Vec<String>, zh: String, en: &str) -> ScopeTold {
    ScopeTold { kind, units, text: Text::new(zh, en) }
}
