//! People with an account.

use std::{fmt, str::FromStr};

use time::OffsetDateTime;

use super::{Password, Secret};
use crate::{
    accounts::refusal::Invalid,
    kernel::actor::{Actor, Role, UserId},
};

/// What a person types to sign in: 2 to 40 lower-case ASCII letters, digits, `.`, `_`, `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        if !(2..=40).contains(&text.len()) || !text.bytes().all(allowed) {
            return Err(Invalid::Login);
        }
        // Records of what was done name the actor by this word: it must not be one that means somebody else.
        if [Actor::Operator.label(), Actor::Public.label()].contains(&text) {
            return Err(Invalid::ReservedLogin);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What colleagues read, in any script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DisplayName {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        label(text).map(Self).ok_or(Invalid::DisplayName)
    }
}

/// One line of 1 to 60 characters without blanks around it.
pub(super) fn label(text: &str) -> Option<String> {
    let text = text.trim();
    ((1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control)).then(|| text.to_owned())
}

/// A township of the county: 9 digits (GB/T 10114).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownshipCode(String);

impl TownshipCode {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TownshipCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let fits = text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self(text.to_owned())).ok_or(Invalid::Township)
    }
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub(in crate::accounts) login: Login,
    pub(in crate::accounts) display_name: DisplayName,
    pub(in crate::accounts) role: Role,
    pub(in crate::accounts) township: Option<TownshipCode>,
    pub(in crate::accounts) password: Password,
}

impl NewUser {
    /// Puts the parts together; only a township clerk has a township, and may do without.
    pub fn new(
        login: Login,
        display_name: DisplayName,
        role: Role,
        township: Option<TownshipCode>,
        password: Secret<String>,
    ) -> Result<Self, Invalid> {
        if township.is_some() && role != Role::TownshipClerk {
            return Err(Invalid::TownshipOfOtherRole);
        }
        let password = Password::new(password, &login)?;
        Ok(Self { login, display_name, role, township, password })
    }
}

/// One person's account.
#[derive(Debug, Clone)]
pub struct User {
    /// The account.
    pub id: UserId,
    /// The log-in name.
    pub login: Login,
    /// What colleagues read.
    pub display_name: DisplayName,
    /// What the person may do.
    pub role: Role,
    /// The township of a township clerk.
    pub township: Option<TownshipCode>,
    /// When the account was made.
    pub created_at: OffsetDateTime,
    /// When it was disabled; `None` while it is in use.
    pub disabled_at: Option<OffsetDateTime>,
}

impl User {
    /// Whether the account is in use.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// The person as the one who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::User { id: self.id, name: self.login.to_string(), role: self.role }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_lower_case_ascii_and_no_word_of_the_records() {
        for good in ["wang", "li.si-2", "a_", "0x"] {
            assert_eq!(good.parse::<Login>().unwrap().as_str(), good);
        }
        for bad in ["", "w", "Wang", "王五", "li si", "a@b", &"x".repeat(41)] {
            assert_eq!(bad.parse::<Login>(), Err(Invalid::Login), "{bad}");
        }
        assert_eq!("operator".parse::<Login>(), Err(Invalid::ReservedLogin));
        assert_eq!("public".parse::<Login>(), Err(Invalid::ReservedLogin));
    }

    #[test]
    fn a_display_name_is_one_line_in_any_script() {
        assert_eq!(" 王小明 ".parse::<DisplayName>().unwrap().as_str(), "王小明");
        for bad in ["", "  ", "王\n明", &"王".repeat(61)] {
            assert_eq!(bad.parse::<DisplayName>(), Err(Invalid::DisplayName));
        }
    }

    #[test]
    fn only_a_township_clerk_has_a_township() {
        let new = |role, township: Option<&str>| {
            NewUser::new(
                "wang".parse().unwrap(),
                "王".parse().unwrap(),
                role,
                township.map(|code| code.parse().unwrap()),
                Secret::new("long enough to be one".into()),
            )
        };
        assert!(new(Role::TownshipClerk, Some("429006101")).is_ok());
        assert!(new(Role::TownshipClerk, None).is_ok());
        assert_eq!(new(Role::Leader, Some("429006101")).unwrap_err(), Invalid::TownshipOfOtherRole);
    }
}
