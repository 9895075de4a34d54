//! How a dispute goes from state to state; the track decides which steps are open.

use super::codes::{DisputeState, Track};
use crate::{
    code_enum,
    cooperation::policy::{DECIDERS, WRITERS},
    kernel::{actor::Role, text::Text},
};

code_enum! {
    /// What is done about a dispute.
    DisputeAction as "text" {
        /// 先期处置 (R26 art. 10): escalation is stopped.
        Respond = "respond",
        /// 分类
        Classify = "classify",
        /// 协商
        Negotiate = "negotiate",
        /// 报请上级调解 (R26 art. 12)
        Escalate = "escalate",
        /// 报批准机关 (R353 art. 15)
        Submit = "submit",
        /// 达成协议 (R26 art. 13)
        Agree = "agree",
        /// 裁决
        Decide = "decide",
        /// 测绘 (R26 art. 15)
        Survey = "survey",
        /// 备案 (R26 art. 16)
        File = "file",
        /// 移送主管部门
        Refer = "refer",
        /// 登记主管部门处理结果
        Conclude = "conclude",
        /// 回访
        FollowUp = "follow_up",
        /// 办结
        Close = "close",
    }
}

impl DisputeAction {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Respond => ("先期处置", "get its first response"),
            Self::Classify => ("分类", "be classified"),
            Self::Negotiate => ("协商", "be negotiated"),
            Self::Escalate => ("报请上级调解", "be mediated by the higher government"),
            Self::Submit => ("报批准机关处理", "be submitted to the approving authority"),
            Self::Agree => ("登记协议", "be agreed upon"),
            Self::Decide => ("登记裁决", "be decided"),
            Self::Survey => ("登记测绘", "be surveyed and mapped"),
            Self::File => ("备案", "be filed"),
            Self::Refer => ("移送主管部门", "be referred to the competent department"),
            Self::Conclude => ("登记主管部门处理结果", "be concluded by the department"),
            Self::FollowUp => ("回访", "be followed up"),
            Self::Close => ("办结", "be closed"),
        };
        Text::new(zh, en)
    }

    /// The roles that take it.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Classify => DECIDERS,
            _ => WRITERS,
        }
    }

    /// Whether it takes the number of a paper: what others decide, agree and file is on paper.
    #[must_use]
    pub const fn takes_document(self) -> bool {
        matches!(self, Self::Escalate | Self::Submit | Self::Agree | Self::Decide | Self::File | Self::Refer)
    }

    /// Whether its text settles the dispute.
    #[must_use]
    pub const fn settles(self) -> bool {
        matches!(self, Self::Agree | Self::Decide | Self::Conclude)
    }
}

/// The state after `action` on a track; none where it cannot be.
///
/// A dispute that was classified wrongly is classified again before anything else was done.
#[must_use]
pub const fn after(state: DisputeState, track: Option<Track>, action: DisputeAction) -> Option<DisputeState> {
    use DisputeAction as Do;
    use DisputeState as Is;
    use Track::{Civil, Demarcated, Undemarcated};
    let next = match (state, track, action) {
        (Is::Reported, None, Do::Respond) => Is::FirstResponse,
        (Is::FirstResponse, None, Do::Classify) | (Is::Classified, Some(_), Do::Classify) => Is::Classified,

        (Is::Classified, Some(Demarcated | Undemarcated), Do::Negotiate) => Is::Negotiating,
        (Is::Classified | Is::Negotiating, Some(Demarcated), Do::Submit) => Is::WithAuthority,
        (Is::Negotiating, Some(Undemarcated), Do::Escalate) => Is::MediationByHigher,
        (Is::Negotiating, Some(Demarcated | Undemarcated), Do::Agree)
        | (Is::MediationByHigher, Some(Undemarcated), Do::Agree) => Is::Agreed,
        (Is::MediationByHigher, Some(Undemarcated), Do::Decide) | (Is::WithAuthority, Some(Demarcated), Do::Decide) => {
            Is::Decided
        }
        (Is::Agreed | Is::Decided, Some(Demarcated | Undemarcated), Do::Survey) => Is::SurveyedAndMapped,
        (Is::SurveyedAndMapped, Some(Demarcated | Undemarcated), Do::File) => Is::Filed,

        (Is::Classified, Some(Civil), Do::Refer) => Is::Referred,
        (Is::Referred, Some(Civil), Do::Conclude) => Is::OutcomeKnown,

        (Is::Filed | Is::OutcomeKnown, Some(_), Do::FollowUp) => Is::FollowedUp,
        (Is::FollowedUp, Some(_), Do::Close) => Is::Closed,
        _ => return None,
    };
    Some(next)
}

/// What can be done about a dispute.
pub fn open_actions(state: DisputeState, track: Option<Track>) -> impl Iterator<Item = DisputeAction> {
    DisputeAction::ALL.iter().copied().filter(move |action| after(state, track, *action).is_some())
}

#[cfg(test)]
mod tests {
    use super::{DisputeAction as Do, *};

    /// Takes these steps from the report on.
    fn walk(track: Track, steps: &[DisputeAction]) -> Option<DisputeState> {
        let begun = after(DisputeState::Reported, None, Do::Respond)?;
        let begun = after(begun, None, Do::Classify)?;
        steps.iter().try_fold(begun, |state, action| after(state, Some(track), *action))
    }

    fn open(state: DisputeState, track: Track) -> Vec<DisputeAction> {
        open_actions(state, Some(track)).collect()
    }

    #[test]
    fn nobody_classifies_before_escalation_was_stopped() {
        assert_eq!(open_actions(DisputeState::Reported, None).collect::<Vec<_>>(), [Do::Respond]);
        assert_eq!(open_actions(DisputeState::FirstResponse, None).collect::<Vec<_>>(), [Do::Classify]);
    }

    #[test]
    fn the_spot_on_a_demarcated_line_is_decided_by_who_approved_the_line() {
        let end = [Do::Decide, Do::Survey, Do::File, Do::FollowUp, Do::Close];
        assert_eq!(walk(Track::Demarcated, &[&[Do::Submit][..], &end].concat()), Some(DisputeState::Closed));
        assert_eq!(walk(Track::Demarcated, &[Do::Negotiate, Do::Agree]), Some(DisputeState::Agreed));
        assert_eq!(walk(Track::Demarcated, &[Do::Negotiate, Do::Escalate]), None);
        assert_eq!(open(DisputeState::WithAuthority, Track::Demarcated), [Do::Decide]);
    }

    #[test]
    fn where_no_line_was_made_clear_both_negotiate_before_the_higher_government_mediates_and_decides() {
        let end = [Do::Survey, Do::File, Do::FollowUp, Do::Close];
        for settled in [&[Do::Negotiate, Do::Agree][..], &[Do::Negotiate, Do::Escalate, Do::Decide]] {
            assert_eq!(walk(Track::Undemarcated, &[settled, &end].concat()), Some(DisputeState::Closed));
        }
        assert_eq!(open(DisputeState::Classified, Track::Undemarcated), [Do::Classify, Do::Negotiate]);
        assert_eq!(walk(Track::Undemarcated, &[Do::Negotiate, Do::Decide]), None);
        assert_eq!(walk(Track::Undemarcated, &[Do::Submit]), None);
    }

    #[test]
    fn a_civil_matter_goes_to_the_department_and_nowhere_else() {
        assert_eq!(open(DisputeState::Classified, Track::Civil), [Do::Classify, Do::Refer]);
        let way = [Do::Refer, Do::Conclude, Do::FollowUp, Do::Close];
        assert_eq!(walk(Track::Civil, &way), Some(DisputeState::Closed));
        for action in [Do::Negotiate, Do::Submit, Do::Escalate, Do::Agree, Do::Decide, Do::Survey, Do::File] {
            for state in DisputeState::ALL {
                assert_eq!(after(*state, Some(Track::Civil), action), None, "{state} {action}");
            }
        }
    }

    #[test]
    fn what_is_closed_stays_closed() {
        for track in Track::ALL {
            assert_eq!(open(DisputeState::Closed, *track), []);
        }
    }
}
