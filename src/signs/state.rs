//! How a sign goes from state to state by what the office does to it.
//!
//! `damaged` and `under_repair` are not in this table: they follow from reports and orders, and are read off those
//! again whenever one of them changes.

use super::codes::SignState;
use crate::code_enum;

code_enum! {
    /// What the office does to a sign.
    Action as "text" {
        /// 设置: it was put up.
        Install = "install",
        /// 验收: the office accepts it.
        Accept = "accept",
        /// 更换: another sign stands in its place.
        Replace = "replace",
        /// 拆除: it was taken down.
        Remove = "remove",
    }
}

impl Action {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Install => ("登记设置", "be installed"),
            Self::Accept => ("验收", "be accepted"),
            Self::Replace => ("登记更换", "be replaced"),
            Self::Remove => ("登记拆除", "be removed"),
        }
    }
}

/// What cannot be done to a sign in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sign that is {state} cannot be taken on to {action}")]
pub struct WrongState {
    /// What was to be done.
    pub action: Action,
    /// Where the sign stands.
    pub state: SignState,
}

/// The state after `action`.
pub fn after(state: SignState, action: Action) -> Result<SignState, WrongState> {
    match (state, action) {
        (SignState::Planned, Action::Install) => Ok(SignState::Installed),
        (SignState::Installed, Action::Accept) => Ok(SignState::InService),
        (SignState::Planned, Action::Remove) => Ok(SignState::Removed),
        (up, Action::Remove) if up.is_up() => Ok(SignState::Removed),
        (up, Action::Replace) if up.is_up() => Ok(SignState::Replaced),
        _ => Err(WrongState { action, state }),
    }
}

/// What can be done to a sign in its state.
pub fn open_actions(state: SignState) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| after(state, *action).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_put_up_accepted_and_ends_once() {
        let open = |state| open_actions(state).collect::<Vec<_>>();
        assert_eq!(open(SignState::Planned), [Action::Install, Action::Remove]);
        assert_eq!(open(SignState::Installed), [Action::Accept, Action::Replace, Action::Remove]);
        for up in [SignState::InService, SignState::Damaged, SignState::UnderRepair] {
            assert_eq!(open(up), [Action::Replace, Action::Remove]);
        }
        for over in [SignState::Replaced, SignState::Removed] {
            assert_eq!(open(over), []);
        }
    }
}
