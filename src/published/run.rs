//! Rows of the published collections.

use geo::Geometry;
use serde::Serialize;
use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use super::Collection;
use crate::{
    db::{Error, PgGeometry, Statement, row::RowExt},
    kernel::validity::ValidPeriod,
};

/// Declares the statement that counts what `sql/<name>.sql` selects, so that the two cannot differ.
macro_rules! counting {
    ($name:literal) => {
        $crate::db::Statement::new(concat!(
            "-- published.count_of_",
            $name,
            "\nselect count(*) as matched from (\n",
            include_str!(concat!("sql/", $name, ".sql")),
            ") selected"
        ))
    };
}
pub(super) use counting;

/// A run of days of one thing: what it was like from `valid.from()` until `valid.to()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<R> {
    /// The thing (or, in the collection of names, the name).
    pub id: Uuid,
    /// The days of the run.
    pub valid: ValidPeriod,
    /// Since when the register says so.
    pub recorded_at: OffsetDateTime,
    /// EPSG:4490, x = longitude, y = latitude, degrees; absent where none is known.
    pub geometry: Option<Geometry<f64>>,
    /// The geometry answers questions and is not told: it is the outline of a division, and nobody has declared an
    /// officially approved source of outlines (R353 art. 14, 18).
    pub withheld: bool,
    /// What the collection tells of it.
    pub properties: R,
}

/// A row type of a published collection.
pub trait PublishedRow: Serialize + Send + Sync + Sized + 'static {
    /// Its collection.
    const COLLECTION: Collection;
    /// The statement that selects runs; its parameters are those of [`super::Query`].
    const RUNS: Statement;
    /// The statement that counts what [`Self::RUNS`] selects; the same parameters.
    const COUNT: Statement;
    /// Whether its geometries are outlines of divisions, which are told once their source is declared: then its statement
    /// has a column `withheld`.
    const IS_OUTLINE: bool = false;
    /// The properties, as they are called in files and on the wire.
    const PROPERTIES: &'static [&'static str];
    /// The properties that a query may fix to a value, in the order in which the statement takes them.
    const QUERYABLES: &'static [&'static str];

    /// Reads the collection's own columns.
    fn read(row: &Row) -> Result<Self, Error>;

    /// The standard name (or the name itself), if there is one in this run.
    fn name(&self) -> Option<&str>;
}

impl<R> Run<R> {
    /// The geometry, if it may be told.
    #[must_use]
    pub fn told(&self) -> Option<&Geometry<f64>> {
        self.geometry.as_ref().filter(|_| !self.withheld)
    }
}

impl<R: PublishedRow> Run<R> {
    /// Reads one row of [`PublishedRow::RUNS`].
    pub fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.column("feature_id")?,
            valid: row.valid_period()?,
            recorded_at: row.column("recorded_at")?,
            geometry: row.column::<Option<PgGeometry>>("geom")?.map(|geom| geom.0),
            withheld: R::IS_OUTLINE && row.column("withheld")?,
            properties: R::read(row)?,
        })
    }
}
