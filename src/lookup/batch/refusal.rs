//! Why no row of a file is answered.

use crate::{kernel::text::Text, reader::ReadError};

/// Why a file as a whole is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It cannot be read to its end.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A CSV file of which no columns say where a row lies.
    #[error("no columns say where a row lies: name them lon and lat, x and y, 经度 and 纬度, or wkt")]
    NoPlace,
    /// More rows than are answered at once.
    #[error("there are more than {limit} points: send them in parts, or use `mingjie locate`")]
    TooManyRows {
        /// The limit.
        limit: u64,
    },
    /// More columns than a table takes.
    #[error("there are more than {limit} columns or property names: leave out what is not needed")]
    TooManyColumns {
        /// The limit.
        limit: usize,
    },
    /// Names of columns that would fill every answer.
    #[error("the column names together are longer than {limit} bytes")]
    NamesTooLong {
        /// The limit.
        limit: usize,
    },
}

impl Refusal {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Read(error) => return error.text(),
            Self::NoPlace => "没有坐标列：请命名为 lon 和 lat、x 和 y、经度和纬度，或 wkt".to_owned(),
            Self::TooManyRows { limit } => format!("超过 {limit} 个点，请分批发送，或用命令 mingjie locate"),
            Self::TooManyColumns { limit } => format!("列名或属性名超过 {limit} 个，请去掉不需要的"),
            Self::NamesTooLong { limit } => format!("列名合计超过 {limit} 字节"),
        };
        Text { zh, en: self.to_string() }
    }
}
