//! How a volume goes from state to state.
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> collecting
//!   collecting --> arranged: arrange
//!   arranged --> catalogued: catalogue
//!   catalogued --> scanned: scan
//!   scanned --> checked: check, by another person
//!   checked --> stored: store
//!   stored --> stored: store, in another place
//!   stored --> handed_over: hand over
//!   arranged --> collecting: return
//!   catalogued --> collecting: return
//!   scanned --> collecting: return
//!   checked --> collecting: return
//! ```

use super::codes::VolumeState;
use crate::code_enum;

code_enum! {
    /// What is done with a volume.
    Action as "text" {
        /// 整理: its items are put in order.
        Arrange = "arrange",
        /// 编目: it gets its catalogue number.
        Catalogue = "catalogue",
        /// 扫描完成: each item has its scan.
        Scan = "scan",
        /// 核对: by a second person.
        Check = "check",
        /// 入库, or another place for what is stored.
        Store = "store",
        /// 移交
        HandOver = "hand-over",
        /// 退回: something has to be collected or put in order anew.
        Return = "return",
    }
}

impl Action {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Arrange => ("整理", "be arranged"),
            Self::Catalogue => ("编目", "be catalogued"),
            Self::Scan => ("完成扫描", "be marked as scanned"),
            Self::Check => ("核对", "be checked"),
            Self::Store => ("入库", "be stored"),
            Self::HandOver => ("移交", "be handed over"),
            Self::Return => ("退回", "be returned"),
        }
    }
}

/// What cannot be done with a volume in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a volume that is {state} cannot be taken on to {action}")]
pub struct WrongState {
    /// What was to be done.
    pub action: Action,
    /// How far the volume is.
    pub state: VolumeState,
}

/// The state after `action`.
pub fn after(state: VolumeState, action: Action) -> Result<VolumeState, WrongState> {
    use VolumeState::{Arranged, Catalogued, Checked, Collecting, HandedOver, Scanned, Stored};
    match (state, action) {
        (Collecting, Action::Arrange) => Ok(Arranged),
        (Arranged, Action::Catalogue) => Ok(Catalogued),
        (Catalogued, Action::Scan) => Ok(Scanned),
        (Scanned, Action::Check) => Ok(Checked),
        (Checked | Stored, Action::Store) => Ok(Stored),
        (Stored, Action::HandOver) => Ok(HandedOver),
        (Arranged | Catalogued | Scanned | Checked, Action::Return) => Ok(Collecting),
        _ => Err(WrongState { action, state }),
    }
}

/// What can be done with a volume in its state.
pub fn open_actions(state: VolumeState) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| after(state, *action).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_goes_on_one_step_at_a_time_and_back_until_it_is_stored() {
        let forward = &Action::ALL[..6];
        let reached = forward.iter().try_fold(VolumeState::Collecting, |state, action| after(state, *action));
        assert_eq!(reached, Ok(VolumeState::HandedOver));
        for (state, next) in VolumeState::ALL.iter().zip(forward) {
            let back = !matches!(state, VolumeState::Collecting | VolumeState::Stored);
            let moves = (*state == VolumeState::Stored).then_some(Action::Store);
            let open: Vec<Action> = moves.into_iter().chain([*next]).chain(back.then_some(Action::Return)).collect();
            assert_eq!(open_actions(*state).collect::<Vec<_>>(), open, "{state}");
        }
        assert_eq!(open_actions(VolumeState::HandedOver).count(), 0);
    }
}
