//! Who may call a route.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request},
    http::request::Parts,
};

use super::{Problem, ProblemType, Text};
use crate::kernel::actor::{Actor, Role};

/// The owner of a route: the first and visible half of "who may"; a slice's `policy` says who may do it to this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, without an account.
    Public,
    /// Whoever is not signed in: people of another office, for whom nobody of this one may act.
    Outsiders,
    /// Anyone with an account, whatever the role.
    SignedIn,
    /// Only these roles.
    Roles(&'static [Role]),
}

impl Access {
    /// Whether someone with this role (or nobody) passes.
    #[must_use]
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public, _) | (Self::Outsiders, None) | (Self::SignedIn, Some(_)) => true,
            (Self::Outsiders, Some(_)) | (Self::SignedIn | Self::Roles(_), None) => false,
            (Self::Roles(roles), Some(role)) => roles.contains(&role),
        }
    }

    /// Why a request may not pass; `None` if it may.
    pub(super) fn refuse(self, request: &Request) -> Option<Problem> {
        let role = request.extensions().get::<Caller>().map(|caller| caller.role);
        if self.admits(role) {
            return None;
        }
        if self == Self::Outsiders {
            return Some(Problem::new(
                ProblemType::NotAllowed,
                "这是邻方的页面：本单位人员不能代邻方查看、填写或签字，请先退出登录",
                "this is for the neighbour: nobody of this office reads, writes or signs for it; sign out first",
            ));
        }
        let (Self::Roles(roles), Some(role)) = (self, role) else { return Some(not_signed_in()) };
        let Text { zh, en } = role.title();
        let may = called(roles);
        let zh = format!("“{zh}”角色不能进行此操作，须由{}办理", may.zh);
        let en = format!("the role of {en} may not do this; it takes: {}", may.en);
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        Some(Problem::new(ProblemType::NotAllowed, zh, en).with("roles", codes))
    }
}

/// What people call these roles, one after the other.
#[must_use]
pub fn called(roles: &[Role]) -> Text {
    let titles: Vec<Text> = roles.iter().map(|role| role.title()).collect();
    let of = |text: fn(&Text) -> &str, between| titles.iter().map(text).collect::<Vec<_>>().join(between);
    Text::new(of(|title| &title.zh, "、"), of(|title| &title.en, ", "))
}

/// Who is calling, as the authentication layer found out; absent for the public.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub actor: Actor,
    /// The person's role.
    pub role: Role,
}

/// The signed-in caller, for handlers that act in a person's name.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Caller);

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Caller>().cloned().map(Self).ok_or_else(not_signed_in)
    }
}

/// The answer to somebody unknown where a person is needed.
#[must_use]
pub fn not_signed_in() -> Problem {
    Problem::new(ProblemType::NotSignedIn, "请先登录或提供令牌", "sign in or send a token")
}

impl<S: Sync> OptionalFromRequestParts<S> for SignedIn {
    type Rejection = Infallible;

    /// For handlers that tell those who work here more than the public.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Caller>().cloned().map(Self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_for_some_roles_admits_only_them() {
        let access = Access::Roles(&[Role::Admin]);
        assert!(access.admits(Some(Role::Admin)));
        assert!(!access.admits(Some(Role::Leader)));
        assert!(!access.admits(None));
        assert!(Access::Outsiders.admits(None) && !Access::Outsiders.admits(Some(Role::Leader)));
        assert!(Access::SignedIn.admits(Some(Role::Neighbour)));
        assert!(!Access::SignedIn.admits(None));
        assert!(Access::Public.admits(None));
    }
}
