//! Boundaries of the demonstration: the lines between its divisions, taken from their shapes, with markers placed by rule;
//! all marked illustrative. They are not the legal lines.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, Geometry, LineString, MultiPolygon, Point};
use time::{Date, macros::date};

use crate::{
    boundaries::{
        PointId, Refusal, alignment,
        codes::{Feature, MarkerType, PointKind},
        extraction::{self, Border, Borders, Vertex},
        fix::TiePoint,
        model::{DrawnLine, LineFacts, MarkerFacts},
        service::{self, LineStep, MarkerStep, NewLine, NewMarkers, NewPart, NewPoint, NewSegment, NewSource, Place},
    },
    db::{self, Db, PgGeometry, row::RowExt},
    kernel::{
        actor::Actor,
        geometry::{Position, azimuth_deg, displaced, geodesic_m},
        ids::Ids,
    },
    records::Pen,
    statement,
};

/// Markers stand about so far apart, in metres: about as many as real county lines have.
const MARKER_EVERY_M: f64 = 8_000.0;

/// A way shorter than this has no marker of its own, in metres.
const SHORTEST_WAY_M: f64 = 1_500.0;

/// Metres from the middle of a river to the markers on its banks.
const BANK_M: f64 = 250.0;

/// Every so many lines one has a description with a slip in it, so that there is something to be found.
const MISDESCRIBED_EVERY: usize = 13;

/// What lines follow that follow no river.
const INVENTED: [Feature; 3] = [Feature::Ditch, Feature::FieldEdge, Feature::Road];

const THINGS: [&str; 6] = ["水泥电杆", "机井", "桥头栏杆", "闸房墙角", "里程碑", "变压器基座"];

/// Why the boundaries were not drawn; the register is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BoundariesError {
    /// The register of boundaries said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// How a level's lines came about.
struct Provenance {
    level: &'static str,
    agreed_on: Date,
    approved_on: Date,
    published_on: Date,
    authority: &'static str,
}

const LEVELS: [Provenance; 2] = [
    Provenance {
        level: "county",
        agreed_on: date!(1998 - 06 - 18),
        approved_on: date!(2000 - 03 - 21),
        published_on: date!(2000 - 05 - 08),
        authority: "湖北省人民政府",
    },
    Provenance {
        level: "township",
        agreed_on: date!(2002 - 09 - 12),
        approved_on: date!(2003 - 04 - 16),
        published_on: date!(2003 - 05 - 20),
        authority: "天门市人民政府",
    },
];

/// Draws the lines in one transaction and declares their source; tells how many lines and markers there are.
pub async fn draw(db: &Db, ids: &Ids) -> Result<(usize, usize), BoundariesError> {
    let actor = Actor::Operator;
    let tx = db.write("demo.draw_boundaries", &actor).await?;
    tx.lift_time_limit().await?;
    let pen = Pen { tx: &tx, ids, actor: &actor, now: db.clock().now() };
    let today = pen.today();
    let mut rivers: Vec<(String, BTreeSet<Vertex>)> = Vec::new();
    for row in tx.query(&statement!("water_courses"), &[&today]).await? {
        if let Geometry::LineString(course) = row.column::<PgGeometry>("geom")?.0 {
            rivers.push((row.column("name")?, course.0.into_iter().map(Vertex::from).collect()));
        }
    }
    let (mut lines, mut markers) = (0, 0);
    for provenance in &LEVELS {
        let mut divisions: Vec<(String, MultiPolygon<f64>)> = Vec::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for row in tx.query(&statement!("division_shapes"), &[&provenance.level, &today]).await? {
            let (code, name): (String, String) = (row.column("code")?, row.column("name")?);
            if let Geometry::MultiPolygon(shape) = row.column::<PgGeometry>("geom")?.0 {
                divisions.push((code.clone(), shape));
                names.insert(code, name);
            }
        }
        let found = extraction::borders(&divisions);
        let mut drawing =
            Drawing { pen: &pen, provenance, names: &names, rivers: &rivers, found: &found, met: BTreeMap::new() };
        // The lines of the county itself; those between its neighbours are theirs.
        let ours =
            |border: &&Border<'_>| provenance.level != "county" || [border.left, border.right].contains(&"429006");
        for (at, border) in found.borders.iter().filter(ours).enumerate() {
            markers += drawing.line(at, border).await?;
            lines += 1;
        }
    }
    let source = NewSource {
        title: "演示用示意界线，不是法定行政区域界线".to_owned(),
        authority: "演示数据".to_owned(),
        document: "fixtures/tianmen/divisions.geojson".to_owned(),
        illustrative: true,
    };
    service::declare(&pen, source).await?;
    tx.commit().await?;
    Ok((lines, markers))
}

struct Drawing<'a> {
    pen: &'a Pen<'a>,
    provenance: &'a Provenance,
    names: &'a BTreeMap<String, String>,
    rivers: &'a [(String, BTreeSet<Vertex>)],
    found: &'a Borders<'a>,
    /// Meeting points that another line has entered.
    met: BTreeMap<Vertex, PointId>,
}

impl Drawing<'_> {
    /// Enters a line with its shape, papers and markers; tells how many markers it has.
    async fn line(&mut self, at: usize, border: &Border<'_>) -> Result<usize, BoundariesError> {
        let name = |code: &str| self.names.get(code).cloned().unwrap_or_else(|| code.to_owned());
        let (lower, higher) = (border.left.min(border.right), border.left.max(border.right));
        let facts = LineFacts {
            name: format!("{}与{}行政区域界线", name(lower), name(higher)),
            left_code: border.left.to_owned(),
            right_code: border.right.to_owned(),
            length_m: None,
            source: "演示用行政区划图形的公共边".to_owned(),
        };
        let line = service::enter(self.pen, NewLine { facts, illustrative: true }).await?;
        let parts = border.ways.iter().enumerate().map(|(part, way)| self.part(part, way)).collect();
        let drawn = service::draw(self.pen, line.id, None, parts).await?;
        for point in drawn.points.iter().filter(|point| point.kind == PointKind::TriJunction) {
            self.met.insert(point.position.0.into(), point.id);
        }
        let markers = self.markers(border, &drawn).await?;
        let drawn = service::drawn(self.pen.tx, vec![service::lock(self.pen, line.id, None).await?]).await?;
        if let Some(drawn) = drawn.first() {
            let text = alignment::write(&service::course(drawn));
            let slipped = if at % MISDESCRIBED_EVERY == MISDESCRIBED_EVERY - 1 {
                text.replacen("全长", "全长1", 1)
            } else {
                text
            };
            service::describe(self.pen, line.id, None, Some(slipped)).await?;
        }
        let Provenance { agreed_on, approved_on, published_on, authority, .. } = *self.provenance;
        let document = |kind: &str| format!("{kind}（示例）第{}号", at + 1);
        for step in [
            LineStep::Agree { on: agreed_on, document: document("界线协议") },
            LineStep::Approve { on: approved_on, document: document("界线批复"), authority: authority.to_owned() },
            LineStep::Publish { on: published_on },
            LineStep::Manage,
        ] {
            service::act(self.pen, line.id, None, step).await?;
        }
        Ok(markers)
    }

    /// A way as a part, cut where markers will stand.
    fn part(&self, part: usize, way: &LineString<f64>) -> NewPart {
        let meeting = |at: Option<&Coord<f64>>, name: String| {
            let vertex = at.map(|at| Vertex::from(*at));
            match vertex.and_then(|vertex| self.met.get(&vertex)) {
                Some(id) => NewPoint::Known(*id),
                None => NewPoint::New {
                    kind: if way.is_closed() { PointKind::TurningPoint } else { PointKind::TriJunction },
                    name: vertex.and_then(|vertex| self.met_by(vertex)).unwrap_or(name),
                    agreement: None,
                    agreed_on: None,
                    accuracy_m: Some(0.5),
                },
            }
        };
        let pieces = pieces(way);
        let last = pieces.len();
        let start = meeting(way.0.first(), format!("J{}00", part + 1));
        let segments = pieces.into_iter().enumerate().map(|(at, shape)| {
            let river = self
                .rivers
                .iter()
                .find(|(_, course)| shape.0.iter().all(|vertex| course.contains(&Vertex::from(*vertex))));
            let (feature, feature_name) = match river {
                Some((name, _)) => (Feature::River, Some(name.clone())),
                None => (INVENTED.get((part + at) % INVENTED.len()).copied().unwrap_or(Feature::Straight), None),
            };
            let end = if at + 1 < last {
                let name = format!("J{}{:02}", part + 1, at + 1);
                NewPoint::New {
                    kind: PointKind::MarkerPoint,
                    name,
                    agreement: None,
                    agreed_on: None,
                    accuracy_m: Some(0.1),
                }
            } else if way.is_closed() {
                NewPoint::Start
            } else {
                meeting(way.0.last(), format!("J{}99", part + 1))
            };
            NewSegment { feature, feature_name, shape, end }
        });
        NewPart { start, segments: segments.collect() }
    }

    /// What a meeting point is called: the divisions that meet there.
    fn met_by(&self, vertex: Vertex) -> Option<String> {
        let codes = self.found.meetings.get(&vertex)?;
        let mut names: Vec<&str> = codes.iter().filter_map(|code| self.names.get(*code)).map(String::as_str).collect();
        if names.len() < 3 {
            names.push("市界");
        }
        Some(names.join("、"))
    }

    /// One marker at each marker point, or one on each bank of a river.
    async fn markers(&self, border: &Border<'_>, drawn: &DrawnLine) -> Result<usize, BoundariesError> {
        let mut count = 0;
        for (at, segment) in drawn.segments.iter().enumerate() {
            let Some(point) = drawn.point(segment.to).filter(|point| point.kind == PointKind::MarkerPoint) else {
                continue;
            };
            let is_river = segment.feature == Feature::River;
            let heading = heading(&segment.shape);
            let banks: Vec<Point<f64>> = if is_river {
                // A stands on the side of the lower code.
                let lower_is_left = border.left < border.right;
                let turns = if lower_is_left { [-90.0, 90.0] } else { [90.0, -90.0] };
                turns.iter().filter_map(|turn| beside(point.position, heading + turn, BANK_M)).collect()
            } else {
                vec![point.position]
            };
            let (lower, higher) = drawn.line.code.sides();
            let sides = if is_river { [lower, higher] } else { [if at % 2 == 0 { lower } else { higher }; 2] };
            let markers = banks.iter().zip(sides).enumerate().map(|(bank, (position, side))| MarkerFacts {
                faces: 2,
                material: Some("花岗岩".to_owned()),
                location: Some(format!("{}附近（示例）", if is_river { "堤顶" } else { "路口" })),
                set_on: Some(self.provenance.agreed_on),
                responsible_code: side.to_owned(),
                position: *position,
                accuracy_m: Some(0.1),
                height_m: Some(26.0 + 0.5 * f64::from(u8::try_from((at + bank) % 12).unwrap_or(0))),
                method: Some("静态测量（示例）".to_owned()),
                tie_points: tie_points(at + bank),
            });
            let new = NewMarkers {
                serial: None,
                marker_type: if is_river { MarkerType::Double } else { MarkerType::Single },
                place: Place::Point(point.id),
                markers: markers.collect(),
                illustrative: true,
            };
            for marker in service::set_markers(self.pen, drawn.line.id, new).await? {
                service::act_on_marker(self.pen, marker.id, None, MarkerStep::Accept).await?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// A way cut into pieces of about equal numbers of metres, at vertices that it has.
fn pieces(way: &LineString<f64>) -> Vec<LineString<f64>> {
    let position = |at: Coord<f64>| Position::new(at.x, at.y).ok();
    let metres: Vec<f64> = way
        .lines()
        .map(|line| position(line.start).zip(position(line.end)).map_or(0.0, |(from, to)| geodesic_m(from, to)))
        .collect();
    let length: f64 = metres.iter().sum();
    if length < SHORTEST_WAY_M {
        return vec![way.clone()];
    }
    // One marker at least; n markers make n + 1 pieces.
    let markers = (length / MARKER_EVERY_M).round().max(1.0);
    let piece = length / (markers + 1.0);
    let mut pieces: Vec<LineString<f64>> = Vec::new();
    let (mut open, mut walked): (Vec<Coord<f64>>, f64) = (way.0.iter().take(1).copied().collect(), 0.0);
    for (edge, line) in metres.iter().zip(way.lines()) {
        open.push(line.end);
        walked += edge;
        let is_last = Some(&line.end) == way.0.last() && walked + 1e-6 >= length;
        if !is_last && walked >= piece * (f64::from(u32::try_from(pieces.len()).unwrap_or(0)) + 1.0) {
            pieces.push(LineString(std::mem::replace(&mut open, vec![line.end])));
        }
    }
    if open.len() > 1 {
        pieces.push(LineString(open));
    }
    pieces
}

/// Azimuth of the last edge, degrees clockwise from true north.
fn heading(shape: &LineString<f64>) -> f64 {
    let position = |at: Coord<f64>| Position::new(at.x, at.y).ok();
    let edge = shape.lines().last().and_then(|line| position(line.start).zip(position(line.end)));
    edge.map_or(0.0, |(from, to)| azimuth_deg(from, to))
}

fn beside(at: Point<f64>, azimuth_deg: f64, metres: f64) -> Option<Point<f64>> {
    let there = displaced(Position::new(at.x(), at.y()).ok()?, azimuth_deg, metres)?;
    Some(there.coord().into())
}

/// Three things around a marker, each time others.
fn tie_points(at: usize) -> Vec<TiePoint> {
    let vary = f64::from(u32::try_from(at % 24).unwrap_or(0));
    let tie = |ordinal: i32, azimuth: f64, distance_m: f64| TiePoint {
        ordinal,
        name: THINGS
            .get((at + usize::try_from(ordinal).unwrap_or(0)) % THINGS.len())
            .map(|thing| (*thing).to_owned())
            .unwrap_or_default(),
        azimuth_deg: (azimuth + 3.7 * vary).rem_euclid(360.0),
        distance_m,
    };
    vec![tie(1, 35.0, 18.4 + vary), tie(2, 152.0, 31.2 + vary), tie(3, 268.0, 44.6 + vary)]
}
