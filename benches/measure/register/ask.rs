//! The questions as one would ask them of PostGIS.

use mingjie::{db::Statement, statement};

/// The divisions that cover a position: `$1` longitude, `$2` latitude.
pub(crate) const COVERING: Statement = statement!("covering");
/// A whole look-up as JSON: also `$3`, the day.
pub(crate) const LOOK_UP: Statement = statement!("look_up");
/// The ten nearest places and their metres.
pub(crate) const NEAREST_PLACES: Statement = statement!("nearest_places");
/// The five nearest streets and their metres.
pub(crate) const NEAREST_STREETS: Statement = statement!("nearest_streets");
/// The places that meet a box: `$1` to `$4` west, south, east, north.
pub(crate) const IN_BOX: Statement = statement!("in_box");
/// Moves places: `$1` ids, `$2` longitudes, `$3` latitudes.
pub(crate) const MOVE_PLACES: Statement = statement!("move_places");
