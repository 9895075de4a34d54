//! Signs 地名标志.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Collection, PublishedRow, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// A sign as it stands, with what its faces show now. One that is planned is not public.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sign {
    /// `S`, six digits and a check digit.
    pub sign_number: String,
    /// What kind of plate (GB 17733).
    #[serde(rename = "type")]
    pub sign_type: String,
    /// Where it stands in its life.
    pub state: String,
    /// The street or other place whose name it shows.
    pub place_id: Option<Uuid>,
    /// `start`, `end`, `crossing` or `between`.
    pub placement: Option<String>,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// What it is fixed to.
    pub support: String,
    /// Made for demonstration.
    pub illustrative: bool,
    /// By the direction in which they face.
    pub faces: Vec<SignFace>,
}

/// What one face of a sign shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignFace {
    /// Characters as displayed.
    pub text: String,
    /// Roman letters as displayed.
    pub pinyin: Option<String>,
    /// Colour of the ground: `blue`, `green`, `brown` or `other`.
    pub colour: Option<String>,
    /// Azimuth to which it faces, degrees clockwise from north.
    pub facing_deg: Option<i32>,
}

impl PublishedRow for Sign {
    const COLLECTION: Collection = Collection::Signs;
    const RUNS: Statement = statement!("runs_of_signs");
    const COUNT: Statement = counting!("runs_of_signs");
    const PROPERTIES: &'static [&'static str] =
        &["sign_number", "type", "state", "place_id", "placement", "location", "support", "illustrative", "faces"];
    const QUERYABLES: &'static [&'static str] = &["sign_number", "type", "state", "place_id", "placement", "support"];

    fn read(row: &Row) -> Result<Self, Error> {
        let faces = serde_json::from_value(row.column::<Value>("faces")?);
        Ok(Self {
            sign_number: row.column("sign_number")?,
            sign_type: row.column("type")?,
            state: row.column("state")?,
            place_id: row.column("place_id")?,
            placement: row.column("placement")?,
            location: row.column("location")?,
            support: row.column("support")?,
            illustrative: row.column("illustrative")?,
            faces: faces
                .map_err(|error| Error::Inconsistent { table: Collection::Signs.id(), reason: error.to_string() })?,
        })
    }

    fn name(&self) -> Option<&str> {
        None
    }
}
