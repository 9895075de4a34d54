//! Statements of volumes.

use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    archives::{
        clerk::{MISSING, SUBJECT},
        codes::{Class, VolumeState},
        completion::Standing,
        model::{Place, Volume, VolumeFacts, VolumeId},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// Which volumes.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// Of this class.
    pub class: Option<Class>,
    /// In one of these states.
    pub states: Option<Vec<VolumeState>>,
    /// Of this line.
    pub line: Option<Uuid>,
    /// Of this year.
    pub year: Option<i32>,
    /// Older than this one.
    pub before: Option<Uuid>,
}

/// Volumes, the newest first.
pub(in crate::archives) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Volume>, Error> {
    let Filter { ids, class, states, line, year, before } = filter;
    let rows = tx.query(&statement!("volumes"), &[ids, class, states, line, year, before, &limit]).await?;
    rows.iter().map(volume).collect()
}

/// Locks a volume; whether it is there.
pub(in crate::archives) async fn lock(tx: &WriteTx, id: VolumeId) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("lock_volume"), &[&id.0]).await?.is_some())
}

/// Enters a volume that is being collected.
pub(in crate::archives) async fn insert(
    tx: &WriteTx,
    id: VolumeId,
    facts: &VolumeFacts,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    let VolumeFacts { class, title, year, line, retention, secrecy, office_code, remark } = facts;
    tx.execute(
        &statement!("insert_volume"),
        &[&id.0, class, title, year, line, retention, secrecy, office_code, remark, &by.0, &at],
    )
    .await?;
    Ok(())
}

/// Writes all that can change of a volume and counts its version.
pub(in crate::archives) async fn save(tx: &WriteTx, volume: &Volume) -> Result<(), Error> {
    let VolumeFacts { class, title, year, line, retention, secrecy, office_code, remark } = &volume.facts;
    let (box_number, shelf) = volume.place.as_ref().map(|place| (&place.box_number, &place.shelf)).unzip();
    let (receiver, handed_over_on) = volume.handed_over.as_ref().map(|(receiver, on)| (receiver, on)).unzip();
    tx.execute(
        &statement!("save_volume"),
        &[
            &volume.id.0,
            class,
            title,
            year,
            line,
            retention,
            secrecy,
            office_code,
            remark,
            &volume.catalogue_number,
            &box_number,
            &shelf,
            &volume.state,
            &volume.arranged_by.map(|user| user.0),
            &volume.checked_by.map(|user| user.0),
            &receiver,
            &handed_over_on,
        ],
    )
    .await?;
    Ok(())
}

/// The next serial of a series of catalogue numbers.
pub(in crate::archives) async fn next_serial(tx: &WriteTx, series: &str) -> Result<i32, Error> {
    tx.query_one(&statement!("next_volume_serial"), &[&series]).await?.column("last")
}

/// Whether the register has a boundary line.
pub(in crate::archives) async fn line_exists(tx: &Tx, line: Uuid) -> Result<bool, Error> {
    tx.query_one(&statement!("line_exists"), &[&line]).await?.column("there")
}

fn volume(row: &Row) -> Result<Volume, Error> {
    let place = row.column::<Option<String>>("box")?.zip(row.column("shelf")?);
    Ok(Volume {
        id: VolumeId(row.column("volume_id")?),
        facts: VolumeFacts {
            class: row.column("class")?,
            title: row.column("title")?,
            year: row.column("year")?,
            line: row.column("line_id")?,
            retention: row.column("retention")?,
            secrecy: row.column("secrecy")?,
            office_code: row.column("office_code")?,
            remark: row.column("remark")?,
        },
        line_name: row.column("line_name")?,
        line_code: row.column("line_code")?,
        catalogue_number: row.column("catalogue_number")?,
        place: place.map(|(box_number, shelf)| Place { box_number, shelf }),
        state: row.column("state")?,
        arranged_by: row.column::<Option<Uuid>>("arranged_by")?.map(UserId),
        checked_by: row.column::<Option<Uuid>>("checked_by")?.map(UserId),
        handed_over: row.column::<Option<String>>("receiver")?.zip(row.column("handed_over_on")?),
        version: row.column("version")?,
    })
}

/// How each volume stood before an instant, by its last event until then.
pub(in crate::archives) async fn standings_before(tx: &Tx, instant: OffsetDateTime) -> Result<Vec<Standing>, Error> {
    let standing = |row: &Row| {
        let state = row.column::<&str>("state")?.parse();
        Ok(Standing {
            volume: VolumeId(row.column("volume_id")?),
            state: state.map_err(|reason| Error::Inconsistent { table: "event", reason })?,
            missing: row.column("missing")?,
        })
    };
    tx.query(&statement!("standings"), &[&SUBJECT, &MISSING, &instant]).await?.iter().map(standing).collect()
}

/// How many scans and volumes there are together.
pub(in crate::archives) async fn count(tx: &Tx) -> Result<u64, Error> {
    let count: i64 = tx.query_one(&statement!("count"), &[]).await?.column("count")?;
    Ok(u64::try_from(count).unwrap_or_default())
}
