//! Who sees which obligations.

use crate::{accounts::User, kernel::actor::Role};

/// The obligations that somebody sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sees {
    /// All.
    All,
    /// Those of one township.
    Township(String),
    /// None.
    Nothing,
}

impl Sees {
    /// A township clerk sees those of the own township, who comes by invitation none, everybody else all.
    pub(super) fn of(user: &User) -> Self {
        match (user.role, &user.township) {
            (Role::TownshipClerk, Some(township)) => Self::Township(township.as_str().to_owned()),
            (Role::TownshipClerk, None) | (Role::Neighbour, _) => Self::Nothing,
            _ => Self::All,
        }
    }

    /// For statements: whether all are seen, else of which township.
    pub(super) fn columns(&self) -> (bool, Option<&str>) {
        match self {
            Self::All => (true, None),
            Self::Township(code) => (false, Some(code)),
            Self::Nothing => (false, None),
        }
    }
}
