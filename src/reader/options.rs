//! What a caller may say about a file before it is read.

use std::{path::Path, str::FromStr};

use super::{encoding::TextEncoding, text::Progress};
use crate::kernel::crs::SourceCrs;

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// GeoJSON (RFC 7946): a feature collection, one feature, or one geometry.
    GeoJson,
    /// GeoJSON text sequence: one feature a line, or separated by RS (RFC 8142).
    GeoJsonSeq,
    /// Comma, semicolon or tab separated values with a header line (RFC 4180).
    Csv,
}

impl FileFormat {
    /// The format that a file's name stands for; `None` when it stands for none.
    #[must_use]
    pub fn from_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "geojson" | "json" => Some(Self::GeoJson),
            "geojsonseq" | "geojsons" | "geojsonl" | "ndjson" | "jsonl" => Some(Self::GeoJsonSeq),
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The format that a media type stands for, its parameters aside; `None` when it stands for none.
    #[must_use]
    pub fn from_media_type(text: &str) -> Option<Self> {
        match text.split(';').next()?.trim().to_ascii_lowercase().as_str() {
            "application/geo+json" | "application/json" => Some(Self::GeoJson),
            "application/geo+json-seq" => Some(Self::GeoJsonSeq),
            "text/csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// Its media type (RFC 7946 section 12, RFC 8142 section 4, RFC 7111 section 5.1).
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonSeq => "application/geo+json-seq",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// The word for it on the command line and in URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoJsonSeq => "geojsonseq",
            Self::Csv => "csv",
        }
    }
}

/// A word that names no file format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no file format (geojson, geojsonseq, csv)")]
pub struct UnknownFileFormat(String);

impl FromStr for FileFormat {
    type Err = UnknownFileFormat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.to_ascii_lowercase();
        [Self::GeoJson, Self::GeoJsonSeq, Self::Csv]
            .into_iter()
            .find(|format| format.code() == lower)
            .ok_or_else(|| UnknownFileFormat(text.to_owned()))
    }
}

/// How to read a file.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// (field, column): the column or property named second is given as the field named first. In CSV a column
    /// mapped to `lon`, `lat` or `wkt` becomes the geometry.
    pub map: Vec<(String, String)>,
    /// The encoding; found out when not given.
    pub encoding: Option<TextEncoding>,
    /// The reference system its owner says the file is in. When given, a `crs` member of the file is not heeded;
    /// when not, one that names anything but CRS84, EPSG:4326 or EPSG:4490 is an error. Nothing is converted here.
    pub source_crs: Option<SourceCrs>,
    /// Whether columns of a CSV file that make up the geometry are given as fields, too.
    pub place_in_fields: bool,
    /// The longest text of one feature or CSV record in bytes of UTF-8; 32 MiB unless told.
    pub max_feature_bytes: usize,
    /// The longest CSV cell in bytes of UTF-8, except a geometry's; 1 MiB unless told.
    pub max_field_bytes: usize,
    /// Where the bytes read are counted.
    pub progress: Progress,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            map: Vec::new(),
            encoding: None,
            source_crs: None,
            place_in_fields: false,
            max_feature_bytes: 32 << 20,
            max_field_bytes: 1 << 20,
            progress: Progress::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_word_or_by_the_files_name() {
        assert_eq!("GeoJSON".parse(), Ok(FileFormat::GeoJson));
        assert_eq!("csv".parse(), Ok(FileFormat::Csv));
        assert!("xlsx".parse::<FileFormat>().is_err());
        assert_eq!(FileFormat::from_extension(Path::new("街路巷.GeoJSON")), Some(FileFormat::GeoJson));
        assert_eq!(FileFormat::from_extension(Path::new("a.b.ndjson")), Some(FileFormat::GeoJsonSeq));
        assert_eq!(FileFormat::from_extension(Path::new("csv")), None);
    }
}
