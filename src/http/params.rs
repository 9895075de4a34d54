//! Query parameters: parsed strictly, and an unknown one is refused (OGC API Features part 1, 7.15.1).

use std::{borrow::Cow, str::FromStr};

use axum::{extract::FromRequestParts, http::request::Parts};
use percent_encoding::percent_decode_str;

use super::{Problem, ProblemType, Text};

/// The query parameters of one request, each at most once.
#[derive(Debug, Clone, Default)]
pub struct Params {
    /// Names and values one after another: two allocations for all of them.
    text: String,
    /// Where each name ends, and the value after it.
    ends: Vec<(usize, usize)>,
}

/// Room for as many parameters as most requests have.
const USUALLY_GIVEN: usize = 8;

impl Params {
    /// Reads a query string, or a form that is sent like one (`application/x-www-form-urlencoded`).
    pub fn read(query: &str) -> Result<Self, Problem> {
        let mut params = Self { text: String::with_capacity(query.len()), ends: Vec::with_capacity(USUALLY_GIVEN) };
        for (name, value) in pairs(query) {
            let (Some(name), Some(value)) = (text(name), text(value)) else {
                return Err(Problem::new(
                    ProblemType::BadRequest,
                    "查询参数不是 UTF-8 文字",
                    "the query string is not UTF-8 text",
                ));
            };
            params.add(&name, &value)?;
        }
        Ok(params)
    }

    /// Adds a parameter, which must not be there yet.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        if value.contains('\0') {
            let text =
                Text::new(format!("参数 {name} 含有空字符"), format!("the parameter {name} holds a null character"));
            return Err(bad_parameter(name, text));
        }
        if self.given(name).is_some() {
            let text = Text::new(format!("参数 {name} 重复"), format!("the parameter {name} is given twice"));
            return Err(bad_parameter(name, text));
        }
        self.text.push_str(name);
        let name_ends = self.text.len();
        self.text.push_str(value);
        self.ends.push((name_ends, self.text.len()));
        Ok(())
    }

    /// The text of a parameter; absent and empty are the same.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|text| !text.is_empty())
    }

    /// The text of a parameter that may well be empty; `None` when it is absent.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        let mut begins = 0;
        self.ends.iter().find_map(|(name_ends, ends)| {
            let (known, value) = (self.text.get(begins..*name_ends)?, self.text.get(*name_ends..*ends)?);
            begins = *ends;
            (known == name).then_some(value)
        })
    }

    /// `limit`: a positive number, `usual` when nothing is said; who asks for more than `most` gets so many
    /// (OGC API Features part 1, requirement `fc-limit-response-1`).
    pub fn limit(&self, usual: usize, most: usize) -> Result<usize, Problem> {
        let limit = self.parse_with("limit", |text| limit(text, most))?;
        Ok(limit.unwrap_or(usual))
    }

    /// A parameter as any type that reads from text.
    pub fn parse<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        self.parse_with(name, |text| text.parse().ok())
    }

    /// A parameter read by `read`, which gives `None` for text that it cannot read.
    pub fn parse_with<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Problem> {
        match self.text(name) {
            None => Ok(None),
            Some(text) => match read(text) {
                Some(value) => Ok(Some(value)),
                None => Err(bad_parameter(
                    name,
                    Text::new(
                        format!("参数 {name} 的值“{text}”无法识别"),
                        format!("the value `{text}` of {name} cannot be read"),
                    ),
                )),
            },
        }
    }

    /// A parameter as a type whose own error tells people what is wrong.
    pub fn parse_saying<T: FromStr>(
        &self,
        name: &str,
        say: impl FnOnce(&T::Err) -> Text,
    ) -> Result<Option<T>, Problem> {
        self.text(name).map(str::parse).transpose().map_err(|error| {
            let Text { zh, en } = say(&error);
            bad_parameter(name, Text::new(format!("参数 {name}：{zh}"), format!("{name}: {en}")))
        })
    }

    /// A parameter that must be there.
    pub fn require<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.parse(name)?.ok_or_else(|| {
            bad_parameter(name, Text::new(format!("缺少参数 {name}"), format!("the parameter {name} is missing")))
        })
    }
}

/// [`ProblemType::BadRequest`] about one parameter.
#[must_use]
pub fn bad_parameter(name: &str, text: Text) -> Problem {
    Problem::new(ProblemType::BadRequest, text.zh.clone(), text.en.clone()).at(name, text)
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

/// A positive number, however large.
fn limit(text: &str, most: usize) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let limit = if is_number { text.parse().unwrap_or(most) } else { 0 };
    (limit > 0).then(|| limit.min(most))
}

/// Names and values as they stand in a query string.
fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The problem of a query string that names a parameter not in `known`.
pub(super) fn refuse_unknown(query: Option<&str>, known: &[&str]) -> Option<Problem> {
    let names = pairs(query?).map(|(name, _)| name).filter(|name| !name.is_empty());
    let unknown = names.map(|name| text(name).unwrap_or(Cow::Borrowed(name))).find(|name| !known.contains(&&**name))?;
    let (list_zh, list_en) = (known.join("、"), known.join(", "));
    Some(bad_parameter(
        &unknown,
        Text::new(
            format!("不认识参数 {unknown}；此地址接受：{list_zh}"),
            format!("{unknown} is no parameter here; known are: {list_en}"),
        ),
    ))
}

/// Text of a query string with its encoding undone; `None` if what comes out is not UTF-8.
fn text(encoded: &str) -> Option<Cow<'_, str>> {
    if encoded.contains('+') {
        let spaced = encoded.replace('+', " ");
        return percent_decode_str(&spaced).decode_utf8().ok().map(|text| Cow::Owned(text.into_owned()));
    }
    percent_decode_str(encoded).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_parameter_is_refused_and_an_encoded_known_one_is_not() {
        assert!(refuse_unknown(Some("lon=1&lat=2"), &["lon", "lat"]).is_none());
        assert!(refuse_unknown(Some("recorded%2Dat=2"), &["recorded-at"]).is_none());
        assert!(refuse_unknown(Some("foo=1"), &["lon", "lat"]).is_some());
        assert!(refuse_unknown(None, &[]).is_none());
    }

    #[test]
    fn an_empty_parameter_is_given_but_has_no_text() {
        let params = Params::read("q=&name=%E7%AB%9F+%E9%99%B5").unwrap();
        assert_eq!((params.given("q"), params.text("q"), params.given("p")), (Some(""), None, None));
        assert_eq!(params.text("name"), Some("竟 陵"));
        for bad in ["q=1&q=2", "q=%00", "q=%FF"] {
            assert!(Params::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_limit_is_positive_and_never_more_than_the_most() {
        assert_eq!(limit("1", 100), Some(1));
        assert_eq!(limit("101", 100), Some(100));
        assert_eq!(limit("99999999999999999999999", 100), Some(100));
        for text in ["0", "000", "-1", "+1", "1.5", "1e3", "ten", "", " 1"] {
            assert_eq!(limit(text, 100), None, "{text}");
        }
    }
}
