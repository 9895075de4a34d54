//! Rows of the published collections.

use geo::Geometry;
use serde::Serialize;
use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use super::Collection;
use crate::{
    db::{Error, PgGeometry, Statement, row::RowExt},
    kernel::validity::ValidPeriod,
    statement,
};

/// Declares the statement that counts what `sql/<name>.sql` selects, so that the two cannot differ.
macro_rules! counting {
    ($name:literal) => {
        Statement::new(concat!(
            "-- published.count_of_",
            $name,
            "\nselect count(*) as matched from (\n",
            include_str!(concat!("sql/", $name, ".sql")),
            ") selected"
        ))
    };
}

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
    /// The properties, as they are called in files and on the wire.
    const PROPERTIES: &'static [&'static str];
    /// The properties that a query may fix to a value, in the order in which the statement takes them.
    const QUERYABLES: &'static [&'static str];

    /// Reads the collection's own columns.
    fn read(row: &Row) -> Result<Self, Error>;

    /// The standard name (or the name itself), if there is one in this run.
    fn name(&self) -> Option<&str>;
}

impl<R: PublishedRow> Run<R> {
    /// Reads one row of [`PublishedRow::RUNS`].
    pub fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.column("feature_id")?,
            valid: row.valid_period()?,
            recorded_at: row.column("recorded_at")?,
            geometry: row.column::<Option<PgGeometry>>("geom")?.map(|geom| geom.0),
            properties: R::read(row)?,
        })
    }
}

/// A division: administrative unit of one level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Division {
    /// Standard name.
    pub name: Option<String>,
    /// Its pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: Option<String>,
    /// Code by GB/T 2260 and GB/T 10114.
    pub code: String,
    /// `county`, `township`, …
    pub level: String,
    /// Kind of unit, such as `town`.
    pub unit_type: Option<String>,
    /// Code of the division above.
    pub parent_code: Option<String>,
    /// Counts among the towns and sub-districts of the summary.
    pub counts_in_summary: bool,
    /// Belongs to the urban area.
    pub in_built_up_area: bool,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for Division {
    const COLLECTION: Collection = Collection::Divisions;
    const RUNS: Statement = statement!("runs_of_divisions");
    const COUNT: Statement = counting!("runs_of_divisions");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "code",
        "level",
        "unit_type",
        "parent_code",
        "counts_in_summary",
        "in_built_up_area",
        "illustrative",
        "attributes",
    ];
    const QUERYABLES: &'static [&'static str] = &["name", "code", "level", "unit_type", "parent_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
            code: row.column("code")?,
            level: row.column("level")?,
            unit_type: row.column("unit_type")?,
            parent_code: row.column("parent_code")?,
            counts_in_summary: row.column("counts_in_summary")?,
            in_built_up_area: row.column("in_built_up_area")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// A built-up area: the scope in which street names must not repeat (R753 art. 9(8)).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BuiltUpArea {
    /// Standard name.
    pub name: Option<String>,
    /// Its pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: Option<String>,
    /// Code of the division that it belongs to.
    pub division_code: Option<String>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for BuiltUpArea {
    const COLLECTION: Collection = Collection::BuiltUpAreas;
    const RUNS: Statement = statement!("runs_of_built_up_areas");
    const COUNT: Statement = counting!("runs_of_built_up_areas");
    const PROPERTIES: &'static [&'static str] =
        &["name", "pinyin", "pinyin_source", "division_code", "illustrative", "attributes"];
    const QUERYABLES: &'static [&'static str] = &["name", "division_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
            division_code: row.column("division_code")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// A place of any category.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// Standard name.
    pub name: Option<String>,
    /// Its pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: Option<String>,
    /// Twenty digits, once issued.
    pub place_code: Option<String>,
    /// Category of GB/T 18521.
    pub category: String,
    /// Code of the division in whose code it is kept.
    pub division_code: Option<String>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for Place {
    const COLLECTION: Collection = Collection::Places;
    const RUNS: Statement = statement!("runs_of_places");
    const COUNT: Statement = counting!("runs_of_places");
    const PROPERTIES: &'static [&'static str] =
        &["name", "pinyin", "pinyin_source", "place_code", "category", "division_code", "illustrative", "attributes"];
    const QUERYABLES: &'static [&'static str] = &["name", "category", "division_code", "place_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
            place_code: row.column("place_code")?,
            category: row.column("category")?,
            division_code: row.column("division_code")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// A street: a place of which more is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Street {
    /// What is known of it as a place.
    #[serde(flatten)]
    pub place: Place,
    /// Engineering class.
    pub road_class: Option<String>,
    /// Urban, town or village road.
    pub admin_tier: Option<String>,
    /// Where it starts, as announced.
    pub starts_at: Option<String>,
    /// Where it ends, as announced.
    pub ends_at: Option<String>,
    /// Announced length in metres.
    pub length_m: Option<f64>,
    /// Announced width in metres.
    pub width_m: Option<f64>,
    /// `E-W`, `N-S` or `ring`.
    pub orientation: Option<String>,
    /// What its surface is made of.
    pub surface: Option<String>,
    /// Codes of the township-level divisions that its line meets.
    pub crosses: Vec<String>,
}

impl PublishedRow for Street {
    const COLLECTION: Collection = Collection::Streets;
    const RUNS: Statement = statement!("runs_of_streets");
    const COUNT: Statement = counting!("runs_of_streets");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "place_code",
        "category",
        "division_code",
        "illustrative",
        "attributes",
        "road_class",
        "admin_tier",
        "starts_at",
        "ends_at",
        "length_m",
        "width_m",
        "orientation",
        "surface",
        "crosses",
    ];
    const QUERYABLES: &'static [&'static str] =
        &["name", "category", "division_code", "place_code", "road_class", "admin_tier", "orientation", "surface"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            place: Place::read(row)?,
            road_class: row.column("road_class")?,
            admin_tier: row.column("admin_tier")?,
            starts_at: row.column("starts_at")?,
            ends_at: row.column("ends_at")?,
            length_m: row.column("length_m")?,
            width_m: row.column("width_m")?,
            orientation: row.column("orientation")?,
            surface: row.column("surface")?,
            crosses: row.column("crosses")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.place.name()
    }
}

/// One name of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Name {
    /// The spelling in characters.
    pub name: String,
    /// Its pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: String,
    /// `standard`, `former`, `alias`, `colloquial` or `minority_language`.
    pub kind: String,
    /// `current` or `cancelled`.
    pub status: String,
    /// BCP 47 tag.
    pub language: String,
    /// 专名
    pub specific: Option<String>,
    /// 通名
    pub generic: Option<String>,
    /// The thing that it names.
    pub names_feature: Uuid,
    /// `division`, `built_up_area` or `place`.
    pub names_kind: String,
    /// Who approved it.
    pub approving_authority: Option<String>,
    /// When, as a civil day.
    pub approved_on: Option<Date>,
    /// By which document.
    pub document_number: Option<String>,
}

impl PublishedRow for Name {
    const COLLECTION: Collection = Collection::Names;
    const RUNS: Statement = statement!("runs_of_names");
    const COUNT: Statement = counting!("runs_of_names");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "kind",
        "status",
        "language",
        "specific",
        "generic",
        "names_feature",
        "names_kind",
        "approving_authority",
        "approved_on",
        "document_number",
    ];
    const QUERYABLES: &'static [&'static str] = &["name", "kind", "status", "names_feature", "names_kind", "language"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
            kind: row.column("kind")?,
            status: row.column("status")?,
            language: row.column("language")?,
            specific: row.column("specific")?,
            generic: row.column("generic")?,
            names_feature: row.column("names_feature")?,
            names_kind: row.column("names_kind")?,
            approving_authority: row.column("approving_authority")?,
            approved_on: row.column("approved_on")?,
            document_number: row.column("document_number")?,
        })
    }

    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }
}
