//! One version of the whole published register in memory.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use futures_util::TryStreamExt;
use time::Date;
use uuid::Uuid;

use super::{
    BuiltUpAreaFacts, Called, DivisionFacts, Indexed, Loose, NameFacts, PlaceFacts, Records, SignFacts,
    changed::Changed, codes::DivisionCodes, record::file, shelve,
};
use crate::{
    db::{Error, ReadTx, row::RowExt, tx::DataVersion},
    index::{names::NameIndex, spatial::Layer},
    published::{BuiltUpArea, Division, Name, Place, Query, Sign, Street},
    statement,
};

/// Everything public, as the register says at one version. Never changes.
///
/// Runs of all days are in it: a query for a day chooses among them, so that a question about the past needs no
/// database, and midnight makes nothing anew but the index of names.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The version of the register.
    pub version: DataVersion,
    /// Whether outlines of divisions are told: an officially approved source is declared (R353 art. 14, 18). While none is,
    /// they answer which division covers a position, and nothing else.
    pub tells_outlines: bool,
    /// Divisions.
    pub divisions: Records<DivisionFacts>,
    /// Built-up areas.
    pub built_up_areas: Records<BuiltUpAreaFacts>,
    /// Places, streets among them.
    pub places: Records<PlaceFacts>,
    /// Streets.
    pub streets: Records<PlaceFacts>,
    /// Names, each at a point of its thing.
    pub names: Records<NameFacts>,
    /// Signs, those that are gone among them.
    pub signs: Records<SignFacts>,
    /// The names as they are searched for: how they stand on `day`.
    pub called: NameIndex<Uuid, Called>,
    /// Which divisions have which code.
    pub codes: Arc<DivisionCodes>,
    /// The civil day in the office.
    pub day: Date,
}

impl Snapshot {
    /// A register in which nothing was recorded yet.
    #[must_use]
    pub fn empty(version: DataVersion) -> Self {
        Self {
            version,
            tells_outlines: false,
            divisions: Layer::load([]),
            built_up_areas: Layer::load([]),
            places: Layer::load([]),
            streets: Layer::load([]),
            names: Layer::load([]),
            signs: Layer::load([]),
            called: NameIndex::load([]),
            codes: Arc::default(),
            day: Date::MIN,
        }
    }

    /// Loads the present register, as the transaction sees it on `day`.
    pub async fn load(tx: &ReadTx, day: Date) -> Result<Self, Error> {
        let query = Query { every_run: true, ..Query::default() };
        let things = Self::load_things(tx, &query).await?;
        let codes = Arc::new(DivisionCodes::of(&things.divisions));
        let (names, signs) = (load::<Name>(tx, &query).await?, load::<Sign>(tx, &query).await?);
        Self { names, signs, codes, ..things }.on(day).await
    }

    /// Loads the things that `query` selects, without their names and signs.
    pub async fn load_things(tx: &ReadTx, query: &Query) -> Result<Self, Error> {
        let query = Query { every_run: true, ..query.clone() };
        Ok(Self {
            tells_outlines: tells_outlines(tx).await?,
            divisions: load::<Division>(tx, &query).await?,
            built_up_areas: load::<BuiltUpArea>(tx, &query).await?,
            places: load::<Place>(tx, &query).await?,
            streets: load::<Street>(tx, &query).await?,
            ..Self::empty(version_of(tx, &query).await?)
        })
    }

    /// Loads the signs that `query` selects, and nothing else.
    pub async fn load_signs(tx: &ReadTx, query: &Query) -> Result<Self, Error> {
        let query = Query { every_run: true, ..query.clone() };
        Ok(Self { signs: load::<Sign>(tx, &query).await?, ..Self::empty(version_of(tx, &query).await?) })
    }

    /// The same version on another day, on which names may stand otherwise.
    pub async fn on(self, day: Date) -> Result<Self, Error> {
        aside(move || {
            let snapshot = Self { day, ..self };
            let names = snapshot.names.iter().map(|(id, entry)| (*id, Called::of(entry, &snapshot).into()));
            let called = NameIndex::load(names);
            Self { called, ..snapshot }
        })
        .await
    }

    /// The next version: what changed is read again, all else is shared with this one.
    pub(super) async fn after(&self, tx: &ReadTx, changed: &Changed) -> Result<Self, Error> {
        // A name is written at its thing, and seen only while that is public.
        let names = tx.query(&statement!("names_of_features"), &[&changed.named()]).await?;
        let names: Vec<Uuid> = names.iter().map(|row| row.column("name_id")).collect::<Result<_, _>>()?;
        let tells_outlines = tells_outlines(tx).await?;
        let divisions = if tells_outlines == self.tells_outlines {
            reread::<Division>(&self.divisions, tx, &changed.divisions).await?
        } else {
            // A declaration, or its withdrawal, changes what is told of every division.
            load::<Division>(tx, &Query { every_run: true, ..Query::default() }).await?
        };
        let next = Self {
            tells_outlines,
            version: tx.data_version().await?,
            codes: if changed.divisions.is_empty() && tells_outlines == self.tells_outlines {
                Arc::clone(&self.codes)
            } else {
                Arc::new(DivisionCodes::of(&divisions))
            },
            divisions,
            built_up_areas: reread::<BuiltUpArea>(&self.built_up_areas, tx, &changed.built_up_areas).await?,
            places: reread::<Place>(&self.places, tx, &changed.places).await?,
            streets: reread::<Street>(&self.streets, tx, &changed.places).await?,
            names: reread::<Name>(&self.names, tx, &names).await?,
            signs: reread::<Sign>(&self.signs, tx, &changed.signs).await?,
            called: self.called.clone(),
            day: self.day,
        };
        let stand = |id: Uuid| next.names.get(id).map(|entry| Called::of(entry, &next).into()).collect();
        let called = self.called.apply(names.into_iter().map(|id| (id, stand(id))));
        Ok(Self { called, ..next })
    }

    /// Names that a search for themselves does not find, or that do not stand to their things as the search says.
    #[must_use]
    pub fn misfiled_names(&self) -> Vec<Uuid> {
        let alike = |id: Uuid| {
            let mut both = self.names.get(id).zip(self.called.get(id));
            self.names.get(id).count() == self.called.get(id).count()
                && both.all(|(entry, called)| Called::of(entry, self).agrees(called))
        };
        let ids = self.names.iter().map(|(id, _)| *id).chain(self.called.iter().map(|(id, _)| *id));
        let misfiled: BTreeSet<Uuid> = ids.filter(|id| !alike(*id)).chain(self.called.faults()).collect();
        misfiled.into_iter().collect()
    }

    /// How many runs it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.divisions.len()
            + self.built_up_areas.len()
            + self.places.len()
            + self.streets.len()
            + self.names.len()
            + self.signs.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether outlines are told now, whichever version is read: what was withdrawn is not told of the past either.
async fn tells_outlines(tx: &ReadTx) -> Result<bool, Error> {
    tx.query_one(&statement!("tells_outlines"), &[]).await?.column("told")
}

/// The version at which a query reads.
async fn version_of(tx: &ReadTx, query: &Query) -> Result<DataVersion, Error> {
    match query.recorded {
        Some(version) => Ok(version),
        None => tx.data_version().await,
    }
}

/// Runs of a collection after which its loading says how far it is.
const TOLD_EVERY: usize = 100_000;

async fn load<R: Indexed>(tx: &ReadTx, query: &Query) -> Result<Records<R::Facts>, Error> {
    let mut rows = Vec::new();
    let mut runs = std::pin::pin!(query.stream::<R>(tx).await?);
    while let Some(run) = runs.try_next().await? {
        rows.push(Loose::of(run)?);
        if rows.len() % TOLD_EVERY == 0 {
            tracing::info!(collection = R::COLLECTION.id(), runs = rows.len(), "loading the index");
        }
    }
    aside(|| Layer::load(shelve(rows))).await
}

/// Does work that takes a while beside what others wait for.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|failed| Error::Unavailable(Box::new(failed)))
}

async fn reread<R: Indexed>(
    records: &Records<R::Facts>,
    tx: &ReadTx,
    changed: &[Uuid],
) -> Result<Records<R::Facts>, Error> {
    if changed.is_empty() {
        return Ok(records.clone());
    }
    let query = Query { ids: Some(changed.to_vec()), every_run: true, ..Query::default() };
    let mut replaced: BTreeMap<Uuid, Vec<_>> = changed.iter().map(|id| (*id, Vec::new())).collect();
    for run in query.fetch::<R>(tx).await? {
        let (id, entry) = file(run)?;
        replaced.entry(id).or_default().push(entry);
    }
    // Ids of other collections have nothing to replace here.
    replaced.retain(|id, entries| !entries.is_empty() || records.get(*id).next().is_some());
    Ok(if replaced.is_empty() { records.clone() } else { records.apply(replaced) })
}
