//! Where and when the features of a collection lie (OGC API Features part 1, 7.14.2).

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use time::{Date, format_description::well_known::Rfc3339};
use tokio::sync::Mutex;
use tokio_postgres::Row;

use crate::{
    db::{
        Error, ReadTx,
        row::{OpenDay, RowExt},
        tx::DataVersion,
    },
    kernel::dates::OFFICE_OFFSET,
    statement,
};

/// The extent of one collection.
#[derive(Debug, Serialize)]
pub(super) struct Extent {
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    temporal: Temporal,
}

#[derive(Debug, Serialize)]
struct Spatial {
    /// West, south, east, north in degrees.
    bbox: [[f64; 4]; 1],
    crs: &'static str,
}

/// The midnights in the office with which the first day begins and the last one ends; null is open.
#[derive(Debug, Serialize)]
struct Temporal {
    interval: [[Option<String>; 2]; 1],
    trs: &'static str,
}

/// The extents of all collections by their ids.
type ById = Arc<BTreeMap<String, Extent>>;

/// The extents, found out once for each version of the register, because that takes a look at every feature.
#[derive(Debug, Clone, Default)]
pub(super) struct Extents(Arc<Mutex<Option<(DataVersion, ById)>>>);

impl Extents {
    /// The extents as `tx` sees them, or newer ones.
    pub(super) async fn of(&self, tx: &ReadTx) -> Result<ById, Error> {
        let version = tx.data_version().await?;
        // Held while the database is asked, so that many readers of a new version ask once.
        let mut known = self.0.lock().await;
        if let Some((of, extents)) = known.as_ref()
            && *of >= version
        {
            return Ok(Arc::clone(extents));
        }
        let rows = tx.query(&statement!("extents"), &[]).await?;
        let read = rows.iter().map(|row| Ok((row.column("collection")?, Extent::read(row)?)));
        let extents = Arc::new(read.collect::<Result<_, Error>>()?);
        *known = Some((version, Arc::clone(&extents)));
        Ok(extents)
    }
}

impl Extent {
    fn read(row: &Row) -> Result<Self, Error> {
        let west: Option<f64> = row.column("west")?;
        let spatial = match west {
            None => None,
            Some(west) => Some(Spatial {
                bbox: [[west, row.column("south")?, row.column("east")?, row.column("north")?]],
                crs: super::CRS84,
            }),
        };
        let midnight = |column| -> Result<Option<String>, Error> {
            // A collection without rows has neither first nor last day.
            Ok(row.column::<Option<OpenDay>>(column)?.and_then(|day| day.0).and_then(midnight))
        };
        let temporal = Temporal {
            interval: [[midnight("valid_from")?, midnight("valid_to")?]],
            trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        };
        Ok(Self { spatial, temporal })
    }
}

fn midnight(day: Date) -> Option<String> {
    day.midnight().assume_offset(OFFICE_OFFSET).format(&Rfc3339).ok()
}
