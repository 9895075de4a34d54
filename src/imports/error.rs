//! Why an import came to no end.

use crate::{
    db,
    kernel::{pinyin::LocalReadingError, text::Text},
    reader::ReadError,
};

/// Why a file was not imported; the register is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read to its end.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// What the file says goes against what somebody else wrote meanwhile, or against itself in a way that only the
    /// register could tell.
    #[error("the file is in conflict with the register: rule {constraint}")]
    Conflict {
        /// The constraint, `<table>_<rule>`.
        constraint: String,
    },
    /// A row of the table of local readings is not usable.
    #[error("the table of local readings holds a bad row")]
    LocalReading(#[from] LocalReadingError),
    /// Reading stopped without a word.
    #[error("the reading of the file broke off")]
    BrokeOff,
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl ImportError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Read(error) => {
                let Text { zh, en } = error.text();
                return Text::new(format!("文件无法读取：{zh}"), format!("{self}: {en}"));
            }
            Self::Conflict { constraint } => format!("文件与登记簿冲突：规则 {constraint}"),
            Self::LocalReading(_) => "地方读音表中有一行无法使用".to_owned(),
            Self::BrokeOff => "文件的读取中断".to_owned(),
            Self::Db(_) => "数据库出错".to_owned(),
        };
        Text { zh, en: self.to_string() }
    }
}

impl From<db::Error> for ImportError {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some(constraint) => Self::Conflict { constraint: constraint.to_owned() },
            None => Self::Db(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_told_in_both_languages_what_the_reader_found() {
        let error = ImportError::from(ReadError::NoHeader);
        error.text().assert_complete("the file cannot be read: there is no header line");
        assert_eq!(error.text().zh, "文件无法读取：没有表头");
    }
}
