//! What clients send, checked into candidates; every fault is told with its place in the body.

use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{Candidate, RuleBook, Site};
use crate::{
    http::{
        Problem, Text,
        content::{self, line, unfit},
    },
    index::live::Snapshot,
    kernel::place_name::LONGEST_NAME,
    register::drawing,
};

/// Most names of one request.
pub(super) const MOST_NAMES: usize = 50;

/// Most positions of one drawing: a street has a few dozen.
const MOST_POSITIONS: usize = 5_000;

/// Longest code of a division, in digits.
const LONGEST_CODE: usize = 12;

/// Beyond this nothing in a county is wide or long, in metres.
const FARTHEST_M: f64 = 10_000_000.0;

/// The names to be checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckBody {
    on: Option<String>,
    candidates: Vec<CandidateBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CandidateBody {
    name: String,
    category: String,
    geometry: Option<geojson::Geometry>,
    width_m: Option<f64>,
    length_m: Option<f64>,
    division_code: Option<String>,
    renames: Option<Uuid>,
    #[serde(default)]
    measures_attached: bool,
    item: Option<Uuid>,
}

/// The schema of the body.
pub(super) fn schema() -> Value {
    let metres = |what: &str| json!({ "type": "number", "exclusiveMinimum": 0, "description": what });
    let id = |what: &str| json!({ "type": "string", "format": "uuid", "description": what });
    json!({
        "type": "object", "required": ["candidates"], "additionalProperties": false,
        "properties": {
            "on": { "type": "string", "format": "date",
                    "description": "the civil day whose rules are asked, and on which names must be in use; today unless said" },
            "candidates": { "type": "array", "minItems": 1, "maxItems": MOST_NAMES, "items": {
                "type": "object", "required": ["name", "category"], "additionalProperties": false,
                "properties": {
                    "name": { "type": "string", "minLength": 1, "maxLength": LONGEST_NAME },
                    "category": { "type": "string", "pattern": "^[0-9]{5}$", "description": "category of GB/T 18521, such as 23514" },
                    "geometry": { "type": "object", "description": "GeoJSON geometry: where the thing is" },
                    "width_m": metres("width in metres"),
                    "length_m": metres("length in metres; that of the line unless said"),
                    "division_code": { "type": "string", "pattern": "^[0-9]{2,12}$",
                                       "description": "code of the division of the county in which the thing will be kept" },
                    "renames": id("the thing that is to be renamed: its own names do not collide"),
                    "measures_attached": { "type": "boolean", "default": false,
                                           "description": "whether the protective measures for a listed name are there (Order 753 art. 25)" },
                    "item": id("the item of a naming case that this name is of: its own reservation does not collide"),
                },
            } },
        },
    })
}

impl CheckBody {
    /// The rules of the day that was said, or else of `today`.
    pub(super) fn book(&self, today: Date) -> Result<RuleBook, Problem> {
        let day = self.on.as_ref().map_or(Ok(today), |text| content::day("/on", text))?;
        RuleBook::on(day).map_err(|none| {
            let Text { zh, en } = none.text();
            unfit("/on", zh, en)
        })
    }

    /// Refuses a division that the register's county does not have.
    pub(super) fn check_divisions(
        candidates: &[Candidate],
        county_code: &str,
        snapshot: &Snapshot,
    ) -> Result<(), Problem> {
        let codes = candidates.iter().map(|candidate| candidate.site.division_code.as_deref());
        let unknown = codes.enumerate().find_map(|(at, code)| {
            let code = code?;
            let known = code.starts_with(county_code) && snapshot.division(code).is_some();
            (!known).then_some((at, code))
        });
        unknown.map_or(Ok(()), |(at, code)| {
            Err(unfit(
                &format!("/candidates/{at}/division_code"),
                format!("本县（{county_code}）没有代码为 {code} 的政区"),
                format!("no division of the county {county_code} has the code {code}"),
            ))
        })
    }

    /// The candidates, each checked.
    pub(super) fn candidates(self, book: &RuleBook) -> Result<Vec<Candidate>, Problem> {
        match self.candidates.len() {
            0 => Err(unfit("/candidates", "没有名称", "there is no name")),
            1..=MOST_NAMES => {
                let checked = self.candidates.into_iter().enumerate();
                checked.map(|(at, body)| body.checked(&format!("/candidates/{at}"), book)).collect()
            }
            many => {
                let zh = format!("一次至多检查 {MOST_NAMES} 个名称，实有 {many} 个");
                Err(unfit("/candidates", zh, format!("at most {MOST_NAMES} names are checked at once, not {many}")))
            }
        }
    }
}

impl CandidateBody {
    fn checked(self, pointer: &str, book: &RuleBook) -> Result<Candidate, Problem> {
        let at = |member: &str| format!("{pointer}/{member}");
        let name = line(&at("name"), &self.name, LONGEST_NAME)?;
        if !book.knows(&self.category) {
            let (zh, en) = (
                "不是可命名的类别代码（GB/T 18521，五位数字）",
                "no category of GB/T 18521, five digits, that can be named",
            );
            return Err(unfit(
                &at("category"),
                format!("“{}”{zh}", self.category),
                format!("`{}` is {en}", self.category),
            ));
        }
        for (member, metres) in [("width_m", self.width_m), ("length_m", self.length_m)] {
            if metres.is_some_and(|metres| !(metres > 0.0 && metres < FARTHEST_M)) {
                return Err(unfit(&at(member), "须为正的米数", "a positive number of metres"));
            }
        }
        if let Some(code) = &self.division_code
            && !(code.bytes().all(|byte| byte.is_ascii_digit()) && (2..=LONGEST_CODE).contains(&code.len()))
        {
            let (zh, en) = ("政区代码须为 2 至 12 位数字", "a code of a division has 2 to 12 digits");
            return Err(unfit(&at("division_code"), zh, en));
        }
        Ok(Candidate {
            name,
            category: self.category,
            site: site(&at("geometry"), self.geometry.as_ref(), self.division_code)?,
            width_m: self.width_m,
            length_m: self.length_m,
            renames: self.renames,
            measures_attached: self.measures_attached,
            item: self.item,
        })
    }
}

fn site(pointer: &str, drawn: Option<&geojson::Geometry>, division_code: Option<String>) -> Result<Site, Problem> {
    let refused = |Text { zh, en }: Text| unfit(pointer, zh, en);
    let drawn = drawn.map(drawing::read).transpose().map_err(|error| refused(error.text()))?;
    let positions = drawn.as_ref().map_or(0, geo::CoordsIter::coords_count);
    if positions > MOST_POSITIONS {
        let zh = format!("图形的坐标点超过 {MOST_POSITIONS} 个");
        return Err(unfit(pointer, zh, format!("the drawing has more than {MOST_POSITIONS} positions")));
    }
    Site::new(drawn.as_ref(), division_code).map_err(|bad| refused(bad.text()))
}
