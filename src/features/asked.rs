//! What a request for features asks (OGC API Features part 1, 7.15).

use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{cursor::Cursor, days::Days, media::Media};
use crate::{
    db::{Error, ReadTx},
    http::{Param, Params, Problem, bbox},
    index::spatial::Shape,
    kernel::{dates::parse_instant, geometry::Position},
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

    /// Whether the register as it is now is asked for.
    pub(super) fn is_now(self) -> bool {
        self.0.is_none()
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

/// A box; its south-west corner lies east of the other one if it crosses the antimeridian.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) southwest: Position,
    pub(super) northeast: Position,
}

impl Window {
    /// Whether a shape and the box have a point in common.
    pub(super) fn meets(self, shape: &Shape) -> bool {
        shape.meets(self.southwest, self.northeast)
    }
}

/// A page of a collection, as asked for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) limit: usize,
    pub(super) cursor: Option<Cursor>,
    /// The day that is today for this page and the next ones.
    pub(super) today: Date,
    pub(super) days: Days,
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
            limit: params.limit(USUAL_LIMIT, MOST)?,
            cursor,
            today,
            days: Days::asked(params, today)?,
            recorded: Recorded::asked(params)?,
            boxes: params.parse_with("bbox", bbox::read)?,
            equals: R::QUERYABLES.iter().map(|name| params.text(name).map(str::to_owned)).collect(),
        })
    }

    /// Whether the register in memory can tell: as it is now, and chosen by place and days alone.
    pub(super) fn is_in_memory(&self) -> bool {
        self.recorded.is_now() && self.equals.iter().all(Option::is_none)
    }

    /// The id after which the page begins.
    pub(super) fn after(&self) -> Option<Uuid> {
        self.cursor.map(|cursor| cursor.after)
    }

    /// The box that was asked for as one, also if it crosses the antimeridian.
    pub(super) fn window(&self) -> Option<Window> {
        let boxes = self.boxes.as_ref()?;
        let ([west, south, ..], [.., east, north]) = (boxes.first()?, boxes.last()?);
        Some(Window { southwest: Position::new(*west, *south).ok()?, northeast: Position::new(*east, *north).ok()? })
    }

    /// The query for the page and what follows it.
    pub(super) async fn query(&self, tx: &ReadTx) -> Result<Query, Error> {
        let query = self.recorded.query(tx, self.days).await?;
        Ok(Query { boxes: self.boxes.clone(), equals: self.equals.clone(), after: self.after(), ..query })
    }
}
