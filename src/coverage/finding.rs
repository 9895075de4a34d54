//! What is found in a coverage, one by one.

use geo::{Coord, Geometry};

use super::rings::RingFault;
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is wrong.
    Kind as "coverage_finding" {
        /// A feature has no shape that can be used.
        Unreadable = "unreadable",
        /// A ring crosses or touches itself, runs back or encloses nothing; or the rings of a polygon do not fit.
        InvalidRing = "invalid_ring",
        /// A ring does not end where it begins.
        UnclosedRing = "unclosed_ring",
        /// A vertex is equal to the one before.
        RepeatedPoint = "repeated_point",
        /// An outer ring runs clockwise or an inner one counter-clockwise (RFC 7946 section 3.1.6).
        RingOrder = "ring_order",
        /// Two features have one id.
        RepeatedId = "repeated_id",
        /// Two polygons have one border.
        Duplicate = "duplicate",
        /// No polygon covers what polygons enclose.
        Gap = "gap",
        /// A gap that is narrower than the tolerance.
        SliverGap = "sliver_gap",
        /// Two polygons cover one area.
        Overlap = "overlap",
        /// An overlap that is narrower than the tolerance.
        SliverOverlap = "sliver_overlap",
        /// A vertex of one side of a shared border is missing on the other side.
        UnmatchedVertex = "unmatched_vertex",
        /// A part of a line lies farther from all borders than the tolerance.
        LineOffBorder = "line_off_border",
        /// No line lies on a part of a border that two polygons share.
        BorderWithoutLine = "border_without_line",
        /// A line ends where nothing else does.
        Dangle = "dangle",
        /// A line ends beside a junction of borders, not in it.
        JunctionMissed = "junction_missed",
    }
}

impl Kind {
    /// For people.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Unreadable => Text::new("图形无法使用", "shape that cannot be used"),
            Self::InvalidRing => Text::new("环无效", "invalid ring"),
            Self::UnclosedRing => Text::new("环未闭合", "ring not closed"),
            Self::RepeatedPoint => Text::new("重复点", "repeated point"),
            Self::RingOrder => Text::new("环方向不合规范", "ring in the wrong direction"),
            Self::RepeatedId => Text::new("代码重复", "repeated id"),
            Self::Duplicate => Text::new("面重复", "duplicate polygon"),
            Self::Gap => Text::new("空隙", "gap"),
            Self::SliverGap => Text::new("狭长空隙", "sliver gap"),
            Self::Overlap => Text::new("重叠", "overlap"),
            Self::SliverOverlap => Text::new("狭长重叠", "sliver overlap"),
            Self::UnmatchedVertex => Text::new("顶点不匹配", "unmatched vertex"),
            Self::LineOffBorder => Text::new("线偏离边界", "line off the border"),
            Self::BorderWithoutLine => Text::new("边界缺线", "border without a line"),
            Self::Dangle => Text::new("悬挂点", "dangle"),
            Self::JunctionMissed => Text::new("线未交于交会点", "line beside a junction"),
        }
    }

    /// Whether it leaves the coverage as it should be: the area is clear, its notation could be better.
    #[must_use]
    pub fn is_warning(self) -> bool {
        matches!(self, Self::UnclosedRing | Self::RepeatedPoint | Self::RingOrder | Self::RepeatedId)
    }
}

/// More about a finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// Why the shape cannot be used.
    Unusable(Text),
    /// What a ring does. The rest is checked with everything inside that it winds around.
    Ring(RingFault),
    /// Rings of one polygon lie over each other where they must not: outer in outer, inner outside of outer. The rest
    /// is checked with all that at least one outer ring holds and no inner one takes away.
    RingsOverlap,
    /// Parts of one polygon have an edge in common.
    PartsShareEdge,
    /// How many there are in this polygon; the first is told.
    Times(usize),
}

impl Detail {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Unusable(why) => why.clone(),
            Self::Ring(RingFault::Crosses) => Text::new(
                "环自相交；其余检查按其围住的全部范围进行",
                "crosses itself; checked on with all that it encloses",
            ),
            Self::Ring(RingFault::Touches) => Text::new("环自接触", "touches itself"),
            Self::Ring(RingFault::RunsBack) => {
                Text::new("环有往返线段；其余检查不计该段", "runs there and back; checked on without that part")
            }
            Self::Ring(RingFault::Collapsed) => {
                Text::new("环不围住任何范围；其余检查不计该环", "encloses nothing; checked on without it")
            }
            Self::RingsOverlap => {
                Text::new("同一面的环互相重叠或嵌套有误", "rings of the polygon overlap or are nested wrongly")
            }
            Self::PartsShareEdge => Text::new("同一面的各部分有公共边", "parts of the polygon share an edge"),
            Self::Times(times) => Text::new(format!("共 {times} 处"), format!("{times} in all")),
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// The polygons, as places in the list that was checked.
    pub areas: Vec<usize>,
    /// The line, as a place in the list that was checked.
    pub line: Option<usize>,
    /// Its area in square metres.
    pub area_m2: Option<f64>,
    /// Its length, or the length of its border, in metres.
    pub length_m: Option<f64>,
    /// Its mean width in metres, or how far away something is.
    pub width_m: Option<f64>,
    /// A position in it, degrees, x = longitude, y = latitude.
    pub at: Option<Coord<f64>>,
    /// Where it is, degrees.
    pub shape: Option<Geometry<f64>>,
    /// More about it.
    pub detail: Option<Detail>,
}

impl Finding {
    pub(super) fn of(kind: Kind, areas: impl IntoIterator<Item = usize>) -> Self {
        Self {
            kind,
            areas: areas.into_iter().collect(),
            line: None,
            area_m2: None,
            length_m: None,
            width_m: None,
            at: None,
            shape: None,
            detail: None,
        }
    }

    pub(super) fn with(self, detail: Detail) -> Self {
        Self { detail: Some(detail), ..self }
    }

    pub(super) fn drawn(self, at: Coord<f64>, shape: impl Into<Geometry<f64>>) -> Self {
        Self { at: Some(at), shape: Some(shape.into()), ..self }
    }

    /// What the findings of a kind are ordered by, the worst first: square metres where there are any.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.area_m2.or(self.length_m).or(self.width_m).unwrap_or_default()
    }
}
