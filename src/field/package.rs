//! Work packages: what a phone takes along before it goes where there is no network.

use std::collections::BTreeSet;

use geo::{BoundingRect, Rect, coord};
use serde::Serialize;
use time::Date;
use uuid::Uuid;

use crate::{
    db::tx::Tx,
    http::{Problem, content::unfit},
    kernel::actor::UserId,
    published::{Query, Run, Street},
    signs::{
        self, SignId,
        damage::{self, Report, ReportState},
        model::Sign,
        repair::{self, Order, OrderState},
        survey::{self, Campaign, CampaignId, Stop},
    },
};

/// Most streets of one package.
const MOST_STREETS: usize = 5_000;

/// Most signs of one package.
const MOST_SIGNS: usize = 20_000;

/// The scales at which streets and house fronts are told apart, for maps that are taken along.
const ZOOMS: std::ops::RangeInclusive<u8> = 12..=17;

/// Which part of the county.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Area {
    /// What a campaign walks.
    Campaign(CampaignId),
    /// West, south, east, north in degrees, EPSG:4490.
    Within([f64; 4]),
    /// Nothing but the own work.
    OwnWork,
}

/// What a phone takes along.
#[derive(Debug)]
pub struct Package {
    /// Streets of the area.
    pub streets: Vec<Run<Street>>,
    /// Signs of the area, and those of the orders, by number.
    pub signs: Vec<Sign>,
    /// Open orders of the crew, the newest number first.
    pub orders: Vec<Order>,
    /// Open reports on these signs, the newest number first.
    pub reports: Vec<Report>,
    /// Open campaigns that the crew walks.
    pub campaigns: Vec<Campaign>,
    /// The signs of the campaign that are still to be looked at, in the order of a short walk.
    pub stops: Vec<Stop>,
    /// Map tiles that cover all of it.
    pub tiles: Vec<TileRange>,
}

/// Tiles of WebMercatorQuad (OGC 17-083r4) at one scale, from corner to corner, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TileRange {
    /// Tile matrix.
    pub zoom: u8,
    /// From north.
    pub min_row: u32,
    /// To south.
    pub max_row: u32,
    /// From west.
    pub min_col: u32,
    /// To east.
    pub max_col: u32,
}

/// Puts a package together for a crew, as things are on a day.
pub async fn pack(tx: &Tx, (user, login): (UserId, &str), area: Area, day: Date) -> Result<Package, Problem> {
    let mine = repair::Filter {
        states: Some(vec![OrderState::Assigned, OrderState::InProgress]),
        crew: Some(login.to_owned()),
        ..repair::Filter::default()
    };
    let orders = repair::service::list(tx, &mine, i64::MAX).await?;
    let streets = streets(tx, area, day).await?;
    let mut signs = signs_of(tx, area).await?;
    let known: BTreeSet<SignId> = signs.iter().map(|sign| sign.id).collect();
    let ordered = orders.iter().map(|order| order.sign).filter(|sign| !known.contains(sign)).map(|sign| sign.0);
    signs.extend(signs_by_id(tx, ordered.collect()).await?);
    if streets.len() > MOST_STREETS || signs.len() > MOST_SIGNS {
        let zh = format!("范围过大：至多 {MOST_STREETS} 条街路、{MOST_SIGNS} 块标志，请缩小");
        let en = format!("too large: at most {MOST_STREETS} streets and {MOST_SIGNS} signs; take a smaller area");
        return Err(unfit("bbox", zh, en));
    }
    signs.sort_by_key(|sign| sign.number);
    let reports = reports(tx, &signs).await?;
    let stops = match area {
        Area::Campaign(id) => survey::service::way(tx, id, None).await?,
        Area::Within(_) | Area::OwnWork => Vec::new(),
    };
    let tiles = tiles(&streets, &signs);
    Ok(Package { streets, signs, orders, reports, campaigns: survey::service::open_of(tx, user).await?, stops, tiles })
}

async fn streets(tx: &Tx, area: Area, day: Date) -> Result<Vec<Run<Street>>, Problem> {
    let limit = i64::try_from(MOST_STREETS + 1).ok();
    let on_day = Query { from: Some(day), until: Some(day), limit, ..Query::default() };
    let wanted = match area {
        Area::Campaign(id) => Query { ids: Some(survey::service::walked(tx, id).await?.0), ..on_day },
        Area::Within(bbox) => Query { boxes: Some(vec![bbox]), ..on_day },
        Area::OwnWork => return Ok(Vec::new()),
    };
    Ok(wanted.fetch(tx).await?)
}

async fn signs_of(tx: &Tx, area: Area) -> Result<Vec<Sign>, Problem> {
    match area {
        Area::Campaign(id) => {
            let walked = survey::service::walked(tx, id).await?.1;
            signs_by_id(tx, walked.into_iter().map(|sign| sign.0).collect()).await
        }
        Area::Within(bbox) => {
            let within = signs::service::Filter { bbox: Some(bbox), ..signs::service::Filter::default() };
            let mut found =
                signs::service::list(tx, &within, i64::try_from(MOST_SIGNS + 1).unwrap_or(i64::MAX)).await?;
            found.retain(|sign| sign.ended_on.is_none());
            Ok(found)
        }
        Area::OwnWork => Ok(Vec::new()),
    }
}

async fn signs_by_id(tx: &Tx, ids: Vec<Uuid>) -> Result<Vec<Sign>, Problem> {
    let these = signs::service::Filter { ids: Some(ids), ..signs::service::Filter::default() };
    Ok(signs::service::list(tx, &these, i64::try_from(MOST_SIGNS + 1).unwrap_or(i64::MAX)).await?)
}

async fn reports(tx: &Tx, signs: &[Sign]) -> Result<Vec<Report>, Problem> {
    let open = ReportState::ALL.iter().copied().filter(|state| state.is_open()).collect();
    let filter = damage::Filter { states: Some(open), ..damage::Filter::default() };
    let known: BTreeSet<SignId> = signs.iter().map(|sign| sign.id).collect();
    let mut reports = damage::service::list(tx, &filter, i64::MAX).await?;
    reports.retain(|report| report.sign.is_some_and(|sign| known.contains(&sign)));
    Ok(reports)
}

fn tiles(streets: &[Run<Street>], signs: &[Sign]) -> Vec<TileRange> {
    let boxes = streets
        .iter()
        .filter_map(|street| street.geometry.as_ref()?.bounding_rect())
        .chain(signs.iter().map(|sign| sign.facts.position.bounding_rect()));
    let whole = boxes.reduce(|one, other| {
        let (low, high) = (one.min(), one.max());
        Rect::new(
            coord! { x: low.x.min(other.min().x), y: low.y.min(other.min().y) },
            coord! { x: high.x.max(other.max().x), y: high.y.max(other.max().y) },
        )
    });
    whole.map(|whole| ZOOMS.map(|zoom| TileRange::covering(zoom, whole)).collect()).unwrap_or_default()
}

impl TileRange {
    /// The tiles that cover a box in degrees, x = longitude, y = latitude.
    #[must_use]
    pub fn covering(zoom: u8, whole: Rect<f64>) -> Self {
        let (min_col, max_row) = tile(zoom, whole.min().x, whole.min().y);
        let (max_col, min_row) = tile(zoom, whole.max().x, whole.max().y);
        Self { zoom, min_row, max_row, min_col, max_col }
    }
}

/// Column and row of the tile at a position in degrees (spherical Mercator, EPSG:3857).
fn tile(zoom: u8, lon: f64, lat: f64) -> (u32, u32) {
    let across = f64::from(1_u32 << zoom);
    let latitude = lat.to_radians();
    let down = (1.0 - (latitude.tan() + latitude.cos().recip()).ln() / std::f64::consts::PI) / 2.0;
    let place = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and 2^zoom - 1")]
        let place = (share * across).floor().clamp(0.0, across - 1.0) as u32;
        place
    };
    (place((lon + 180.0) / 360.0), place(down))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_those_of_web_mercator_quad() {
        // The four quarters of the world meet at 0, 0.
        assert_eq!((tile(1, -0.1, 0.1), tile(1, 0.1, -0.1)), ((0, 0), (1, 1)));
        assert_eq!((tile(0, 180.0, -90.0), tile(3, -180.0, 90.0)), ((0, 0), (0, 0)));
        // Tianmen, by the formula with asinh instead.
        assert_eq!(tile(13, 113.166, 30.653), (6671, 3362));
        let whole = Rect::new(coord! { x: 113.10, y: 30.60 }, coord! { x: 113.20, y: 30.70 });
        let range = TileRange::covering(13, whole);
        assert!(range.min_row < range.max_row && range.min_col < range.max_col);
    }
}
