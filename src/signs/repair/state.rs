//! How an order goes from state to state, and who takes it there.

use super::codes::OrderState;
use crate::{code_enum, kernel::actor::Role};

code_enum! {
    /// What is done with an order.
    Action as "text" {
        /// 派工
        Assign = "assign",
        /// 开工
        Start = "start",
        /// 完工
        Finish = "finish",
        /// 验收
        Accept = "accept",
        /// 验收不合格
        Reject = "reject",
        /// 重新开工: it was accepted and yet is not repaired.
        Reopen = "reopen",
        /// 取消
        Cancel = "cancel",
    }
}

impl Action {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Assign => ("派工", "be assigned"),
            Self::Start => ("开工", "be started"),
            Self::Finish => ("完工", "be finished"),
            Self::Accept => ("验收", "be accepted"),
            Self::Reject => ("验收不合格", "be rejected"),
            Self::Reopen => ("重新办理", "be reopened"),
            Self::Cancel => ("取消", "be cancelled"),
        }
    }

    /// The roles that take it; a crew takes only its own orders.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Start | Self::Finish => &[Role::FieldCrew, Role::NamingOfficer],
            Self::Assign | Self::Accept | Self::Reject | Self::Reopen | Self::Cancel => &[Role::NamingOfficer],
        }
    }
}

/// What cannot be done with an order in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {state} cannot be taken on to {action}")]
pub struct WrongState {
    /// What was to be done.
    pub action: Action,
    /// Where the order stands.
    pub state: OrderState,
}

/// The state after `action`.
pub fn after(state: OrderState, action: Action) -> Result<OrderState, WrongState> {
    use OrderState::{Accepted, Assigned, Cancelled, Created, Done, InProgress};
    match (state, action) {
        (Created | Assigned, Action::Assign) | (Accepted, Action::Reopen) => Ok(Assigned),
        (Assigned, Action::Start) | (Done, Action::Reject) => Ok(InProgress),
        (Assigned | InProgress, Action::Finish) => Ok(Done),
        (Done, Action::Accept) => Ok(Accepted),
        (Created | Assigned | InProgress, Action::Cancel) => Ok(Cancelled),
        _ => Err(WrongState { action, state }),
    }
}

/// What can be done with an order in its state.
pub fn open_actions(state: OrderState) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| after(state, *action).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_done_before_it_is_accepted_and_may_be_opened_again() {
        let open = |state| open_actions(state).collect::<Vec<_>>();
        assert_eq!(open(OrderState::Created), [Action::Assign, Action::Cancel]);
        assert_eq!(open(OrderState::InProgress), [Action::Finish, Action::Cancel]);
        assert_eq!(open(OrderState::Done), [Action::Accept, Action::Reject]);
        assert_eq!(open(OrderState::Accepted), [Action::Reopen]);
        assert_eq!(open(OrderState::Cancelled), []);
    }
}
