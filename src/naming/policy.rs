//! Who may do what with which case.
//!
//! The roles of an action are also the owners of its address, so that the table of routes shows them. What is said here
//! beyond that: a township clerk has the cases of the own township, and who prepared a case does not enter the decision
//! on it.

use super::{action::Action, model::NamingCase, refusal::Refusal};
use crate::kernel::actor::{Actor, Role, UserId};

/// Somebody with an account, who works on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The account.
    pub id: UserId,
    /// The role.
    pub role: Role,
    /// The township of a clerk, nine digits.
    pub township_code: Option<String>,
}

/// Who may read cases; clerks those of their township.
pub const READERS: &[Role] =
    &[Role::TownshipClerk, Role::NamingOfficer, Role::FieldCrew, Role::Leader, Role::Archivist, Role::Auditor];

/// Who may open a case.
pub const OPENERS: &[Role] = &[Role::TownshipClerk, Role::NamingOfficer];

/// What makes somebody a preparer of a case.
pub const PREPARING: &[&str] = &[
    OPEN,
    Action::Edit.code(),
    Action::Spell.code(),
    Action::Submit.code(),
    Action::Accept.code(),
    Action::Survey.code(),
    Action::Consult.code(),
    Action::Argue.code(),
    Action::Settle.code(),
];

/// What the record calls the beginning of a case.
pub const OPEN: &str = "open";

/// The roles that may take an action.
#[must_use]
pub const fn roles(action: Action) -> &'static [Role] {
    match action {
        Action::Edit | Action::Spell | Action::Submit | Action::Withdraw => OPENERS,
        Action::Survey => &[Role::FieldCrew, Role::NamingOfficer],
        Action::TakeOut
        | Action::Return
        | Action::Lapse
        | Action::Accept
        | Action::Consult
        | Action::Argue
        | Action::Settle
        | Action::OpenNotice
        | Action::UpholdObjection
        | Action::CloseNotice
        | Action::File
        | Action::Announce
        | Action::Record
        | Action::Close => &[Role::NamingOfficer],
        Action::Report | Action::Revoke => &[Role::Leader],
        Action::DecideInPart | Action::Approve | Action::Reject | Action::Suspend | Action::Resume => {
            &[Role::NamingOfficer, Role::Leader]
        }
    }
}

/// Whether somebody may read this case.
pub fn may_read(officer: &Officer, case: &NamingCase) -> Result<(), Refusal> {
    if READERS.contains(&officer.role) && is_own(officer, case) { Ok(()) } else { Err(Refusal::UnknownCase) }
}

/// Who may add papers to a case; clerks to those of their township.
pub const ATTACHERS: &[Role] = &[Role::TownshipClerk, Role::NamingOfficer, Role::FieldCrew, Role::Leader];

/// Whether somebody may add papers to this case.
pub fn may_attach(officer: &Officer, case: &NamingCase) -> Result<(), Refusal> {
    if ATTACHERS.contains(&officer.role) && is_own(officer, case) { Ok(()) } else { Err(Refusal::UnknownCase) }
}

/// Whether somebody may take this action in this case.
pub fn may(officer: &Officer, action: Action, case: &NamingCase) -> Result<(), Refusal> {
    if !is_own(officer, case) {
        return Err(Refusal::UnknownCase);
    }
    if !roles(action).contains(&officer.role) {
        return Err(Refusal::NotYours(action));
    }
    // A clerk hands the case over by applying: from then on the office writes in it.
    let writes = matches!(action, Action::Edit | Action::Spell);
    if officer.role == Role::TownshipClerk && writes && !case.state.is_with_applicant() {
        return Err(Refusal::WithTheOffice(case.state.code()));
    }
    Ok(())
}

/// The township for which somebody may open a case: a clerk's own, whatever is asked for by others.
pub fn township_of_new_case(officer: &Officer, asked: Option<String>) -> Result<Option<String>, Refusal> {
    if officer.role != Role::TownshipClerk {
        return Ok(asked);
    }
    let own = officer.township_code.clone().ok_or(Refusal::ClerkWithoutTownship)?;
    if asked.is_some_and(|asked| asked != own) { Err(Refusal::OtherTownship(own)) } else { Ok(Some(own)) }
}

/// Four eyes: who prepared a case does not decide on it.
pub fn may_decide(officer: &Officer, preparers: &[UserId]) -> Result<(), Refusal> {
    if preparers.contains(&officer.id) { Err(Refusal::Prepared) } else { Ok(()) }
}

fn is_own(officer: &Officer, case: &NamingCase) -> bool {
    officer.role != Role::TownshipClerk
        || (officer.township_code.is_some() && officer.township_code == case.draft.township_code)
}

/// The account behind an actor; the operator and the public have none.
#[must_use]
pub fn account(actor: &Actor) -> Option<(UserId, Role)> {
    match actor {
        Actor::User { id, role, .. } => Some((*id, *role)),
        Actor::Operator | Actor::Public => None,
    }
}
