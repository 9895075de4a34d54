//! What clients send, checked into drafts; every fault is told with its place in the body.

use geo::Geometry;
use serde::Deserialize;
use time::Date;
use uuid::Uuid;

use crate::{
    http::{
        Problem,
        content::{self, clean_option, line, prose, unfit},
    },
    kernel::{
        pinyin::Syllable,
        place_name::LONGEST_NAME,
        words::{AdminTier, Orientation, RoadClass, Surface},
    },
    naming::{
        CaseType,
        model::{CaseDraft, ItemDraft, Sketch},
        service::Words,
    },
    register::{NewStreet, drawing, model::FeatureId},
};

/// Longest reasons and descriptions, in characters.
pub(super) const LONGEST_PROSE: usize = 5_000;

/// Longest single line, in characters.
pub(super) const LONGEST_LINE: usize = 200;

/// Most paragraphs of a notice that an officer writes.
const MOST_PARAGRAPHS: usize = 50;

/// A case to be opened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseBody {
    #[serde(rename = "type")]
    case_type: CaseType,
    title: String,
    applicant: String,
    township_code: Option<String>,
    reasons: String,
    #[serde(default)]
    pub(super) items: Vec<ItemBody>,
}

/// The cover of a case, written anew.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CoverBody {
    title: String,
    applicant: String,
    township_code: Option<String>,
    reasons: String,
}

/// Items to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemsBody {
    pub(super) items: Vec<ItemBody>,
}

/// One item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemBody {
    place_id: Option<Uuid>,
    name: Option<String>,
    readings: Option<Vec<String>>,
    category: Option<String>,
    division_code: Option<String>,
    location: Option<String>,
    applicant: Option<String>,
    reason: Option<String>,
    colloquial: Option<String>,
    geometry: Option<geojson::Geometry>,
    #[serde(default)]
    sketch: Option<bool>,
    street: Option<StreetBody>,
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

/// A reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    reason: String,
}

/// What an officer says of a notice or announcement in other words.
#[derive(Debug, Default, Deserialize)]
pub(super) struct WordsBody {
    title: Option<String>,
    document_number: Option<String>,
    body: Option<Vec<String>>,
    objection: Option<Vec<String>>,
    issued_by: Option<String>,
}

impl CaseBody {
    pub(super) fn checked(self) -> Result<(CaseDraft, Vec<ItemDraft>), Problem> {
        let Self { case_type, title, applicant, township_code, reasons, items } = self;
        let cover = CoverBody { title, applicant, township_code, reasons };
        Ok((cover.checked(case_type)?, items_of(items)?))
    }
}

impl CoverBody {
    /// The cover of a case of this type.
    pub(super) fn checked(self, case_type: CaseType) -> Result<CaseDraft, Problem> {
        Ok(CaseDraft {
            case_type,
            title: line("/title", self.title, LONGEST_LINE)?,
            applicant: line("/applicant", self.applicant, LONGEST_LINE)?,
            township_code: township("/township_code", self.township_code)?,
            reasons: prose("/reasons", &self.reasons, LONGEST_PROSE)?,
        })
    }
}

/// Years of the days on which something in a case can be done or planned.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A civil day on which something in a case was done or is to be.
pub(super) fn case_day(pointer: &str, text: &str) -> Result<Date, Problem> {
    let day = content::day(pointer, text)?;
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    let (first, last) = YEARS.into_inner();
    let (zh, en) = (format!("年份须在 {first} 至 {last} 之间"), format!("the year is from {first} to {last}"));
    Err(unfit(pointer, zh, en))
}

/// Nine digits, if anything.
pub(super) fn township(pointer: &str, code: Option<String>) -> Result<Option<String>, Problem> {
    match code {
        Some(code) if code.len() != 9 || !code.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(unfit(pointer, "乡镇代码须为 9 位数字", "the code of a township has 9 digits"))
        }
        code => Ok(code),
    }
}

/// Several items.
pub(super) fn items_of(items: Vec<ItemBody>) -> Result<Vec<ItemDraft>, Problem> {
    items.into_iter().enumerate().map(|(at, item)| item.checked(&format!("/items/{at}"))).collect()
}

impl ItemBody {
    /// The item at this place of the body.
    pub(super) fn checked(self, at: &str) -> Result<ItemDraft, Problem> {
        let of = |member: &str| format!("{at}/{member}");
        let one_line = |member: &str, text: Option<String>, most: usize| {
            text.map(|text| line(&of(member), text, most)).transpose()
        };
        let street = self.street.map(|street| street.checked(&of("street"))).transpose()?.unwrap_or_default();
        let geometry = drawn(&of("geometry"), self.geometry.as_ref())?;
        let category = one_line("category", self.category, 5)?;
        Ok(ItemDraft {
            place: self.place_id.map(FeatureId),
            name: one_line("name", self.name, LONGEST_NAME)?,
            readings: self.readings.map(|readings| syllables(&of("readings"), &readings)).transpose()?,
            category,
            division_code: clean_option(&of("division_code"), self.division_code)?,
            location: self.location.map(|text| prose(&of("location"), &text, 500)).transpose()?,
            applicant: one_line("applicant", self.applicant, 100)?,
            reason: self.reason.map(|text| prose(&of("reason"), &text, 2_000)).transpose()?,
            colloquial: one_line("colloquial", self.colloquial, 100)?,
            street,
            geometry,
            sketch: if self.sketch == Some(true) { Sketch::Wanted } else { Sketch::No },
        })
    }
}

impl StreetBody {
    fn checked(self, at: &str) -> Result<NewStreet, Problem> {
        let length_m = metres(&format!("{at}/length_m"), self.length_m)?;
        let width_m = metres(&format!("{at}/width_m"), self.width_m)?;
        let end = |member: &str, text: Option<String>| {
            text.map(|text| line(&format!("{at}/{member}"), text, LONGEST_LINE)).transpose()
        };
        Ok(NewStreet {
            road_class: self.road_class,
            admin_tier: self.admin_tier,
            starts_at: end("starts_at", self.starts_at)?,
            ends_at: end("ends_at", self.ends_at)?,
            length_m,
            width_m,
            orientation: self.orientation,
            surface: self.surface,
        })
    }
}

/// A number of metres, if any.
pub(super) fn metres(pointer: &str, metres: Option<f64>) -> Result<Option<f64>, Problem> {
    match metres {
        Some(metres) if !(metres > 0.0 && metres < 10_000_000.0) => {
            Err(unfit(pointer, "须为正的米数", "a positive number of metres"))
        }
        metres => Ok(metres),
    }
}

/// What is drawn, if anything.
pub(super) fn drawn(pointer: &str, drawn: Option<&geojson::Geometry>) -> Result<Option<Geometry<f64>>, Problem> {
    drawn.map(drawing::read).transpose().map_err(|error| {
        let text = error.text();
        unfit(pointer, text.zh, text.en)
    })
}

impl ReasonBody {
    /// The reason, 1 to 5,000 characters.
    pub(super) fn checked(&self) -> Result<String, Problem> {
        prose("/reason", &self.reason, LONGEST_PROSE)
    }
}

impl WordsBody {
    pub(super) fn checked(self) -> Result<Words, Problem> {
        let one_line =
            |pointer: &str, text: Option<String>| text.map(|text| line(pointer, text, LONGEST_LINE)).transpose();
        Ok(Words {
            title: one_line("/title", self.title)?,
            document_number: one_line("/document_number", self.document_number)?,
            body: self.body.map(|body| paragraphs("/body", &body)).transpose()?,
            objection: self.objection.map(|body| paragraphs("/objection", &body)).transpose()?,
            issued_by: one_line("/issued_by", self.issued_by)?,
        })
    }
}

fn paragraphs(pointer: &str, texts: &[String]) -> Result<Vec<String>, Problem> {
    if texts.is_empty() || texts.len() > MOST_PARAGRAPHS {
        let (zh, en) = (format!("须为 1 至 {MOST_PARAGRAPHS} 段"), format!("takes 1 to {MOST_PARAGRAPHS} paragraphs"));
        return Err(unfit(pointer, &zh, &en));
    }
    texts.iter().enumerate().map(|(at, text)| prose(&format!("{pointer}/{at}"), text, LONGEST_PROSE)).collect()
}

/// Syllables with their tones.
pub(super) fn syllables(pointer: &str, texts: &[String]) -> Result<Vec<Syllable>, Problem> {
    let one = |(at, text): (usize, &String)| {
        text.parse().map_err(|_| {
            let (zh, en) = (format!("“{text}”不是带声调的音节"), format!("`{text}` is no syllable with a tone"));
            unfit(&format!("{pointer}/{at}"), &zh, &en)
        })
    };
    texts.iter().enumerate().map(one).collect()
}
