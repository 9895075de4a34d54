//! One version of the whole published register in memory.

use std::{collections::BTreeMap, sync::Arc};

use futures_util::TryStreamExt;
use time::Date;
use uuid::Uuid;

use crate::{
    db::{Error, ReadTx, tx::DataVersion},
    index::spatial::{Entry, Layer, Shape},
    published::{BuiltUpArea, Division, Place, PublishedRow, Query, Run, Street},
};

/// Runs of one collection by the id of their feature.
type Runs<R> = Layer<Uuid, Run<R>>;

/// A run with its prepared geometry, under the id of its feature.
type Indexed<R> = (Uuid, Entry<Run<R>>);

/// Everything public that has a geometry, as the register says at one version. Never changes.
///
/// Runs of all days are in it: a query for a day chooses among them, so that midnight needs no reload and a
/// question about the past needs no database.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The version of the register.
    pub version: DataVersion,
    /// Divisions.
    pub divisions: Runs<Division>,
    /// Built-up areas.
    pub built_up_areas: Runs<BuiltUpArea>,
    /// Places, streets among them.
    pub places: Runs<Place>,
    /// Streets.
    pub streets: Runs<Street>,
}

impl Snapshot {
    /// A register in which nothing was recorded yet.
    #[must_use]
    pub fn empty(version: DataVersion) -> Self {
        Self {
            version,
            divisions: Layer::load([]),
            built_up_areas: Layer::load([]),
            places: Layer::load([]),
            streets: Layer::load([]),
        }
    }

    /// Loads what `query` selects, as the transaction sees the register.
    pub async fn load(tx: &ReadTx, query: &Query) -> Result<Self, Error> {
        let query = Query { every_run: true, ..query.clone() };
        Ok(Self {
            version: match query.recorded {
                Some(version) => version,
                None => tx.data_version().await?,
            },
            divisions: load(tx, &query).await?,
            built_up_areas: load(tx, &query).await?,
            places: load(tx, &query).await?,
            streets: load(tx, &query).await?,
        })
    }

    /// The next version: the features in `changed` are read again, all else is shared with this one.
    pub async fn after(&self, tx: &ReadTx, changed: Vec<Uuid>) -> Result<Self, Error> {
        let query = Query { ids: Some(changed), every_run: true, ..Query::default() };
        Ok(Self {
            version: tx.data_version().await?,
            divisions: reread(&self.divisions, tx, &query).await?,
            built_up_areas: reread(&self.built_up_areas, tx, &query).await?,
            places: reread(&self.places, tx, &query).await?,
            streets: reread(&self.streets, tx, &query).await?,
        })
    }

    /// How many runs it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.divisions.len() + self.built_up_areas.len() + self.places.len() + self.streets.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether a run is in force on `day`: the filter of nearly every query.
pub fn on<R>(day: Date) -> impl Fn(&Run<R>) -> bool {
    move |run| run.valid.holds_on(day)
}

async fn load<R: PublishedRow>(tx: &ReadTx, query: &Query) -> Result<Runs<R>, Error> {
    let mut entries = Vec::new();
    let mut runs = std::pin::pin!(query.stream::<R>(tx).await?);
    while let Some(run) = runs.try_next().await? {
        entries.extend(entry(run)?);
    }
    // Sorting a million boxes takes a while; other requests go on meanwhile.
    let built = tokio::task::spawn_blocking(|| Layer::load(entries)).await;
    built.map_err(|failed| Error::Unavailable(Box::new(failed)))
}

async fn reread<R: PublishedRow>(layer: &Runs<R>, tx: &ReadTx, query: &Query) -> Result<Runs<R>, Error> {
    let ids = query.ids.iter().flatten();
    let mut changes: BTreeMap<Uuid, Vec<Entry<Run<R>>>> = ids.map(|id| (*id, Vec::new())).collect();
    for run in query.fetch::<R>(tx).await? {
        if let Some((id, entry)) = entry(run)? {
            changes.entry(id).or_default().push(entry);
        }
    }
    Ok(layer.apply(changes))
}

/// A run with its prepared geometry; a run without geometry has no place in the index.
fn entry<R: PublishedRow>(run: Run<R>) -> Result<Option<Indexed<R>>, Error> {
    let Some(geometry) = &run.geometry else { return Ok(None) };
    let shape = Shape::new(geometry).map_err(|bad| Error::Inconsistent {
        table: R::COLLECTION.id(),
        reason: format!("{} has a geometry in which {bad}", run.id),
    })?;
    Ok(Some((run.id, Entry { row: Arc::new(run), shape })))
}
