//! Who may do what to which account.

use super::{model::User, refusal::Refusal};
use crate::kernel::actor::{Actor, Role, UserId};

/// Administrators keep accounts; so does the operator, who must be able to make the first one.
pub(super) fn may_keep_accounts(actor: &Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Operator | Actor::User { role: Role::Admin, .. } => Ok(()),
        Actor::User { role, .. } => Err(Refusal::NotAdmin(*role)),
        Actor::Public => Err(Refusal::NotOwner),
    }
}

/// A person keeps his own tokens; the operator keeps anybody's. An administrator who could make tokens for others
/// could act in their names.
pub(super) fn may_keep_tokens_of(actor: &Actor, owner: UserId) -> Result<(), Refusal> {
    match actor {
        Actor::Operator => Ok(()),
        Actor::User { id, .. } if *id == owner => Ok(()),
        Actor::User { .. } | Actor::Public => Err(Refusal::NotOwner),
    }
}

/// The last administrator in office stays, whoever wants to disable him.
pub(super) fn may_disable(user: &User, admins_in_office: &[UserId]) -> Result<(), Refusal> {
    match admins_in_office {
        [last] if *last == user.id => Err(Refusal::LastAdmin),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(id: u128, role: Role) -> Actor {
        Actor::User { id: UserId(Uuid::from_u128(id)), name: "wang".into(), role }
    }

    #[test]
    fn only_administrators_and_the_operator_keep_accounts() {
        for role in Role::ALL {
            assert_eq!(may_keep_accounts(&person(1, role)).is_ok(), role == Role::Admin, "{role}");
        }
        assert!(may_keep_accounts(&Actor::Operator).is_ok());
        assert!(may_keep_accounts(&Actor::Public).is_err());
    }

    #[test]
    fn not_even_an_administrator_keeps_the_tokens_of_others() {
        let owner = UserId(Uuid::from_u128(1));
        assert!(may_keep_tokens_of(&person(1, Role::Auditor), owner).is_ok());
        assert!(may_keep_tokens_of(&person(2, Role::Admin), owner).is_err());
        assert!(may_keep_tokens_of(&Actor::Operator, owner).is_ok());
    }
}
