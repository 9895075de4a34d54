//! JSON that can be read but does not hold what it should, told by member and place.

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::{Problem, ProblemType, Text, content::unfit};

/// Most characters of what a client sent that are said back to it.
const MOST_SAID_BACK: usize = 60;

/// Reads JSON as `T`; every way in which it can fail is a problem document.
pub fn read_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let read = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer(error.path());
        told(pointer, error.inner())
    })?;
    deserializer.end().map_err(|error| told(String::new(), &error))?;
    Ok(read)
}

fn told(place: String, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => {
            let sentence = error.to_string();
            let at = format!(" at line {line} column {column}");
            let misfit = Misfit::of(sentence.strip_suffix(&at).unwrap_or(&sentence));
            let pointer = match misfit {
                Misfit::Missing(member) | Misfit::Twice(member) => [&place, "/", &escaped(member)].concat(),
                _ => place,
            };
            let Text { zh, en } = misfit.text();
            unfit(&pointer, zh, en)
        }
        Category::Syntax | Category::Eof | Category::Io => Problem::new(
            ProblemType::BadRequest,
            format!("不是有效的 JSON：第 {line} 行第 {column} 列有误"),
            format!("not valid JSON: {error}"),
        ),
    }
}

/// A JSON Pointer (RFC 6901) to where a path leads.
fn pointer(path: &Path) -> String {
    let steps = path.iter().map(|segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", escaped(key)),
        Segment::Enum { variant } => format!("/{}", escaped(variant)),
        Segment::Unknown => String::new(),
    });
    steps.collect()
}

fn escaped(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

/// How a value does not fit; serde tells it in sentences only, which are taken apart here.
#[derive(Debug, PartialEq, Eq)]
enum Misfit<'a> {
    /// A member that must be there.
    Missing(&'a str),
    /// A member that nobody knows, and those that are known.
    Unknown(&'a str, Vec<&'a str>),
    /// A member that is there twice.
    Twice(&'a str),
    /// A word that is none of these.
    NoneOf(&'a str, Vec<&'a str>),
    /// A value of another type: what was found, what should be there.
    Type(&'a str, &'a str),
    /// A value that is no civil day.
    Day,
    /// A value that is no UUID.
    Id,
    /// A value in none of several forms.
    Form,
    /// What a type of our own has to say.
    Other(&'a str),
}

impl<'a> Misfit<'a> {
    fn of(sentence: &'a str) -> Self {
        let quoted = |text: &'a str| text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
        // What a client wrote may hold anything, also these words: the last ones are serde's.
        let parted = |text: &'a str| -> Option<(&'a str, Vec<&'a str>)> {
            let expected = text.rsplit_once(", expected ").map(|(word, known)| (word, known.split('`')));
            match expected {
                Some((word, known)) => Some((quoted(word)?, known.skip(1).step_by(2).collect())),
                None => Some((quoted(text.rsplit_once(", there are no ")?.0)?, Vec::new())),
            }
        };
        let read = || -> Option<Self> {
            if let Some(member) = sentence.strip_prefix("missing field ") {
                return Some(Self::Missing(quoted(member)?));
            }
            if let Some(member) = sentence.strip_prefix("duplicate field ") {
                return Some(Self::Twice(quoted(member)?));
            }
            if let Some(rest) = sentence.strip_prefix("unknown field ") {
                return parted(rest).map(|(member, known)| Self::Unknown(member, known));
            }
            if let Some(rest) = sentence.strip_prefix("unknown variant ") {
                return parted(rest).map(|(word, known)| Self::NoneOf(word, known));
            }
            let invalid = ["invalid type: ", "invalid value: ", "invalid length "];
            let rest = invalid.into_iter().find_map(|beginning| sentence.strip_prefix(beginning))?;
            let (found, expected) = rest.rsplit_once(", expected ")?;
            Some(Self::Type(found, expected))
        };
        let is_day = sentence.ends_with(" component could not be parsed")
            || sentence.ends_with(" component could not be found")
            || sentence == "a character literal was not valid"
            || sentence.starts_with("unexpected trailing characters");
        match sentence {
            _ if is_day => Self::Day,
            _ if sentence.starts_with("UUID parsing failed") => Self::Id,
            _ if sentence.starts_with("data did not match any variant of untagged enum ") => Self::Form,
            _ => read().unwrap_or(Self::Other(sentence)),
        }
    }

    fn text(&self) -> Text {
        match self {
            Self::Missing(member) => {
                Text::new(format!("缺少成员“{member}”"), format!("the member `{member}` is missing"))
            }
            Self::Unknown(member, known) => {
                let (member, (zh, en)) = (short(member), choices(known));
                let (zh, en) = if known.is_empty() {
                    ("此处不应有成员".to_owned(), "no member is known here".to_owned())
                } else {
                    (format!("可用的成员有：{zh}"), format!("known ones are {en}"))
                };
                Text::new(format!("没有成员“{member}”；{zh}"), format!("the member `{member}` is unknown; {en}"))
            }
            Self::Twice(member) => {
                Text::new(format!("成员“{member}”出现了两次"), format!("the member `{member}` is there twice"))
            }
            Self::NoneOf(word, known) => {
                let (word, (zh, en)) = (short(word), choices(known));
                Text::new(format!("“{word}”不在可选值之内：{zh}"), format!("`{word}` is none of {en}"))
            }
            Self::Type(found, expected) => {
                let (found, expected) = (type_found(found), type_expected(expected));
                Text::new(
                    format!("应为{}，实为{}", expected.0, found.0),
                    format!("it should be {}, not {}", expected.1, found.1),
                )
            }
            Self::Day => Text::new("应为日期，如 2023-06-30", "it should be a date like 2023-06-30"),
            Self::Id => Text::new("应为 UUID", "it should be a UUID"),
            Self::Form => {
                Text::new("不是接口说明中的任何一种写法", "it has none of the forms that the API document says")
            }
            Self::Other(sentence) => {
                Text::new("内容不合要求，参见接口说明", format!("the content does not fit: {}", short(sentence)))
            }
        }
    }
}

fn choices(known: &[&str]) -> (String, String) {
    let en: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    (known.join("、"), en.join(", "))
}

fn short(text: &str) -> String {
    let mut characters = text.chars();
    let beginning: String = characters.by_ref().take(MOST_SAID_BACK).collect();
    if characters.next().is_some() { beginning + "…" } else { beginning }
}

/// What serde calls the type of a value that is there.
fn type_found(found: &str) -> (&'static str, &'static str) {
    match found.split(' ').next().unwrap_or_default() {
        "null" => ("空值", "null"),
        "boolean" => ("布尔值", "a boolean"),
        "integer" => ("整数", "an integer"),
        "floating" => ("小数", "a fraction"),
        "string" | "character" => ("文本", "text"),
        "sequence" => ("数组", "an array"),
        "map" => ("对象", "an object"),
        _ => ("其他内容", "something else"),
    }
}

/// What serde calls the type of a value that should be there.
fn type_expected(expected: &str) -> (&'static str, &'static str) {
    match expected {
        "a boolean" => ("布尔值", "a boolean"),
        "f32" | "f64" => ("数字", "a number"),
        "u8" | "u16" | "u32" | "u64" | "usize" => ("不小于 0 的整数", "an integer from 0"),
        "i8" | "i16" | "i32" | "i64" | "isize" => ("整数", "an integer"),
        "a string" | "a borrowed string" | "string or map" | "variant identifier" => ("文本", "text"),
        "a sequence" => ("数组", "an array"),
        "a map" => ("对象", "an object"),
        "a `Date`" => ("日期，如 2023-06-30", "a date like 2023-06-30"),
        _ if expected.contains("UUID") => ("UUID", "a UUID"),
        _ if expected.starts_with("struct ") => ("对象", "an object"),
        _ if expected.starts_with("enum ") => ("可选值之一", "one of the known words"),
        _ => ("接口说明中的类型", "of the type that the API document says"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use axum::http::StatusCode;
    use serde::Deserialize;
    use time::Date;
    use uuid::Uuid;

    use super::*;
    use crate::http::Language;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what cannot be read is looked at")]
    struct Case {
        title: String,
        stance: Option<Stance>,
        starts_on: Option<Date>,
        renames: Option<Uuid>,
        #[serde(default)]
        items: Vec<Item>,
        nothing: Option<Nothing>,
        counts: Option<BTreeMap<String, u32>>,
        width: Option<Width>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only what cannot be read is looked at")]
    enum Width {
        Metres(f64),
        Range([f64; 2]),
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Stance {
        Support,
        Oppose,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what cannot be read is looked at")]
    struct Item {
        width_m: f64,
        #[serde(default)]
        lanes: u8,
        #[serde(default)]
        public: bool,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}

    fn fault(json: &str) -> (String, Text) {
        let problem = read_json::<Case>(json.as_bytes()).unwrap_err();
        assert_eq!(problem.kind().status(), StatusCode::UNPROCESSABLE_ENTITY, "{json}");
        let say = |language| problem.document(language, "/")["errors"][0].clone();
        let (zh, en) = (say(Language::Chinese), say(Language::English));
        let detail = |told: &serde_json::Value| told["detail"].as_str().unwrap().to_owned();
        (zh["pointer"].as_str().unwrap().to_owned(), Text::new(detail(&zh), detail(&en)))
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place_and_in_both_languages() {
        for (json, pointer, zh, en) in [
            (r"{}", "/title", "缺少成员“title”", "the member `title` is missing"),
            (
                r#"{"title":"","items":[{"width_m":1},{}]}"#,
                "/items/1/width_m",
                "缺少成员“width_m”",
                "the member `width_m` is missing",
            ),
            (
                r#"{"titel":""}"#,
                "/titel",
                "没有成员“titel”；可用的成员有：title、stance、starts_on、renames、items、nothing、counts、width",
                "the member `titel` is unknown; known ones are `title`, `stance`, `starts_on`, `renames`, `items`, \
                 `nothing`, `counts`, `width`",
            ),
            (
                r#"{"title":"","nothing":{"a/b~":1}}"#,
                "/nothing/a~1b~0",
                "没有成员“a/b~”；此处不应有成员",
                "the member `a/b~` is unknown; no member is known here",
            ),
            (r#"{"title":"","title":""}"#, "/title", "成员“title”出现了两次", "the member `title` is there twice"),
            (
                r#"{"title":"","stance":"bad"}"#,
                "/stance",
                "“bad”不在可选值之内：support、oppose",
                "`bad` is none of `support`, `oppose`",
            ),
            (
                r#"{"title":"","starts_on":"2027-1-5"}"#,
                "/starts_on",
                "应为日期，如 2023-06-30",
                "it should be a date like 2023-06-30",
            ),
            (
                r#"{"title":"","starts_on":"2027-01-05T00:00"}"#,
                "/starts_on",
                "应为日期，如 2023-06-30",
                "it should be a date like 2023-06-30",
            ),
            (
                r#"{"title":"","starts_on":"June"}"#,
                "/starts_on",
                "应为日期，如 2023-06-30",
                "it should be a date like 2023-06-30",
            ),
            (
                r#"{"title":"","starts_on":5}"#,
                "/starts_on",
                "应为日期，如 2023-06-30，实为整数",
                "it should be a date like 2023-06-30, not an integer",
            ),
            (r#"{"title":"","renames":"one"}"#, "/renames", "应为 UUID", "it should be a UUID"),
            (r#"{"title":5}"#, "/title", "应为文本，实为整数", "it should be text, not an integer"),
            (r#"{"title":null}"#, "/title", "应为文本，实为空值", "it should be text, not null"),
            (
                r#"{"title":"","items":[{"width_m":"wide, expected narrow"}]}"#,
                "/items/0/width_m",
                "应为数字，实为文本",
                "it should be a number, not text",
            ),
            (
                r#"{"title":"","items":[{"width_m":1,"lanes":-1}]}"#,
                "/items/0/lanes",
                "应为不小于 0 的整数，实为整数",
                "it should be an integer from 0, not an integer",
            ),
            (
                r#"{"title":"","items":[{"width_m":1,"public":[]}]}"#,
                "/items/0/public",
                "应为布尔值，实为数组",
                "it should be a boolean, not an array",
            ),
            (r#"{"title":"","items":{}}"#, "/items", "应为数组，实为对象", "it should be an array, not an object"),
            (
                r#"{"title":"","items":[true]}"#,
                "/items/0",
                "应为对象，实为布尔值",
                "it should be an object, not a boolean",
            ),
            (
                r#"{"title":"","width":"wide"}"#,
                "/width",
                "不是接口说明中的任何一种写法",
                "it has none of the forms that the API document says",
            ),
            (
                r#"{"title":"","counts":{"a":1.5}}"#,
                "/counts/a",
                "应为不小于 0 的整数，实为小数",
                "it should be an integer from 0, not a fraction",
            ),
        ] {
            assert_eq!(fault(json), (pointer.to_owned(), Text::new(zh, en)), "{json}");
        }
    }

    #[test]
    fn what_a_client_wrote_is_said_back_in_short_and_misleads_nobody() {
        let (_, text) = fault(&format!(r#"{{"title":"","stance":"{}"}}"#, "长".repeat(500)));
        assert!(text.zh.chars().count() < 100, "{}", text.zh);
        let (_, text) = fault(r#"{"title":"","stance":"a`, expected `b`"}"#);
        assert_eq!(text.zh, "“a`, expected `b`”不在可选值之内：support、oppose");
    }

    #[test]
    fn what_is_no_json_is_a_bad_request() {
        for json in ["{", r#"{"title":"" "#, r#"{"title":""} x"#] {
            assert_eq!(read_json::<Case>(json.as_bytes()).unwrap_err().kind(), ProblemType::BadRequest, "{json}");
        }
    }
}
