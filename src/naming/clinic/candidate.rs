//! Names that are asked about.

use std::sync::Arc;

use geo::{Geometry, LineString};
use uuid::Uuid;

use crate::{
    index::spatial::Shape,
    kernel::geometry::{BadPosition, Position, geodesic_m},
};

/// A name that somebody proposes, with what is known of the thing that is to have it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name in characters.
    pub name: String,
    /// Category of the thing (GB/T 18521, five digits).
    pub category: String,
    /// Where the thing is.
    pub site: Site,
    /// Width in metres.
    pub width_m: Option<f64>,
    /// Length in metres; without it that of the line counts.
    pub length_m: Option<f64>,
    /// The thing that is to be renamed: its own names do not collide with its new one.
    pub renames: Option<Uuid>,
    /// Whether the measures that protect a listed name are there (R753 art. 25).
    pub measures_attached: bool,
    /// The item of a naming case that this name is of: its own reservation does not collide with it.
    pub item: Option<Uuid>,
}

/// Where a thing is, as far as anybody said.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// What was drawn.
    pub shape: Option<Arc<Shape>>,
    /// Geodesic length of what was drawn in metres, if that is a line.
    pub line_m: Option<f64>,
    /// Code of a division that it lies in.
    pub division_code: Option<String>,
}

impl Site {
    /// A site by what was drawn, x = longitude and y = latitude in degrees, EPSG:4490, and a division's code.
    pub fn new(drawn: Option<&Geometry<f64>>, division_code: Option<String>) -> Result<Self, BadPosition> {
        let shape = drawn.map(Shape::new).transpose()?.map(Arc::new);
        Ok(Self { shape, line_m: drawn.and_then(line_m), division_code })
    }
}

/// Geodesic metres along a line; none of anything else.
fn line_m(drawn: &Geometry<f64>) -> Option<f64> {
    let along = |line: &LineString<f64>| -> f64 {
        let positions: Vec<Position> = line.coords().filter_map(|at| Position::new(at.x, at.y).ok()).collect();
        positions.iter().zip(positions.iter().skip(1)).map(|(from, to)| geodesic_m(*from, *to)).sum()
    };
    match drawn {
        Geometry::LineString(line) => Some(along(line)),
        Geometry::MultiLineString(lines) => Some(lines.iter().map(along).sum()),
        _ => None,
    }
}
