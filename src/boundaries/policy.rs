//! Who may do what with boundaries, and who is told how exactly where they lie.
//!
//! Exact positions of markers, tie points and lines are internal: whoever does not work on the line itself is told them
//! coarsened, without tie points, and the public nothing at all.

use geo::{Coord, LineString, Point};

use crate::kernel::actor::Role;

/// Who reads lines and markers.
pub const READERS: &[Role] = &[
    Role::TownshipClerk,
    Role::NamingOfficer,
    Role::FieldCrew,
    Role::BoundaryOfficer,
    Role::Leader,
    Role::Archivist,
    Role::Auditor,
];

/// Who enters lines and markers.
pub const KEEPERS: &[Role] = &[Role::BoundaryOfficer];

/// Who measures at markers.
pub const SURVEYORS: &[Role] = &[Role::BoundaryOfficer, Role::FieldCrew];

/// Who is told exactly where markers and lines lie, and by what they are found.
pub const EXACT: &[Role] = &[Role::BoundaryOfficer, Role::Leader, Role::Archivist, Role::Auditor];

/// How exactly somebody is told where something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// As it is registered.
    Exact,
    /// To a hundredth of a degree of longitude and latitude: about a kilometre.
    Coarse,
}

/// Cells of coarsened positions, for each degree.
const CELLS: f64 = 100.0;

impl Precision {
    /// What a role is told.
    #[must_use]
    pub fn of(role: Role) -> Self {
        if EXACT.contains(&role) { Self::Exact } else { Self::Coarse }
    }

    /// A position as it is told: EPSG:4490, x = longitude, y = latitude, degrees.
    #[must_use]
    pub fn point(self, position: Point<f64>) -> Point<f64> {
        Point::from(self.coord(position.0))
    }

    /// A line as it is told; vertices that fall together are told once.
    #[must_use]
    pub fn line(self, line: &LineString<f64>) -> LineString<f64> {
        if self == Self::Exact {
            return line.clone();
        }
        let mut told: Vec<Coord<f64>> = line.0.iter().map(|at| self.coord(*at)).collect();
        told.dedup();
        if let [only] = told.as_slice() {
            // A line has two ends, also where both lie in one cell.
            told.push(*only);
        }
        LineString(told)
    }

    /// A box as it is asked for: west, south, east, north, degrees; whole cells for who is told cells.
    #[must_use]
    pub fn bounds(self, [west, south, east, north]: [f64; 4]) -> [f64; 4] {
        match self {
            Self::Exact => [west, south, east, north],
            Self::Coarse => [cell(west), cell(south), cell(east) + 1.0 / CELLS, cell(north) + 1.0 / CELLS],
        }
    }

    fn coord(self, at: Coord<f64>) -> Coord<f64> {
        match self {
            Self::Exact => at,
            // The middle of the cell, so that nobody takes it for the place.
            Self::Coarse => Coord { x: middle(at.x), y: middle(at.y) },
        }
    }
}

/// The lower edge of a cell.
fn cell(degrees: f64) -> f64 {
    (degrees * CELLS).floor() / CELLS
}

fn middle(degrees: f64) -> f64 {
    // Written with the digits that it has: 113.155, not 113.15500000000002.
    (((degrees * CELLS).floor() + 0.5) * 10.0).round() / (CELLS * 10.0)
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    #[test]
    fn those_who_work_on_the_line_are_told_exactly_and_others_a_kilometre() {
        let place = wkt!(POINT(113.1543 30.6512));
        assert_eq!(Precision::of(Role::BoundaryOfficer).point(place), place);
        assert_eq!(Precision::of(Role::FieldCrew).point(place), wkt!(POINT(113.155 30.655)));
        assert_eq!(Precision::of(Role::Neighbour), Precision::Coarse);
    }

    #[test]
    fn a_coarse_line_tells_nothing_within_a_cell() {
        let line = wkt!(LINESTRING(113.151 30.651, 113.154 30.658, 113.161 30.658));
        assert_eq!(Precision::Coarse.line(&line), wkt!(LINESTRING(113.155 30.655, 113.165 30.655)));
        let short = wkt!(LINESTRING(113.151 30.651, 113.154 30.658));
        assert_eq!(Precision::Coarse.line(&short), wkt!(LINESTRING(113.155 30.655, 113.155 30.655)));
    }
}
