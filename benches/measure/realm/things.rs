//! What is in the realm.

use geo::{Coord, LineString, Polygon};
use uuid::Uuid;

use super::Naming;

/// A county, township or village.
#[derive(Debug)]
pub(crate) struct Division {
    pub(crate) id: Uuid,
    pub(crate) level: &'static str,
    pub(crate) code: String,
    pub(crate) parent: Option<Uuid>,
    pub(crate) parent_code: Option<String>,
    pub(crate) naming: Naming,
    pub(crate) outline: Polygon<f64>,
}

/// The built-up area of a town.
#[derive(Debug)]
pub(crate) struct BuiltUpArea {
    pub(crate) id: Uuid,
    pub(crate) division: Uuid,
    pub(crate) division_code: String,
    pub(crate) naming: Naming,
    pub(crate) outline: Polygon<f64>,
}

/// A named point.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) id: Uuid,
    /// The township in whose code it is kept.
    pub(crate) division: Uuid,
    pub(crate) division_code: String,
    pub(crate) naming: Naming,
    pub(crate) at: Coord<f64>,
}

/// A street.
#[derive(Debug)]
pub(crate) struct Street {
    pub(crate) id: Uuid,
    /// The township in whose code it is kept.
    pub(crate) division: Uuid,
    pub(crate) division_code: String,
    pub(crate) naming: Naming,
    pub(crate) orientation: &'static str,
    pub(crate) line: LineString<f64>,
}
