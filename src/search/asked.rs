//! What a search asks.

use serde_json::json;

use super::{filter::Filter, status::STATUSES};
use crate::{
    http::{Param, Params, Problem, Text, bbox, params::bad_parameter},
    index::{
        live::Snapshot,
        names::{Pattern, Wanted},
    },
    kernel::geometry::Position,
    lookup::params::{crs, of_crs, stored},
};

/// Longest text that is looked for, in characters; of it at most 64 are letters and characters.
pub(super) const LONGEST: usize = 256;

/// A text to be looked for, and what narrows the search down.
#[derive(Debug)]
pub(super) struct Asked<'p> {
    pub(super) q: &'p str,
    /// None when nothing in the text could be part of a name.
    pub(super) pattern: Option<Pattern>,
    pub(super) wanted: Wanted,
    pub(super) filter: Filter,
}

/// How many are told: unless something is said, and at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Many {
    pub(super) usual: usize,
    pub(super) most: usize,
}

impl<'p> Asked<'p> {
    /// The parameters that [`Asked::read`] reads.
    pub(super) fn params(many: Many) -> Vec<Param> {
        let text = || json!({ "type": "string" });
        vec![
            Param::query(
                "q",
                json!({ "type": "string", "maxLength": LONGEST }),
                "名称：汉字、拼音（声调、空格可有可无）、首字母或混写；繁体、全角、错一处均可",
                "a name: characters, pinyin with or without tones and spaces, initials, mixed; traditional forms, \
                 full-width forms and one error are understood",
            )
            .required(),
            Param::query(
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": many.most, "default": many.usual }),
                "最多几个",
                "at most so many",
            ),
            bbox::param(),
            Param::query(
                "division",
                text(),
                "政区代码或名称：该政区及其以下",
                "code or name of a division: itself and everything below it",
            ),
            Param::query(
                "category",
                text(),
                "类别代码或其开头（GB/T 18521）",
                "category code (GB/T 18521) or its beginning",
            ),
            Param::query(
                "status",
                json!({ "type": "array", "items": { "type": "string", "enum": STATUSES } }),
                "只要这些名称：standard 标准名，other 其他现用名称，former 曾用名",
                "only standard names, other names in use, former names",
            ),
            Param::query(
                "near",
                json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" } }),
                "经度,纬度：匹配程度相同者，近的在前",
                "longitude,latitude: of what matches equally well the nearer one first",
            ),
            of_crs(),
        ]
    }

    pub(super) fn read(params: &'p Params, snapshot: &Snapshot, many: Many) -> Result<Self, Problem> {
        let q = params
            .given("q")
            .ok_or_else(|| bad_parameter("q", Text::new("缺少参数 q", "the parameter q is missing")))?;
        let near = near(params)?;
        Ok(Self {
            q,
            pattern: pattern(q).map_err(|text| bad_parameter("q", text))?,
            wanted: Wanted { limit: params.limit(many.usual, many.most)?, near },
            filter: Filter::read(params, snapshot)?,
        })
    }
}

/// Reads a text to be looked for; none when nothing in it could be part of a name, an error when it is too long.
pub(super) fn pattern(text: &str) -> Result<Option<Pattern>, Text> {
    match Pattern::read(text) {
        None if text.chars().any(char::is_alphanumeric) || text.chars().nth(LONGEST).is_some() => Err(Text::new(
            format!("q 过长：至多 {LONGEST} 个字符，其中文字至多 64 个"),
            format!("q is too long: at most {LONGEST} characters are read, 64 of them letters or digits"),
        )),
        read => Ok(read),
    }
}

/// Reads `near` and `crs`.
fn near(params: &Params) -> Result<Option<Position>, Problem> {
    let pair = |text: &str| -> Option<(f64, f64)> {
        let (x, y) = text.split_once(',')?;
        Some((x.trim().parse().ok()?, y.trim().parse().ok()?))
    };
    // Also without a position a system that there is none of is refused.
    crs(params)?;
    params.parse_with("near", pair)?.map(|near| stored(params, "near", near)).transpose()
}
