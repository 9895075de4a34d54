//! Use cases of packages. The caller opens the transaction of each and commits it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{
    manifest,
    model::{Export, ExportId, LARGEST_PACKAGE, NewExport},
    store,
};
use crate::{
    archives::{
        Clerk, Refusal, VolumeId,
        clerk::subject,
        codes::VolumeState,
        model::{Contents, Item},
        store as volumes,
    },
    db::tx::Tx,
    kernel::hex::hex,
    photos::Digest,
    records,
};

impl Clerk<'_> {
    /// Makes a package of stored volumes: freezes its manifest and notes it with each of them.
    pub async fn export(&self, new: NewExport) -> Result<Export, Refusal> {
        let by = self.by()?;
        let packed = self.lock_stored(&new.volumes).await?;
        let mut told = Vec::with_capacity(packed.len());
        for contents in &packed {
            let last = records::of_subject(self.tx, subject(contents.volume.id)).await?.pop();
            told.push((contents.clone(), last));
        }
        let scans = packed.iter().flat_map(Contents::standing).flat_map(Item::standing_scans);
        let size: i64 = scans.map(|scan| scan.size).sum();
        if size > LARGEST_PACKAGE {
            return Err(Refusal::PackageTooLarge(size));
        }
        let manifest = manifest::of(&told, &new, self.actor.label(), self.now);
        let manifest = serde_json::to_string_pretty(&manifest).map_err(|error| Refusal::BrokeOff(Box::new(error)))?;
        let export = Export {
            id: self.ids.next(),
            recipient: new.recipient,
            purpose: new.purpose,
            manifest_digest: Digest::of(manifest.as_bytes()),
            manifest,
            volumes: new.volumes,
            exported_by: by,
            exported_at: self.now,
        };
        store::insert(self.tx, &export).await?;
        for contents in packed {
            let state = contents.volume.state;
            let said = json!({
                "export_id": export.id, "recipient": export.recipient, "purpose": export.purpose,
                "manifest_sha256": hex(export.manifest_digest.as_bytes()),
            });
            self.record(contents, Some(state), "export", said).await?;
        }
        Ok(export)
    }

    /// Locks volumes in the order of their ids, so that two packages of the same ones do not wait for each other, and
    /// gives them in the order that was said.
    async fn lock_stored(&self, named: &[VolumeId]) -> Result<Vec<Contents>, Refusal> {
        let mut places = BTreeMap::new();
        for (at, id) in named.iter().enumerate() {
            if places.insert(*id, at).is_some() {
                return Err(Refusal::NamedTwice(at));
            }
        }
        let mut locked = BTreeMap::new();
        for (id, at) in places {
            let contents = volumes::lock(self.tx, id).await?.ok_or(Refusal::NoSuchVolume(at))?;
            let state = contents.volume.state;
            if state != VolumeState::Stored {
                return Err(Refusal::NotStored { at, state });
            }
            locked.insert(at, contents);
        }
        Ok(locked.into_values().collect())
    }
}

/// A package.
pub async fn find(tx: &Tx, id: ExportId) -> Result<Export, Refusal> {
    store::find(tx, id).await?.ok_or(Refusal::UnknownExport)
}

/// Packages, the newest first.
pub async fn list(tx: &Tx, before: Option<ExportId>, limit: i64) -> Result<Vec<Export>, Refusal> {
    Ok(store::list(tx, before, limit).await?)
}

/// The volumes of a package, for the lists in it.
pub async fn volumes_of(tx: &Tx, export: &Export) -> Result<Vec<Contents>, Refusal> {
    let mut found = Vec::with_capacity(export.volumes.len());
    for id in &export.volumes {
        found.push(volumes::find(tx, *id).await?.ok_or(Refusal::UnknownVolume)?);
    }
    Ok(found)
}
