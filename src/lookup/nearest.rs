//! The nearest features of one collection.

use std::sync::Arc;

use serde::Serialize;
use time::Date;

use crate::{
    features::geojson::Feature,
    index::{
        live::{Snapshot, on},
        spatial::Layer,
    },
    kernel::geometry::Position,
    lookup::answer::millimetres,
    published::{BuiltUpArea, Collection, Division, Place, PublishedRow, Run, Street},
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

/// Rows with their distances in metres.
type Near<R> = Vec<(Arc<Run<R>>, f64)>;

/// The nearest rows of one collection with their distances in metres, the nearest first.
#[derive(Debug)]
pub enum Found {
    /// Divisions.
    Divisions(Near<Division>),
    /// Built-up areas.
    BuiltUpAreas(Near<BuiltUpArea>),
    /// Places.
    Places(Near<Place>),
    /// Streets.
    Streets(Near<Street>),
}

impl Found {
    /// Searches `collection`; `None` for the collection of names, which lie where their things do.
    #[must_use]
    pub fn search(snapshot: &Snapshot, collection: Collection, search: &Search) -> Option<Self> {
        Some(match collection {
            Collection::Divisions => Self::Divisions(nearest(&snapshot.divisions, search)),
            Collection::BuiltUpAreas => Self::BuiltUpAreas(nearest(&snapshot.built_up_areas, search)),
            Collection::Places => Self::Places(nearest(&snapshot.places, search)),
            Collection::Streets => Self::Streets(nearest(&snapshot.streets, search)),
            Collection::Names => return None,
        })
    }

    /// A GeoJSON feature collection; each feature has `distance_m` among its properties.
    pub fn to_geojson(&self) -> serde_json::Result<String> {
        match self {
            Self::Divisions(near) => collection(near),
            Self::BuiltUpAreas(near) => collection(near),
            Self::Places(near) => collection(near),
            Self::Streets(near) => collection(near),
        }
    }

    /// The distance in metres beyond which nothing can change the answer; `None` when there may be more.
    #[must_use]
    pub fn horizon_m(&self, search: &Search) -> Option<f64> {
        let distances = match self {
            Self::Divisions(near) => distances(near),
            Self::BuiltUpAreas(near) => distances(near),
            Self::Places(near) => distances(near),
            Self::Streets(near) => distances(near),
        };
        if distances.len() >= search.limit { distances.last().copied() } else { search.max_distance_m }
    }
}

fn nearest<R: PublishedRow>(layer: &Layer<uuid::Uuid, Run<R>>, search: &Search) -> Near<R> {
    let near = layer.nearest(search.position, search.limit, search.max_distance_m, on(search.at));
    near.into_iter().map(|(run, metres)| (Arc::clone(run), millimetres(metres))).collect()
}

/// What is said of a feature because it was asked for by distance.
#[derive(Debug, Serialize)]
struct Distance {
    distance_m: f64,
}

fn collection<R: PublishedRow>(near: &Near<R>) -> serde_json::Result<String> {
    let distances: Vec<Distance> = near.iter().map(|(_, metres)| Distance { distance_m: *metres }).collect();
    let features: Vec<_> =
        near.iter().zip(&distances).map(|((run, _), distance)| Feature::with(run, distance)).collect();
    serde_json::to_string(&Collected { kind: "FeatureCollection", features })
}

#[derive(Debug, Serialize)]
struct Collected<F> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<F>,
}

fn distances<R>(near: &Near<R>) -> Vec<f64> {
    near.iter().map(|(_, metres)| *metres).collect()
}
