//! How far the archives were on a day: read off the events, each of which says in which state the volume was after it and
//! how much was missing.

use time::Date;

use super::{codes::VolumeState, model::VolumeId, refusal::Refusal, store};
use crate::{db::tx::Tx, kernel::dates::OFFICE_OFFSET};

/// A volume as it was at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The volume.
    pub volume: VolumeId,
    /// How far it was.
    pub state: VolumeState,
    /// How many things were missing, by what was required then.
    pub missing: i32,
}

impl Standing {
    /// Whether it is complete: catalogued or further, and nothing is missing.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.state.is_catalogued() && self.missing == 0
    }
}

/// The figures of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The volumes that are complete.
    pub complete: Vec<VolumeId>,
    /// The others.
    pub in_work: Vec<VolumeId>,
}

impl Completion {
    /// The figures of these volumes.
    #[must_use]
    pub fn of(standings: &[Standing]) -> Self {
        let (complete, in_work): (Vec<_>, Vec<_>) = standings.iter().partition(|standing| standing.is_complete());
        let ids = |standings: Vec<&Standing>| standings.into_iter().map(|standing| standing.volume).collect();
        Self { complete: ids(complete), in_work: ids(in_work) }
    }

    /// How many volumes there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.complete.len() + self.in_work.len()
    }

    /// Tenths of a percent that are complete, rounded down so that 100 % means all; none where there is no volume.
    #[must_use]
    pub fn permille(&self) -> Option<usize> {
        (self.complete.len() * 1_000).checked_div(self.total())
    }

    /// Whether the archives are mostly complete 基本完成: from `threshold` percent on. No volumes are not.
    #[must_use]
    pub fn is_mostly_complete(&self, threshold: u8) -> bool {
        self.total() > 0 && self.complete.len() * 100 >= usize::from(threshold) * self.total()
    }
}

/// The figures at the end of a civil day.
pub async fn on(tx: &Tx, day: Date) -> Result<Completion, Refusal> {
    let end = day.next_day().unwrap_or(day).midnight().assume_offset(OFFICE_OFFSET);
    Ok(Completion::of(&store::volumes::standings_before(tx, end).await?))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn volumes(complete: u8, in_work: u8) -> Completion {
        let standing = |number: u8| Standing {
            volume: VolumeId(Uuid::from_u128(number.into())),
            state: VolumeState::Catalogued,
            missing: i32::from(number >= complete),
        };
        Completion::of(&(0..complete + in_work).map(standing).collect::<Vec<_>>())
    }

    #[test]
    fn a_volume_is_complete_once_it_is_catalogued_and_nothing_is_missing() {
        let arranged = Standing { volume: VolumeId(Uuid::nil()), state: VolumeState::Arranged, missing: 0 };
        assert!(!arranged.is_complete());
        assert!(Standing { state: VolumeState::HandedOver, ..arranged }.is_complete());
        assert!(!Standing { state: VolumeState::Catalogued, missing: 1, ..arranged }.is_complete());
    }

    #[test]
    fn mostly_complete_begins_at_the_threshold_and_not_by_rounding() {
        assert_eq!(volumes(9, 1).permille(), Some(900));
        assert!(volumes(9, 1).is_mostly_complete(90));
        assert!(!volumes(89, 10).is_mostly_complete(90));
        assert_eq!(volumes(2, 1).permille(), Some(666));
        assert!(!volumes(0, 0).is_mostly_complete(90) && volumes(0, 0).permille().is_none());
    }
}
