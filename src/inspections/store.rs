//! Statements of joint inspections; each does what its name says and decides nothing.

use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    calendar::LineInCalendar,
    chain::Link,
    codes::Via,
    invitation::Invitation,
    keys::NeighbourKey,
    model::{Filter, Inspection, Plan, Side},
    package::PackageRecord,
};
use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// The next number of a year; others wait until this transaction ends.
pub(super) async fn next_number(tx: &WriteTx, year: i32) -> Result<i32, Error> {
    tx.query_one(&statement!("next_number"), &[&year]).await?.column("last")
}

pub(super) async fn insert(tx: &WriteTx, inspection: &Inspection) -> Result<(), Error> {
    let Inspection { id, number, line, ours, theirs, plan, state, created_at, .. } = inspection;
    let Plan { kind, trigger, reason, round, year, due_on, lead } = plan;
    tx.execute(
        &statement!("insert_inspection"),
        &[id, number, line, kind, trigger, reason, round, year, due_on, lead, state, created_at],
    )
    .await?;
    for (side, is_ours) in [(ours, true), (theirs, false)] {
        tx.execute(&statement!("insert_side"), &[id, &side.code, &is_ours, &side.name]).await?;
    }
    Ok(())
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Inspection>, Error> {
    let Filter { ids, line, neighbour, states, year, before } = filter;
    let rows = tx.query(&statement!("inspections"), &[ids, line, neighbour, states, year, before, &limit]).await?;
    rows.iter().map(inspection).collect()
}

fn inspection(row: &Row) -> Result<Inspection, Error> {
    Ok(Inspection {
        id: row.column("inspection_id")?,
        number: row.column("inspection_number")?,
        line: row.column("line_id")?,
        line_code: row.column("line_code")?,
        line_name: row.column("line_name")?,
        ours: Side { code: row.column("ours_code")?, name: row.column("ours_name")? },
        theirs: Side { code: row.column("theirs_code")?, name: row.column("theirs_name")? },
        plan: Plan {
            kind: row.column("kind")?,
            trigger: row.column("trigger")?,
            reason: row.column("reason")?,
            round: row.column("round")?,
            year: row.column("year")?,
            due_on: row.column("due_on")?,
            lead: row.column("lead_code")?,
        },
        state: row.column("state")?,
        filed_on: row.column("filed_on")?,
        volume: row.column("volume_id")?,
        cancelled: row.column("cancel_reason")?,
        version: row.column("version")?,
        created_at: row.column("created_at")?,
    })
}

/// Locks an inspection against other writers. It must be read after that, by another statement.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<(), Error> {
    tx.query_opt(&statement!("lock_inspection"), &[&id]).await?;
    Ok(())
}

/// Keeps state, filing, volume and cancellation.
pub(super) async fn save(tx: &WriteTx, inspection: &mut Inspection) -> Result<(), Error> {
    let Inspection { id, state, filed_on, volume, cancelled, .. } = inspection;
    let row = tx.query_one(&statement!("save_inspection"), &[id, state, filed_on, volume, cancelled]).await?;
    inspection.version = row.column("version")?;
    Ok(())
}

/// Both chains, each in its order.
pub(super) async fn links(tx: &Tx, inspection: Uuid) -> Result<Vec<Link>, Error> {
    let rows = tx.query(&statement!("acts"), &[&inspection]).await?;
    rows.iter().map(link).collect()
}

fn link(row: &Row) -> Result<Link, Error> {
    let content: String = row.column("content")?;
    let damaged = |reason: String| Error::Inconsistent { table: "inspection_act", reason };
    let act = serde_json::from_str(&content).map_err(|error| damaged(error.to_string()))?;
    Ok(Link {
        side: row.column("side_code")?,
        serial: row.column("serial")?,
        id: row.column("act_id")?,
        at: row.column("said_at")?,
        person: row.column("person")?,
        unit: row.column("unit")?,
        digest: bytes32(row, "inspection_act", "digest")?,
        content,
        act,
    })
}

fn bytes32(row: &Row, table: &'static str, column: &str) -> Result<[u8; 32], Error> {
    let bytes: Vec<u8> = row.column(column)?;
    bytes.try_into().map_err(|_| Error::Inconsistent { table, reason: format!("{column} has not 32 bytes") })
}

/// With which pen something is written, and whose it is: an account, an invitation or a package.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    pub(super) via: Via,
    pub(super) id: Uuid,
}

pub(super) async fn insert_link(
    tx: &WriteTx,
    inspection: Uuid,
    link: &Link,
    source: Source,
    received_at: OffsetDateTime,
) -> Result<(), Error> {
    let Link { side, serial, id, at, person, unit, content, digest, .. } = link;
    let ours = source.via == Via::Account;
    tx.execute(
        &statement!("insert_act"),
        &[
            &inspection,
            side,
            serial,
            &ours,
            &source.via,
            id,
            at,
            person,
            unit,
            content,
            &digest.as_slice(),
            &source.id,
            &received_at,
        ],
    )
    .await?;
    Ok(())
}

/// The standard name of the division with a code on a day.
pub(super) async fn division_name(tx: &Tx, code: &str, day: Date) -> Result<Option<String>, Error> {
    tx.query_opt(&statement!("division_name"), &[&code, &day]).await?.map(|row| row.column("text")).transpose()
}

/// What a neighbour is called.
pub(super) async fn neighbour_name(tx: &Tx, code: &str) -> Result<Option<String>, Error> {
    tx.query_opt(&statement!("neighbour_name"), &[&code]).await?.map(|row| row.column("name")).transpose()
}

/// What the person with an account is called.
pub(super) async fn display_name(tx: &Tx, user: UserId) -> Result<String, Error> {
    tx.query_one(&statement!("display_name"), &[&user.0]).await?.column("display_name")
}

/// Lines in force with their rounds, by code.
pub(super) async fn calendar(
    tx: &Tx,
    line: Option<&str>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<LineInCalendar>, Error> {
    let rows = tx.query(&statement!("calendar"), &[&line, &after, &limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(LineInCalendar {
                line: row.column("line_id")?,
                code: row.column("line_code")?,
                name: row.column("name")?,
                approved_on: row.column("approved_on")?,
                last_round: row.column("last_round")?,
                last_filed_on: row.column("last_filed_on")?,
                last_lead: row.column("last_lead")?,
                last_id: row.column("last_id")?,
                open_id: row.column("open_id")?,
                open_number: row.column("open_number")?,
                open_state: row.column("open_state")?,
                open_round: row.column("open_round")?,
                open_year: row.column("open_year")?,
                open_due_on: row.column("open_due_on")?,
                open_lead: row.column("open_lead")?,
            })
        })
        .collect()
}

pub(super) async fn insert_invitation(tx: &WriteTx, invitation: &Invitation, by: UserId) -> Result<(), Error> {
    let Invitation { id, inspection, token_digest, person, unit, made_at, expires_at, .. } = invitation;
    tx.execute(
        &statement!("insert_invitation"),
        &[id, inspection, &token_digest.as_slice(), person, unit, &by.0, made_at, expires_at],
    )
    .await?;
    Ok(())
}

/// Invitations to an inspection.
pub(super) async fn invitations(tx: &Tx, inspection: Uuid) -> Result<Vec<Invitation>, Error> {
    let rows = tx.query(&statement!("invitations"), &[&Some(inspection), &None::<Vec<u8>>]).await?;
    rows.iter().map(invitation).collect()
}

/// The invitation whose secret has a digest.
pub(super) async fn invitation_of(tx: &Tx, token_digest: &[u8; 32]) -> Result<Option<Invitation>, Error> {
    let row = tx.query_opt(&statement!("invitations"), &[&None::<Uuid>, &Some(token_digest.as_slice())]).await?;
    row.as_ref().map(invitation).transpose()
}

fn invitation(row: &Row) -> Result<Invitation, Error> {
    Ok(Invitation {
        id: row.column("invitation_id")?,
        inspection: row.column("inspection_id")?,
        token_digest: bytes32(row, "inspection_invitation", "token_digest")?,
        person: row.column("person")?,
        unit: row.column("unit")?,
        made_by: row.column("made_by_login")?,
        made_at: row.column("made_at")?,
        expires_at: row.column("expires_at")?,
        revoked_at: row.column("revoked_at")?,
        revoke_reason: row.column("revoke_reason")?,
        last_used_at: row.column("last_used_at")?,
    })
}

pub(super) async fn revoke_invitation(tx: &WriteTx, id: Uuid, at: OffsetDateTime, reason: &str) -> Result<(), Error> {
    tx.execute(&statement!("revoke_invitation"), &[&id, &at, &reason]).await?;
    Ok(())
}

pub(super) async fn use_invitation(tx: &WriteTx, id: Uuid, at: OffsetDateTime) -> Result<(), Error> {
    tx.execute(&statement!("use_invitation"), &[&id, &at]).await?;
    Ok(())
}

/// A key of this office: thumbprint, private key, public key.
pub(super) type OwnKey = (String, Vec<u8>, Vec<u8>);

/// Keys of this office, the newest first.
pub(super) async fn exchange_keys(tx: &Tx) -> Result<Vec<OwnKey>, Error> {
    let rows = tx.query(&statement!("exchange_keys"), &[]).await?;
    rows.iter().map(|row| Ok((row.column("key_id")?, row.column("pkcs8")?, row.column("public")?))).collect()
}

/// Nobody else makes a key until this transaction ends.
pub(super) async fn lock_exchange_keys(tx: &WriteTx) -> Result<(), Error> {
    tx.execute(&statement!("lock_exchange_keys"), &[]).await?;
    Ok(())
}

pub(super) async fn insert_exchange_key(tx: &WriteTx, key: &OwnKey, at: OffsetDateTime) -> Result<(), Error> {
    let (id, pkcs8, public) = key;
    tx.execute(&statement!("insert_exchange_key"), &[id, pkcs8, public, &at]).await?;
    Ok(())
}

/// Keys of a neighbour, or with a thumbprint, or all; the newest first.
pub(super) async fn neighbour_keys(
    tx: &Tx,
    neighbour: Option<&str>,
    thumbprint: Option<&str>,
) -> Result<Vec<NeighbourKey>, Error> {
    let rows = tx.query(&statement!("neighbour_keys"), &[&neighbour, &thumbprint]).await?;
    rows.iter()
        .map(|row| {
            Ok(NeighbourKey {
                id: row.column("neighbour_key_id")?,
                neighbour: row.column("neighbour_code")?,
                thumbprint: row.column("key_id")?,
                public: bytes32(row, "neighbour_key", "public")?,
                confirmed: row.column("confirmed")?,
                entered_by: row.column("entered_by_login")?,
                entered_at: row.column("entered_at")?,
                revoked_at: row.column("revoked_at")?,
                revoke_reason: row.column("revoke_reason")?,
            })
        })
        .collect()
}

pub(super) async fn insert_neighbour_key(tx: &WriteTx, key: &NeighbourKey, by: UserId) -> Result<(), Error> {
    let NeighbourKey { id, neighbour, thumbprint, public, confirmed, entered_at, .. } = key;
    tx.execute(
        &statement!("insert_neighbour_key"),
        &[id, neighbour, thumbprint, &public.as_slice(), confirmed, &by.0, entered_at],
    )
    .await?;
    Ok(())
}

/// The neighbour whose key was revoked now; none where there is no such key in use.
pub(super) async fn revoke_neighbour_key(
    tx: &WriteTx,
    id: Uuid,
    at: OffsetDateTime,
    reason: &str,
) -> Result<Option<String>, Error> {
    let row = tx.query_opt(&statement!("revoke_neighbour_key"), &[&id, &at, &reason]).await?;
    row.map(|row| row.column("neighbour_code")).transpose()
}

pub(super) async fn insert_package(
    tx: &WriteTx,
    inspection: Uuid,
    package: &PackageRecord,
    content: &str,
    by: UserId,
) -> Result<(), Error> {
    let PackageRecord { id, outgoing, digest, thumbprint, first_serial, last_serial, handled_at, .. } = package;
    tx.execute(
        &statement!("insert_package"),
        &[
            id,
            &inspection,
            outgoing,
            &digest.as_slice(),
            &content,
            thumbprint,
            first_serial,
            last_serial,
            &by.0,
            handled_at,
        ],
    )
    .await?;
    Ok(())
}

/// Packages that were exchanged, the newest first.
pub(super) async fn packages(tx: &Tx, inspection: Uuid) -> Result<Vec<PackageRecord>, Error> {
    let rows = tx.query(&statement!("packages"), &[&inspection]).await?;
    rows.iter()
        .map(|row| {
            Ok(PackageRecord {
                id: row.column("package_id")?,
                outgoing: row.column("outgoing")?,
                digest: bytes32(row, "inspection_package", "digest")?,
                thumbprint: row.column("key_id")?,
                first_serial: row.column("first_serial")?,
                last_serial: row.column("last_serial")?,
                handled_by: row.column("handled_by_login")?,
                handled_at: row.column("handled_at")?,
            })
        })
        .collect()
}

/// Whether a package was exchanged before.
pub(super) async fn has_package(tx: &Tx, digest: &[u8; 32]) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("has_package"), &[&digest.as_slice()]).await?.is_some())
}
