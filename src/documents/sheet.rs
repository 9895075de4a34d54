//! What stands on an official paper, before anyone sets it.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use time::Date;

use super::fitting::Fit;
use crate::kernel::numerals::day_in_numerals;

/// One paper: a notice, an announcement, a form, a report.
///
/// All text is plain: nothing in it is markup of any kind. A line feed breaks the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The red head with its red rule 发文机关标志: 天门市民政局文件. None on forms and on notices that bear none.
    pub head: Option<String>,
    /// The document number 发文字号: 天民函〔2023〕12号.
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// To whom it goes 主送机关, without the colon.
    pub addressee: Option<String>,
    /// What it says, in order.
    pub body: Vec<Block>,
    /// What comes with it 附件, in order.
    pub attachments: Vec<Attachment>,
    /// Who issued it and when.
    pub signature: Option<Signature>,
    /// Whether its pages lie across, for wide tables in its body.
    pub across: bool,
    /// Notes below the date 附注, such as whom to ask: 联系人：张三，电话：0728-5222222. Set in parentheses.
    pub notes: Vec<String>,
    /// Where the paper stands for good and what proves its text; at the foot of each page.
    pub provenance: Option<String>,
}

/// A part of the body or of an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading: 一、基本情况.
    Heading(String),
    /// A paragraph, its first line indented by two characters.
    Paragraph(String),
    /// A table with a header that is repeated on each page.
    Table(Table),
    /// A form of labels and what is filled in.
    Form(Vec<Vec<Field>>),
}

/// A table of text; its columns are as wide as what stands in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows; what is short of a cell is left empty, what has no column is not shown.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// How its cells are aligned; headers are centred.
    pub align: Align,
}

/// How text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left: sentences.
    Left,
    /// In the middle: names, numbers in a series.
    #[default]
    Center,
    /// At the right: quantities.
    Right,
}

/// A label and what is filled in beside it. The fields of one row share its width.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What is asked: 标准名称.
    pub label: String,
    /// What is filled in; may be empty, to be written by hand.
    pub value: String,
    /// The least height in lines, for an opinion, a signature or a seal.
    pub lines: u16,
}

/// What comes with the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its title.
    pub title: String,
    /// What it says, on pages of its own; nothing when it is another file or a drawing.
    pub body: Vec<Block>,
    /// Whether its pages lie across, for tables of many columns.
    pub across: bool,
}

/// The end of a paper: the issuing body and the day, with room for the seal on both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The issuing body 发文机关署名.
    pub issuer: String,
    /// The day 成文日期, set in Chinese numerals.
    #[serde(serialize_with = "in_numerals")]
    pub day: Date,
}

impl Serialize for Table {
    /// With how it fits pages that stand and pages that lie: the typesetter knows on which it is.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut table = serializer.serialize_struct("Table", 4)?;
        table.serialize_field("columns", &self.columns)?;
        table.serialize_field("rows", &self.rows)?;
        table.serialize_field("upright", &Fit::upright(self))?;
        table.serialize_field("across", &Fit::across(self))?;
        table.end()
    }
}

/// A day as it is printed.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serialises")]
fn in_numerals<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&day_in_numerals(*day))
}

impl Column {
    /// A centred column.
    #[must_use]
    pub fn new(header: impl Into<String>) -> Self {
        Self { header: header.into(), align: Align::Center }
    }

    /// The same column, aligned so.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Field {
    /// A field of one line.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), lines: 1 }
    }

    /// The same field, at least so many lines high.
    #[must_use]
    pub fn of_lines(self, lines: u16) -> Self {
        Self { lines, ..self }
    }
}

impl Sheet {
    /// Every text on the paper.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let single = [&self.head, &self.number, &self.addressee, &self.provenance];
        let signed = self.signature.iter().map(|signature| &signature.issuer);
        let attached = self.attachments.iter();
        (single.into_iter().flatten().chain([&self.title]).chain(signed).chain(&self.notes))
            .chain(attached.clone().map(|attachment| &attachment.title))
            .chain(self.body.iter().chain(attached.flat_map(|attachment| &attachment.body)).flat_map(Block::texts))
            .map(String::as_str)
    }
}

impl Block {
    /// Every text in this part.
    fn texts(&self) -> Vec<&String> {
        match self {
            Self::Heading(text) | Self::Paragraph(text) => vec![text],
            Self::Table(table) => {
                table.columns.iter().map(|column| &column.header).chain(table.rows.iter().flatten()).collect()
            }
            Self::Form(rows) => rows.iter().flatten().flat_map(|field| [&field.label, &field.value]).collect(),
        }
    }
}
