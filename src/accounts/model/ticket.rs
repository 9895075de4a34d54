//! What the holder of a session, a token or a secret address carries: 32 random bytes.

use sha2::{Digest, Sha256};

use super::Secret;
use crate::kernel::hex::hex;

/// The word before the digits of an API token, by which it is recognised wherever it was lost.
const TOKEN_PREFIX: &str = "mj_";

/// 32 random bytes that open a session, act as a token or stand in a secret address. Only their SHA-256 is stored: that is enough for a secret
/// that cannot be guessed, and useless to whoever reads the table.
#[derive(Debug, Clone)]
pub struct Ticket(Secret<[u8; 32]>);

impl Ticket {
    /// Draws a new one.
    ///
    /// # Panics
    /// Only if the operating system gives no randomness; nothing could be done safely then.
    #[must_use]
    pub fn draw() -> Self {
        let mut bytes = [0_u8; 32];
        #[expect(clippy::expect_used, reason = "see Panics")]
        getrandom::fill(&mut bytes).expect("the operating system gives randomness");
        Self(Secret::new(bytes))
    }

    /// Reads the digits of a cookie or an address.
    #[must_use]
    pub fn from_digits(text: &str) -> Option<Self> {
        if text.len() != 64 {
            return None;
        }
        let mut digits = text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        let mut bytes = [0_u8; 32];
        for byte in &mut bytes {
            *byte = digits.next()?? << 4 | digits.next()??;
        }
        Some(Self(Secret::new(bytes)))
    }

    /// Reads the text of an API token.
    pub(in crate::accounts) fn from_token(text: &str) -> Option<Self> {
        Self::from_digits(text.strip_prefix(TOKEN_PREFIX)?)
    }

    /// As a cookie's value, or the end of an address.
    #[must_use]
    pub fn digits(&self) -> Secret<String> {
        Secret::new(hex(self.0.reveal()))
    }

    /// As an API token.
    pub(in crate::accounts) fn token(&self) -> Secret<String> {
        Secret::new(format!("{TOKEN_PREFIX}{}", hex(self.0.reveal())))
    }

    /// What is stored.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.reveal()).into()
    }

    /// The session's proof against forged requests: made from the secret, so it need not be stored, and another
    /// site, which can make the browser send the cookie but cannot read it, cannot compute it.
    pub(in crate::accounts) fn csrf_token(&self) -> String {
        let mut hasher = Sha256::new_with_prefix("mingjie csrf ");
        hasher.update(self.0.reveal());
        hex(hasher.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_reads_back_from_cookie_and_token() {
        let ticket = Ticket::draw();
        let cookie = Ticket::from_digits(ticket.digits().reveal()).unwrap();
        let token = Ticket::from_token(ticket.token().reveal()).unwrap();
        assert_eq!(cookie.digest(), ticket.digest());
        assert_eq!(token.digest(), ticket.digest());
        assert_eq!(ticket.token().reveal().len(), 3 + 64);
        assert_ne!(Ticket::draw().digest(), ticket.digest());
    }

    #[test]
    fn the_csrf_token_is_neither_the_secret_nor_what_is_stored() {
        let ticket = Ticket::draw();
        assert_ne!(&ticket.csrf_token(), ticket.digits().reveal());
        assert_ne!(ticket.csrf_token(), hex(ticket.digest()));
    }

    #[test]
    fn text_of_another_form_is_no_ticket() {
        for bad in ["", "mj_", &"0".repeat(63), &"g".repeat(64), &"零".repeat(64)] {
            assert!(Ticket::from_digits(bad).is_none(), "{bad}");
        }
        assert!(Ticket::from_token(&"0".repeat(64)).is_none());
    }
}
