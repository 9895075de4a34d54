//! Which runs are wanted.

use futures_util::{Stream, TryStreamExt};
use time::Date;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{PublishedRow, Run};
use crate::db::{
    Error,
    row::{EndDay, FirstDay},
    tx::{DataVersion, Tx},
};

/// A selection of runs of one collection; everything left open is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As the register said at this version; `None` is now.
    pub recorded: Option<DataVersion>,
    /// Only these features.
    pub ids: Option<Vec<Uuid>>,
    /// First of the days asked for (valid time).
    pub from: Option<Date>,
    /// Last of the days asked for, itself included.
    pub until: Option<Date>,
    /// Every run of a feature instead of its latest one in the days asked for.
    pub every_run: bool,
    /// Only what meets one of these boxes: west, south, east, north in degrees, EPSG:4490, west not east of east
    /// (a box across the antimeridian comes as two).
    pub boxes: Option<Vec<[f64; 4]>>,
    /// Values that [`PublishedRow::QUERYABLES`] must have, in their order.
    pub equals: Vec<Option<String>>,
    /// Only features after this one, in order of id.
    pub after: Option<Uuid>,
    /// At most so many.
    pub limit: Option<i64>,
}

impl Query {
    /// Only what has `value` in the queryable `property` of `R`; a property that is none restricts nothing.
    #[must_use]
    pub fn equal<R: PublishedRow>(mut self, property: &str, value: impl Into<String>) -> Self {
        self.equals.resize(R::QUERYABLES.len(), None);
        let places = R::QUERYABLES.iter().zip(&mut self.equals);
        if let Some((_, wanted)) = places.into_iter().find(|(name, _)| **name == property) {
            *wanted = Some(value.into());
        }
        self
    }

    /// The runs in order of id (then of days), as they arrive.
    pub async fn stream<R: PublishedRow>(
        &self,
        tx: &Tx,
    ) -> Result<impl Stream<Item = Result<Run<R>, Error>> + use<R>, Error> {
        let values = self.values::<R>();
        let rows = tx.stream(&R::RUNS, values.params()).await?;
        Ok(rows.map_err(Error::from).and_then(|row| std::future::ready(Run::read(&row))))
    }

    /// The runs, all at once.
    pub async fn fetch<R: PublishedRow>(&self, tx: &Tx) -> Result<Vec<Run<R>>, Error> {
        self.stream(tx).await?.try_collect().await
    }

    /// How many runs there are.
    pub async fn count<R: PublishedRow>(&self, tx: &Tx) -> Result<i64, Error> {
        let values = self.values::<R>();
        Ok(tx.query_one(&R::COUNT, &values.params()).await?.try_get("matched")?)
    }

    fn values<R: PublishedRow>(&self) -> Values<'_> {
        let side = |at: usize| -> Option<Vec<f64>> {
            self.boxes.as_ref().map(|boxes| boxes.iter().filter_map(|sides| sides.get(at).copied()).collect())
        };
        let mut equals = self.equals.clone();
        equals.resize(R::QUERYABLES.len(), None);
        Values {
            query: self,
            from: FirstDay(self.from),
            until: EndDay(self.until),
            sides: [side(0), side(1), side(2), side(3)],
            equals,
        }
    }
}

/// A query as column values.
struct Values<'a> {
    query: &'a Query,
    from: FirstDay,
    until: EndDay,
    sides: [Option<Vec<f64>>; 4],
    equals: Vec<Option<String>>,
}

impl Values<'_> {
    /// In the order of the statements.
    fn params(&self) -> [&(dyn ToSql + Sync); 12] {
        let [west, south, east, north] = &self.sides;
        let Query { recorded, ids, every_run, after, limit, .. } = self.query;
        [recorded, ids, &self.from, &self.until, every_run, west, south, east, north, &self.equals, after, limit]
    }
}
