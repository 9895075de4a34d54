//! How a meeting goes from state to state, and who takes it there.

use super::codes::MeetingState;
use crate::{
    code_enum,
    cooperation::policy::{DECIDERS, WRITERS},
    kernel::{actor::Role, text::Text},
};

code_enum! {
    /// What is done with a meeting.
    MeetingAction as "text" {
        /// 发出或收到邀请
        Invite = "invite",
        /// 登记召开情况和纪要
        Hold = "hold",
        /// 更正纪要
        Amend = "amend",
        /// 我方确认纪要
        ConfirmOurs = "confirm_ours",
        /// 登记邻方确认纪要
        ConfirmTheirs = "confirm_theirs",
        /// 开始跟踪议定事项
        Track = "track",
        /// 办结
        Close = "close",
        /// 取消
        Cancel = "cancel",
    }
}

impl MeetingAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Invite => ("登记邀请", "be invited to"),
            Self::Hold => ("登记召开情况", "be held"),
            Self::Amend => ("更正纪要", "have its minutes amended"),
            Self::ConfirmOurs => ("由我方确认纪要", "be confirmed by this side"),
            Self::ConfirmTheirs => ("登记邻方确认纪要", "be confirmed by the neighbour"),
            Self::Track => ("跟踪议定事项", "be followed up"),
            Self::Close => ("办结", "be closed"),
            Self::Cancel => ("取消", "be cancelled"),
        };
        Text::new(zh, en)
    }

    /// The roles that take it.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ConfirmOurs => DECIDERS,
            _ => WRITERS,
        }
    }
}

/// Which sides have confirmed the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confirmed {
    /// This one.
    pub ours: bool,
    /// The neighbour.
    pub theirs: bool,
}

/// The state after `action`, where so many sides had confirmed before it; none where it cannot be.
///
/// Each side confirms once, and after the first one nobody amends what it has confirmed.
#[must_use]
pub const fn after(state: MeetingState, confirmed: Confirmed, action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as Do;
    use MeetingState as Is;
    const NOBODY: Confirmed = Confirmed { ours: false, theirs: false };
    const US: Confirmed = Confirmed { ours: true, theirs: false };
    const THEM: Confirmed = Confirmed { ours: false, theirs: true };
    match (state, action, confirmed) {
        (Is::Planned, Do::Invite, _) => Some(Is::Invited),
        (Is::Invited, Do::Hold, _) | (Is::Held, Do::Amend | Do::ConfirmOurs | Do::ConfirmTheirs, NOBODY) => {
            Some(Is::Held)
        }
        (Is::Held, Do::ConfirmOurs, THEM) | (Is::Held, Do::ConfirmTheirs, US) => Some(Is::MinutesConfirmed),
        (Is::MinutesConfirmed, Do::Track, _) => Some(Is::DecisionsTracked),
        (Is::DecisionsTracked, Do::Close, _) => Some(Is::Closed),
        (Is::Planned | Is::Invited, Do::Cancel, _) => Some(Is::Cancelled),
        _ => None,
    }
}

/// What can be done with a meeting in its state.
pub fn open_actions(state: MeetingState, confirmed: Confirmed) -> impl Iterator<Item = MeetingAction> {
    MeetingAction::ALL.iter().copied().filter(move |action| after(state, confirmed, *action).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Confirmed = Confirmed { ours: false, theirs: false };

    fn open(state: MeetingState, confirmed: Confirmed) -> Vec<MeetingAction> {
        open_actions(state, confirmed).collect()
    }

    #[test]
    fn minutes_are_confirmed_by_each_side_once_and_by_both_before_anything_follows() {
        use MeetingAction::{Amend, Close, ConfirmOurs, ConfirmTheirs, Track};
        assert_eq!(open(MeetingState::Held, NOBODY), [Amend, ConfirmOurs, ConfirmTheirs]);
        assert_eq!(open(MeetingState::Held, Confirmed { ours: true, ..NOBODY }), [ConfirmTheirs]);
        assert_eq!(open(MeetingState::Held, Confirmed { theirs: true, ..NOBODY }), [ConfirmOurs]);
        let both = Confirmed { ours: true, theirs: true };
        assert_eq!(after(MeetingState::Held, Confirmed { ours: true, ..NOBODY }, ConfirmOurs), None);
        assert_eq!(
            after(MeetingState::Held, Confirmed { ours: true, ..NOBODY }, ConfirmTheirs),
            Some(MeetingState::MinutesConfirmed)
        );
        assert_eq!(open(MeetingState::MinutesConfirmed, both), [Track]);
        assert_eq!(open(MeetingState::DecisionsTracked, both), [Close]);
        assert_eq!(open(MeetingState::Closed, both), []);
    }

    #[test]
    fn what_was_not_held_yet_can_be_cancelled() {
        assert_eq!(open(MeetingState::Planned, NOBODY), [MeetingAction::Invite, MeetingAction::Cancel]);
        assert_eq!(open(MeetingState::Invited, NOBODY), [MeetingAction::Hold, MeetingAction::Cancel]);
        assert_eq!(open(MeetingState::Cancelled, NOBODY), []);
    }
}
