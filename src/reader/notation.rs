//! What can be wrong with JSON, as people are told it.

use super::geometry::shortened;
use crate::kernel::text::Text;

/// What should stand at a place of a GeoJSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The brace that opens the outermost object.
    Object,
    /// The name of a member, a string.
    MemberName,
    /// The colon behind it.
    Colon,
    /// Any value.
    Value,
    /// Another member, or the end of the object.
    NextMember,
    /// The bracket that opens an array.
    Array,
    /// Another feature, or the end of the array.
    NextFeature,
    /// Nothing more.
    EndOfFile,
}

impl Expected {
    /// For people, as the end of a sentence.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Object => Text::new("GeoJSON 对象的开头 `{`", "`{`, the beginning of a GeoJSON object"),
            Self::MemberName => Text::new("成员的名称", "the name of a member"),
            Self::Colon => Text::new("成员名称之后的 `:`", "`:` after the name of a member"),
            Self::Value => Text::new("一个值", "a value"),
            Self::NextMember => Text::new("成员之后的 `,` 或 `}`", "`,` or `}` after a member"),
            Self::Array => Text::new("数组的开头 `[`", "`[`"),
            Self::NextFeature => Text::new("要素之后的 `,` 或 `]`", "`,` or `]` after a feature"),
            Self::EndOfFile => Text::new(
                "文件的结尾（每行一个要素的文件，格式为 geojsonseq）",
                "the end of the file (features line by line are geojsonseq)",
            ),
        }
    }
}

/// Why a JSON text is no GeoJSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoGeoJson {
    /// It begins with the control character of a GeoJSON text sequence.
    Sequence,
    /// It has no `type`.
    TypeMissing,
    /// Its `type` is something else than a string.
    TypeNoString,
    /// It has `features`, but another `type`.
    TypeOther,
    /// A collection without an array of features.
    FeaturesMissing,
    /// More than one array of features.
    FeaturesTwice,
}

impl NoGeoJson {
    /// For people, as the end of a sentence.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Sequence => Text::new(
                "文件以控制符 RS 开头，请把格式指定为 geojsonseq",
                "it begins with RS: name the format, geojsonseq",
            ),
            Self::TypeMissing => Text::new("没有 `type`", "it has no `type`"),
            Self::TypeNoString => Text::new("`type` 不是字符串", "its `type` is no string"),
            Self::TypeOther => Text::new(
                "有 `features`，但 `type` 不是 FeatureCollection",
                "it has `features`, but its `type` is not FeatureCollection",
            ),
            Self::FeaturesMissing => {
                Text::new("FeatureCollection 须有数组 `features`", "a FeatureCollection needs `features`, an array")
            }
            Self::FeaturesTwice => Text::new("`features` 重复", "`features` occurs twice"),
        }
    }
}

/// What the JSON parser found; its own words are English only.
pub(super) fn told(error: &serde_json::Error) -> Text {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Syntax => "JSON 语法有误",
        Category::Eof => "JSON 不完整",
        Category::Data | Category::Io => "JSON 的内容不合要求",
    };
    let place = match (error.line(), error.column()) {
        (0, _) => String::new(),
        (line, column) => format!("（第 {line} 行第 {column} 列）"),
    };
    Text { zh: format!("{what}{place}"), en: shortened(&error.to_string()) }
}
