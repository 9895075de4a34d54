//! Why a table cannot be read at all.

use super::{LARGEST_FILE, MOST_ROWS, header::LOOKED_AT_ROWS};
use crate::{kernel::text::Text, reader::ReadError};

/// Why no row of a file was read.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// More bytes than [`LARGEST_FILE`].
    #[error("the file has {0} bytes, at most {LARGEST_FILE} are read")]
    TooLarge(usize),
    /// A workbook that unpacks to more than any table needs.
    #[error("the workbook unpacks to more than any table needs")]
    UnpacksTooLarge,
    /// No XLSX.
    #[error("the file is no workbook of the kind .xlsx")]
    NotAWorkbook,
    /// An XLS workbook, or one with a password.
    #[error("the workbook is of the old kind .xls or has a password: save it as .xlsx without one")]
    OldOrLocked,
    /// A workbook whose inside is broken.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// Text that cannot be read.
    #[error("{}", .0.text().en)]
    Text(#[from] ReadError),
    /// No row of headings.
    #[error("the first {LOOKED_AT_ROWS} rows hold no heading of the name column, such as `正式命名`")]
    NoHeader,
    /// More rows than [`MOST_ROWS`].
    #[error("the table has more than {MOST_ROWS} rows: divide it")]
    TooManyRows,
}

impl BulkError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::TooLarge(bytes) => format!("文件有 {bytes} 字节，至多 {LARGEST_FILE} 字节"),
            Self::UnpacksTooLarge => "工作簿解压后过大".to_owned(),
            Self::NotAWorkbook => "文件不是 `.xlsx` 工作簿".to_owned(),
            Self::OldOrLocked => "工作簿是旧格式 `.xls` 或有密码，请去除密码并另存为 `.xlsx`".to_owned(),
            Self::Damaged(reason) => format!("工作簿已损坏：`{reason}`"),
            Self::Text(error) => error.text().zh,
            Self::NoHeader => format!("前 {LOOKED_AT_ROWS} 行中没有名称列的表头，例如`正式命名`"),
            Self::TooManyRows => format!("表格超过 {MOST_ROWS} 行，请分成几份"),
        };
        Text { zh, en: self.to_string() }
    }
}
