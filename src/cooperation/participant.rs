//! Who took part in something that both sides did.

use serde::{Deserialize, Serialize};

use super::codes::Side;

/// Most people that are listed for one record.
pub const MOST_PARTICIPANTS: usize = 200;

/// One who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Who.
    pub name: String,
    /// From which office, township or village.
    pub unit: String,
    /// On which side.
    pub side: Side,
}

/// Whether somebody of each side took part.
#[must_use]
pub fn both_sides(participants: &[Participant]) -> bool {
    let is_there = |side| participants.iter().any(|came| came.side == side || came.side == Side::Both);
    is_there(Side::Ours) && is_there(Side::Theirs)
}
