//! How a risk point goes from state to state.

use super::codes::RiskState;
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is done about a risk point.
    RiskAction as "text" {
        /// 采取措施: with grade, measures, who sees to it and the day of the next look.
        Control = "control",
        /// 复查: it was looked at again, and the next look has a day.
        Review = "review",
        /// 重新列为未控制
        Reopen = "reopen",
        /// 消除
        Close = "close",
    }
}

impl RiskAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Control => ("采取措施", "be brought under control"),
            Self::Review => ("复查", "be reviewed"),
            Self::Reopen => ("重新列为未控制", "be reopened"),
            Self::Close => ("消除", "be closed"),
        };
        Text::new(zh, en)
    }
}

/// The state after `action`; none where it cannot be.
#[must_use]
pub const fn after(state: RiskState, action: RiskAction) -> Option<RiskState> {
    match (state, action) {
        (RiskState::Open, RiskAction::Control) | (RiskState::Controlled, RiskAction::Review) => {
            Some(RiskState::Controlled)
        }
        (RiskState::Open, RiskAction::Review) | (RiskState::Controlled | RiskState::Closed, RiskAction::Reopen) => {
            Some(RiskState::Open)
        }
        (RiskState::Open | RiskState::Controlled, RiskAction::Close) => Some(RiskState::Closed),
        _ => None,
    }
}

/// What can be done about a risk point in its state.
pub fn open_actions(state: RiskState) -> impl Iterator<Item = RiskAction> {
    RiskAction::ALL.iter().copied().filter(move |action| after(state, *action).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_risk_is_controlled_looked_at_again_and_closed_and_may_come_back() {
        let open = |state| open_actions(state).collect::<Vec<_>>();
        assert_eq!(open(RiskState::Open), [RiskAction::Control, RiskAction::Review, RiskAction::Close]);
        assert_eq!(open(RiskState::Controlled), [RiskAction::Review, RiskAction::Reopen, RiskAction::Close]);
        assert_eq!(open(RiskState::Closed), [RiskAction::Reopen]);
        assert_eq!(after(RiskState::Open, RiskAction::Review), Some(RiskState::Open));
    }
}
