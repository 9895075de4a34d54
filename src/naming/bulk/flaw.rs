//! The closed list of what may be wrong in a table.

use super::{LONGEST_CELL, Severity, sketch::SketchNote};
use crate::kernel::{place_name::LONGEST_NAME, text::Text};

/// Something that is wrong, or that its officer should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Flaw {
    /// Neither a name nor a former one.
    NameMissing,
    /// A name of more than [`LONGEST_NAME`] characters.
    NameTooLong(usize),
    /// The name stands in another row, too (that row), and in the same division.
    NameTwice(u64),
    /// The name stands in another row, too (that row), of another division.
    NameTwiceElsewhere(u64),
    /// A character that nobody sees.
    InvisibleCharacter(char),
    /// Only the name of what exists: nothing to be named.
    OnlyFormerName,
    /// A spelling that is not by the rules, and the one that is.
    PinyinDisagrees(String, String),
    /// The spelling was derived, and these characters have several readings.
    PinyinToConfirm(String, String),
    /// No number of metres.
    NumberUnreadable(String),
    /// Zero or less.
    NotPositive(String),
    /// Hardly meant in metres.
    NumberImplausible(String),
    /// Wider than long.
    WiderThanLong,
    /// None of the words of a closed list, and those words.
    ValueUnknown(String, Vec<&'static str>),
    /// A cell of more characters than are read.
    CellTooLong(usize),
    /// A value that a spreadsheet could not work out.
    CellFault(String),
    /// A geometry that cannot be read.
    GeometryUnusable(Text),
    /// A geometry that was read with a change.
    GeometryNoted(Text),
    /// A geometry that is no line.
    GeometryNoLine,
    /// The row as a whole cannot be read.
    RowUnreadable(Text),
    /// The applicant of the row above was taken.
    ApplicantCarried,
    /// So many rows that propose nothing were passed over.
    BlankRows(u64),
    /// The row that is only an example was passed over.
    ExampleRow(u64),
    /// A heading that means no column.
    ColumnUnknown(String),
    /// A second column of one meaning.
    ColumnTwice(String),
    /// Sheets that were not read.
    SheetsNotRead(Vec<String>),
    /// Something about a sketched line.
    Sketch(SketchNote),
    /// No line could be sketched, and why.
    NotSketched(Text),
    /// The register has no place of this name.
    PlaceUnknown(String),
    /// The register has several places of this name: how many.
    PlacesSeveral(String, usize),
    /// No division of this name or code, or several.
    DivisionUnknown(String),
    /// A length that the line does not bear out.
    LengthUnlikeLine(Text),
    /// The row makes no item of the case, and why.
    NoItem(Text),
    /// What stands in this column is not kept.
    ColumnNotKept,
}

impl Flaw {
    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::NameMissing
            | Self::NameTooLong(_)
            | Self::NameTwice(_)
            | Self::NumberUnreadable(_)
            | Self::NotPositive(_)
            | Self::ValueUnknown(..)
            | Self::CellTooLong(_)
            | Self::CellFault(_)
            | Self::GeometryUnusable(_)
            | Self::RowUnreadable(_)
            | Self::PlaceUnknown(_)
            | Self::PlacesSeveral(..)
            | Self::NoItem(_) => Severity::Error,
            Self::NameTwiceElsewhere(_)
            | Self::InvisibleCharacter(_)
            | Self::PinyinDisagrees(..)
            | Self::NumberImplausible(_)
            | Self::WiderThanLong
            | Self::GeometryNoted(_)
            | Self::GeometryNoLine
            | Self::ColumnUnknown(_)
            | Self::ColumnTwice(_)
            | Self::NotSketched(_)
            | Self::DivisionUnknown(_)
            | Self::LengthUnlikeLine(_) => Severity::Warning,
            Self::OnlyFormerName
            | Self::PinyinToConfirm(..)
            | Self::ApplicantCarried
            | Self::BlankRows(_)
            | Self::ExampleRow(_)
            | Self::SheetsNotRead(_)
            | Self::ColumnNotKept => Severity::Note,
            Self::Sketch(note) => note.severity(),
        }
    }

    /// The word for it on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "name_missing",
            Self::NameTooLong(_) => "name_too_long",
            Self::NameTwice(_) => "name_twice",
            Self::NameTwiceElsewhere(_) => "name_twice_elsewhere",
            Self::InvisibleCharacter(_) => "invisible_character",
            Self::OnlyFormerName => "only_former_name",
            Self::PinyinDisagrees(..) => "pinyin_disagrees",
            Self::PinyinToConfirm(..) => "pinyin_to_confirm",
            Self::NumberUnreadable(_) => "number_unreadable",
            Self::NotPositive(_) => "not_positive",
            Self::NumberImplausible(_) => "number_implausible",
            Self::WiderThanLong => "wider_than_long",
            Self::ValueUnknown(..) => "value_unknown",
            Self::CellTooLong(_) => "cell_too_long",
            Self::CellFault(_) => "cell_fault",
            Self::GeometryUnusable(_) => "geometry_unusable",
            Self::GeometryNoted(_) => "geometry_noted",
            Self::GeometryNoLine => "geometry_no_line",
            Self::RowUnreadable(_) => "row_unreadable",
            Self::ApplicantCarried => "applicant_carried",
            Self::BlankRows(_) => "blank_rows",
            Self::ExampleRow(_) => "example_row",
            Self::ColumnUnknown(_) => "column_unknown",
            Self::ColumnTwice(_) => "column_twice",
            Self::SheetsNotRead(_) => "sheets_not_read",
            Self::Sketch(note) => note.code(),
            Self::NotSketched(_) => "not_sketched",
            Self::PlaceUnknown(_) => "place_unknown",
            Self::PlacesSeveral(..) => "places_several",
            Self::DivisionUnknown(_) => "division_unknown",
            Self::LengthUnlikeLine(_) => "length_unlike_line",
            Self::NoItem(_) => "no_item",
            Self::ColumnNotKept => "column_not_kept",
        }
    }

    /// What it says.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            Self::NameMissing => ("没有填写名称".into(), "there is no name".into()),
            Self::NameTooLong(characters) => (
                format!("名称有 {characters} 个字，至多 {LONGEST_NAME} 个"),
                format!("the name has {characters} characters, at most {LONGEST_NAME} are allowed"),
            ),
            Self::NameTwice(row) => (
                format!("与第 {row} 行名称相同，且所在政区相同或未填"),
                format!("row {row} has the same name, in the same division or without one"),
            ),
            Self::NameTwiceElsewhere(row) => (
                format!("与第 {row} 行名称相同，但所在政区不同，请核对是否同一建成区"),
                format!("row {row} has the same name in another division: check that it is another built-up area"),
            ),
            Self::InvisibleCharacter(c) => (
                format!("名称含有不可见字符 U+{:04X}", u32::from(*c)),
                format!("the name holds the invisible character U+{:04X}", u32::from(*c)),
            ),
            Self::OnlyFormerName => (
                "只有原名，没有新名称；只能用于调整起止点或销名".into(),
                "there is only a former name: enough for a change of extent or for cancelling".into(),
            ),
            Self::PinyinDisagrees(given, expected) => (
                format!("拼音`{given}`与规则不符，应为`{expected}`"),
                format!("the pinyin `{given}` is not by the rules, which give `{expected}`"),
            ),
            Self::PinyinToConfirm(pinyin, characters) => (
                format!("拼音`{pinyin}`由程序拼写，请确认“{characters}”的读音"),
                format!("the pinyin `{pinyin}` was derived: confirm how `{characters}` is read"),
            ),
            Self::NumberUnreadable(text) => (format!("`{text}`不是米数"), format!("`{text}` is no number of metres")),
            Self::NotPositive(text) => (format!("`{text}`不大于 0"), format!("`{text}` is not more than 0")),
            Self::NumberImplausible(text) => (
                format!("`{text}`过大，请核对单位是否为米"),
                format!("`{text}` is very large: check that it is in metres"),
            ),
            Self::WiderThanLong => ("宽度大于长度，请核对".into(), "it is wider than long: check both".into()),
            Self::ValueUnknown(text, known) => (
                format!("`{text}`无法识别，可填：{}", known.join("、")),
                format!("`{text}` is not known; known are {}", quoted(known)),
            ),
            Self::CellTooLong(characters) => (
                format!("单元格有 {characters} 个字，至多 {LONGEST_CELL} 个"),
                format!("the cell has {characters} characters, at most {LONGEST_CELL} are read"),
            ),
            Self::CellFault(text) => {
                (format!("单元格是公式错误`{text}`"), format!("the cell holds the fault `{text}` of a formula"))
            }
            Self::GeometryUnusable(reason)
            | Self::GeometryNoted(reason)
            | Self::LengthUnlikeLine(reason)
            | Self::NoItem(reason) => (reason.zh.clone(), reason.en.clone()),
            Self::GeometryNoLine => ("图形不是线".into(), "the geometry is no line".into()),
            Self::RowUnreadable(reason) => {
                (format!("此行无法读取：{}", reason.zh), format!("the row cannot be read: {}", reason.en))
            }
            Self::ApplicantCarried => {
                ("申报单位未填，按上一行读取".into(), "there is no applicant: that of the row above was taken".into())
            }
            Self::BlankRows(rows) => (
                format!("跳过 {rows} 行：空行、只有序号的行或合计行"),
                format!("{rows} rows were passed over: blank, with nothing but a number, or sums"),
            ),
            Self::ExampleRow(row) => {
                (format!("第 {row} 行是示例，未读入"), format!("row {row} is an example and was not read"))
            }
            Self::ColumnUnknown(heading) => (
                format!("`{heading}`列不在规定的列中，未读入"),
                format!("the column `{heading}` is none of the table's and was not read"),
            ),
            Self::ColumnTwice(heading) => (
                format!("`{heading}`列与前面的列意思相同，未读入"),
                format!("the column `{heading}` means the same as one before it and was not read"),
            ),
            Self::SheetsNotRead(names) => (
                format!("以下工作表未读入：{}", quoted(names)),
                format!("sheets that were not read: {}", quoted(names)),
            ),
            Self::Sketch(note) => return note.text(),
            Self::NotSketched(why) => {
                (format!("没有图形，也不能勾画：{}", why.zh), format!("not drawn, and not to be sketched: {}", why.en))
            }
            Self::PlaceUnknown(name) => (
                format!("登记簿中没有现行标准地名`{name}`"),
                format!("the register has no standard name `{name}` in force"),
            ),
            Self::PlacesSeveral(name, found) => (
                format!("登记簿中有 {found} 个现行标准地名`{name}`，请在案件中逐个指定"),
                format!("the register has {found} places called `{name}`: enter each by its id"),
            ),
            Self::DivisionUnknown(name) => (
                format!("没有名称或代码为`{name}`的政区，或者不止一个；按图形所在或申报的乡镇填写"),
                format!(
                    "no division, or more than one, has the name or code `{name}`: that of the line or applicant is taken"
                ),
            ),
            Self::ColumnNotKept => (
                "此列的内容不随条目保存；村（社区）请写入起止点或缘由，图纸请作为材料添加".into(),
                "this column is not kept with the items: say the village in the ends or reason, add drawings as papers"
                    .into(),
            ),
        };
        Text { zh, en }
    }
}

/// Words of a file or for a file, as they are typed.
fn quoted<T: std::fmt::Display>(words: &[T]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
