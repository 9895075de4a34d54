//! Keys with which offices sign packages: Ed25519 (RFC 8032), named by their thumbprint (RFC 7638).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    Refusal,
    store::{self, OwnKey},
};
use crate::{db::tx::Tx, records::Pen};

/// A key of a neighbour's office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourKey {
    /// UUIDv7.
    pub id: Uuid,
    /// Code of the neighbour.
    pub neighbour: String,
    /// Thumbprint.
    pub thumbprint: String,
    /// The key.
    pub public: [u8; 32],
    /// How its thumbprint was compared with the neighbour.
    pub confirmed: String,
    /// Log-in name of who entered it.
    pub entered_by: String,
    /// When.
    pub entered_at: OffsetDateTime,
    /// When it was revoked.
    pub revoked_at: Option<OffsetDateTime>,
    /// Why.
    pub revoke_reason: Option<String>,
}

impl NeighbourKey {
    /// Whether it signed these bytes.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.public).verify(message, signature).is_ok()
    }
}

/// The key with which this office signs.
#[derive(Debug)]
pub struct Signer {
    /// Its thumbprint.
    pub thumbprint: String,
    key: Ed25519KeyPair,
}

impl Signer {
    /// The newest key; the first is made when it is needed.
    pub async fn of(pen: &Pen<'_>) -> Result<Self, Refusal> {
        let (thumbprint, pkcs8, _) = own(pen).await?;
        let key = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| Refusal::NoKey)?;
        Ok(Self { thumbprint, key })
    }

    /// The signature of these bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.key.sign(message).as_ref().to_vec()
    }
}

/// The public key of this office as a JWK (RFC 8037); the first is made when it is needed.
pub async fn public(pen: &Pen<'_>) -> Result<Value, Refusal> {
    let (thumbprint, _, public) = own(pen).await?;
    Ok(jwk(&thumbprint, &public))
}

async fn own(pen: &Pen<'_>) -> Result<OwnKey, Refusal> {
    if let Some(known) = newest(pen.tx).await? {
        return Ok(known);
    }
    store::lock_exchange_keys(pen.tx).await?;
    if let Some(known) = newest(pen.tx).await? {
        return Ok(known);
    }
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| Refusal::NoKey)?;
    let key = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).map_err(|_| Refusal::NoKey)?;
    let public = key.public_key().as_ref().to_vec();
    let made = (thumbprint(&public), pkcs8.as_ref().to_vec(), public);
    store::insert_exchange_key(pen.tx, &made, pen.now).await?;
    Ok(made)
}

async fn newest(tx: &Tx) -> Result<Option<OwnKey>, Refusal> {
    Ok(store::exchange_keys(tx).await?.into_iter().next())
}

/// A public key as a JWK.
#[must_use]
pub fn jwk(thumbprint: &str, public: &[u8]) -> Value {
    json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": thumbprint, "x": BASE64.encode(public) })
}

/// The thumbprint of a public key (RFC 7638: the required members in alphabetical order, without blanks).
#[must_use]
pub fn thumbprint(public: &[u8]) -> String {
    let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, BASE64.encode(public));
    BASE64.encode(Sha256::digest(canonical))
}

/// The 32 bytes of the member `x` of a JWK.
#[must_use]
pub fn decoded(x: &str) -> Option<[u8; 32]> {
    BASE64.decode(x).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbprint_is_that_of_the_standard() {
        // RFC 8037, appendix A.3.
        let public = decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
        assert_eq!(thumbprint(&public), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
