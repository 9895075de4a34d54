//! Exports: a collection as a file, row by row in constant memory.
//!
//! What is written is what `reader` reads, and the same words name the formats. Coordinates are CGCS2000
//! (EPSG:4490), longitude before latitude in degrees: in GeoJSON rounded to seven decimals like the features on the
//! wire, in CSV as the register keeps them.

mod csv;
mod geojson;

#[cfg(test)]
mod tests;

use std::{
    io::{BufWriter, Write},
    pin::pin,
};

use anyhow::Context;
use futures_util::TryStreamExt;
use time::{Date, OffsetDateTime};

use self::{
    csv::CsvFile,
    geojson::{GeoJsonFile, GeoJsonSeqFile},
};
use crate::{
    db::{Db, ReadTx},
    kernel::dates::office_date,
    published::{BuiltUpArea, Collection, Division, Name, Place, PublishedRow, Query, Run, Sign, Street},
    reader::FileFormat,
};

/// What goes into a file, and how.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// The collection.
    pub collection: Collection,
    /// How the file is laid out.
    pub format: FileFormat,
    /// What is valid on this civil day in the office; today if not given.
    pub at: Option<Date>,
    /// What the register said at this instant; now if not given.
    pub recorded_at: Option<OffsetDateTime>,
}

/// A file in the making.
trait File<R> {
    /// Writes what stands before the first run.
    fn begin(&mut self) -> anyhow::Result<()>;
    /// Writes one run.
    fn write(&mut self, run: &Run<R>) -> anyhow::Result<()>;
    /// Writes what stands after the last run, and nothing stays behind in buffers.
    fn end(&mut self) -> anyhow::Result<()>;
}

impl Export {
    /// Writes the file to `out` and tells how many features it holds.
    pub async fn write(&self, db: &Db, out: impl Write) -> anyhow::Result<u64> {
        let out = BufWriter::new(out);
        let tx = db.read("exports.export").await?.without_time_limit().await?;
        let day = self.at.unwrap_or_else(|| office_date(db.clock().now()));
        let recorded = match self.recorded_at {
            Some(instant) => Some(tx.version_at(instant).await?),
            None => None,
        };
        let query = Query { recorded, from: Some(day), until: Some(day), ..Query::default() };
        let count = match self.collection {
            Collection::Divisions => self.write_as::<Division>(&tx, &query, out).await,
            Collection::BuiltUpAreas => self.write_as::<BuiltUpArea>(&tx, &query, out).await,
            Collection::Places => self.write_as::<Place>(&tx, &query, out).await,
            Collection::Streets => self.write_as::<Street>(&tx, &query, out).await,
            Collection::Names => self.write_as::<Name>(&tx, &query, out).await,
            Collection::Signs => self.write_as::<Sign>(&tx, &query, out).await,
        }
        .with_context(|| format!("{} could not be exported", self.collection))?;
        tx.finish().await?;
        Ok(count)
    }

    async fn write_as<R: PublishedRow>(&self, tx: &ReadTx, query: &Query, out: impl Write) -> anyhow::Result<u64> {
        match self.format {
            FileFormat::GeoJson => fill::<R>(tx, query, GeoJsonFile::new(out)).await,
            FileFormat::GeoJsonSeq => fill::<R>(tx, query, GeoJsonSeqFile::new(out)).await,
            FileFormat::Csv => fill::<R>(tx, query, CsvFile::new(out)).await,
        }
    }
}

async fn fill<R: PublishedRow>(tx: &ReadTx, query: &Query, mut file: impl File<R>) -> anyhow::Result<u64> {
    let mut runs = pin!(query.stream::<R>(tx).await?);
    let mut count = 0;
    file.begin()?;
    while let Some(run) = runs.try_next().await? {
        // Who runs this has the database at hand: the file is for this machine's operator, not for the public.
        file.write(&Run { withheld: false, ..run })?;
        count += 1;
    }
    file.end()?;
    Ok(count)
}
