//! The nearest features of one collection.

use time::Date;

use super::json::{Json, Near};
use crate::{
    index::live::{Indexed, Record, Snapshot, on},
    kernel::geometry::Position,
    published::{BuiltUpArea, Collection, Division, Place, Sign, Street},
};

/// What is searched and how far.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// From where.
    pub position: Position,
    /// For which day.
    pub at: Date,
    /// At most so many.
    pub limit: usize,
    /// None beyond so many metres.
    pub max_distance_m: Option<f64>,
}

/// The nearest records of `R`, the nearest first.
#[must_use]
pub fn nearest<'s, R: Indexed>(snapshot: &'s Snapshot, search: &Search) -> Vec<Near<'s, R::Facts>> {
    let in_force = on(search.at);
    let filter = |record: &Record<R::Facts>| in_force(record);
    let near = R::records(snapshot).nearest(search.position, search.limit, search.max_distance_m, filter);
    near.into_iter().map(Near::new).collect()
}

/// The nearest features and how far the answer reaches.
#[derive(Debug)]
pub struct Found {
    /// A GeoJSON feature collection, the nearest first; each feature has `distance_m` among its properties.
    pub geojson: Json,
    /// The distance in metres beyond which nothing can change the answer; `None` when there may be more.
    pub horizon_m: Option<f64>,
}

impl Found {
    /// Searches `collection`; `None` for the collection of names, which lie where their things do.
    #[must_use]
    pub fn search(snapshot: &Snapshot, collection: Collection, search: &Search) -> Option<Self> {
        Some(match collection {
            Collection::Divisions => Self::among::<Division>(snapshot, search),
            Collection::BuiltUpAreas => Self::among::<BuiltUpArea>(snapshot, search),
            Collection::Places => Self::among::<Place>(snapshot, search),
            Collection::Streets => Self::among::<Street>(snapshot, search),
            Collection::Signs => Self::among::<Sign>(snapshot, search),
            Collection::Names => return None,
        })
    }

    fn among<R: Indexed>(snapshot: &Snapshot, search: &Search) -> Self {
        // How far an outline is away would tell where it lies.
        let is_told = snapshot.tells_outlines || !R::IS_OUTLINE;
        let near = if is_told { nearest::<R>(snapshot, search) } else { Vec::new() };
        let complete = near.len() >= search.limit || !is_told;
        let horizon_m =
            if complete { Some(near.last().map_or(0.0, |near| near.metres)) } else { search.max_distance_m };

        let bytes = near.iter().map(|near| near.record.feature.as_str().len() + 32).sum::<usize>() + 64;
        let mut geojson = Json::with_capacity(bytes);
        geojson.text("{\"type\":\"FeatureCollection\",\"features\":").list(&near, |json, near| {
            near.open_feature(json).text("}}");
        });
        geojson.text("}");
        Self { geojson, horizon_m }
    }
}
