//! What a request for features asks (OGC API Features part 1, 7.15).

use serde_json::json;
use time::{Date, OffsetDateTime};

use super::{bbox, cursor::Cursor, days::Days, media::Media};
use crate::{
    db::{Error, ReadTx},
    http::{Param, Params, Problem},
    kernel::dates::parse_instant,
    published::{PublishedRow, Query},
};

/// Features on a page when nothing is said.
const USUAL_LIMIT: usize = 100;

/// Most features on a page; who asks for more gets so many (requirement `fc-limit-response-1`).
const MOST: usize = 10_000;

/// The record time that a request asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded(Option<OffsetDateTime>);

impl Recorded {
    pub(super) fn param() -> Param {
        Param::query(
            "recorded-at",
            json!({ "type": "string" }),
            "登记时间：登记簿在该时刻（日期则为该日终了时）所载；不给为现在",
            "record time: what the register said at this instant (for a day: at its close); now if not given",
        )
    }

    pub(super) fn asked(params: &Params) -> Result<Self, Problem> {
        params.parse_with("recorded-at", parse_instant).map(Self)
    }

    /// The query for these days as the register had them.
    pub(super) async fn query(self, tx: &ReadTx, days: Days) -> Result<Query, Error> {
        let recorded = match self.0 {
            Some(instant) => Some(tx.version_at(instant).await?),
            None => None,
        };
        Ok(Query { recorded, from: days.first, until: days.last, ..Query::default() })
    }
}

/// A page of a collection, as asked for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) limit: usize,
    pub(super) cursor: Option<Cursor>,
    /// The day that is today for this page and the next ones.
    pub(super) today: Date,
    days: Days,
    recorded: Recorded,
    boxes: Option<Vec<[f64; 4]>>,
    equals: Vec<Option<String>>,
}

impl Asked {
    /// The parameters that [`Asked::read`] reads.
    pub(super) fn params<R: PublishedRow>() -> Vec<Param> {
        let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL_LIMIT });
        let mut params = vec![
            Param::query("limit", limit, "每页要素的最多数量", "at most so many features on a page"),
            bbox::param(),
        ];
        params.extend(Days::params());
        params.extend([
            Recorded::param(),
            Param::query("cursor", json!({ "type": "string" }), "由 next 链接给出", "as given by a `next` link"),
            Media::GeoJson.param(),
        ]);
        params.extend(R::QUERYABLES.iter().map(|&name| {
            Param::query(
                name,
                json!({ "type": "string" }),
                &format!("属性 {name} 等于此值"),
                &format!("the property `{name}` has this value"),
            )
        }));
        params
    }

    pub(super) fn read<R: PublishedRow>(params: &Params, today: Date) -> Result<Self, Problem> {
        let cursor = params.parse_with("cursor", |text| Cursor::read(text, R::COLLECTION))?;
        let today = cursor.map_or(today, |cursor| cursor.today);
        Ok(Self {
            limit: params.parse_with("limit", limit)?.unwrap_or(USUAL_LIMIT),
            cursor,
            today,
            days: Days::asked(params, today)?,
            recorded: Recorded::asked(params)?,
            boxes: params.parse_with("bbox", bbox::read)?,
            equals: R::QUERYABLES.iter().map(|name| params.text(name).map(str::to_owned)).collect(),
        })
    }

    /// The query for the page and what follows it.
    pub(super) async fn query(&self, tx: &ReadTx) -> Result<Query, Error> {
        let query = self.recorded.query(tx, self.days).await?;
        let after = self.cursor.map(|cursor| cursor.after);
        Ok(Query { boxes: self.boxes.clone(), equals: self.equals.clone(), after, ..query })
    }
}

/// A positive number, however large.
fn limit(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let limit = if is_number { text.parse().unwrap_or(MOST) } else { 0 };
    (limit > 0).then(|| limit.min(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_positive_and_never_more_than_the_most() {
        assert_eq!(limit("1"), Some(1));
        assert_eq!(limit("10001"), Some(MOST));
        assert_eq!(limit("99999999999999999999999"), Some(MOST));
        for text in ["0", "000", "-1", "+1", "1.5", "1e3", "ten", "", " 1"] {
            assert_eq!(limit(text), None, "{text}");
        }
    }
}
