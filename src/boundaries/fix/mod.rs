//! Moved or not moved: a new position of a marker and new readings to its tie points, against what is registered.
//!
//! The position and the tie points are two witnesses. A receiver can be set to another datum, a map adds its shift, somebody
//! swaps the axes: then the tie points still read what they did. Who moves a marker moves it against both.

mod ties;
mod verdict;

pub use ties::{Placed, TieResidual};
pub use verdict::{Judgement, Reason, Verdict, judge};

use crate::kernel::{crs::SourceCrs, geometry::Position};

/// What the register says of a marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered {
    /// Where it stands.
    pub position: Position,
    /// How accurate that is, in metres; none when the survey does not say.
    pub accuracy_m: Option<f64>,
    /// What it is found by.
    pub tie_points: Vec<TiePoint>,
}

/// A lasting thing near a marker 方位物.
#[derive(Debug, Clone, PartialEq)]
pub struct TiePoint {
    /// Place among those of the marker, from 1.
    pub ordinal: i32,
    /// What it is.
    pub name: String,
    /// Azimuth from the marker to it, degrees clockwise from true north.
    pub azimuth_deg: f64,
    /// Distance from the marker in metres.
    pub distance_m: f64,
}

/// What somebody measured at the marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// Longitude in degrees or easting in metres, as in [`SourceCrs`].
    pub x: f64,
    /// Latitude in degrees or northing in metres.
    pub y: f64,
    /// In which system these are said to be.
    pub crs: SourceCrs,
    /// Accuracy as the receiver states it, in metres; none when it does not.
    pub accuracy_m: Option<f64>,
    /// Readings from the marker to its tie points.
    pub readings: Vec<Reading>,
}

/// What was read from the marker to one tie point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Which tie point.
    pub ordinal: i32,
    /// Azimuth, degrees clockwise from true north.
    pub azimuth_deg: Option<f64>,
    /// Distance in metres.
    pub distance_m: Option<f64>,
}

#[cfg(test)]
mod tests;
