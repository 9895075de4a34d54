//! Streets 街路巷.

use serde::Serialize;
use tokio_postgres::Row;

use super::{Collection, Place, PublishedRow, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// A street: a place of which more is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Street {
    /// What is known of it as a place.
    #[serde(flatten)]
    pub place: Place,
    /// Engineering class.
    pub road_class: Option<String>,
    /// Urban, town or village road.
    pub admin_tier: Option<String>,
    /// Where it starts, as announced.
    pub starts_at: Option<String>,
    /// Where it ends, as announced.
    pub ends_at: Option<String>,
    /// Announced length in metres.
    pub length_m: Option<f64>,
    /// Announced width in metres.
    pub width_m: Option<f64>,
    /// `E-W`, `N-S` or `ring`.
    pub orientation: Option<String>,
    /// What its surface is made of.
    pub surface: Option<String>,
    /// Codes of the township-level divisions that its line meets.
    pub crosses: Vec<String>,
}

impl PublishedRow for Street {
    const COLLECTION: Collection = Collection::Streets;
    const RUNS: Statement = statement!("runs_of_streets");
    const COUNT: Statement = counting!("runs_of_streets");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "place_code",
        "category",
        "division_code",
        "illustrative",
        "attributes",
        "road_class",
        "admin_tier",
        "starts_at",
        "ends_at",
        "length_m",
        "width_m",
        "orientation",
        "surface",
        "crosses",
    ];
    const QUERYABLES: &'static [&'static str] =
        &["name", "category", "division_code", "place_code", "road_class", "admin_tier", "orientation", "surface"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            place: Place::read(row)?,
            road_class: row.column("road_class")?,
            admin_tier: row.column("admin_tier")?,
            starts_at: row.column("starts_at")?,
            ends_at: row.column("ends_at")?,
            length_m: row.column("length_m")?,
            width_m: row.column("width_m")?,
            orientation: row.column("orientation")?,
            surface: row.column("surface")?,
            crosses: row.column("crosses")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.place.name()
    }
}
