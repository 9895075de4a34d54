//! What can be wrong with coordinates under a declared system, and the guess at what they are instead.

use super::{SourceCrs, projection};
use crate::kernel::geometry::{BadPosition, Position};

/// Coordinates that do not belong to the system they were declared in. x and y are as given, x first.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CrsError {
    /// NaN or infinite.
    #[error("({x}, {y}) is not a pair of finite numbers")]
    NotFinite {
        /// Longitude or easting as given.
        x: f64,
        /// Latitude or northing as given.
        y: f64,
    },
    /// Metres were given where degrees were declared.
    #[error("longitude {x} is not in degrees: the file looks projected{}", try_instead(*hint))]
    LooksProjected {
        /// The longitude as given.
        x: f64,
        /// The system whose range the values fit, if one does.
        hint: Option<SourceCrs>,
    },
    /// Degrees were given where metres were declared.
    #[error("{x}, {y} looks like degrees, not metres in {declared}, try --source-crs 4490")]
    LooksGeographic {
        /// The easting as given.
        x: f64,
        /// The northing as given.
        y: f64,
        /// The system declared.
        declared: SourceCrs,
    },
    /// Latitude came first.
    #[error("latitude {0} is beyond 90: axes look swapped")]
    LatitudeFirst(f64),
    /// Northing came first, as survey forms write it.
    #[error("easting {x} and northing {y}: axes look swapped, the easting comes first here")]
    NorthingFirst {
        /// The easting as given.
        x: f64,
        /// The northing as given.
        y: f64,
    },
    /// The easting carries, or lacks, the zone number of the declared system, or both are another system's.
    #[error("easting {x} does not fit {declared} but {hint}{}{}", zone_prefix(*hint), try_instead(Some(*hint)))]
    OtherProjection {
        /// The easting as given.
        x: f64,
        /// The system declared.
        declared: SourceCrs,
        /// The system whose range the values fit.
        hint: SourceCrs,
    },
    /// Outside what the projection can represent, and like nothing else known here.
    #[error("({x}, {y}) is outside the area of {crs}")]
    NotCovered {
        /// The projected system.
        crs: SourceCrs,
        /// Longitude or easting as given.
        x: f64,
        /// Latitude or northing as given.
        y: f64,
    },
    /// Degrees, but not on earth.
    #[error(transparent)]
    OutOfRange(#[from] BadPosition),
}

/// A name of a reference system that is not known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no reference system known here (4490, 4326, 4547, 4526, 3857, gcj02, bd09){}", self.advice())]
pub struct UnknownCrs {
    name: String,
}

impl UnknownCrs {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.chars().take(80).collect() }
    }

    fn advice(&self) -> &'static str {
        // EPSG:4214 is Beijing 1954, EPSG:4610 is Xi'an 1980.
        if self.name.ends_with("4214") || self.name.ends_with("4610") {
            ": Beijing 1954 and Xi'an 1980 need local parameters; have the file transformed to 4490 first"
        } else {
            ""
        }
    }
}

fn try_instead(hint: Option<SourceCrs>) -> String {
    hint.map(|crs| format!(", try --source-crs {}", crs.code())).unwrap_or_default()
}

fn zone_prefix(hint: SourceCrs) -> &'static str {
    match hint {
        SourceCrs::GaussKrugerZone38 => " (zone prefix 38)",
        SourceCrs::GaussKruger114 => " (no zone prefix)",
        SourceCrs::Cgcs2000 | SourceCrs::Wgs84 | SourceCrs::WebMercator | SourceCrs::Gcj02 | SourceCrs::Bd09 => "",
    }
}

/// The position of (longitude, latitude) in degrees, or what the two numbers look like.
pub(super) fn degrees(x: f64, y: f64) -> Result<Position, CrsError> {
    Position::new(x, y).map_err(|bad| {
        if x.abs() > 360.0 || y.abs() > 360.0 {
            let hint = projection::fitting(x, y).or_else(|| projection::fitting(y, x));
            CrsError::LooksProjected { x, hint }
        } else if x.abs() <= 90.0 && (90.0..=180.0).contains(&y.abs()) {
            CrsError::LatitudeFirst(y)
        } else {
            CrsError::OutOfRange(bad)
        }
    })
}

/// Why (easting, northing) in metres cannot be in the projected system `declared`.
pub(super) fn misfit(declared: SourceCrs, x: f64, y: f64) -> CrsError {
    if x.abs() <= 360.0 && y.abs() <= 360.0 {
        CrsError::LooksGeographic { x, y, declared }
    } else if let Some(hint) = projection::fitting(x, y) {
        CrsError::OtherProjection { x, declared, hint }
    } else if projection::fitting(y, x).is_some() {
        CrsError::NorthingFirst { x, y }
    } else {
        CrsError::NotCovered { crs: declared, x, y }
    }
}
