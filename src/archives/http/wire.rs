//! What clients send, checked member by member.

use serde::Deserialize;
use serde_json::{Value, json};
use time::{Date, macros::date};
use uuid::Uuid;

use crate::{
    archives::{
        codes::{Class, ItemType, Retention, Secrecy},
        model::{ItemFacts, Link, LinkKind, MOST_LINKS, MOST_PAGES, VolumeFacts},
    },
    http::{
        Problem,
        content::{day, line, prose, unfit},
        schema::{self, object, or_null, text},
    },
};

/// The first year of which there can be archives here, and the last one.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The first day that a document can bear.
const FIRST_DAY: Date = date!(1900 - 01 - 01);

/// Longest office code.
const LONGEST_CODE: usize = 10;

/// A volume.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VolumeBody {
    class: Class,
    title: String,
    year: Option<i32>,
    line_id: Option<Uuid>,
    retention: Retention,
    secrecy: Secrecy,
    office_code: String,
    remark: Option<String>,
}

impl VolumeBody {
    pub(super) fn schema() -> Value {
        object(
            &["class", "title", "retention", "secrecy", "office_code"],
            json!({
                "class": words(Class::ALL.iter().map(|code| code.code())), "title": text(200, "title of the volume"),
                "year": { "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end(), "nullable": true,
                          "description": "of general documents, the year in which they were made" },
                "line_id": { "type": "string", "format": "uuid", "nullable": true,
                             "description": "of result materials, the boundary line" },
                "retention": words(Retention::ALL.iter().map(|code| code.code())),
                "secrecy": words(Secrecy::ALL.iter().map(|code| code.code())),
                "office_code": { "type": "string", "pattern": "^[A-Z0-9]{1,10}$",
                                 "description": "code of the office or the subject, a part of the catalogue number" },
                "remark": or_null(text(1_000, "note on the volume")),
            }),
        )
    }

    pub(super) fn checked(self) -> Result<VolumeFacts, Problem> {
        match (self.class, self.year, self.line_id) {
            (Class::General, None, _) => return Err(unfit("/year", "文书综合材料须有年度", "takes a year")),
            (Class::General, Some(_), Some(_)) => {
                return Err(unfit(
                    "/line_id",
                    "文书综合材料按年度立卷",
                    "general documents are filed by year, not by line",
                ));
            }
            (Class::Results, _, None) => {
                return Err(unfit("/line_id", "勘界成果材料须有界线", "takes a boundary line"));
            }
            (Class::Results, Some(_), Some(_)) => {
                return Err(unfit(
                    "/year",
                    "勘界成果材料按界线立卷",
                    "result materials are filed by line, not by year",
                ));
            }
            (Class::General, Some(_), None) | (Class::Results, None, Some(_)) => {}
        }
        if let Some(year) = self.year.filter(|year| !YEARS.contains(year)) {
            return Err(unfit(
                "/year",
                format!("{year} 不在 1900 至 2100 之间"),
                format!("{year} is not of 1900 to 2100"),
            ));
        }
        let is_code = |code: &str| {
            (1..=LONGEST_CODE).contains(&code.len())
                && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        if !is_code(&self.office_code) {
            return Err(unfit("/office_code", "须为 1 至 10 个大写字母或数字", "takes 1 to 10 of A-Z and 0-9"));
        }
        Ok(VolumeFacts {
            class: self.class,
            title: line("/title", self.title, 200)?,
            year: self.year,
            line: self.line_id,
            retention: self.retention,
            secrecy: self.secrecy,
            office_code: self.office_code,
            remark: self.remark.map(|remark| prose("/remark", &remark, 1_000)).transpose()?,
        })
    }
}

/// An item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemBody {
    #[serde(rename = "type")]
    item_type: ItemType,
    document_number: Option<String>,
    author: String,
    title: String,
    dated_on: Option<String>,
    secrecy: Secrecy,
    pages: Option<i32>,
    sealed: Option<bool>,
    signed: Option<bool>,
    remark: Option<String>,
    #[serde(default)]
    links: Vec<LinkBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkBody {
    kind: LinkKind,
    id: Uuid,
    page: Option<i32>,
}

impl ItemBody {
    pub(super) fn schema() -> Value {
        let pages = || json!({ "type": "integer", "minimum": 1, "maximum": MOST_PAGES, "nullable": true });
        let flag = |what| json!({ "type": "boolean", "nullable": true, "description": what });
        object(
            &["type", "author", "title", "secrecy"],
            json!({
                "type": words(ItemType::ALL.iter().map(|code| code.code())),
                "document_number": or_null(text(100, "document number")), "author": text(200, "who made it"),
                "title": text(300, "title"), "dated_on": or_null(schema::day("civil day on it")),
                "secrecy": words(Secrecy::ALL.iter().map(|code| code.code())), "pages": pages(),
                "sealed": flag("whether it bears every seal that it needs"),
                "signed": flag("whether it bears every signature that it needs"),
                "remark": or_null(text(500, "remark")),
                "links": { "type": "array", "maxItems": MOST_LINKS, "description": "what it belongs to", "items": object(
                    &["kind", "id"],
                    json!({ "kind": words(LinkKind::ALL.iter().map(|code| code.code())), "page": pages(),
                            "id": { "type": "string", "format": "uuid" } }),
                ) },
            }),
        )
    }

    /// The item; nothing on it is dated later than `today`.
    pub(super) fn checked(self, today: Date) -> Result<ItemFacts, Problem> {
        let dated_on = self.dated_on.map(|text| day("/dated_on", &text)).transpose()?;
        if let Some(dated_on) = dated_on.filter(|day| *day < FIRST_DAY || today < *day) {
            let (zh, en) = (
                format!("{dated_on} 不在 {FIRST_DAY} 至 {today} 之间"),
                format!("{dated_on} is not between {FIRST_DAY} and {today}"),
            );
            return Err(unfit("/dated_on", zh, en));
        }
        if self.links.len() > MOST_LINKS {
            let (zh, en) = (format!("至多 {MOST_LINKS} 个关联对象"), format!("takes at most {MOST_LINKS} links"));
            return Err(unfit("/links", zh, en));
        }
        let link = |(at, link): (usize, LinkBody)| {
            let page = link.page.map(|page| pages(&format!("/links/{at}/page"), page)).transpose()?;
            Ok(Link { kind: link.kind, target: link.id, page })
        };
        Ok(ItemFacts {
            item_type: self.item_type,
            document_number: self.document_number.map(|number| line("/document_number", number, 100)).transpose()?,
            author: line("/author", self.author, 200)?,
            title: line("/title", self.title, 300)?,
            dated_on,
            secrecy: self.secrecy,
            pages: self.pages.map(|count| pages("/pages", count)).transpose()?,
            sealed: self.sealed,
            signed: self.signed,
            remark: self.remark.map(|remark| line("/remark", remark, 500)).transpose()?,
            links: self.links.into_iter().enumerate().map(link).collect::<Result<_, Problem>>()?,
        })
    }
}

/// A number of pages.
fn pages(pointer: &str, pages: i32) -> Result<i32, Problem> {
    if (1..=MOST_PAGES).contains(&pages) {
        return Ok(pages);
    }
    Err(unfit(pointer, format!("须为 1 至 {MOST_PAGES}"), format!("takes 1 to {MOST_PAGES}")))
}

/// Why something is taken out, withdrawn or returned.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    reason: String,
}

impl ReasonBody {
    pub(super) fn schema() -> Value {
        object(&["reason"], json!({ "reason": text(1_000, "why") }))
    }

    pub(super) fn checked(self) -> Result<String, Problem> {
        prose("/reason", &self.reason, 1_000)
    }
}

/// One of these words.
pub(super) fn words<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    json!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}
