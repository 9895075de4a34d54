//! Codes that are told once to who sent something without an account.

use std::fmt;

use sha2::{Digest, Sha256};

/// The code with which a citizen reads the answer to what was sent; only its digest is kept.
#[derive(Clone)]
pub struct PassCode(String);

impl fmt::Debug for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassCode(…)")
    }
}

/// Letters and digits that are not mistaken for one another when read out.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Length of a code: 60 bits.
const CODE_LENGTH: usize = 12;

impl PassCode {
    /// A new code.
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut random = [0_u8; CODE_LENGTH];
        getrandom::fill(&mut random)?;
        let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).map(|letter| char::from(*letter));
        Ok(Self(random.iter().filter_map(letter).collect()))
    }

    /// A code as somebody types it: blanks, dashes and small letters do not matter.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect())
    }

    /// What is kept of it: SHA-256.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The code, to be told once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_long_and_read_whichever_way_it_is_typed() {
        let code = PassCode::draw().unwrap();
        assert_eq!(code.reveal().len(), CODE_LENGTH);
        assert_ne!(PassCode::draw().unwrap().reveal(), code.reveal());
        let (first, second) = code.reveal().split_at(6);
        assert_eq!(PassCode::typed(&format!(" {}-{second}", first.to_lowercase())).digest(), code.digest());
        assert_eq!(format!("{code:?}"), "PassCode(…)");
    }
}
