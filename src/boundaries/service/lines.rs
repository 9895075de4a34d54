//! Lines: entering them, their steps, their description.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use time::Date;

use super::{LineFilter, MarkerFilter, in_order, of_line};
use crate::{
    boundaries::{
        Refusal,
        alignment::{Course, Leg, Station, Stretch},
        codes::{LineState, PointKind},
        model::{DrawnLine, Line, LineFacts, LineId, LinePapers, Marker, PointId, Segment},
        number::LineCode,
        state::{LineAction, line_after},
        store,
    },
    db::tx::Tx,
    records::{Pen, Step},
};

/// What a line is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLine {
    /// What is known of it.
    pub facts: LineFacts,
    /// Made for demonstration.
    pub illustrative: bool,
}

/// A step of a line with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineStep {
    /// Both sides signed.
    Agree {
        /// When.
        on: Date,
        /// Number of the agreement.
        document: String,
    },
    /// It was approved.
    Approve {
        /// When.
        on: Date,
        /// Number of the approval.
        document: String,
        /// By whom.
        authority: String,
    },
    /// It was published.
    Publish {
        /// When.
        on: Date,
    },
    /// Both sides keep it.
    Manage,
    /// Another line takes its place.
    Change {
        /// From which day on.
        on: Date,
        /// By what.
        reason: String,
    },
    /// The divisions do not meet any more.
    Abolish {
        /// From which day on.
        on: Date,
        /// By what.
        reason: String,
    },
}

impl LineStep {
    /// Which action it is.
    #[must_use]
    pub const fn action(&self) -> LineAction {
        match self {
            Self::Agree { .. } => LineAction::Agree,
            Self::Approve { .. } => LineAction::Approve,
            Self::Publish { .. } => LineAction::Publish,
            Self::Manage => LineAction::Manage,
            Self::Change { .. } => LineAction::Change,
            Self::Abolish { .. } => LineAction::Abolish,
        }
    }

    fn facts(&self) -> Value {
        match self {
            Self::Agree { on, document } => json!({ "on": on.to_string(), "document": document }),
            Self::Approve { on, document, authority } => {
                json!({ "on": on.to_string(), "document": document, "authority": authority })
            }
            Self::Publish { on } => json!({ "on": on.to_string() }),
            Self::Manage => json!({}),
            Self::Change { on, reason } | Self::Abolish { on, reason } => {
                json!({ "on": on.to_string(), "reason": reason })
            }
        }
    }
}

/// Enters a line, proposed and without a shape.
pub async fn enter(pen: &Pen<'_>, new: NewLine) -> Result<Line, Refusal> {
    let NewLine { facts, illustrative } = new;
    let code = LineCode::between(&facts.left_code, &facts.right_code)?;
    let unknown = store::unknown_sides(pen.tx, &[&facts.left_code, &facts.right_code], pen.today()).await?;
    if let Some(code) = unknown.into_iter().next() {
        let pointer = if code == facts.left_code { "/left_code" } else { "/right_code" };
        return Err(Refusal::UnknownSide { pointer, code });
    }
    let line = Line {
        id: pen.ids.next(),
        code,
        state: LineState::Proposed,
        facts,
        papers: LinePapers::default(),
        alignment: None,
        disputed: false,
        illustrative,
        version: 0,
    };
    store::insert_line(pen.tx, &line).await.map_err(|error| match error.constraint() {
        Some("boundary_line_code_unique") => Refusal::LineExists(line.code.to_string()),
        _ => error.into(),
    })?;
    pen.append(
        of_line(line.id),
        Step::begins("enter", LineState::Proposed.code()),
        json!({ "code": line.code.as_str() }),
    )
    .await?;
    reread(pen, line.id).await
}

/// Takes a line on by one step.
pub async fn act(pen: &Pen<'_>, id: LineId, based_on: Option<i64>, step: LineStep) -> Result<Line, Refusal> {
    let mut line = lock(pen, id, based_on).await?;
    let (before, action) = (line.state, step.action());
    let after = line_after(before, action)?;
    let facts = step.facts();
    let papers = &mut line.papers;
    match step {
        LineStep::Agree { on, document } => {
            papers.agreed_on = Some(in_order(pen, "/on", on, None)?);
            papers.agreement_number = Some(document);
        }
        LineStep::Approve { on, document, authority } => {
            papers.approved_on = Some(in_order(pen, "/on", on, papers.agreed_on)?);
            papers.approval_number = Some(document);
            papers.approving_authority = Some(authority);
        }
        LineStep::Publish { on } => papers.published_on = Some(in_order(pen, "/on", on, papers.approved_on)?),
        LineStep::Manage => {}
        LineStep::Change { on, .. } | LineStep::Abolish { on, .. } => {
            let last = papers.published_on.or(papers.approved_on).or(papers.agreed_on);
            papers.ended_on = Some(in_order(pen, "/on", on, last)?);
        }
    }
    line.state = after;
    store::save_line(pen.tx, &line).await?;
    let step = Step { kind: action.code(), from: Some(before.code()), to: Some(after.code()) };
    pen.append(of_line(id), step, facts).await?;
    reread(pen, id).await
}

/// Keeps the description of a line as it was agreed; none takes it away.
pub async fn describe(pen: &Pen<'_>, id: LineId, based_on: Option<i64>, text: Option<String>) -> Result<Line, Refusal> {
    let mut line = lock(pen, id, based_on).await?;
    if !matches!(line.state, LineState::Proposed | LineState::Agreed) && line.alignment.is_some() {
        return Err(Refusal::Approved);
    }
    line.alignment = text;
    store::save_line(pen.tx, &line).await?;
    let facts = json!({ "characters": line.alignment.as_ref().map(|text| text.chars().count()) });
    pen.append(of_line(id), Step { kind: "describe", from: None, to: None }, facts).await?;
    reread(pen, id).await
}

/// Locks a line; another version than `based_on` is refused, if one was said.
pub async fn lock(pen: &Pen<'_>, id: LineId, based_on: Option<i64>) -> Result<Line, Refusal> {
    let line = store::lock_line(pen.tx, id).await?.ok_or(Refusal::UnknownLine)?;
    match based_on {
        Some(version) if version != line.version => Err(Refusal::LostUpdate),
        _ => Ok(line),
    }
}

async fn reread(pen: &Pen<'_>, id: LineId) -> Result<Line, Refusal> {
    let filter = LineFilter { ids: Some(vec![id.0]), ..LineFilter::default() };
    store::lines(pen.tx, &filter, 1).await?.pop().ok_or(Refusal::UnknownLine)
}

/// The line with a code, as somebody wrote it.
pub async fn find(tx: &Tx, code: &str) -> Result<Line, Refusal> {
    let code: LineCode = code.parse().map_err(|_| Refusal::UnknownLine)?;
    let filter = LineFilter { codes: Some(vec![code.to_string()]), ..LineFilter::default() };
    store::lines(tx, &filter, 1).await?.pop().ok_or(Refusal::UnknownLine)
}

/// Lines by code.
pub async fn list(tx: &Tx, filter: &LineFilter, limit: i64) -> Result<Vec<Line>, Refusal> {
    Ok(store::lines(tx, filter, limit).await?)
}

/// Lines with their shapes and markers, in the order in which they are given.
pub async fn drawn(tx: &Tx, lines: Vec<Line>) -> Result<Vec<DrawnLine>, Refusal> {
    let ids: Vec<_> = lines.iter().map(|line| line.id.0).collect();
    let mut segments: BTreeMap<LineId, Vec<Segment>> = BTreeMap::new();
    for (line, segment) in store::segments(tx, &ids).await? {
        segments.entry(line).or_default().push(segment);
    }
    let points: BTreeMap<PointId, _> =
        store::points_of(tx, &ids).await?.into_iter().map(|point| (point.id, point)).collect();
    let filter = MarkerFilter { lines: Some(ids), ..MarkerFilter::default() };
    let mut markers: BTreeMap<LineId, Vec<Marker>> = BTreeMap::new();
    for marker in store::markers(tx, &filter, i64::MAX).await? {
        markers.entry(marker.line).or_default().push(marker);
    }
    let drawn = lines.into_iter().map(|line| {
        let segments = segments.remove(&line.id).unwrap_or_default();
        let mut ids: Vec<PointId> = segments.iter().flat_map(|segment| [segment.from, segment.to]).collect();
        ids.sort_unstable();
        ids.dedup();
        let points = ids.iter().filter_map(|id| points.get(id).cloned()).collect();
        let markers = markers.remove(&line.id).unwrap_or_default();
        DrawnLine { line, segments, points, markers }
    });
    Ok(drawn.collect())
}

/// A line as its description sees it: a leg from each marker, meeting point or end of a part to the next.
#[must_use]
pub fn course(drawn: &DrawnLine) -> Course {
    let mut legs: Vec<Leg> = Vec::new();
    let mut open: Option<Leg> = None;
    for (at, segment) in drawn.segments.iter().enumerate() {
        let stretch = Stretch {
            feature: segment.feature,
            feature_name: segment.feature_name.clone(),
            shape: segment.shape.clone(),
        };
        let leg = open.get_or_insert_with(|| Leg {
            from: station(drawn, segment.from),
            stretches: Vec::new(),
            to: station(drawn, segment.to),
        });
        add_stretch(&mut leg.stretches, stretch);
        leg.to = station(drawn, segment.to);
        let next = drawn.segments.get(at + 1);
        let part_ends = next.is_none_or(|next| next.part != segment.part);
        if part_ends || is_station(drawn, segment.to) {
            legs.extend(open.take());
        }
    }
    Course { name: drawn.line.facts.name.clone(), code: drawn.line.code.to_string(), legs }
}

/// Segments that go on along the same feature are one stretch of a description.
fn add_stretch(stretches: &mut Vec<Stretch>, more: Stretch) {
    match stretches.last_mut() {
        Some(last) if last.feature == more.feature && last.feature_name == more.feature_name => {
            last.shape.0.extend(more.shape.0.into_iter().skip(1));
        }
        _ => stretches.push(more),
    }
}

fn is_station(drawn: &DrawnLine, id: PointId) -> bool {
    drawn.markers.iter().any(|marker| marker.point == id)
        || drawn.point(id).is_some_and(|point| point.kind == PointKind::TriJunction)
}

/// A point of a line as descriptions call it.
#[must_use]
pub fn station(drawn: &DrawnLine, id: PointId) -> Station {
    let serial = drawn.markers.iter().find(|marker| marker.point == id).map(|marker| marker.number.serial);
    let name = match (serial, drawn.point(id)) {
        (Some(serial), _) => format!("{serial:03}号界桩"),
        (None, Some(point)) if point.kind == PointKind::TriJunction => format!("{}三交点", point.name),
        (None, Some(point)) => format!("{}界线点", point.name),
        (None, None) => String::new(),
    };
    Station { serial, name }
}
