//! Geometry of one row: what the file's notation says, then one set of checks for every notation.
//!
//! x = longitude or easting, y = latitude or northing, in the system the file is declared in; ranges are judged
//! where the coordinates are converted, in `kernel::crs`.

pub(super) mod angle;
pub(super) mod geojson;
mod shape;
pub(super) mod wkt;

pub(super) use shape::{NotedGeometry, RawPosition, Shape};

use geo::Geometry;

use crate::kernel::text::Text;

/// Something about a readable geometry that its owner should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeometryNote {
    /// A ring did not end where it began; it is given with the first position repeated at its end.
    RingUnclosed,
    /// Ordinates after the second (height, measure) are left out.
    HeightDropped,
    /// The geometry holds no position at all. An empty point is given as an empty multi-point.
    Empty,
    /// A part of a multi-geometry or collection holds no position; it is kept.
    EmptyPart,
}

impl GeometryNote {
    /// For people.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::RingUnclosed => {
                Text::new("环未闭合，已补上终点", "a ring did not end where it began and has been closed")
            }
            Self::HeightDropped => Text::new("高程或量测值未保存", "heights or measures are left out"),
            Self::Empty => Text::new("图形为空", "the geometry is empty"),
            Self::EmptyPart => Text::new("图形的一部分为空", "a part of the geometry is empty"),
        }
    }
}

impl std::fmt::Display for GeometryNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text().en)
    }
}

/// Why a row's geometry cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeometryFault {
    /// The notation itself is broken.
    #[error("geometry is not readable: {}", message.en)]
    Undecodable {
        /// What the parser found.
        message: Text,
    },
    /// A type that is no geometry type of GeoJSON (RFC 7946 section 1.4).
    #[error("`{found}` is no geometry type")]
    UnknownType {
        /// The type as given, shortened.
        found: String,
    },
    /// A coordinate is NaN or infinite.
    #[error("a coordinate is not a finite number")]
    NotFinite,
    /// A line has one position.
    #[error("a line needs 2 positions and has {positions}")]
    LineTooShort {
        /// How many it has.
        positions: usize,
    },
    /// A ring has fewer than four positions, counting the one that closes it (RFC 7946 section 3.1.6).
    #[error("a ring needs 4 positions, the last equal to the first, and has {positions}")]
    RingTooShort {
        /// How many it has.
        positions: usize,
    },
    /// Collections within collections, deeper than anything meant.
    #[error("the geometry is nested deeper than {limit} levels")]
    TooDeep {
        /// How deep is read.
        limit: usize,
    },
    /// The feature names a reference system of its own.
    #[error("the feature is in `{named}`: try --source-crs")]
    OtherCrs {
        /// The system as named, shortened.
        named: String,
    },
    /// A longitude without a latitude, or the other way about.
    #[error("column `{column}` is empty and its counterpart is not")]
    HalfPosition {
        /// The empty column.
        column: String,
    },
    /// A cell that should hold one coordinate.
    #[error("column `{column}` holds `{text}`: {reason}")]
    Coordinate {
        /// The column.
        column: String,
        /// What it holds, shortened.
        text: String,
        /// Why that is no coordinate.
        reason: angle::AngleFault,
    },
}

impl GeometryFault {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Undecodable { message } => format!("图形无法读取：{}", message.zh),
            Self::UnknownType { found } => format!("“{found}”不是图形类型"),
            Self::NotFinite => "坐标不是有限的数".to_owned(),
            Self::LineTooShort { positions } => format!("线至少有 2 个点，实有 {positions} 个"),
            Self::RingTooShort { positions } => format!("环至少有 4 个点且首尾相同，实有 {positions} 个"),
            Self::TooDeep { limit } => format!("图形嵌套超过 {limit} 层"),
            Self::OtherCrs { named } => format!("要素自称坐标系为“{named}”，可试用 --source-crs"),
            Self::HalfPosition { column } => format!("“{column}”列为空，与它成对的另一列却有值"),
            Self::Coordinate { column, text, reason } => {
                format!("“{column}”列的值“{text}”：{}", reason.text().zh)
            }
        };
        Text { zh, en: self.to_string() }
    }
}

/// The geometry that a cell holds: a GeoJSON geometry or well-known text, in longitude and latitude.
pub fn drawn(text: &str) -> Result<(Geometry<f64>, Vec<GeometryNote>), GeometryFault> {
    let text = text.trim();
    let shape = if text.starts_with('{') { geojson::decode(text)? } else { wkt::decode_extended(text, None)? };
    shape.check()
}

/// At most 80 characters of what the file says, for messages.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => text.get(..end).map(|head| format!("{head}…")).unwrap_or_default(),
        None => text.to_owned(),
    }
}
