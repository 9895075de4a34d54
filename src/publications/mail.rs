//! Mail that a committed transaction wrote and that is yet to be sent.

use std::fmt;

/// A letter to a citizen.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Mail {
    /// E-mail address.
    pub(super) recipient: String,
    /// Subject.
    pub(super) subject: String,
    /// Text.
    pub(super) body: String,
}

impl fmt::Debug for Mail {
    /// Personal data is in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(…)")
    }
}
