//! What can be wrong with coordinates under a declared system, and the guess at what they are instead.

use super::{SourceCrs, projection};
use crate::kernel::{
    geometry::{BadPosition, Position},
    text::Text,
};

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
    #[error("longitude {x} is not in degrees: the file looks projected{}", try_instead(*hint).en)]
    LooksProjected {
        /// The longitude as given.
        x: f64,
        /// The system whose range the values fit, if one does.
        hint: Option<SourceCrs>,
    },
    /// Degrees were given where metres were declared.
    #[error("{x}, {y} looks like degrees, not metres in {declared}{}", try_instead(Some(SourceCrs::Cgcs2000)).en)]
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
    #[error("easting {x} does not fit {declared} but {hint}{}{}", zone_prefix(*hint).en, try_instead(Some(*hint)).en)]
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

impl CrsError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match *self {
            Self::NotFinite { x, y } => format!("({x}, {y}) 不是一对有限的数"),
            Self::LooksProjected { x, hint } => {
                format!("经度 {x} 不是度数，文件似为投影坐标{}", try_instead(hint).zh)
            }
            Self::LooksGeographic { x, y, declared } => {
                format!("{x}, {y} 像是度数，不是 {declared} 以米计的坐标{}", try_instead(Some(SourceCrs::Cgcs2000)).zh)
            }
            Self::LatitudeFirst(lat) => format!("纬度 {lat} 超过 90，两轴似乎颠倒"),
            Self::NorthingFirst { x, y } => {
                format!("东坐标 {x}、北坐标 {y}，两轴似乎颠倒：此处东坐标在前")
            }
            Self::OtherProjection { x, declared, hint } => format!(
                "东坐标 {x} 不属于 {declared}，而属于 {hint}{}{}",
                zone_prefix(hint).zh,
                try_instead(Some(hint)).zh
            ),
            Self::NotCovered { crs, x, y } => format!("({x}, {y}) 在 {crs} 的范围之外"),
            Self::OutOfRange(bad) => bad.text().zh,
        };
        Text { zh, en: self.to_string() }
    }
}

/// A name of a reference system that is not known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no reference system known here (4490, 4326, 4547, 4526, 3857, gcj02, bd09){}", self.advice().en)]
pub struct UnknownCrs {
    name: String,
}

impl UnknownCrs {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.chars().take(80).collect() }
    }

    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let Self { name } = self;
        let known = SourceCrs::ALL.map(SourceCrs::code).join("、");
        Text {
            zh: format!("“{name}”不是可用的坐标系（{known}）{}", self.advice().zh), en: self.to_string()
        }
    }

    fn advice(&self) -> Text {
        // EPSG:4214 is Beijing 1954, EPSG:4610 is Xi'an 1980.
        if self.name.ends_with("4214") || self.name.ends_with("4610") {
            Text::new(
                "：1954 年北京坐标系和 1980 西安坐标系的转换需要当地参数，请先将文件转换为 4490",
                ": Beijing 1954 and Xi'an 1980 need local parameters; have the file transformed to 4490 first",
            )
        } else {
            Text::new("", "")
        }
    }
}

fn try_instead(hint: Option<SourceCrs>) -> Text {
    match hint.map(SourceCrs::code) {
        Some(code) => Text::new(format!("，可试用 --source-crs {code}"), format!(", try --source-crs {code}")),
        None => Text::new("", ""),
    }
}

fn zone_prefix(hint: SourceCrs) -> Text {
    match hint {
        SourceCrs::GaussKrugerZone38 => Text::new("（带号 38）", " (zone prefix 38)"),
        SourceCrs::GaussKruger114 => Text::new("（不加带号）", " (no zone prefix)"),
        SourceCrs::Cgcs2000 | SourceCrs::Wgs84 | SourceCrs::WebMercator | SourceCrs::Gcj02 | SourceCrs::Bd09 => {
            Text::new("", "")
        }
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
