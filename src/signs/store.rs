//! Statements of signs; each does what its name says and decides nothing.

use geo::{Geometry, Point};
use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    codes::{Placement, SignState},
    conformity::Said,
    model::{Face, FaceId, FaceText, Facts, Sign, SignId},
    number::SignNumber,
    service::Filter,
};
use crate::{
    db::{
        Error, PgGeometry, WriteTx,
        row::{OpenDay, RowExt},
        tx::Tx,
    },
    kernel::words::Orientation,
    statement,
};

/// The next serial of a sign number.
pub(super) async fn next_serial(tx: &WriteTx) -> Result<i32, Error> {
    tx.query_one(&statement!("next_sign_serial"), &[]).await?.column("serial")
}

/// The next number in a series and a year; other takers wait until this one ends.
pub(super) async fn next_work_number(tx: &WriteTx, series: &str, year: i32) -> Result<i32, Error> {
    tx.query_one(&statement!("next_work_number"), &[&series, &year]).await?.column("last")
}

/// Enters a sign without its faces.
pub(super) async fn insert(tx: &WriteTx, sign: &Sign) -> Result<(), Error> {
    let Sign { id, number, state, facts, illustrative, .. } = sign;
    tx.execute(
        &statement!("insert_sign"),
        &[
            &id.0,
            &number.to_string(),
            state,
            &facts.sign_type,
            &facts.place,
            &facts.placement,
            &facts.crossing,
            &facts.location,
            &facts.support,
            &facts.material,
            &facts.width_mm,
            &facts.height_mm,
            &facts.maker,
            &facts.owner,
            &facts.installed_on,
            illustrative,
            &point(facts.position),
            &facts.accuracy_m,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps other facts of a sign.
pub(super) async fn change(tx: &WriteTx, id: SignId, facts: &Facts) -> Result<(), Error> {
    tx.execute(
        &statement!("change_sign"),
        &[
            &id.0,
            &facts.sign_type,
            &facts.place,
            &facts.placement,
            &facts.crossing,
            &facts.location,
            &facts.support,
            &facts.material,
            &facts.width_mm,
            &facts.height_mm,
            &facts.maker,
            &facts.owner,
            &facts.installed_on,
            &point(facts.position),
            &facts.accuracy_m,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps the state of a sign with the days and the successor that belong to it.
pub(super) async fn set_state(tx: &WriteTx, sign: &Sign) -> Result<(), Error> {
    let successor = sign.replaced_by.map(|id| id.0);
    tx.execute(
        &statement!("set_sign_state"),
        &[&sign.id.0, &sign.state, &sign.facts.installed_on, &sign.ended_on, &successor],
    )
    .await?;
    Ok(())
}

/// Locks a sign against other writers and reads it.
pub(super) async fn lock(tx: &WriteTx, id: SignId) -> Result<Option<Sign>, Error> {
    if tx.query_opt(&statement!("lock_sign"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// A sign with its faces.
pub(super) async fn find(tx: &Tx, id: SignId) -> Result<Option<Sign>, Error> {
    let filter = Filter { ids: Some(vec![id.0]), ..Filter::default() };
    Ok(list(tx, &filter, 1).await?.pop())
}

/// The sign that has a number.
pub(super) async fn by_number(tx: &Tx, number: SignNumber) -> Result<Option<SignId>, Error> {
    let row = tx.query_opt(&statement!("sign_by_number"), &[&number.to_string()]).await?;
    row.map(|row| row.column("sign_id").map(SignId)).transpose()
}

/// Signs with their faces, by number.
pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Sign>, Error> {
    let Filter { ids, states, types, place, text, division_code, bbox, after } = filter;
    let after = after.map(|number| number.to_string());
    let [west, south, east, north] = bbox.map_or([None; 4], |sides| sides.map(Some));
    let rows = tx
        .query(
            &statement!("signs"),
            &[ids, states, types, place, text, division_code, &west, &south, &east, &north, &after, &limit],
        )
        .await?;
    let mut signs = rows.iter().map(sign).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = signs.iter().map(|sign| sign.id.0).collect();
    let faces = tx.query(&statement!("faces"), &[&ids]).await?;
    for row in &faces {
        let of = SignId(row.column("sign_id")?);
        if let Some(sign) = signs.iter_mut().find(|sign| sign.id == of) {
            sign.faces.push(face(row)?);
        }
    }
    Ok(signs)
}

/// Enters a face from a day on.
pub(super) async fn insert_face(
    tx: &WriteTx,
    id: FaceId,
    of: SignId,
    says: &FaceText,
    from: Date,
) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_face"),
        &[&id.0, &of.0, &says.text, &says.pinyin, &says.colour, &says.facing_deg, &from],
    )
    .await?;
    Ok(())
}

/// Keeps what a face says after all; when it began to say it stays.
pub(super) async fn correct_face(tx: &WriteTx, id: FaceId, says: &FaceText) -> Result<(), Error> {
    tx.execute(&statement!("correct_face"), &[&id.0, &says.text, &says.pinyin, &says.colour, &says.facing_deg]).await?;
    Ok(())
}

/// Ends faces.
pub(super) async fn end_faces(tx: &WriteTx, faces: &[FaceId], on: Date) -> Result<(), Error> {
    let faces: Vec<Uuid> = faces.iter().map(|face| face.0).collect();
    tx.execute(&statement!("end_faces"), &[&faces, &on]).await?;
    Ok(())
}

/// What reports and orders say of a sign that is up.
pub(super) async fn standing(tx: &Tx, id: SignId) -> Result<SignState, Error> {
    tx.query_one(&statement!("standing_of_sign"), &[&id.0]).await?.column("state")
}

/// Whether the register has this thing as a place.
pub(super) async fn has_place(tx: &Tx, place: Uuid) -> Result<bool, Error> {
    tx.query_one(&statement!("place_exists"), &[&place]).await?.column("known")
}

/// Code of the township at a position, EPSG:4490, x = longitude, y = latitude, on a day.
pub(super) async fn township_at(tx: &Tx, position: Point<f64>, day: Date) -> Result<Option<String>, Error> {
    let row = tx.query_opt(&statement!("township_at"), &[&point(position), &day]).await?;
    row.map(|row| row.column("code")).transpose()
}

/// A face with what the register says of its place.
pub(super) struct FaceToCompare {
    pub(super) sign: SignId,
    pub(super) number: String,
    pub(super) location: Option<String>,
    pub(super) position: Point<f64>,
    pub(super) place: Uuid,
    pub(super) face: FaceId,
    pub(super) shows: FaceText,
    pub(super) said: Said,
}

/// The faces of signs that are up, by number.
pub(super) async fn faces_to_compare(
    tx: &Tx,
    day: Date,
    division_code: Option<&str>,
    place: Option<Uuid>,
) -> Result<Vec<FaceToCompare>, Error> {
    let rows = tx.query(&statement!("faces_to_compare"), &[&day, &division_code, &place]).await?;
    rows.iter().map(face_to_compare).collect()
}

fn face_to_compare(row: &Row) -> Result<FaceToCompare, Error> {
    let (former, until): (Vec<String>, Vec<OpenDay>) = (row.column("former")?, row.column("former_until")?);
    Ok(FaceToCompare {
        sign: SignId(row.column("sign_id")?),
        number: row.column("sign_number")?,
        location: row.column("location")?,
        position: position(row, "geom")?,
        place: row.column("place_id")?,
        face: FaceId(row.column("face_id")?),
        shows: face_text(row)?,
        said: Said {
            name: row.column("name")?,
            pinyin: row.column("name_pinyin")?,
            former: former.into_iter().zip(until.into_iter().map(|day| day.0)).collect(),
            orientation: row.column("orientation")?,
        },
    })
}

/// Where a sign is expected, and the one that stands there.
pub(super) struct Spot {
    pub(super) street: Uuid,
    pub(super) name: String,
    pub(super) pinyin: Option<String>,
    pub(super) orientation: Option<Orientation>,
    pub(super) placement: Placement,
    pub(super) crossing: Option<(Uuid, String)>,
    pub(super) position: Point<f64>,
    pub(super) there: Option<(SignId, String, SignState)>,
}

/// Where signs are expected, by street. A sign within `near_m` metres counts as standing there.
pub(super) async fn spots(
    tx: &Tx,
    day: Date,
    division_code: Option<&str>,
    street: Option<Uuid>,
    near_m: f64,
) -> Result<Vec<Spot>, Error> {
    let rows = tx.query(&statement!("expected_signs"), &[&day, &division_code, &street, &near_m]).await?;
    rows.iter().map(spot).collect()
}

fn spot(row: &Row) -> Result<Spot, Error> {
    let crossing: (Option<Uuid>, Option<String>) = (row.column("crossing_id")?, row.column("crossing")?);
    let there: Option<Uuid> = row.column("sign_id")?;
    Ok(Spot {
        street: row.column("street_id")?,
        name: row.column("name")?,
        pinyin: row.column("pinyin")?,
        orientation: row.column("orientation")?,
        placement: row.column("placement")?,
        crossing: crossing.0.zip(crossing.1),
        position: position(row, "geom")?,
        there: match there {
            None => None,
            Some(id) => Some((SignId(id), row.column("sign_number")?, row.column("state")?)),
        },
    })
}

fn sign(row: &Row) -> Result<Sign, Error> {
    let number: String = row.column("sign_number")?;
    Ok(Sign {
        id: SignId(row.column("sign_id")?),
        number: number.parse().map_err(|_| inconsistent("sign_number", &number))?,
        state: row.column("state")?,
        facts: Facts {
            sign_type: row.column("type")?,
            place: row.column("place_id")?,
            placement: row.column("placement")?,
            crossing: row.column("crossing_id")?,
            location: row.column("location")?,
            support: row.column("support")?,
            material: row.column("material")?,
            width_mm: row.column("width_mm")?,
            height_mm: row.column("height_mm")?,
            maker: row.column("maker")?,
            owner: row.column("owner")?,
            installed_on: row.column("installed_on")?,
            position: position(row, "geom")?,
            accuracy_m: row.column("accuracy_m")?,
        },
        ended_on: row.column("ended_on")?,
        replaced_by: row.column::<Option<Uuid>>("replaced_by")?.map(SignId),
        illustrative: row.column("illustrative")?,
        version: row.column("version")?,
        faces: Vec::new(),
    })
}

fn face(row: &Row) -> Result<Face, Error> {
    Ok(Face {
        id: FaceId(row.column("face_id")?),
        says: face_text(row)?,
        shown_from: row.column("shown_from")?,
        shown_to: row.column::<OpenDay>("shown_to")?.0,
    })
}

fn face_text(row: &Row) -> Result<FaceText, Error> {
    Ok(FaceText {
        text: row.column("text")?,
        pinyin: row.column("pinyin")?,
        colour: row.column("colour")?,
        facing_deg: row.column("facing_deg")?,
    })
}

/// A point as a column value.
pub(super) fn point(position: Point<f64>) -> PgGeometry {
    PgGeometry(Geometry::Point(position))
}

/// A point of a column that holds nothing else.
pub(super) fn position(row: &Row, column: &str) -> Result<Point<f64>, Error> {
    match row.column::<PgGeometry>(column)?.0 {
        Geometry::Point(point) => Ok(point),
        other => Err(inconsistent("geom", &format!("{other:?}"))),
    }
}

fn inconsistent(table: &'static str, found: &str) -> Error {
    Error::Inconsistent { table, reason: found.to_owned() }
}
