//! What changed since a version.

use uuid::Uuid;

use crate::{
    db::{Error, ReadTx, row::RowExt, tx::DataVersion},
    statement,
};

/// The features and signs that a snapshot has to read again, by kind: most commits touch one kind, and asking for the others
/// in vain would take longer than reading what changed.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) divisions: Vec<Uuid>,
    pub(super) built_up_areas: Vec<Uuid>,
    /// Streets among them.
    pub(super) places: Vec<Uuid>,
    pub(super) signs: Vec<Uuid>,
}

impl Changed {
    /// What the commits after `version` touched, and what changes with it.
    pub(super) async fn since(tx: &ReadTx, version: DataVersion) -> Result<Self, Error> {
        let row = tx.query_one(&statement!("changed_features"), &[&version]).await?;
        Ok(Self {
            divisions: row.column("divisions")?,
            built_up_areas: row.column("built_up_areas")?,
            places: row.column("places")?,
            signs: row.column("signs")?,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.divisions.len() + self.built_up_areas.len() + self.places.len() + self.signs.len()
    }

    /// All that have names.
    pub(super) fn named(&self) -> Vec<Uuid> {
        [self.divisions.as_slice(), &self.built_up_areas, &self.places].concat()
    }
}
