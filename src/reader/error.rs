//! What ends the reading of a file.

use std::{io, path::PathBuf};

use super::{
    encoding::TextEncoding,
    notation::{Expected, NoGeoJson},
    quotes::QuoteFault,
    text::TextFault,
};
use crate::kernel::text::Text;

/// Why a file, as a whole or from here on, cannot be read.
///
/// Byte offsets count from 0. Where text is broken they count the file's own bytes; where structure is broken, the
/// bytes of the decoded text, which for UTF-8 without a byte order mark are the same.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened.
    #[error("cannot open {}: {cause}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Reading failed midway.
    #[error("cannot read on: {0}")]
    Input(io::Error),
    /// The file's name does not tell its format.
    #[error("{} does not look like GeoJSON, a GeoJSON sequence or CSV: name the format", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are no text in the encoding given or found.
    #[error("byte {offset} is not {encoding}: save the file as UTF-8")]
    NotText {
        /// Where.
        offset: u64,
        /// The encoding being read.
        encoding: TextEncoding,
    },
    /// UTF-16, by its byte order mark.
    #[error("the file is UTF-16: save it as UTF-8")]
    Utf16,
    /// The file ends in the middle of something.
    #[error("the file ends too early, at byte {offset}; the last complete row is {complete}")]
    Truncated {
        /// The length of what there is.
        offset: u64,
        /// How many rows were complete.
        complete: u64,
    },
    /// JSON whose structure cannot be followed further.
    #[error("at byte {offset}, after row {complete}: expected {}", expected.text().en)]
    Malformed {
        /// Where.
        offset: u64,
        /// What should have been there.
        expected: Expected,
        /// How many rows were complete.
        complete: u64,
    },
    /// JSON, but no GeoJSON.
    #[error("not GeoJSON: {}", reason.text().en)]
    NotGeoJson {
        /// Why not.
        reason: NoGeoJson,
    },
    /// The file names a reference system, and the caller none.
    #[error("the file is in `{named}`: say which system that is with --source-crs")]
    OtherCrs {
        /// The system as the file names it, shortened.
        named: String,
    },
    /// One row alone is larger than allowed.
    #[error("row {number} is larger than {limit} bytes")]
    FeatureTooLarge {
        /// The row, from 1.
        number: u64,
        /// The limit.
        limit: usize,
    },
    /// One CSV cell is longer than allowed.
    #[error("column `{column}` of row {number} is longer than {limit} bytes: a quote may not be closed")]
    FieldTooLong {
        /// The row, from 1.
        number: u64,
        /// The column.
        column: String,
        /// The limit.
        limit: usize,
    },
    /// A quote in a CSV file that is never closed.
    #[error("the quote at byte {offset} is never closed; the last complete row is {complete}")]
    OpenQuote {
        /// Where it opens.
        offset: u64,
        /// How many rows were complete.
        complete: u64,
    },
    /// A CSV file without a line of column names.
    #[error("there is no header line")]
    NoHeader,
    /// Two columns of one name, in the file or after mapping.
    #[error("there are two columns `{column}`")]
    DuplicateColumn {
        /// The name.
        column: String,
    },
    /// A mapping from a column or property that the file has not.
    #[error("there is no column `{column}`; there are: {}", columns.join(", "))]
    UnknownColumn {
        /// The column that was asked for.
        column: String,
        /// The columns there are (for GeoJSON, the first few hundred properties seen).
        columns: Vec<String>,
    },
    /// A mapping that uses a column twice.
    #[error("column `{column}` is mapped twice")]
    MappedTwice {
        /// The column.
        column: String,
    },
}

impl ReadError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Open { path, cause } => format!("无法打开 {}：{}", path.display(), cause_zh(cause)),
            Self::Input(cause) => format!("无法继续读取：{}", cause_zh(cause)),
            Self::UnknownFormat { path } => {
                format!("{} 不像是 GeoJSON、GeoJSON 序列或 CSV，请指定格式", path.display())
            }
            Self::NotText { offset, encoding } => {
                format!("字节 {offset} 处不是 {encoding} 文字，请另存为 UTF-8")
            }
            Self::Utf16 => "文件的编码是 UTF-16，请另存为 UTF-8".to_owned(),
            Self::Truncated { offset, complete } => {
                format!("文件在字节 {offset} 处中断，最后一个完整的行是第 {complete} 行")
            }
            Self::Malformed { offset, expected, complete } => {
                format!("第 {complete} 行之后、字节 {offset} 处有误，此处应为{}", expected.text().zh)
            }
            Self::NotGeoJson { reason } => format!("不是 GeoJSON：{}", reason.text().zh),
            Self::OtherCrs { named } => {
                format!("文件自称坐标系为“{named}”，请用 --source-crs 说明是哪一个")
            }
            Self::FeatureTooLarge { number, limit } => format!("第 {number} 行超过 {limit} 字节"),
            Self::FieldTooLong { number, column, limit } => {
                format!("第 {number} 行的“{column}”列超过 {limit} 字节，可能有引号没有闭合")
            }
            Self::OpenQuote { offset, complete } => {
                format!("字节 {offset} 处的引号没有闭合，最后一个完整的行是第 {complete} 行")
            }
            Self::NoHeader => "没有表头".to_owned(),
            Self::DuplicateColumn { column } => format!("有两列都叫“{column}”"),
            Self::UnknownColumn { column, columns } => {
                format!("没有“{column}”列；现有：{}", columns.join("、"))
            }
            Self::MappedTwice { column } => format!("“{column}”列被映射了两次"),
        };
        Text { zh, en: self.to_string() }
    }

    /// Recovers what the stages below wrapped into an I/O error, after `complete` rows.
    pub(super) fn from_input(error: io::Error, complete: u64) -> Self {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<TextFault>()) {
            return match *fault {
                TextFault::NotText { offset, encoding } => Self::NotText { offset, encoding },
                TextFault::CutCharacter { offset } => Self::Truncated { offset, complete },
            };
        }
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<QuoteFault>()) {
            return match *fault {
                QuoteFault::NeverClosed { offset } => Self::OpenQuote { offset, complete },
                QuoteFault::RecordTooLong { limit } => Self::FeatureTooLarge { number: complete + 1, limit },
            };
        }
        Self::Input(error)
    }
}

/// What the system says, which speaks English or whatever its own language is.
fn cause_zh(cause: &io::Error) -> String {
    match (cause.kind(), cause.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "文件不存在".to_owned(),
        (io::ErrorKind::PermissionDenied, _) => "没有读取权限".to_owned(),
        (io::ErrorKind::IsADirectory, _) => "这是一个目录".to_owned(),
        (_, Some(number)) => format!("系统读写错误（错误号 {number}）"),
        (_, None) => "读写错误".to_owned(),
    }
}
