//! Statements of boundaries; each does what its name says and decides nothing.

use geo::{Geometry, LineString, Point};
use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    codes::{Level, LineState, MarkerState},
    fix::TiePoint,
    model::{
        BoundaryPoint, Line, LineFacts, LineId, LinePapers, Marker, MarkerFacts, MarkerId, PointId, Segment, SegmentId,
    },
    service::{NewSource, Source},
};
use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    statement,
};

/// Which lines are asked for.
#[derive(Debug, Clone, Default)]
pub struct LineFilter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// With these codes.
    pub codes: Option<Vec<String>>,
    /// With this division on one side.
    pub side: Option<String>,
    /// Of this level.
    pub level: Option<Level>,
    /// In these states.
    pub states: Option<Vec<LineState>>,
    /// Behind this code.
    pub after: Option<String>,
}

/// Which markers are asked for.
#[derive(Debug, Clone, Default)]
pub struct MarkerFilter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// With these numbers.
    pub numbers: Option<Vec<String>>,
    /// Of these lines.
    pub lines: Option<Vec<Uuid>>,
    /// In these states.
    pub states: Option<Vec<MarkerState>>,
    /// In this box: west, south, east, north, degrees.
    pub bbox: Option<[f64; 4]>,
    /// Behind this number.
    pub after: Option<String>,
}

pub(super) async fn insert_line(tx: &WriteTx, line: &Line) -> Result<(), Error> {
    let Line { id, code, facts, illustrative, .. } = line;
    tx.execute(
        &statement!("insert_line"),
        &[
            &id.0,
            &code.as_str(),
            &code.level(),
            &facts.name,
            &facts.left_code,
            &facts.right_code,
            &facts.length_m,
            &facts.source,
            illustrative,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn lines(tx: &Tx, filter: &LineFilter, limit: i64) -> Result<Vec<Line>, Error> {
    let LineFilter { ids, codes, side, level, states, after } = filter;
    let rows = tx.query(&statement!("lines"), &[ids, codes, side, level, states, after, &limit]).await?;
    rows.iter().map(line).collect()
}

/// Locks a line against other writers and reads it.
pub(super) async fn lock_line(tx: &WriteTx, id: LineId) -> Result<Option<Line>, Error> {
    if tx.query_opt(&statement!("lock_line"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    let filter = LineFilter { ids: Some(vec![id.0]), ..LineFilter::default() };
    Ok(lines(tx, &filter, 1).await?.pop())
}

/// Keeps the state of a line, its papers, its description and its agreed length.
pub(super) async fn save_line(tx: &WriteTx, line: &Line) -> Result<(), Error> {
    let Line { id, state, facts, papers, alignment, .. } = line;
    tx.execute(
        &statement!("save_line"),
        &[
            &id.0,
            state,
            &papers.agreement_number,
            &papers.agreed_on,
            &papers.approving_authority,
            &papers.approval_number,
            &papers.approved_on,
            &papers.published_on,
            &papers.ended_on,
            alignment,
            &facts.length_m,
        ],
    )
    .await?;
    Ok(())
}

/// Codes that no division has on `day`.
pub(super) async fn unknown_sides(tx: &Tx, codes: &[&str], day: Date) -> Result<Vec<String>, Error> {
    let rows = tx.query(&statement!("unknown_sides"), &[&codes, &day]).await?;
    rows.iter().map(|row| row.column("code")).collect()
}

/// The segments of lines, in order.
pub(super) async fn segments(tx: &Tx, lines: &[Uuid]) -> Result<Vec<(LineId, Segment)>, Error> {
    let rows = tx.query(&statement!("segments"), &[&lines]).await?;
    rows.iter().map(segment).collect()
}

/// The points at which segments of lines begin and end.
pub(super) async fn points_of(tx: &Tx, lines: &[Uuid]) -> Result<Vec<BoundaryPoint>, Error> {
    let rows = tx.query(&statement!("points_of_lines"), &[&lines]).await?;
    rows.iter().map(boundary_point).collect()
}

/// The points with these ids.
pub(super) async fn points(tx: &Tx, ids: &[Uuid]) -> Result<Vec<BoundaryPoint>, Error> {
    let rows = tx.query(&statement!("points_at"), &[&ids]).await?;
    rows.iter().map(boundary_point).collect()
}

pub(super) async fn insert_point(tx: &WriteTx, new: &BoundaryPoint, illustrative: bool) -> Result<(), Error> {
    let position = point(new.position);
    tx.execute(
        &statement!("insert_point"),
        &[&new.id.0, &new.kind, &new.name, &new.agreement, &new.agreed_on, &position, &new.accuracy_m, &illustrative],
    )
    .await?;
    Ok(())
}

/// Lets a turning point be one with markers.
pub(super) async fn mark_point(tx: &WriteTx, id: PointId) -> Result<(), Error> {
    tx.execute(&statement!("mark_point"), &[&id.0]).await?;
    Ok(())
}

pub(super) async fn insert_segment(tx: &WriteTx, line: LineId, new: &Segment) -> Result<(), Error> {
    let shape = PgGeometry(Geometry::LineString(new.shape.clone()));
    tx.execute(
        &statement!("insert_segment"),
        &[&new.id.0, &line.0, &new.part, &new.ordinal, &new.from.0, &new.to.0, &new.feature, &new.feature_name, &shape],
    )
    .await?;
    Ok(())
}

/// Ends all segments of a line.
pub(super) async fn end_segments(tx: &WriteTx, line: LineId, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("end_segments"), &[&line.0, &on]).await?;
    Ok(())
}

/// Markers by number, with their tie points.
pub(super) async fn markers(tx: &Tx, filter: &MarkerFilter, limit: i64) -> Result<Vec<Marker>, Error> {
    let MarkerFilter { ids, numbers, lines, states, bbox, after } = filter;
    let [west, south, east, north] = bbox.map_or([None; 4], |bounds| bounds.map(Some));
    let rows = tx
        .query(&statement!("markers"), &[ids, numbers, lines, states, &west, &south, &east, &north, after, &limit])
        .await?;
    let mut markers: Vec<Marker> = rows.iter().map(marker).collect::<Result<_, _>>()?;
    let ids: Vec<Uuid> = markers.iter().map(|marker| marker.id.0).collect();
    for row in tx.query(&statement!("tie_points"), &[&ids]).await? {
        let id = MarkerId(row.column("marker_id")?);
        if let Some(marker) = markers.iter_mut().find(|marker| marker.id == id) {
            marker.facts.tie_points.push(tie_point(&row)?);
        }
    }
    Ok(markers)
}

/// Locks a marker against other writers and reads it.
pub(super) async fn lock_marker(tx: &WriteTx, id: MarkerId) -> Result<Option<Marker>, Error> {
    if tx.query_opt(&statement!("lock_marker"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    let filter = MarkerFilter { ids: Some(vec![id.0]), ..MarkerFilter::default() };
    Ok(markers(tx, &filter, 1).await?.pop())
}

/// The highest serial that a marker of the line has or had; 0 when it has none. The caller holds the lock of the line.
pub(super) async fn last_serial(tx: &WriteTx, line: LineId) -> Result<i32, Error> {
    tx.query_one(&statement!("last_serial"), &[&line.0]).await?.column("last")
}

/// Enters a marker without its tie points.
pub(super) async fn insert_marker(tx: &WriteTx, new: &Marker) -> Result<(), Error> {
    let Marker { id, line, point: at, number, state, facts, illustrative, .. } = new;
    tx.execute(
        &statement!("insert_marker"),
        &[
            &id.0,
            &line.0,
            &at.0,
            &i32::from(number.serial),
            &number.letter.code(),
            &number.to_string(),
            &new.marker_type(),
            &facts.faces,
            state,
            &facts.material,
            &facts.location,
            &facts.set_on,
            &facts.responsible_code,
            &point(facts.position),
            &facts.accuracy_m,
            &facts.height_m,
            &facts.method,
            illustrative,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps the state of a marker with its days.
pub(super) async fn save_marker(tx: &WriteTx, marker: &Marker) -> Result<(), Error> {
    let Marker { id, state, facts, ended_on, .. } = marker;
    tx.execute(&statement!("save_marker"), &[&id.0, state, &facts.set_on, ended_on]).await?;
    Ok(())
}

pub(super) async fn insert_tie_point(tx: &WriteTx, id: Uuid, marker: MarkerId, tie: &TiePoint) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_tie_point"),
        &[&id, &marker.0, &tie.ordinal, &tie.name, &tie.azimuth_deg, &tie.distance_m],
    )
    .await?;
    Ok(())
}

/// Ends all tie points of a marker.
pub(super) async fn end_tie_points(tx: &WriteTx, marker: MarkerId, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("end_tie_points"), &[&marker.0, &on]).await?;
    Ok(())
}

fn line(row: &Row) -> Result<Line, Error> {
    let code: String = row.column("line_code")?;
    Ok(Line {
        id: LineId(row.column("line_id")?),
        code: code.parse().map_err(|fault| inconsistent("line_code", &fault))?,
        state: row.column("state")?,
        facts: LineFacts {
            name: row.column("name")?,
            left_code: row.column("left_code")?,
            right_code: row.column("right_code")?,
            length_m: row.column("length_m")?,
            source: row.column("source")?,
        },
        papers: LinePapers {
            agreement_number: row.column("agreement_number")?,
            agreed_on: row.column("agreed_on")?,
            approving_authority: row.column("approving_authority")?,
            approval_number: row.column("approval_number")?,
            approved_on: row.column("approved_on")?,
            published_on: row.column("published_on")?,
            ended_on: row.column("ended_on")?,
        },
        alignment: row.column("alignment")?,
        disputed: row.column("disputed")?,
        illustrative: row.column("illustrative")?,
        version: row.column("version")?,
    })
}

fn segment(row: &Row) -> Result<(LineId, Segment), Error> {
    let segment = Segment {
        id: SegmentId(row.column("segment_id")?),
        part: row.column("part")?,
        ordinal: row.column("ordinal")?,
        from: PointId(row.column("from_point")?),
        to: PointId(row.column("to_point")?),
        feature: row.column("feature")?,
        feature_name: row.column("feature_name")?,
        shape: shape(row)?,
    };
    Ok((LineId(row.column("line_id")?), segment))
}

fn boundary_point(row: &Row) -> Result<BoundaryPoint, Error> {
    Ok(BoundaryPoint {
        id: PointId(row.column("point_id")?),
        kind: row.column("kind")?,
        name: row.column("name")?,
        agreement: row.column("agreement")?,
        agreed_on: row.column("agreed_on")?,
        position: position(row)?,
        accuracy_m: row.column("accuracy_m")?,
    })
}

fn marker(row: &Row) -> Result<Marker, Error> {
    let number: String = row.column("marker_number")?;
    Ok(Marker {
        id: MarkerId(row.column("marker_id")?),
        line: LineId(row.column("line_id")?),
        point: PointId(row.column("point_id")?),
        number: number.parse().map_err(|fault| inconsistent("marker_number", &fault))?,
        state: row.column("state")?,
        facts: MarkerFacts {
            faces: row.column("faces")?,
            material: row.column("material")?,
            location: row.column("location")?,
            set_on: row.column("set_on")?,
            responsible_code: row.column("responsible_code")?,
            position: position(row)?,
            accuracy_m: row.column("accuracy_m")?,
            height_m: row.column("height_m")?,
            method: row.column("method")?,
            tie_points: Vec::new(),
        },
        ended_on: row.column("ended_on")?,
        illustrative: row.column("illustrative")?,
        version: row.column("version")?,
    })
}

fn tie_point(row: &Row) -> Result<TiePoint, Error> {
    Ok(TiePoint {
        ordinal: row.column("ordinal")?,
        name: row.column("name")?,
        azimuth_deg: row.column("azimuth_deg")?,
        distance_m: row.column("distance_m")?,
    })
}

fn point(position: Point<f64>) -> PgGeometry {
    PgGeometry(Geometry::Point(position))
}

fn position(row: &Row) -> Result<Point<f64>, Error> {
    match row.column::<PgGeometry>("geom")?.0 {
        Geometry::Point(point) => Ok(point),
        other => Err(inconsistent("geom", &format!("{other:?} is no point"))),
    }
}

fn shape(row: &Row) -> Result<LineString<f64>, Error> {
    match row.column::<PgGeometry>("geom")?.0 {
        Geometry::LineString(line) => Ok(line),
        other => Err(inconsistent("geom", &format!("{other:?} is no line"))),
    }
}

fn inconsistent(table: &'static str, reason: &dyn std::fmt::Display) -> Error {
    Error::Inconsistent { table, reason: reason.to_string() }
}

/// Declares the source of boundaries.
pub(super) async fn declare_source(tx: &WriteTx, source: &Source) -> Result<(), Error> {
    let Source { id, declared, declared_on } = source;
    tx.execute(
        &statement!("declare_source"),
        &[id, &declared.title, &declared.authority, &declared.document, declared_on, &declared.illustrative],
    )
    .await?;
    Ok(())
}

/// Withdraws the declaration in force; tells which one that was.
pub(super) async fn withdraw_source(tx: &WriteTx, on: Date) -> Result<Option<Uuid>, Error> {
    tx.query_opt(&statement!("withdraw_source"), &[&on]).await?.map(|row| row.column("source_id")).transpose()
}

/// The declaration in force.
pub(super) async fn public_source(tx: &Tx) -> Result<Option<Source>, Error> {
    let Some(row) = tx.query_opt(&statement!("public_source"), &[]).await? else { return Ok(None) };
    let declared = NewSource {
        title: row.column("title")?,
        authority: row.column("authority")?,
        document: row.column("document")?,
        illustrative: row.column("illustrative")?,
    };
    Ok(Some(Source { id: row.column("source_id")?, declared, declared_on: row.column("declared_on")? }))
}
