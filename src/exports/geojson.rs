//! GeoJSON (RFC 7946) and GeoJSON text sequences (RFC 8142).

use std::io::Write;

use super::File;
use crate::published::{PublishedRow, Run, geojson::Feature};

/// A feature collection, one feature a line.
pub(super) struct GeoJsonFile<W> {
    out: W,
    /// What stands before the next feature.
    separator: &'static str,
}

impl<W> GeoJsonFile<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, separator: "\n" }
    }
}

impl<R: PublishedRow, W: Write> File<R> for GeoJsonFile<W> {
    fn begin(&mut self) -> anyhow::Result<()> {
        Ok(write!(self.out, r#"{{"type":"FeatureCollection","features":["#)?)
    }

    fn write(&mut self, run: &Run<R>) -> anyhow::Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        Ok(serde_json::to_writer(&mut self.out, &Feature::of(run))?)
    }

    fn end(&mut self) -> anyhow::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}

/// Features each between a record separator and a line feed, as RFC 8142 has it: a file that was cut off is seen to be.
pub(super) struct GeoJsonSeqFile<W> {
    out: W,
}

impl<W> GeoJsonSeqFile<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out }
    }
}

impl<R: PublishedRow, W: Write> File<R> for GeoJsonSeqFile<W> {
    fn begin(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    fn write(&mut self, run: &Run<R>) -> anyhow::Result<()> {
        self.out.write_all(b"\x1E")?;
        serde_json::to_writer(&mut self.out, &Feature::of(run))?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn end(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }
}
