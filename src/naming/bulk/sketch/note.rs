//! What an officer should know of a sketch.

use super::super::Severity;
use crate::kernel::text::Text;

/// Something that an officer should know of a sketched line.
#[derive(Debug, Clone, PartialEq)]
pub enum SketchNote {
    /// It is a sketch: between what, and its length in metres.
    Made {
        /// Name of the thing where it starts.
        from: String,
        /// Name of the thing where it ends.
        to: String,
        /// Its length.
        metres: f64,
    },
    /// Of several things of one name one was chosen.
    Chosen {
        /// The name.
        name: String,
        /// How many there are.
        count: usize,
        /// Code of the division of the chosen one.
        division: String,
    },
    /// An end is named by a name of the past.
    FormerName(String),
    /// It is so much longer than announced, as a part of that.
    Length(f64),
    /// It runs so many degrees off the announced direction.
    Turned(f64),
    /// Other lines fit about as well, as far away as this, in metres.
    Loose(f64),
}

impl SketchNote {
    pub(in super::super) fn severity(&self) -> Severity {
        match self {
            Self::Made { .. } => Severity::Note,
            Self::Chosen { .. } | Self::FormerName(_) | Self::Length(_) | Self::Turned(_) | Self::Loose(_) => {
                Severity::Warning
            }
        }
    }

    pub(in super::super) fn code(&self) -> &'static str {
        match self {
            Self::Made { .. } => "sketched",
            Self::Chosen { .. } => "end_chosen",
            Self::FormerName(_) => "end_former",
            Self::Length(_) => "sketch_length",
            Self::Turned(_) => "sketch_turned",
            Self::Loose(_) => "sketch_loose",
        }
    }

    pub(in super::super) fn text(&self) -> Text {
        match self {
            Self::Made { from, to, metres } => Text::new(
                format!("图形是由`{from}`到`{to}`的示意直线，长 {metres:.0} 米，须由实地测量代替"),
                format!(
                    "the line is a sketch, straight from `{from}` to `{to}`, {metres:.0} m: replace it by a survey"
                ),
            ),
            Self::Chosen { name, count, division } => Text::new(
                format!("有 {count} 个`{name}`，按区划 {division} 内的一个勾画"),
                format!("{count} things are named `{name}`: the one in division {division} was taken"),
            ),
            Self::FormerName(name) => Text::new(format!("`{name}`是旧名"), format!("`{name}` is a name of the past")),
            Self::Length(part) => Text::new(
                format!("示意线长度与填报长度相差 {:+.0}%", part * 100.0),
                format!("the sketch differs from the announced length by {:+.0} %", part * 100.0),
            ),
            Self::Turned(degrees) => Text::new(
                format!("示意线偏离填报走向 {degrees:.0} 度"),
                format!("the sketch runs {degrees:.0} degrees off the announced direction"),
            ),
            Self::Loose(metres) => Text::new(
                format!("起止点只能大致确定：起点相距 {metres:.0} 米的另一条线同样符合"),
                format!("start and end are not settled: a line that starts {metres:.0} m away fits about as well"),
            ),
        }
    }
}
