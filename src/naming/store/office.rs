//! Whose register this is, and where its county lies.

use std::collections::HashSet;

use geo::Geometry;
use time::Date;

use crate::{
    db::{Error, PgGeometry, row::RowExt, tx::Tx},
    register::model::FeatureId,
    statement,
};

/// Whose register this is: what papers say unless the officer says otherwise.
#[derive(Debug, Clone)]
pub(in crate::naming) struct Office {
    /// GB/T 2260.
    pub(in crate::naming) county_code: String,
    /// Name of the county.
    pub(in crate::naming) county: String,
    /// The place-name authority.
    pub(in crate::naming) bureau: String,
    /// Who approves street names.
    pub(in crate::naming) government: String,
    /// Who receives filings.
    pub(in crate::naming) filing_receiver: String,
    /// Where opinions go.
    pub(in crate::naming) contact: String,
}

/// The office.
pub(in crate::naming) async fn office(tx: &Tx) -> Result<Office, Error> {
    let row = tx.query_one(&statement!("office"), &[]).await?;
    Ok(Office {
        county_code: row.column("county_code")?,
        county: row.column("county")?,
        bureau: row.column("bureau")?,
        government: row.column("government")?,
        filing_receiver: row.column("filing_receiver")?,
        contact: row.column("contact")?,
    })
}

/// How many metres of a line lie outside of a county; of anything else, more than none if it lies outside. Nothing is
/// known where the county has no outline.
pub(in crate::naming) async fn outside(
    tx: &Tx,
    county_code: &str,
    day: Date,
    drawn: &Geometry<f64>,
) -> Result<Option<f64>, Error> {
    let drawn = PgGeometry(drawn.clone());
    let row = tx.query_opt(&statement!("outside_county"), &[&county_code, &day, &drawn]).await?;
    row.map(|row| row.column("outside")).transpose().map(Option::flatten)
}

/// The townships of a county in which a geometry lies, at most `near_m` metres beside them, by their codes: the one that
/// has most of it first. None where no outline of a township is known.
pub(in crate::naming) async fn lies_in(
    tx: &Tx,
    county_code: &str,
    day: Date,
    drawn: &Geometry<f64>,
    near_m: f64,
) -> Result<Vec<String>, Error> {
    let drawn = PgGeometry(drawn.clone());
    let rows = tx.query(&statement!("lies_in"), &[&county_code, &day, &drawn, &near_m]).await?;
    rows.iter().map(|row| row.column("code")).collect()
}

/// The codes of all categories (GB/T 18521).
pub(in crate::naming) async fn categories(tx: &Tx) -> Result<HashSet<String>, Error> {
    let rows = tx.query(&statement!("categories"), &[]).await?;
    rows.iter().map(|row| row.column("code")).collect()
}

/// The places whose standard name in force on a day is this.
pub(in crate::naming) async fn places_called(tx: &Tx, name: &str, day: Date) -> Result<Vec<FeatureId>, Error> {
    let rows = tx.query(&statement!("places_called"), &[&name, &day]).await?;
    rows.iter().map(|row| row.column("feature_id").map(FeatureId)).collect()
}
