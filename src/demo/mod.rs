//! The demonstration: Tianmen (天门市, 429006) with its neighbours, as fixtures/README.md describes it.

pub mod boundaries;
pub mod signs;
pub mod story;

use std::io::Cursor;

use crate::{
    db::{self, Db},
    imports::{self, BadRows, ImportError, ImportOptions, Importable, Outcome},
    kernel::{actor::Actor, ids::Ids},
    reader::{FileFormat, ReadOptions, Reader},
    statement,
};

/// One file of the demonstration.
struct File {
    name: &'static str,
    collection: Importable,
    format: FileFormat,
    bytes: &'static [u8],
}

macro_rules! file {
    ($name:literal, $collection:ident, $format:ident) => {
        File {
            name: $name,
            collection: Importable::$collection,
            format: FileFormat::$format,
            bytes: include_bytes!(concat!("../../fixtures/tianmen/", $name)),
        }
    };
}

/// In the order in which one builds on the other.
const FILES: [File; 6] = [
    file!("divisions.geojson", Divisions, GeoJson),
    file!("built_up_areas.geojson", BuiltUpAreas, GeoJson),
    file!("waters.geojson", Places, GeoJson),
    file!("places.geojsonl", Places, GeoJsonSeq),
    file!("streets.geojson", Streets, GeoJson),
    file!("former_names.csv", Names, Csv),
];

/// Why the demonstration was not loaded; the register is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file was not imported.
    #[error("{file} was not imported")]
    Import {
        /// The file.
        file: &'static str,
        /// Why not.
        #[source]
        source: ImportError,
    },
    /// A file has rows that cannot be kept: the program was built with other files than it was made for.
    #[error("{refused} rows of {file} cannot be kept")]
    Refused {
        /// The file.
        file: &'static str,
        /// How many.
        refused: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Loads all files in one transaction, so that one which is cut off can be begun again; `false` when the register
/// is not empty.
pub async fn load(db: &Db, ids: &Ids) -> Result<bool, DemoError> {
    let began = db.clock().now();
    let actor = Actor::Operator;
    let tx = db.write("demo.load", &actor).await?;
    tx.lift_time_limit().await?;
    // Two programs that start at once: the second finds what the first has loaded.
    tx.query_one(&statement!("lock_demo"), &[]).await?;
    if tx.query_one(&statement!("is_begun"), &[]).await?.try_get("is_begun").map_err(db::Error::from)? {
        tx.roll_back().await?;
        return Ok(false);
    }
    for File { name, collection, format, bytes } in FILES {
        let failed = |source| DemoError::Import { file: name, source };
        let source = Reader::from_read(Cursor::new(bytes), format, &ReadOptions::default());
        let options =
            ImportOptions { illustrative: true, bad_rows: BadRows::RefuseFile, ..ImportOptions::new(collection, name) };
        let source = source.map_err(|error| failed(error.into()))?;
        let report = imports::import_within(&tx, db, ids, source, &options, |_| {}).await.map_err(failed)?;
        if report.outcome != Outcome::Committed {
            return Err(DemoError::Refused { file: name, refused: report.refused });
        }
        imports::put_on_record(&tx, &report, &options, &actor, began).await.map_err(failed)?;
        let findings: u64 = report.counts.iter().map(|(_, count)| count).sum();
        tracing::info!(file = name, rows = report.rows, findings, "demonstration file loaded");
    }
    tx.commit().await?;
    Ok(true)
}
