//! What naming cases know of names, from the database.

use tokio_postgres::Row;

use super::{Candidate, CaseName, Fate, Site, name_keys};
use crate::{
    db::{Error, PgGeometry, row::RowExt, tx::Tx},
    kernel::pinyin::LocalReadings,
    statement,
};

/// The names in cases that are written or sound like one of these candidates, but for their tones.
pub async fn case_names(tx: &Tx, candidates: &[Candidate], local: &LocalReadings) -> Result<Vec<CaseName>, Error> {
    let keys = candidates.iter().map(|candidate| name_keys(&candidate.name, &candidate.category, local));
    let (written, spoken): (Vec<String>, Vec<String>) = keys.map(|keys| (keys.written, keys.spoken)).unzip();
    let rows = tx.query(&statement!("case_names"), &[&written, &spoken]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<CaseName, Error> {
    let item = |reason| Error::Inconsistent { table: "naming_item", reason };
    let drawn: Option<PgGeometry> = row.column("geom")?;
    let site = Site::new(drawn.as_ref().map(|drawn| &drawn.0), row.column("division_code")?);
    let fate: &str = row.column("fate")?;
    Ok(CaseName {
        case_id: row.column("case_id")?,
        case_number: row.column("case_number")?,
        item_id: row.column("item_id")?,
        text: row.column("name")?,
        category: row.column("category")?,
        site: site.map_err(|bad| item(bad.to_string()))?,
        fate: Fate::read(fate).ok_or_else(|| item(format!("`{fate}` is no fate of a name")))?,
        decided_on: row.column("decided_on")?,
        reason: row.column("reason")?,
    })
}
