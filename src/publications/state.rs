//! Which step may follow which state; no step is left to a default.

use super::{
    codes::{Kind, State},
    refusal::{Refusal, Step},
};

/// The state after `step`, or why it cannot be taken.
pub(super) fn after(kind: Kind, state: State, step: Step) -> Result<State, Refusal> {
    use State::{Draft, EndedEarly, Published, Sealed, Signed};
    let notice = kind == Kind::PublicNotice;
    let next = match (state, step) {
        (Draft, Step::Redraft) | (Signed, Step::TakeBack) => Some(Draft),
        (Draft, Step::Sign) => Some(Signed),
        (Signed, Step::Publish) => Some(Published),
        (Published, Step::Seal) if notice => Some(Sealed),
        (Published, Step::Object | Step::Answer) if notice => Some(Published),
        // A citizen is owed an answer also when the notice ended before its time.
        (Published, Step::EndEarly) | (EndedEarly, Step::Answer) if notice => Some(EndedEarly),
        (Published, Step::Sync) if !notice => Some(Published),
        (
            Draft | Signed | Published | Sealed | EndedEarly,
            Step::Redraft
            | Step::Sign
            | Step::TakeBack
            | Step::Publish
            | Step::Seal
            | Step::EndEarly
            | Step::Object
            | Step::Answer
            | Step::Sync,
        ) => None,
    };
    next.ok_or(Refusal::OutOfOrder { kind, state, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_these_steps_are_open_in_each_state() {
        let open = |kind| -> Vec<(State, Vec<Step>)> {
            let steps = |state| Step::ALL.into_iter().filter(|step| after(kind, state, *step).is_ok()).collect();
            State::ALL.iter().map(|state| (*state, steps(*state))).collect()
        };
        assert_eq!(
            open(Kind::PublicNotice),
            [
                (State::Draft, vec![Step::Redraft, Step::Sign]),
                (State::Signed, vec![Step::TakeBack, Step::Publish]),
                (State::Published, vec![Step::Seal, Step::EndEarly, Step::Object, Step::Answer]),
                (State::Sealed, vec![]),
                (State::EndedEarly, vec![Step::Answer]),
            ]
        );
        assert_eq!(
            open(Kind::Announcement),
            [
                (State::Draft, vec![Step::Redraft, Step::Sign]),
                (State::Signed, vec![Step::TakeBack, Step::Publish]),
                (State::Published, vec![Step::Sync]),
                (State::Sealed, vec![]),
                (State::EndedEarly, vec![]),
            ]
        );
    }
}
