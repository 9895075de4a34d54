//! Runs as the index keeps them: ready to be sent, with the facts that questions ask of them.

use geo::Geometry;
use sha2::{Digest, Sha256};
use time::Date;
use uuid::Uuid;

use super::Snapshot;
use crate::{
    db::Error,
    index::spatial::{Entry, Layer, Shape},
    kernel::{geometry::is_empty_point, validity::ValidPeriod},
    published::{FeatureText, PublishedRow, Run},
};

/// The runs of one collection with facts `F`, by the id of their feature.
pub type Records<F> = Layer<Uuid, Record<F>>;

/// One run of one feature.
#[derive(Debug)]
pub struct Record<F> {
    /// The feature (or, among the names, the name).
    pub id: Uuid,
    /// The days of the run.
    pub valid: ValidPeriod,
    /// The feature as it is sent.
    pub feature: FeatureText,
    /// What questions ask of it.
    pub facts: F,
}

/// A collection that the index keeps.
pub trait Indexed: PublishedRow {
    /// What questions ask of a run beyond its days.
    type Facts: std::fmt::Debug + Send + Sync + 'static;

    /// The facts of a run, given its text.
    fn facts(run: &Run<Self>, feature: &FeatureText) -> serde_json::Result<Self::Facts>;

    /// The records of the collection in one version of the register.
    fn records(snapshot: &Snapshot) -> &Records<Self::Facts>;
}

impl<F: std::fmt::Debug> Entry<Record<F>> {
    /// SHA-256 of everything that the entry says: days, text, facts and every vertex.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let Record { id, valid, feature, facts } = self.row.as_ref();
        for day in [valid.from(), valid.to()] {
            hasher.update(day.map_or(i32::MIN, Date::to_julian_day).to_be_bytes());
        }
        hasher.update(id);
        hasher.update(feature.as_str());
        hasher.update(format!("{facts:?}"));
        self.shape.digest(&mut hasher);
        hasher.finalize().into()
    }
}

/// Whether a run is in force on `day`: the filter of nearly every question.
pub fn on<F>(day: Date) -> impl Fn(&Record<F>) -> bool {
    move |record| record.valid.holds_on(day)
}

/// An entry under the id of its feature.
pub type Filed<F> = (Uuid, Entry<Record<F>>);

/// A row with its shape, before it is shared.
#[derive(Debug)]
pub struct Loose<F> {
    /// The row.
    pub record: Record<F>,
    /// Its geometry; nowhere for a run without one, or with an empty one: that is in no tree.
    pub shape: Shape,
}

impl<F> Loose<F> {
    /// The row of a run.
    pub fn of<R: Indexed<Facts = F>>(run: Run<R>) -> Result<Self, Error> {
        let inconsistent = |reason: String| Error::Inconsistent { table: R::COLLECTION.id(), reason };
        let shape = match &run.geometry {
            Some(Geometry::Point(point)) if is_empty_point(*point) => Shape::nowhere(),
            Some(geometry) => {
                Shape::new(geometry).map_err(|bad| inconsistent(format!("{} has a geometry in which {bad}", run.id)))?
            }
            None => Shape::nowhere(),
        };
        let unwritten = |error| inconsistent(format!("{} cannot be written as GeoJSON: {error}", run.id));
        let feature = FeatureText::of(&run).map_err(unwritten)?;
        let facts = R::facts(&run, &feature).map_err(unwritten)?;
        Ok(Self { record: Record { id: run.id, valid: run.valid, feature, facts }, shape })
    }

    /// As an entry of a layer.
    #[must_use]
    pub fn file(self) -> Filed<F> {
        (self.record.id, Entry { row: self.record.into(), shape: self.shape })
    }
}

/// A run as an entry of a layer.
pub fn file<R: Indexed>(run: Run<R>) -> Result<Filed<R::Facts>, Error> {
    Loose::of(run).map(Loose::file)
}
