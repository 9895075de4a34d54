//! The register around a position as it said at an earlier version, read from the database.

use crate::{
    db::{Error, ReadTx, tx::DataVersion},
    index::live::Snapshot,
    kernel::geometry::Position,
    published::{Collection, Query},
};

/// Half the sides of the boxes that are tried one after the other, in degrees of latitude; then the whole earth.
const STEPS_DEG: [f64; 3] = [0.05, 0.5, 5.0];

/// Metres that a degree of latitude has at least, anywhere on the ellipsoid (at the equator).
const LEAST_M_PER_DEG: f64 = 110_574.0;

/// Where a question is asked, and of what: nothing else is read.
#[derive(Debug, Clone, Copy)]
pub enum Surroundings {
    /// Of divisions, built-up areas, places and streets.
    Things(Position),
    /// Of signs.
    Signs(Position),
}

impl Surroundings {
    /// Where `collection` is asked for.
    #[must_use]
    pub fn of(collection: Collection, position: Position) -> Self {
        if collection == Collection::Signs { Self::Signs(position) } else { Self::Things(position) }
    }

    /// Answers `ask` as of `version`, from the smallest surroundings that are surely enough.
    ///
    /// `ask` tells with its answer how far away the farthest thing lies that matters, in metres, or `None` when it
    /// found too little; the surroundings grow until the horizon lies within them.
    pub async fn ask<A>(
        self,
        tx: &ReadTx,
        version: DataVersion,
        ask: impl Fn(&Snapshot) -> (A, Option<f64>),
    ) -> Result<A, Error> {
        if version == 0 {
            return Ok(ask(&Snapshot::empty(version)).0);
        }
        let (Self::Things(position) | Self::Signs(position)) = self;
        for half_deg in STEPS_DEG {
            let Some(boxes) = boxes_around(position, half_deg) else { break };
            let query = Query { recorded: Some(version), boxes: Some(boxes), ..Query::default() };
            let (answer, horizon_m) = ask(&self.load(tx, &query).await?);
            if horizon_m.is_some_and(|horizon_m| horizon_m <= half_deg * LEAST_M_PER_DEG) {
                return Ok(answer);
            }
        }
        let query = Query { recorded: Some(version), ..Query::default() };
        Ok(ask(&self.load(tx, &query).await?).0)
    }

    async fn load(self, tx: &ReadTx, query: &Query) -> Result<Snapshot, Error> {
        match self {
            Self::Things(_) => Snapshot::load_things(tx, query).await,
            Self::Signs(_) => Snapshot::load_signs(tx, query).await,
        }
    }
}

/// Boxes (west, south, east, north, degrees) with everything that is at most `half_deg` degrees of latitude away;
/// `None` where a pole is that near and a box is no help.
fn boxes_around(position: Position, half_deg: f64) -> Option<Vec<[f64; 4]>> {
    let (lon, lat) = (position.lon(), position.lat());
    let (south, north) = (lat - half_deg, lat + half_deg);
    if south <= -89.0 || north >= 89.0 {
        return None;
    }
    // A parallel is shortest at the end nearer to the pole. Twice as wide as a sphere asks for: surely enough.
    let half_lon = 2.0 * half_deg / south.abs().max(north.abs()).to_radians().cos();
    if half_lon >= 180.0 {
        return None;
    }
    let (west, east) = (lon - half_lon, lon + half_lon);
    Some(if west < -180.0 {
        vec![[west + 360.0, south, 180.0, north], [-180.0, south, east, north]]
    } else if east > 180.0 {
        vec![[west, south, 180.0, north], [-180.0, south, east - 360.0, north]]
    } else {
        vec![[west, south, east, north]]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_across_the_antimeridian_comes_as_two() {
        let at = |lon, lat| boxes_around(Position::new(lon, lat).unwrap(), 0.5);
        assert_eq!(at(113.0, 30.0).unwrap().len(), 1);
        assert_eq!(at(179.9, 30.0).unwrap().len(), 2);
        assert_eq!(at(-179.9, 30.0).unwrap().len(), 2);
        assert!(at(0.0, 88.8).is_none());
    }
}
