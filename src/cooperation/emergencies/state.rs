//! How an emergency goes from state to state, and who takes it there.

use super::codes::{EmergencyState, EntryKind};
use crate::{
    code_enum,
    cooperation::policy::{DECIDERS, WRITERS},
    kernel::{actor::Role, text::Text},
};

code_enum! {
    /// What is done about an emergency.
    EmergencyAction as "text" {
        /// 定级
        Confirm = "confirm",
        /// 解除误报
        Dismiss = "dismiss",
        /// 启动响应
        Respond = "respond",
        /// 登记事态已控制
        Control = "control",
        /// 结束响应
        End = "end",
        /// 总结评估
        Review = "review",
    }
}

impl EmergencyAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Confirm => ("定级", "be confirmed with a level"),
            Self::Dismiss => ("作误报解除", "be dismissed"),
            Self::Respond => ("启动响应", "be responded to"),
            Self::Control => ("登记事态已控制", "be brought under control"),
            Self::End => ("结束响应", "be ended"),
            Self::Review => ("总结评估", "be reviewed"),
        };
        Text::new(zh, en)
    }

    /// The roles that take it.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Confirm | Self::Dismiss => DECIDERS,
            _ => WRITERS,
        }
    }

    /// What stands in the timeline.
    #[must_use]
    pub const fn entry(self) -> EntryKind {
        match self {
            Self::Confirm => EntryKind::Confirm,
            Self::Dismiss => EntryKind::Dismiss,
            Self::Respond => EntryKind::Respond,
            Self::Control => EntryKind::Control,
            Self::End => EntryKind::End,
            Self::Review => EntryKind::Review,
        }
    }
}

/// The state after `action`; none where it cannot be. A level may be confirmed anew while there is a response.
#[must_use]
pub const fn after(state: EmergencyState, action: EmergencyAction) -> Option<EmergencyState> {
    use EmergencyAction as Do;
    use EmergencyState as Is;
    match (state, action) {
        (Is::Alert | Is::Confirmed, Do::Confirm) => Some(Is::Confirmed),
        (Is::Alert, Do::Dismiss) => Some(Is::Dismissed),
        (Is::Confirmed, Do::Respond) | (Is::Responding, Do::Confirm) => Some(Is::Responding),
        (Is::Responding, Do::Control) => Some(Is::Controlled),
        (Is::Controlled, Do::End) => Some(Is::Ended),
        (Is::Ended, Do::Review) => Some(Is::Reviewed),
        _ => None,
    }
}

/// Whether something of this kind may stand in the timeline of an emergency in its state, beside the steps.
#[must_use]
pub const fn takes(state: EmergencyState, kind: EntryKind) -> bool {
    use EmergencyState as Is;
    match kind {
        // What was done or reported is entered late rather than not at all.
        EntryKind::Measure | EntryKind::FirstReport | EntryKind::ProgressReport => !matches!(state, Is::Dismissed),
        EntryKind::FinalReport | EntryKind::Aftercare => matches!(state, Is::Ended | Is::Reviewed),
        _ => false,
    }
}

/// What can be done about an emergency in its state.
pub fn open_actions(state: EmergencyState) -> impl Iterator<Item = EmergencyAction> {
    EmergencyAction::ALL.iter().copied().filter(move |action| after(state, *action).is_some())
}

#[cfg(test)]
mod tests {
    use super::{EmergencyAction as Do, EmergencyState as Is, *};

    #[test]
    fn an_emergency_is_graded_responded_to_controlled_ended_and_reviewed() {
        let way = [Do::Confirm, Do::Respond, Do::Control, Do::End, Do::Review];
        let end = way.iter().try_fold(Is::Alert, |state, action| after(state, *action));
        assert_eq!(end, Some(Is::Reviewed));
        assert_eq!(open_actions(Is::Alert).collect::<Vec<_>>(), [Do::Confirm, Do::Dismiss]);
        assert_eq!(after(Is::Alert, Do::Respond), None);
        assert_eq!(after(Is::Responding, Do::Confirm), Some(Is::Responding));
        assert_eq!(open_actions(Is::Dismissed).count() + open_actions(Is::Reviewed).count(), 0);
    }

    #[test]
    fn the_first_report_may_be_late_and_the_final_one_comes_after_the_end() {
        assert!(takes(Is::Alert, EntryKind::FirstReport) && takes(Is::Responding, EntryKind::Measure));
        assert!(takes(Is::Ended, EntryKind::FirstReport) && takes(Is::Ended, EntryKind::FinalReport));
        assert!(!takes(Is::Controlled, EntryKind::FinalReport) && !takes(Is::Alert, EntryKind::Aftercare));
        assert!(!takes(Is::Responding, EntryKind::Confirm) && !takes(Is::Dismissed, EntryKind::Measure));
    }
}
