//! How lines and markers go from state to state (R353 art. 2, 4, 6, 9).

use super::codes::{LineState, MarkerState};
use crate::code_enum;

code_enum! {
    /// What is done to a line.
    LineAction as "text" {
        /// 签订协议: both sides signed the agreement.
        Agree = "agree",
        /// 批准
        Approve = "approve",
        /// 公布 (R353 art. 4)
        Publish = "publish",
        /// 纳入管理: both sides keep it.
        Manage = "manage",
        /// 变更 (R353 art. 9)
        Change = "change",
        /// 撤销
        Abolish = "abolish",
    }
}

impl LineAction {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Agree => ("登记协议", "be agreed"),
            Self::Approve => ("登记批准", "be approved"),
            Self::Publish => ("登记公布", "be published"),
            Self::Manage => ("纳入管理", "be managed"),
            Self::Change => ("登记变更", "be changed"),
            Self::Abolish => ("登记撤销", "be abolished"),
        }
    }
}

/// What cannot be done to a line in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a line that is {state} cannot {}", action.title().1)]
pub struct WrongLineState {
    /// What was to be done.
    pub action: LineAction,
    /// Where the line stands.
    pub state: LineState,
}

/// The state of a line after `action`.
pub fn line_after(state: LineState, action: LineAction) -> Result<LineState, WrongLineState> {
    match (state, action) {
        (LineState::Proposed, LineAction::Agree) => Ok(LineState::Agreed),
        (LineState::Agreed, LineAction::Approve) => Ok(LineState::Approved),
        (LineState::Approved, LineAction::Publish) => Ok(LineState::Published),
        (LineState::Published, LineAction::Manage) => Ok(LineState::Managed),
        (LineState::Approved | LineState::Published | LineState::Managed, LineAction::Change) => Ok(LineState::Changed),
        (current, LineAction::Abolish) if current.is_current() => Ok(LineState::Abolished),
        _ => Err(WrongLineState { action, state }),
    }
}

/// What can be done to a line in its state.
pub fn open_line_actions(state: LineState) -> impl Iterator<Item = LineAction> {
    LineAction::ALL.iter().copied().filter(move |action| line_after(state, *action).is_ok())
}

code_enum! {
    /// What is done to a marker.
    MarkerAction as "text" {
        /// 埋设: both sides set it.
        Set = "set",
        /// 验收: its registration form is complete.
        Accept = "accept",
        /// 废除
        Scrap = "scrap",
    }
}

impl MarkerAction {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Set => ("登记埋设", "be set"),
            Self::Accept => ("验收", "be accepted"),
            Self::Scrap => ("登记废除", "be scrapped"),
        }
    }
}

/// What cannot be done to a marker in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a marker that is {state} cannot {}", action.title().1)]
pub struct WrongMarkerState {
    /// What was to be done.
    pub action: MarkerAction,
    /// Where the marker stands.
    pub state: MarkerState,
}

/// The state of a marker after `action`. Defects and their repair follow from records of their own.
pub fn marker_after(state: MarkerState, action: MarkerAction) -> Result<MarkerState, WrongMarkerState> {
    match (state, action) {
        (MarkerState::Planned, MarkerAction::Set) => Ok(MarkerState::Set),
        (MarkerState::Set, MarkerAction::Accept) => Ok(MarkerState::InService),
        (state, MarkerAction::Scrap) if state != MarkerState::Scrapped => Ok(MarkerState::Scrapped),
        _ => Err(WrongMarkerState { action, state }),
    }
}

/// What can be done to a marker in its state.
pub fn open_marker_actions(state: MarkerState) -> impl Iterator<Item = MarkerAction> {
    MarkerAction::ALL.iter().copied().filter(move |action| marker_after(state, *action).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_agreed_approved_published_and_managed_and_ends_once() {
        let way = [LineAction::Agree, LineAction::Approve, LineAction::Publish, LineAction::Manage];
        let managed = way.into_iter().try_fold(LineState::Proposed, line_after);
        assert_eq!(managed, Ok(LineState::Managed));
        let open = |state| open_line_actions(state).collect::<Vec<_>>();
        assert_eq!(open(LineState::Proposed), [LineAction::Agree, LineAction::Abolish]);
        assert_eq!(open(LineState::Managed), [LineAction::Change, LineAction::Abolish]);
        assert!(open(LineState::Changed).is_empty() && open(LineState::Abolished).is_empty());
    }

    #[test]
    fn a_marker_is_set_accepted_and_scrapped_once() {
        let open = |state| open_marker_actions(state).collect::<Vec<_>>();
        assert_eq!(open(MarkerState::Planned), [MarkerAction::Set, MarkerAction::Scrap]);
        assert_eq!(open(MarkerState::Set), [MarkerAction::Accept, MarkerAction::Scrap]);
        assert_eq!(open(MarkerState::InService), [MarkerAction::Scrap]);
        assert_eq!(open(MarkerState::Scrapped), []);
    }
}
