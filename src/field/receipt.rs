//! Receipts: what a phone keeps instead of an item.
//!
//! A receipt is a JWS in compact form (RFC 7515), signed with Ed25519 (RFC 8037, `alg` EdDSA). Anybody can check it with the
//! public keys, which are given out as a JWK set (RFC 7517). What it says is in its payload: which item, the digest that is
//! kept, and what has become of it so far.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{model::Item, store};
use crate::{
    db::{self, Db, tx::Tx},
    kernel::{actor::Actor, dates::rfc3339, ids::Ids},
    photos::PhotoId,
};

/// The key that signs.
#[derive(Debug)]
pub struct Signer {
    id: Uuid,
    key: Ed25519KeyPair,
}

/// The randomness or the key of this machine cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// The operating system gave no randomness.
    #[error("no key could be made")]
    NoKey,
    /// What is kept is no key.
    #[error("the key {0} is damaged")]
    Damaged(Uuid),
}

impl Signer {
    /// The newest key; the first is made when it is needed.
    pub async fn of(db: &Db, ids: &Ids) -> Result<Self, SignerError> {
        let tx = db.read("field.signing_key").await?;
        let known = store::signing_key(&tx).await?;
        tx.finish().await?;
        let (id, pkcs8) = match known {
            Some(known) => known,
            None => make(db, ids).await?,
        };
        let key = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| SignerError::Damaged(id))?;
        Ok(Self { id, key })
    }

    /// The receipt of an item, of which these photos have not arrived. The same item in the same state has the same receipt.
    #[must_use]
    pub fn receipt(&self, item: &Item, awaited: &[PhotoId]) -> String {
        let header = json!({ "alg": "EdDSA", "kid": self.id, "typ": "JWT" });
        let signed = format!("{}.{}", encoded(&header), encoded(&payload(item, awaited)));
        let signature = BASE64.encode(self.key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }
}

fn encoded(value: &Value) -> String {
    BASE64.encode(value.to_string())
}

/// What a receipt says.
#[must_use]
pub fn payload(item: &Item, awaited: &[PhotoId]) -> Value {
    json!({
        "item": item.new.id,
        "kind": item.new.kind,
        "digest": item.new.digest,
        "received_at": rfc3339(item.received_at),
        "state": item.state,
        "subject": item.subject.as_ref().map(|about| json!({
            "kind": about.kind, "id": about.id, "version": item.subject_version,
        })),
        "awaited_photos": awaited,
    })
}

/// Makes a key. Two programs that begin at once may make two; each is good.
async fn make(db: &Db, ids: &Ids) -> Result<(Uuid, Vec<u8>), SignerError> {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| SignerError::NoKey)?;
    let key = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).map_err(|_| SignerError::NoKey)?;
    let id: Uuid = ids.next();
    let tx = db.write("field.make_key", &Actor::Operator).await?;
    store::insert_key(&tx, id, (pkcs8.as_ref(), key.public_key().as_ref()), db.clock().now()).await?;
    tx.commit().await?;
    Ok((id, pkcs8.as_ref().to_vec()))
}

/// The public keys as a JWK set; receipts name theirs as `kid`.
pub async fn public_keys(tx: &Tx) -> Result<Value, db::Error> {
    let keys = store::keys(tx).await?.into_iter().map(|(id, public)| {
        json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": id, "x": BASE64.encode(public) })
    });
    Ok(json!({ "keys": keys.collect::<Vec<_>>() }))
}
