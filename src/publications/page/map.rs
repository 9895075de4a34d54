//! A drawing of where the streets lie to each other: no ground, and no boundary of any kind, because public maps take
//! boundaries from the official drawing only (R353 art. 14, 18). What is an area is drawn as a point.

use std::fmt::Write;

use geo::{BoundingRect, Centroid, Coord, CoordsIter, Geometry, LineString, Rect};

use crate::{
    http::Language, kernel::geometry::SEMI_MAJOR_AXIS_M, pages::layout::each, publications::item::PublishedItem,
};

/// Width of the drawing and the least and the greatest height, in its own units.
const WIDTH: f64 = 800.0;
const HEIGHTS: (f64, f64) = (260.0, 560.0);

/// Left free on each side.
const MARGIN: f64 = 48.0;

/// The least extent in metres that fills the drawing: one short lane is not blown up to its whole width.
const LEAST_EXTENT_M: f64 = 300.0;

const COLOURS: [&str; 6] = ["#9f1d20", "#1d5c8f", "#2c6e49", "#8a5a00", "#6b3f8f", "#3f4a55"];

/// From degrees to the drawing.
struct Plan {
    west: f64,
    north: f64,
    /// Units of the drawing for a metre.
    scale: f64,
    /// Metres for a degree of longitude here, and of latitude.
    degree_m: (f64, f64),
    margin: (f64, f64),
    height: f64,
}

impl Plan {
    /// Everything within `extent` (degrees), to scale, in the middle.
    fn of(extent: Rect<f64>) -> Self {
        let latitude_m = SEMI_MAJOR_AXIS_M.to_radians();
        let degree_m = (latitude_m * extent.center().y.to_radians().cos(), latitude_m);
        let (wide, high) = (extent.width() * degree_m.0, extent.height() * degree_m.1);
        let room = WIDTH - 2.0 * MARGIN;
        let most = HEIGHTS.1 - 2.0 * MARGIN;
        let scale = (room / wide.max(LEAST_EXTENT_M)).min(most / high.max(LEAST_EXTENT_M / 2.0));
        let height = (high * scale + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1);
        let margin = ((WIDTH - wide * scale) / 2.0, (height - high * scale) / 2.0);
        Self { west: extent.min().x, north: extent.max().y, scale, degree_m, margin, height }
    }

    fn place(&self, at: Coord<f64>) -> (f64, f64) {
        let x = (at.x - self.west) * self.degree_m.0 * self.scale + self.margin.0;
        let y = (self.north - at.y) * self.degree_m.1 * self.scale + self.margin.1;
        (x, y)
    }
}

/// The drawing, or nothing if no name has a geometry.
pub(super) fn figure(items: &[PublishedItem], language: Language) -> String {
    let drawn = || items.iter().enumerate().filter_map(|(at, item)| Some((at, item.geometry.as_ref()?)));
    let before = || items.iter().filter_map(|item| item.former_extent.as_ref()?.geometry.as_ref());
    let geometries = drawn().map(|(_, geometry)| geometry).chain(before());
    let extent = geometries.filter_map(BoundingRect::bounding_rect).reduce(|a, b| {
        let (min, max) = (a.min(), b.min());
        let least = Coord { x: min.x.min(max.x), y: min.y.min(max.y) };
        Rect::new(least, Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) })
    });
    let Some(extent) = extent else { return String::new() };
    let plan = Plan::of(extent);
    let (mut shapes, mut labels) = (String::new(), String::new());
    for part in before().flat_map(parts) {
        shape(&part, &plan, Stroke::BEFORE, &mut shapes);
    }
    for (at, geometry) in drawn() {
        let colour = COLOURS.get(at % COLOURS.len()).copied().unwrap_or_default();
        let mut anchor = None;
        for part in parts(geometry) {
            anchor = anchor.or(shape(&part, &plan, Stroke { colour, dashes: "none" }, &mut shapes));
        }
        if let Some((x, y)) = anchor {
            // Writing to a string does not fail.
            let _ = write!(
                labels,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"12\" fill=\"#fff\" stroke=\"{colour}\" stroke-width=\"2\"/>\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"13\" fill=\"{colour}\">{}</text>",
                y + 4.5,
                at + 1
            );
        }
    }
    let caption = language.of_two(
        "位置示意图，数字为表中序号；不含任何行政区域界线，不作为划界依据。",
        "Schematic of positions, numbered as in the table; it shows no boundary and proves none.",
    );
    let before = if before().next().is_some() {
        language.of_two("灰色虚线为原起止点之间的走向。", " Dashed in grey: the extent before.")
    } else {
        ""
    };
    format!(
        "<figure><svg viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{caption}\" \
         xmlns=\"http://www.w3.org/2000/svg\">{shapes}{labels}{marks}</svg><figcaption>{caption}{before}</figcaption></figure>",
        height = plan.height,
        marks = marks(&plan, language),
    )
}

/// A part of a geometry that is drawn by itself: a line or a point.
enum Part {
    Line(LineString<f64>),
    Point(Coord<f64>),
}

fn parts(geometry: &Geometry<f64>) -> Vec<Part> {
    match geometry {
        Geometry::LineString(line) => vec![Part::Line(line.clone())],
        Geometry::Line(line) => vec![Part::Line(LineString::from(vec![line.start, line.end]))],
        Geometry::MultiLineString(lines) => lines.0.iter().cloned().map(Part::Line).collect(),
        Geometry::MultiPoint(points) => points.0.iter().map(|point| Part::Point(point.0)).collect(),
        Geometry::GeometryCollection(members) => members.0.iter().flat_map(parts).collect(),
        Geometry::Point(_)
        | Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => geometry.centroid().map(|centre| Part::Point(centre.0)).into_iter().collect(),
    }
}

/// How a line is drawn.
#[derive(Clone, Copy)]
struct Stroke {
    colour: &'static str,
    dashes: &'static str,
}

impl Stroke {
    /// What ran here before.
    const BEFORE: Self = Self { colour: "#8b9098", dashes: "6 9" };
}

/// Draws a part and tells where its number goes: at its middle vertex, or in the middle of its one stretch.
fn shape(part: &Part, plan: &Plan, Stroke { colour, dashes }: Stroke, shapes: &mut String) -> Option<(f64, f64)> {
    match part {
        Part::Point(at) => {
            let (x, y) = plan.place(*at);
            Some((x, y))
        }
        Part::Line(line) => {
            let points: Vec<_> = line.coords_iter().map(|coord| plan.place(coord)).collect();
            let path = each(&points, |(x, y)| format!("{x:.1},{y:.1} "));
            let _ = write!(
                shapes,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"5\" stroke-linecap=\"round\" \
                 stroke-linejoin=\"round\" stroke-dasharray=\"{dashes}\"/>",
                path.trim_end()
            );
            middle(&points)
        }
    }
}

/// The point halfway along a line.
fn middle(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let stretches = || points.iter().zip(points.iter().skip(1));
    let length = |((x, y), (to_x, to_y)): (&(f64, f64), &(f64, f64))| (to_x - x).hypot(to_y - y);
    let mut left = stretches().map(length).sum::<f64>() / 2.0;
    for stretch in stretches() {
        let own = length(stretch);
        let ((x, y), (to_x, to_y)) = stretch;
        if own >= left && own > 0.0 {
            let part = left / own;
            return Some((x + (to_x - x) * part, y + (to_y - y) * part));
        }
        left -= own;
    }
    points.first().copied()
}

/// North and a scale.
fn marks(plan: &Plan, language: Language) -> String {
    let rounds = [50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0];
    let metres = rounds.into_iter().rev().find(|metres| metres * plan.scale <= 160.0).unwrap_or(50.0);
    let (long, y) = (metres * plan.scale, plan.height - 16.0);
    let text = if metres < 1_000.0 {
        format!("{metres} {}", language.of_two("米", "m"))
    } else {
        format!("{} {}", metres / 1_000.0, language.of_two("千米", "km"))
    };
    format!(
        "<g fill=\"#646a72\" font-size=\"13\"><path d=\"M16,{y} v-6 m0,3 h{long:.1} m0,-3 v6\" stroke=\"#646a72\" \
         stroke-width=\"1.5\" fill=\"none\"/><text x=\"{:.1}\" y=\"{y}\">{text}</text>\
         <path d=\"M776,14 l7,20 l-7,-5 l-7,5 z\"/><text x=\"776\" y=\"50\" text-anchor=\"middle\">{}</text></g>",
        long + 24.0,
        language.of_two("北", "N"),
    )
}

#[cfg(test)]
mod tests {
    use geo::{line_string, polygon};
    use uuid::Uuid;

    use super::*;
    use crate::publications::codes::Action;

    fn item(geometry: impl Into<Geometry<f64>>) -> PublishedItem {
        let mut item = PublishedItem::new(Uuid::nil(), Action::Name, "状元路");
        item.geometry = Some(geometry.into());
        item
    }

    #[test]
    fn a_street_is_a_line_and_an_area_only_a_point() {
        let street = item(line_string![(x: 113.1, y: 30.6), (x: 113.11, y: 30.6)]);
        let area = item(polygon![(x: 113.1, y: 30.6), (x: 113.12, y: 30.6), (x: 113.12, y: 30.62)]);
        let svg = figure(&[street, area], Language::Chinese);
        assert_eq!(svg.matches("<polyline").count(), 1);
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(!svg.contains("<polygon"));
        assert_eq!(figure(&[], Language::Chinese), "");
    }

    #[test]
    fn north_is_up_and_metres_are_as_long_both_ways() {
        let extent = Rect::new(Coord { x: 113.0, y: 30.0 }, Coord { x: 113.02, y: 30.02 });
        let plan = Plan::of(extent);
        let (north_west, south_west) =
            (plan.place(Coord { x: 113.0, y: 30.02 }), plan.place(Coord { x: 113.0, y: 30.0 }));
        let south_east = plan.place(Coord { x: 113.02, y: 30.0 });
        assert!(north_west.1 < south_west.1 && south_west.0 < south_east.0);
        let (wide, high) = (south_east.0 - south_west.0, south_west.1 - north_west.1);
        assert!((wide / high - 30.01_f64.to_radians().cos()).abs() < 1e-3, "{wide} {high}");
    }

    #[test]
    fn a_number_stands_halfway_along_its_line() {
        assert_eq!(middle(&[(0.0, 0.0), (10.0, 0.0), (10.0, 30.0)]), Some((10.0, 10.0)));
        assert_eq!(middle(&[(1.0, 2.0)]), Some((1.0, 2.0)));
    }
}
