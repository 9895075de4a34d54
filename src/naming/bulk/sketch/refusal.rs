//! Why no line is sketched.

use super::super::Column;
use crate::kernel::text::Text;

/// Why no line is sketched.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SketchRefusal {
    /// A ring does not follow from its ends.
    #[error("a ring road does not follow from its ends: draw its line")]
    Ring,
    /// Nothing is called so.
    #[error("no street or place of the register is called `{name}`")]
    Unknown {
        /// Which end.
        column: Column,
        /// The name.
        name: String,
    },
    /// What is called so has no geometry.
    #[error("where `{name}` lies is not on record")]
    Nowhere {
        /// The name.
        name: String,
    },
    /// Start and end are one thing.
    #[error("it starts and ends at `{name}`: draw its line")]
    SameThing {
        /// The name.
        name: String,
    },
    /// No line between the two has about the announced length.
    #[error(
        "the announced length is {announced_m:.0} m, but the line between start and end that fits best has {best_m:.0} m"
    )]
    LengthOff {
        /// The announced length in metres.
        announced_m: f64,
        /// That of the best line.
        best_m: f64,
    },
    /// No line between the two runs about as announced.
    #[error("the line between start and end that fits best runs {degrees:.0} degrees off the announced direction")]
    Turned {
        /// By how many degrees it does not.
        degrees: f64,
    },
}

impl SketchRefusal {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Ring => "环路不能由起止点勾画，请提供图形".to_owned(),
            Self::Unknown { name, .. } => format!("登记簿中没有名为`{name}`的道路或地点"),
            Self::Nowhere { name } => format!("`{name}`的位置未登记"),
            Self::SameThing { name } => format!("起点和止点都是`{name}`，请提供图形"),
            Self::LengthOff { announced_m, best_m } => {
                format!("填报长度 {announced_m:.0} 米，而起止点之间最接近的线长 {best_m:.0} 米")
            }
            Self::Turned { degrees } => format!("起止点之间最合适的线偏离填报走向 {degrees:.0} 度"),
        };
        Text { zh, en: self.to_string() }
    }
}
