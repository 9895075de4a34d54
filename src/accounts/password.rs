//! Hashing of passwords: Argon2id with 19 MiB, 2 passes and 1 lane (OWASP Password Storage Cheat Sheet).

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    model::{Password, Secret},
    refusal::Refusal,
};

/// How many hashes are computed at once: each takes a core and 19 MiB, and log-in is open to everybody.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Hash of a password that nobody knows, verified in place of the hash of an unknown log-in name so that both take
/// the same time.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIGl0IQ$p2WzMKtDxpYfNbUaqctYMuEvh3yUShzzeUixazRdvdM";

/// A password's hash in PHC string form.
#[derive(Clone)]
pub(super) struct PasswordHash(String);

impl PasswordHash {
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// As read from an account.
    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }

    pub(super) fn nobodys() -> Self {
        Self(NOBODYS_HASH.to_owned())
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// The right to hash now. To be taken before a connection, never while holding one: waiting the other way round
/// could block both.
#[derive(Debug)]
pub(super) struct Turn {
    _permit: Option<SemaphorePermit<'static>>,
}

impl Turn {
    /// Waits until it is our turn.
    pub(super) async fn wait() -> Self {
        // The semaphore is never closed, so there is always a permit.
        Self { _permit: TURNS.acquire().await.ok() }
    }

    /// Hashes a password with a salt of its own.
    pub(super) async fn hash(&self, password: Password) -> Result<PasswordHash, Refusal> {
        let hashed = tokio::task::spawn_blocking(move || {
            let hash: phc::PasswordHash = Argon2::default().hash_password(password.reveal().as_bytes())?;
            Ok::<_, argon2::password_hash::Error>(hash.to_string())
        });
        match hashed.await {
            Ok(Ok(text)) => Ok(PasswordHash(text)),
            Ok(Err(error)) => Err(Refusal::Hashing(error.to_string())),
            Err(error) => Err(Refusal::Hashing(error.to_string())),
        }
    }

    /// Whether `hash` is of `password`; parameters and salt are those in the hash.
    pub(super) async fn verify(&self, password: Secret<String>, hash: PasswordHash) -> bool {
        let verified = tokio::task::spawn_blocking(move || {
            phc::PasswordHash::new(&hash.0)
                .is_ok_and(|hash| Argon2::default().verify_password(password.reveal().as_bytes(), &hash).is_ok())
        });
        verified.await.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Login;

    fn secret(text: &str) -> Secret<String> {
        Secret::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_hash_verifies_its_own_password_only() {
        let turn = Turn::wait().await;
        let login: Login = "wang".parse().unwrap();
        let hash = turn.hash(Password::new(secret("十个字符以上的口令吧"), &login).unwrap()).await.unwrap();
        assert!(hash.text().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.text());
        assert!(turn.verify(secret("十个字符以上的口令吧"), hash.clone()).await);
        assert!(!turn.verify(secret("十个字符以上的口令嘛"), hash).await);
    }

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_any() {
        let hash = phc::PasswordHash::new(NOBODYS_HASH).unwrap();
        assert_eq!(hash.params, phc::ParamsString::try_from(argon2::Params::DEFAULT).unwrap());
    }
}
