//! How the register says no.

use crate::{
    db,
    http::{Problem, ProblemType, Text},
    kernel::pinyin::ChoiceError,
};

/// Why something was not entered.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such place, or not a public one.
    #[error("there is no such place")]
    UnknownPlace,
    /// No such name.
    #[error("there is no such name")]
    UnknownName,
    /// No division has this code on that day.
    #[error("no division has the code {0}")]
    UnknownDivision(String),
    /// The category is not in the table.
    #[error("{0} is no category of GB/T 18521")]
    UnknownCategory(String),
    /// Someone else changed the place since it was read.
    #[error("the place was changed meanwhile")]
    LostUpdate,
    /// The new edition would begin before the present one does.
    #[error("the edition in force begins on or after that day")]
    EditionTooEarly,
    /// The standard name in force began on or after that day.
    #[error("the standard name in force began on or after that day")]
    NameTooYoung,
    /// Another place has that code.
    #[error("the place code is taken")]
    PlaceCodeTaken,
    /// Another standard name is in force in that period.
    #[error("another standard name is in force in that period")]
    StandardNameTaken,
    /// A standard name comes with the place, or by decision.
    #[error("a standard name is given by decision, not added")]
    StandardNameByDecision,
    /// The chosen readings do not fit the name.
    #[error(transparent)]
    Readings(#[from] ChoiceError),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("place_code_unique") => Self::PlaceCodeTaken,
            Some("name_one_standard") => Self::StandardNameTaken,
            Some("place_editions_apart" | "street_editions_apart") => Self::EditionTooEarly,
            _ => Self::Db(error),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let conflict = |zh: &str, en: &str| Self::new(ProblemType::Conflict, zh, en);
        let unprocessable = |pointer: &str, zh: String, en: String| {
            Self::new(ProblemType::Unprocessable, zh.clone(), en.clone()).at(pointer, Text { zh, en })
        };
        match refusal {
            Refusal::UnknownPlace => Self::not_found("地名实体", "place"),
            Refusal::UnknownName => Self::not_found("地名", "name"),
            Refusal::UnknownDivision(code) => unprocessable(
                "/division_code",
                format!("没有代码为 {code} 的政区"),
                format!("no division has the code {code} on that day"),
            ),
            Refusal::UnknownCategory(code) => unprocessable(
                "/category",
                format!("{code} 不是 GB/T 18521 的类别代码"),
                format!("{code} is no category of GB/T 18521"),
            ),
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后已被他人修改，请重新读取",
                "someone changed it since you read it; read it again",
            ),
            Refusal::EditionTooEarly => conflict(
                "现行版本自该日或之后开始，新版本须从更晚的日期开始",
                "the edition in force begins on or after that day; a new one must begin later",
            ),
            Refusal::NameTooYoung => conflict(
                "现行标准地名自该日或之后开始使用，不能在该日终止",
                "the standard name in force began on or after that day; it cannot end on it",
            ),
            Refusal::PlaceCodeTaken => conflict("地名代码已被使用", "the place code is taken"),
            Refusal::StandardNameTaken => {
                conflict("该时期已有标准地名（一地一名）", "another standard name is in force in that period")
            }
            Refusal::StandardNameByDecision => conflict(
                "标准地名须经命名更名程序批准（地名管理条例第四条、第十二条），不能直接添加",
                "a standard name is given by decision (R753 art. 4 and 12), not added",
            ),
            Refusal::Readings(error) => {
                let Text { zh, en } = error.text();
                unprocessable("/choices", format!("所选读音与名称不符：{zh}"), format!("the readings do not fit: {en}"))
            }
            Refusal::Db(error) => error.into(),
        }
    }
}
