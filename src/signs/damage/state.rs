//! How a report goes from state to state.

use super::codes::ReportState;
use crate::code_enum;

code_enum! {
    /// What is done with a report.
    Action as "text" {
        /// 核实
        Verify = "verify",
        /// 标记重复
        MarkDuplicate = "mark_duplicate",
        /// 转交权属单位
        Forward = "forward",
        /// 认定不属实
        Dismiss = "dismiss",
        /// 派工
        Order = "order",
        /// 办结: its order was accepted.
        Close = "close",
        /// 退回: its order was cancelled.
        Release = "release",
        /// 未修复: its order is open again.
        Reopen = "reopen",
    }
}

impl Action {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Verify => ("核实", "be verified"),
            Self::MarkDuplicate => ("标记为重复", "be marked as a duplicate"),
            Self::Forward => ("转交", "be forwarded"),
            Self::Dismiss => ("认定不属实", "be dismissed"),
            Self::Order => ("派工", "be ordered"),
            Self::Close => ("办结", "be closed"),
            Self::Release => ("退回", "be released"),
            Self::Reopen => ("重新办理", "be reopened"),
        }
    }

    /// Those that somebody takes; the others follow from its order.
    pub const BY_HAND: [Self; 4] = [Self::Verify, Self::MarkDuplicate, Self::Forward, Self::Dismiss];
}

/// What cannot be done with a report in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a report that is {state} cannot be taken on to {action}")]
pub struct WrongState {
    /// What was to be done.
    pub action: Action,
    /// Where the report stands.
    pub state: ReportState,
}

/// The state after `action`.
pub fn after(state: ReportState, action: Action) -> Result<ReportState, WrongState> {
    use ReportState::{Closed, Duplicate, NotOurs, Ordered, Reported, Unfounded, Verified};
    match (state, action) {
        (Reported, Action::Verify) | (Ordered, Action::Release) => Ok(Verified),
        (Reported | Verified, Action::MarkDuplicate) => Ok(Duplicate),
        (Reported | Verified, Action::Forward) => Ok(NotOurs),
        (Reported | Verified, Action::Dismiss) => Ok(Unfounded),
        (Reported | Verified, Action::Order) | (Closed, Action::Reopen) => Ok(Ordered),
        (Ordered, Action::Close) => Ok(Closed),
        _ => Err(WrongState { action, state }),
    }
}

/// What somebody can do with a report in its state.
pub fn open_actions(state: ReportState) -> impl Iterator<Item = Action> {
    Action::BY_HAND.into_iter().filter(move |action| after(state, *action).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_goes_no_further_but_a_closed_report_may_be_opened_again() {
        for state in [ReportState::Duplicate, ReportState::NotOurs, ReportState::Unfounded] {
            assert!(Action::ALL.iter().all(|action| after(state, *action).is_err()), "{state}");
        }
        assert_eq!(after(ReportState::Closed, Action::Reopen), Ok(ReportState::Ordered));
        assert_eq!(open_actions(ReportState::Ordered).count(), 0);
    }
}
