//! How a defect goes from state to state.

use super::codes::DefectState;
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is done about a defect.
    DefectAction as "text" {
        /// 通知对方
        Notify = "notify",
        /// 登记双方到场修复
        Repair = "repair",
        /// 我方确认
        ConfirmOurs = "confirm_ours",
        /// 登记对方确认
        ConfirmTheirs = "confirm_theirs",
        /// 不属实
        Dismiss = "dismiss",
    }
}

impl DefectAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Notify => ("登记通知对方", "be told to the neighbour"),
            Self::Repair => ("登记修复", "be repaired"),
            Self::ConfirmOurs => ("由我方确认", "be confirmed by this side"),
            Self::ConfirmTheirs => ("登记对方确认", "be confirmed by the neighbour"),
            Self::Dismiss => ("登记不属实", "be dismissed"),
        };
        Text::new(zh, en)
    }
}

/// Which sides have confirmed the repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confirmed {
    /// This one.
    pub ours: bool,
    /// The neighbour.
    pub theirs: bool,
}

/// The state after `action`, where so many sides had confirmed before it; none where it cannot be. What nobody has confirmed
/// may be noted otherwise, and each side confirms once.
#[must_use]
pub const fn after(state: DefectState, confirmed: Confirmed, action: DefectAction) -> Option<DefectState> {
    use DefectAction as Do;
    use DefectState as Is;
    const NOBODY: Confirmed = Confirmed { ours: false, theirs: false };
    match (state, action, confirmed) {
        (Is::Reported, Do::Notify, _) => Some(Is::Notified),
        (Is::Notified, Do::Repair, _) | (Is::Repaired, Do::Repair | Do::ConfirmOurs | Do::ConfirmTheirs, NOBODY) => {
            Some(Is::Repaired)
        }
        (Is::Repaired, Do::ConfirmOurs, Confirmed { ours: false, theirs: true })
        | (Is::Repaired, Do::ConfirmTheirs, Confirmed { ours: true, theirs: false }) => Some(Is::Closed),
        (Is::Reported | Is::Notified, Do::Dismiss, _) => Some(Is::Unfounded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_is_closed_by_both_sides_and_by_neither_alone() {
        let ours = Confirmed { ours: true, theirs: false };
        let (repaired, confirm) = (DefectState::Repaired, DefectAction::ConfirmOurs);
        assert_eq!(after(repaired, Confirmed::default(), confirm), Some(repaired));
        assert_eq!(after(repaired, ours, confirm), None);
        assert_eq!(after(repaired, ours, DefectAction::ConfirmTheirs), Some(DefectState::Closed));
        assert_eq!(after(repaired, ours, DefectAction::Repair), None);
        assert_eq!(after(DefectState::Reported, Confirmed::default(), DefectAction::Repair), None);
        assert_eq!(after(DefectState::Closed, Confirmed { ours: true, theirs: true }, DefectAction::Dismiss), None);
    }
}
