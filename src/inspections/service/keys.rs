//! Keys of neighbours' offices.

use serde_json::json;
use uuid::Uuid;

use super::Inspector;
use crate::{
    db::tx::Tx,
    inspections::{
        Refusal,
        keys::{NeighbourKey, thumbprint},
        store,
    },
    records::{Step, Subject},
};

/// The records of a key.
const fn subject(id: Uuid) -> Subject {
    Subject { kind: "neighbour_key", id }
}

impl Inspector<'_> {
    /// Enters the key of a neighbour's office, after its thumbprint was compared.
    pub async fn enter_key(
        &self,
        neighbour: &str,
        public: [u8; 32],
        confirmed: String,
    ) -> Result<NeighbourKey, Refusal> {
        let by = self.who()?;
        let key = NeighbourKey {
            id: self.ids.next(),
            neighbour: neighbour.to_owned(),
            thumbprint: thumbprint(&public),
            public,
            confirmed,
            entered_by: self.actor.label().to_owned(),
            entered_at: self.now,
            revoked_at: None,
            revoke_reason: None,
        };
        store::insert_neighbour_key(self.tx, &key, by).await?;
        let facts = json!({ "neighbour": neighbour, "thumbprint": key.thumbprint });
        self.append(subject(key.id), Step { kind: "enter", from: None, to: None }, facts).await?;
        Ok(key)
    }

    /// Revokes a key: nothing that it signed is taken in any more.
    pub async fn revoke_key(&self, id: Uuid, reason: &str) -> Result<Vec<NeighbourKey>, Refusal> {
        let revoked = store::revoke_neighbour_key(self.tx, id, self.now, reason).await?;
        let neighbour = revoked.ok_or_else(|| Refusal::unknown_thing("在用的密钥", "key in use"))?;
        self.append(subject(id), Step { kind: "revoke", from: None, to: None }, json!({ "reason": reason })).await?;
        Ok(store::neighbour_keys(self.tx, Some(&neighbour), None).await?)
    }
}

/// Keys of a neighbour, or of all, the newest first.
pub async fn neighbour_keys(tx: &Tx, neighbour: Option<&str>) -> Result<Vec<NeighbourKey>, Refusal> {
    Ok(store::neighbour_keys(tx, neighbour, None).await?)
}
