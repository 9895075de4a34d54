//! The description of a line 走向说明: written from its shape, and an existing one checked against it.
//!
//! A description goes from marker to marker. Each sentence tells where a leg begins, which feature it follows, in which of
//! the sixteen directions, how far, and where it ends (GB/T 17796-2009; domain: marker to marker).

mod check;
mod read;
mod write;

pub use check::{Disagreement, Finding, Tolerance, check};
use geo::LineString;
pub use write::write;

use super::{bearing::Bearing, codes::Feature};
use crate::kernel::geometry::{Position, azimuth_deg, line_length_m};

/// A place between two legs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Serial of the marker or markers that stand there; none at points without.
    pub serial: Option<u16>,
    /// What it is called: `001号界桩`, `J012`, `甲镇、乙镇、丙镇三交点`.
    pub name: String,
}

/// A piece of a line that follows one feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// What it follows.
    pub feature: Feature,
    /// What that is called.
    pub feature_name: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees, in the direction of the line.
    pub shape: LineString<f64>,
}

/// From one station to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Where it begins.
    pub from: Station,
    /// What it follows, in order; at least one.
    pub stretches: Vec<Stretch>,
    /// Where it ends.
    pub to: Station,
}

/// A line as a description sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// What people call it.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Legs in order; where one part of the line ends and the next begins, they do not meet.
    pub legs: Vec<Leg>,
}

impl Stretch {
    /// Length in metres on the ellipsoid.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        line_length_m(&self.shape.clone().into()).unwrap_or_default()
    }

    /// Azimuth from its first to its last vertex, degrees clockwise from true north; none when it comes back to where it
    /// began.
    #[must_use]
    pub fn azimuth_deg(&self) -> Option<f64> {
        let (first, last) = (self.shape.0.first()?, self.shape.0.last()?);
        let (from, to) = (Position::new(first.x, first.y).ok()?, Position::new(last.x, last.y).ok()?);
        (from != to).then(|| azimuth_deg(from, to))
    }

    /// The direction of that azimuth.
    #[must_use]
    pub fn bearing(&self) -> Option<Bearing> {
        self.azimuth_deg().map(Bearing::of_azimuth)
    }
}

impl Course {
    /// Length of all legs in metres.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        self.legs.iter().flat_map(|leg| &leg.stretches).map(Stretch::length_m).sum()
    }
}

/// How a description calls what a line follows: `汉江中心线`, `直线`.
fn followed(feature: Feature, name: Option<&str>) -> String {
    let name = name.unwrap_or(match feature {
        Feature::River => "河流",
        Feature::Ditch => "沟渠",
        Feature::Road => "道路",
        Feature::Dyke => "堤",
        Feature::Ridge => "山脊",
        Feature::FieldEdge => "田埂",
        Feature::Straight => "直线",
    });
    match feature {
        Feature::River | Feature::Ditch | Feature::Road | Feature::Dyke => format!("{name}中心线"),
        Feature::Ridge => format!("{name}线"),
        Feature::FieldEdge | Feature::Straight => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
