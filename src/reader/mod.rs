//! Readers that turn a file into rows, one at a time, without ever holding the file.
//!
//! Bytes pass through three stages: `text` decodes them to UTF-8, a format's reader (`geojson`, `geojson_seq`, `csv`)
//! cuts out one row, and `geometry` decodes and checks what the row says about place.
//! Nothing is judged against the register here and nothing is mended silently: whatever was dropped or closed is
//! noted in the row, a fault of one row stays in that row, and only what makes the rest of the file unreadable ends
//! the stream.
//!
//! Memory is bounded by the limits in [`ReadOptions`], not by the file: about 200 KiB of buffers (a mebibyte more for a
//! stream whose encoding is to be found out), one row's text, and what it decodes to: at worst, for GeoJSON properties
//! made of nothing but one-digit numbers, some 20 times that text.

mod csv;
mod encoding;
mod error;
mod feature;
mod geojson;
mod geojson_seq;
mod geometry;
mod json_scan;
mod mapping;
mod notation;
mod options;
mod quotes;
mod row;
mod table;
mod text;

use std::{
    fmt,
    fs::File,
    io::{Cursor, Read, Seek},
    path::Path,
};

pub use csv::Header;
pub use encoding::{TextEncoding, UnknownEncoding};
pub use error::ReadError;
pub(crate) use geometry::shortened;
pub use geometry::{GeometryFault, GeometryNote, angle::AngleFault, drawn};
pub use notation::{Expected, NoGeoJson};
pub use options::{FileFormat, ReadOptions, UnknownFileFormat};
pub use row::{Fields, RawRow, RowFault};
pub use table::{TableRow, table};
pub use text::Progress;

use self::{
    csv::CsvRows, feature::FeatureReader, geojson::GeoJsonRows, geojson_seq::GeoJsonSeqRows, mapping::ColumnMap,
    text::TextReader,
};

/// How much of a stream that cannot be read twice decides its encoding, in bytes.
const SNIFFED_BYTES: u64 = 1 << 20;

/// The rows of one file. Ends after the first error.
pub struct Reader {
    rows: Box<dyn Iterator<Item = Result<RawRow, ReadError>> + Send>,
    header: Option<Header>,
    encoding: TextEncoding,
    ended: bool,
}

impl Reader {
    /// Opens a file; without a format, its name decides.
    ///
    /// Unless the encoding is given, the whole file is read once before to tell UTF-8 from GB 18030. That pass does
    /// not count as progress.
    pub fn open(path: &Path, format: Option<FileFormat>, options: &ReadOptions) -> Result<Self, ReadError> {
        let cannot_open = |cause| ReadError::Open { path: path.to_owned(), cause };
        let Some(format) = format.or_else(|| FileFormat::from_extension(path)) else {
            return Err(ReadError::UnknownFormat { path: path.to_owned() });
        };
        let file = File::open(path).map_err(cannot_open)?;
        if !file.metadata().map_err(cannot_open)?.is_file() {
            return Self::from_read(file, format, options);
        }
        Self::from_whole(file, format, options)
    }

    /// Reads what can be read twice.
    ///
    /// Unless the encoding is given, everything decides between UTF-8 and GB 18030.
    pub fn from_whole(
        mut input: impl Read + Seek + Send + 'static,
        format: FileFormat,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let encoding = match options.encoding {
            Some(encoding) => encoding,
            None => encoding::sniff(&mut input)?,
        };
        input.rewind().map_err(ReadError::Input)?;
        Self::new(input, format, encoding, options)
    }

    /// Reads a stream that cannot be read twice, such as an upload.
    ///
    /// Unless the encoding is given, the first mebibyte decides between UTF-8 and GB 18030.
    pub fn from_read(
        mut input: impl Read + Send + 'static,
        format: FileFormat,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        if let Some(encoding) = options.encoding {
            return Self::new(input, format, encoding, options);
        }
        let mut start = Vec::new();
        input.by_ref().take(SNIFFED_BYTES).read_to_end(&mut start).map_err(ReadError::Input)?;
        let encoding = encoding::sniff(start.as_slice())?;
        Self::new(Cursor::new(start).chain(input), format, encoding, options)
    }

    fn new(
        input: impl Read + Send + 'static,
        format: FileFormat,
        encoding: TextEncoding,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let map = ColumnMap::new(&options.map)?;
        let text = TextReader::new(input, encoding, options.progress.clone());
        let mut header = None;
        let rows: Box<dyn Iterator<Item = _> + Send> = match format {
            FileFormat::GeoJson => Box::new(GeoJsonRows::new(text, FeatureReader::new(map, options), options)),
            FileFormat::GeoJsonSeq => Box::new(GeoJsonSeqRows::new(text, FeatureReader::new(map, options), options)),
            FileFormat::Csv => {
                let rows = CsvRows::new(text, &map, options)?;
                header = Some(rows.header());
                Box::new(rows)
            }
        };
        Ok(Self { rows, header, encoding, ended: false })
    }

    /// What the header line says; CSV only.
    #[must_use]
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// The encoding that was given or found.
    #[must_use]
    pub fn encoding(&self) -> TextEncoding {
        self.encoding
    }
}

impl Iterator for Reader {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.rows.next();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("encoding", &self.encoding).field("ended", &self.ended).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests;
