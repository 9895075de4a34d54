//! Where a naming case stands, and what can be done from there.
//!
//! Pure: no clock, no database. The table of all states and actions is `docs/naming-cases.md`, made from this file by
//! `UPDATE_DOCS=1 .ci/test naming_states`.

use super::action::Action;
use crate::code_enum;

code_enum! {
    /// A state without what it carries, as the database keeps it.
    StateCode as "case_state" {
        /// 草拟
        Draft = "draft",
        /// 已申报
        Submitted = "submitted",
        /// 退回补正
        Returned = "returned",
        /// 受理
        Accepted = "accepted",
        /// 实地调研
        Surveyed = "surveyed",
        /// 部门会商
        Consulted = "consulted",
        /// 专家论证
        Argued = "argued",
        /// 公示中
        InNotice = "in_notice",
        /// 公示结束
        NoticeDone = "notice_done",
        /// 报批
        Reported = "reported",
        /// 已批准
        Approved = "approved",
        /// 入库
        Recorded = "recorded",
        /// 办结
        Closed = "closed",
        /// 不予批准
        Rejected = "rejected",
        /// 撤回
        Withdrawn = "withdrawn",
        /// 逾期未补正
        Lapsed = "lapsed",
        /// 中止
        Suspended = "suspended",
        /// 撤销
        Revoked = "revoked",
    }
}

impl StateCode {
    /// What people call it, in Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("草拟", "draft"),
            Self::Submitted => ("已申报", "submitted"),
            Self::Returned => ("退回补正", "returned for supplement"),
            Self::Accepted => ("受理", "accepted"),
            Self::Surveyed => ("实地调研", "surveyed"),
            Self::Consulted => ("部门会商", "consulted"),
            Self::Argued => ("专家论证", "argued by experts"),
            Self::InNotice => ("公示中", "in public notice"),
            Self::NoticeDone => ("公示结束", "public notice closed"),
            Self::Reported => ("报批", "reported for approval"),
            Self::Approved => ("已批准", "approved"),
            Self::Recorded => ("入库", "filed, announced and recorded"),
            Self::Closed => ("办结", "closed"),
            Self::Rejected => ("不予批准", "rejected"),
            Self::Withdrawn => ("撤回", "withdrawn"),
            Self::Lapsed => ("逾期未补正", "lapsed"),
            Self::Suspended => ("中止", "suspended"),
            Self::Revoked => ("撤销", "revoked"),
        }
    }
}

/// Where a case stands; a state carries what is only known there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// Being written.
    Draft,
    /// Applied for (R753 art. 11).
    Submitted,
    /// Sent back to be completed.
    Returned,
    /// Taken up.
    Accepted,
    /// Seen on the spot.
    Surveyed,
    /// Other departments were asked.
    Consulted,
    /// Argued by experts (R753 art. 11).
    Argued {
        /// An objection was upheld since: the experts must argue again before there is another notice.
        objection_upheld: bool,
    },
    /// Shown to the public before the decision.
    InNotice,
    /// Every opinion is answered and the notice is sealed.
    NoticeDone,
    /// Laid before the approving authority (R753 art. 12).
    Reported,
    /// Approved: the names are standard names (R753 art. 15).
    Approved,
    /// Filed and announced (R753 art. 13, 14).
    Recorded,
    /// Signs are up, papers are archived.
    Closed,
    /// Refused by the approving authority.
    Rejected,
    /// Taken back.
    Withdrawn,
    /// Never completed after it was returned.
    Lapsed,
    /// At rest, to go on where it was.
    Suspended {
        /// Where it goes on.
        from: Resting,
    },
    /// The approval was undone (R753 art. 34, 36).
    Revoked,
}

/// States in which a case can be put to rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resting {
    /// [`CaseState::Submitted`]
    Submitted,
    /// [`CaseState::Accepted`]
    Accepted,
    /// [`CaseState::Surveyed`]
    Surveyed,
    /// [`CaseState::Consulted`]
    Consulted,
    /// [`CaseState::Argued`]
    Argued {
        /// As there.
        objection_upheld: bool,
    },
    /// [`CaseState::NoticeDone`]
    NoticeDone,
    /// [`CaseState::Reported`]
    Reported,
}

/// An action that a state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case that is {state} cannot {action}")]
pub struct WrongState {
    /// What was wanted.
    pub action: Action,
    /// Where the case stands.
    pub state: StateCode,
}

impl CaseState {
    /// Every state, those that carry something once for each value.
    pub const ALL: &'static [Self] = &[
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::Surveyed,
        Self::Consulted,
        Self::Argued { objection_upheld: false },
        Self::Argued { objection_upheld: true },
        Self::InNotice,
        Self::NoticeDone,
        Self::Reported,
        Self::Approved,
        Self::Recorded,
        Self::Closed,
        Self::Rejected,
        Self::Withdrawn,
        Self::Lapsed,
        Self::Suspended { from: Resting::Submitted },
        Self::Suspended { from: Resting::Accepted },
        Self::Suspended { from: Resting::Surveyed },
        Self::Suspended { from: Resting::Consulted },
        Self::Suspended { from: Resting::Argued { objection_upheld: false } },
        Self::Suspended { from: Resting::Argued { objection_upheld: true } },
        Self::Suspended { from: Resting::NoticeDone },
        Self::Suspended { from: Resting::Reported },
        Self::Revoked,
    ];

    /// The state without what it carries.
    #[must_use]
    pub const fn code(self) -> StateCode {
        match self {
            Self::Draft => StateCode::Draft,
            Self::Submitted => StateCode::Submitted,
            Self::Returned => StateCode::Returned,
            Self::Accepted => StateCode::Accepted,
            Self::Surveyed => StateCode::Surveyed,
            Self::Consulted => StateCode::Consulted,
            Self::Argued { .. } => StateCode::Argued,
            Self::InNotice => StateCode::InNotice,
            Self::NoticeDone => StateCode::NoticeDone,
            Self::Reported => StateCode::Reported,
            Self::Approved => StateCode::Approved,
            Self::Recorded => StateCode::Recorded,
            Self::Closed => StateCode::Closed,
            Self::Rejected => StateCode::Rejected,
            Self::Withdrawn => StateCode::Withdrawn,
            Self::Lapsed => StateCode::Lapsed,
            Self::Suspended { .. } => StateCode::Suspended,
            Self::Revoked => StateCode::Revoked,
        }
    }

    /// The state after `action`, or why it cannot be taken from here.
    pub const fn after(self, action: Action) -> Result<Self, WrongState> {
        let next = match action {
            Action::Edit => self.only_if(self.is_open_to_changes()),
            Action::Spell => self.only_if(self.is_open_to_changes() || matches!(self, Self::Argued { .. })),
            Action::TakeOut => self.only_if(self.is_before_decision()),
            // A draft has no reviewer yet.
            Action::Settle => {
                self.only_if(self.is_before_decision() && !self.is_with_applicant() && !matches!(self, Self::InNotice))
            }
            Action::Submit => self.to_if_one_of(&[Self::Draft, Self::Returned], Self::Submitted),
            Action::Return => self.to_if_one_of(&[Self::Submitted], Self::Returned),
            Action::Lapse => self.to_if_one_of(&[Self::Returned], Self::Lapsed),
            Action::Accept => self.to_if_one_of(&[Self::Submitted], Self::Accepted),
            Action::Survey => self.to_if_one_of(&[Self::Accepted], Self::Surveyed),
            Action::Consult => self.to_if_one_of(&[Self::Surveyed], Self::Consulted),
            Action::Argue => self.to_if_one_of(
                &[Self::Consulted, Self::Argued { objection_upheld: true }],
                Self::Argued { objection_upheld: false },
            ),
            Action::OpenNotice => self.to_if_one_of(&[Self::Argued { objection_upheld: false }], Self::InNotice),
            Action::UpholdObjection => self.to_if_one_of(&[Self::InNotice], Self::Argued { objection_upheld: true }),
            Action::CloseNotice => self.to_if_one_of(&[Self::InNotice], Self::NoticeDone),
            Action::Report => self.to_if_one_of(&[Self::NoticeDone], Self::Reported),
            Action::DecideInPart => self.to_if_one_of(&[Self::Reported], Self::Reported),
            Action::Approve => self.to_if_one_of(&[Self::Reported], Self::Approved),
            Action::Reject => self.to_if_one_of(&[Self::Reported], Self::Rejected),
            Action::File => self.only_if(self.has_names_to_file()),
            // Of a case that was revoked, it is the revocation that is announced.
            Action::Announce => self.only_if(self.has_names_to_file() || matches!(self, Self::Revoked)),
            Action::Record => self.to_if_one_of(&[Self::Approved], Self::Recorded),
            Action::Close => self.to_if_one_of(&[Self::Recorded], Self::Closed),
            Action::Withdraw => {
                if self.is_before_decision() || matches!(self, Self::Suspended { .. }) {
                    Some(Self::Withdrawn)
                } else {
                    None
                }
            }
            Action::Suspend => match self.resting() {
                Some(from) => Some(Self::Suspended { from }),
                None => None,
            },
            Action::Resume => match self {
                Self::Suspended { from } => Some(from.state()),
                _ => None,
            },
            Action::Revoke => self.to_if_one_of(&[Self::Approved, Self::Recorded, Self::Closed], Self::Revoked),
        };
        match next {
            Some(next) => Ok(next),
            None => Err(WrongState { action, state: self.code() }),
        }
    }

    /// The actions that this state allows.
    pub fn allows(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| self.after(*action).is_ok())
    }

    /// Whether names and lines may still be changed: until the experts have argued them, and again when an objection
    /// was upheld, since then they argue anew.
    #[must_use]
    pub const fn is_open_to_changes(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Returned
                | Self::Accepted
                | Self::Surveyed
                | Self::Consulted
                | Self::Argued { objection_upheld: true }
        )
    }

    /// Whether the applicant writes in it: before applying, and when it was sent back.
    #[must_use]
    pub const fn is_with_applicant(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether the case is under way and nothing has been decided for good.
    #[must_use]
    pub const fn is_before_decision(self) -> bool {
        self.is_open_to_changes()
            || matches!(
                self,
                Self::Submitted | Self::Argued { .. } | Self::InNotice | Self::NoticeDone | Self::Reported
            )
    }

    /// Whether there may be names to be filed and announced. Those of a decision in part are while the rest of the case
    /// is still open, or at rest: what the law limits does not stand still.
    const fn has_names_to_file(self) -> bool {
        matches!(self, Self::Reported | Self::Approved | Self::Suspended { from: Resting::Reported })
    }

    const fn only_if(self, allowed: bool) -> Option<Self> {
        if allowed { Some(self) } else { None }
    }

    const fn to_if_one_of(self, states: &[Self], next: Self) -> Option<Self> {
        let mut rest = states;
        while let [first, others @ ..] = rest {
            if first.is(self) {
                return Some(next);
            }
            rest = others;
        }
        None
    }

    /// Whether both are the same state, what they carry included.
    const fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Argued { objection_upheld: one }, Self::Argued { objection_upheld: two }) => one == two,
            _ => self.code() as u8 == other.code() as u8,
        }
    }

    const fn resting(self) -> Option<Resting> {
        match self {
            Self::Submitted => Some(Resting::Submitted),
            Self::Accepted => Some(Resting::Accepted),
            Self::Surveyed => Some(Resting::Surveyed),
            Self::Consulted => Some(Resting::Consulted),
            Self::Argued { objection_upheld } => Some(Resting::Argued { objection_upheld }),
            Self::NoticeDone => Some(Resting::NoticeDone),
            Self::Reported => Some(Resting::Reported),
            Self::Draft
            | Self::Returned
            | Self::InNotice
            | Self::Approved
            | Self::Recorded
            | Self::Closed
            | Self::Rejected
            | Self::Withdrawn
            | Self::Lapsed
            | Self::Suspended { .. }
            | Self::Revoked => None,
        }
    }
}

impl Resting {
    /// The state at rest.
    #[must_use]
    pub const fn state(self) -> CaseState {
        match self {
            Self::Submitted => CaseState::Submitted,
            Self::Accepted => CaseState::Accepted,
            Self::Surveyed => CaseState::Surveyed,
            Self::Consulted => CaseState::Consulted,
            Self::Argued { objection_upheld } => CaseState::Argued { objection_upheld },
            Self::NoticeDone => CaseState::NoticeDone,
            Self::Reported => CaseState::Reported,
        }
    }
}
