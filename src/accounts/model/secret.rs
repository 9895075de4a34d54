//! What must never reach a log.

use std::fmt;

use serde::Deserialize;

use super::Login;
use crate::accounts::refusal::Invalid;

/// A value that is not shown when it is printed for debugging and cannot be serialised by accident.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps a secret.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself; look twice at every call.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A password that may be set. (One that is to be checked is any [`Secret`].)
#[derive(Debug, Clone)]
pub struct Password(Secret<String>);

impl Password {
    /// Takes a password for the account `login`: at least 10 characters, at most 200 bytes, not the log-in name.
    /// No rules about kinds of characters, which only make passwords predictable (NIST SP 800-63B section 3.1.1.2).
    pub fn new(password: Secret<String>, login: &Login) -> Result<Self, Invalid> {
        let text = password.reveal();
        if text.chars().count() < 10 {
            return Err(Invalid::PasswordTooShort);
        }
        if text.len() > 200 {
            return Err(Invalid::PasswordTooLong);
        }
        if text.to_lowercase() == login.as_str() {
            return Err(Invalid::PasswordIsLogin);
        }
        Ok(Self(password))
    }

    pub(in crate::accounts) fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_in_debug_output() {
        let secret = Secret::new("correct horse".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        let login = "wang".parse().unwrap();
        assert!(!format!("{:?}", Password::new(secret, &login)).contains("horse"));
    }

    #[test]
    fn a_password_is_long_enough_not_endless_and_not_the_login() {
        let login: Login = "zhang.xiaoming".parse().unwrap();
        let refused = |text: &str| Password::new(Secret::new(text.to_owned()), &login).err();
        assert_eq!(refused("九个汉字不够长的啊"), Some(Invalid::PasswordTooShort));
        assert_eq!(refused("十个汉字就已经够长了啊"), None);
        assert_eq!(refused(&"x".repeat(201)), Some(Invalid::PasswordTooLong));
        assert_eq!(refused("Zhang.Xiaoming"), Some(Invalid::PasswordIsLogin));
    }
}
