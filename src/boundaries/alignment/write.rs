//! Writing a description from the shape of a line.

use std::fmt::Write;

use super::{Course, Leg, Stretch, followed};
use crate::kernel::geometry::{Position, geodesic_m};

/// A stretch that is so much longer than the straight way goes "on the whole" in its direction.
const WINDING: f64 = 1.1;

/// From so many metres on, lengths are told in kilometres.
const KILOMETRE_M: f64 = 1_000.0;

/// The description of a line, in Chinese: a heading, a numbered sentence for each leg, and the length of all.
#[must_use]
pub fn write(course: &Course) -> String {
    let mut text = format!("{}（{}）走向说明\n", course.name, course.code);
    for (at, leg) in course.legs.iter().enumerate() {
        // Writing into a string does not fail.
        let _ = writeln!(text, "{}．{}", at + 1, sentence(leg));
    }
    let _ = writeln!(text, "界线全长{}。", length(course.length_m()));
    text
}

fn sentence(leg: &Leg) -> String {
    let mut text = format!("界线自{}起", leg.from.name);
    for (at, stretch) in leg.stretches.iter().enumerate() {
        text.push_str(if at == 0 { "，沿" } else { "，折沿" });
        text.push_str(&followed(stretch.feature, stretch.feature_name.as_deref()));
        match stretch.bearing() {
            Some(bearing) => {
                let on_the_whole = if winds(stretch) { "大体" } else { "" };
                let _ = write!(text, "{on_the_whole}向{}行", bearing.chinese());
            }
            None => text.push_str("环行"),
        }
        text.push_str(&length(stretch.length_m()));
    }
    let _ = write!(text, "，至{}。", leg.to.name);
    text
}

fn winds(stretch: &Stretch) -> bool {
    let position = |at: Option<&geo::Coord<f64>>| at.and_then(|at| Position::new(at.x, at.y).ok());
    let ends = position(stretch.shape.0.first()).zip(position(stretch.shape.0.last()));
    ends.is_none_or(|(from, to)| stretch.length_m() > WINDING * geodesic_m(from, to))
}

/// Whole metres below a kilometre, kilometres with three digits from there on: no more than was surveyed, no less than
/// adds up.
fn length(metres: f64) -> String {
    if metres.round() < KILOMETRE_M { format!("{metres:.0}米") } else { format!("{:.3}千米", metres / KILOMETRE_M) }
}
