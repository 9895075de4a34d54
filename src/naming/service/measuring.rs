//! Length and width of streets: measured at the survey, and held against the line.

use geo::Geometry;
use serde_json::{Value, json};

use super::{
    checking,
    desk::{Desk, Stand},
    reserving::reserve,
    resolving::Resolver,
};
use crate::{
    kernel::{geometry::line_length_m, law, text::Text},
    naming::{
        CaseType, Refusal,
        clinic::Severity,
        model::{CheckStage, Item, ItemId, NamingCase},
        store,
    },
};

/// By how much a length may differ from that of the line before somebody must say why: by both. No rule names a figure;
/// these are ours, wide enough for lines that end at a kerb instead of an axis.
const FAR_OFF: (f64, f64) = (0.10, 20.0);

/// The rule by which lengths are held against lines, beside those of the name clinic.
const RULE: &str = "L01";

/// What was measured of one item on the spot; what is left out stays as it was applied for.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Which.
    pub item: ItemId,
    /// Metres.
    pub length_m: Option<f64>,
    /// Metres.
    pub width_m: Option<f64>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub geometry: Option<Geometry<f64>>,
}

/// A figure of an item that its drawing does not bear out. It is told and settled like a warning of the name clinic.
#[derive(Debug, Clone)]
pub(super) struct Doubt {
    /// The same in every run, as long as the same figures are there.
    pub(super) key: String,
    /// The sentence.
    pub(super) text: Text,
}

impl Doubt {
    /// As a verdict of the name clinic is told.
    pub(super) fn told(&self) -> Value {
        json!({
            "rule": RULE, "severity": Severity::Warn, "finding": "length_unlike_line", "pack": null,
            "clause": law::citation("R753-9.2"), "matched": null, "needs_person": true,
            "text": self.text, "key": self.key,
        })
    }
}

/// What the drawing of an item does not bear out, in a case that brings or changes its extent.
pub(super) fn doubt(case_type: CaseType, item: &Item) -> Option<Doubt> {
    // Nobody has surveyed a sketch, so that it proves nothing.
    if item.sketched || !item.is_street() || !matches!(case_type, CaseType::Name | CaseType::ExtentChange) {
        return None;
    }
    let (said, drawn) = (item.street.length_m?, line_length_m(item.geometry.as_ref()?)?.round());
    let (part, metres) = FAR_OFF;
    let apart = (said - drawn).abs();
    (apart > metres && apart > part * drawn).then(|| Doubt {
        key: format!("{RULE}:{said}:{drawn}"),
        text: Text::new(
            format!("“{}”的长度填报为 {said} 米，图上量得 {drawn} 米", item.name),
            format!("{}: the length is said to be {said} m, the line is {drawn} m long", item.name),
        ),
    })
}

/// Refuses streets that get a name and have no length or width by the time they were surveyed.
pub(super) fn refuse_unmeasured(case: &NamingCase, items: &[Item], stand: Stand) -> Result<(), Refusal> {
    let streets = items.iter().filter(|item| item.is_street() && case.draft.case_type.brings_name());
    let unmeasured = streets.flat_map(|item| {
        let figures = [
            ("street/length_m", item.street.length_m, "缺少长度", "the length is missing"),
            ("street/width_m", item.street.width_m, "缺少宽度", "the width is missing"),
        ];
        figures.into_iter().filter(|(_, figure, ..)| figure.is_none()).map(move |(member, _, zh, en)| {
            let text = Text::new(format!("“{}”{zh}", item.name), format!("{}: {en}", item.name));
            (stand.pointer(item, member), text)
        })
    });
    let unmeasured: Vec<_> = unmeasured.collect();
    if unmeasured.is_empty() { Ok(()) } else { Err(Refusal::Incomplete(unmeasured)) }
}

/// Keeps what was measured of open items of a case. A line that was drawn on the spot is checked as if it were sent with an
/// item, and the case holds its names where the line lies now.
pub(super) async fn keep(
    desk: &Desk<'_>,
    case: &NamingCase,
    items: &mut [Item],
    measured: Vec<Measured>,
) -> Result<(), Refusal> {
    let resolver = Resolver::new(desk, &case.draft).await?;
    let mut changed = Vec::with_capacity(measured.len());
    for (at, Measured { item: id, length_m, width_m, geometry }) in measured.into_iter().enumerate() {
        let at = format!("/measured/{at}");
        let item = items.iter_mut().find(|item| item.id == id).ok_or_else(|| {
            Refusal::unfit(format!("{at}/item_id"), "案件中没有这个待定条目", "the case has no such open item")
        })?;
        if let Some(drawn) = geometry {
            resolver.check_drawn(&item.category, &drawn, &at).await?;
            let pointer = format!("{at}/geometry");
            resolver.division(item.division_code.as_deref(), None, Some(&drawn), &pointer).await?;
            item.street.length_m = line_length_m(&drawn).filter(|_| item.is_street()).map(f64::round);
            (item.geometry, item.sketched) = (Some(drawn), false);
        }
        item.street.length_m = length_m.or(item.street.length_m);
        item.street.width_m = width_m.or(item.street.width_m);
        store::items::put(desk.tx, case.id, item).await?;
        changed.push(item.clone());
    }
    if changed.is_empty() {
        return Ok(());
    }
    let run = checking::run(desk, case, CheckStage::Change, &changed).await?;
    reserve(desk, case, &changed, &run).await?;
    run.refuse_blocked(&changed)
}
