//! Query parameters: parsed strictly, and an unknown one is refused (OGC API Features part 1, 7.15.1).

use std::{collections::BTreeMap, str::FromStr};

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};

use super::{Problem, ProblemType, Text};

/// The query parameters of one request, each at most once.
#[derive(Debug, Clone, Default)]
pub struct Params(BTreeMap<String, String>);

impl Params {
    /// The text of a parameter; absent and empty are the same.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|text| !text.is_empty())
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

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(pairs) = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await.map_err(|_| {
            Problem::new(ProblemType::BadRequest, "查询参数无法识别", "the query string cannot be read")
        })?;
        // The framework would replace what is no text by a question mark and go on.
        if parts.uri.query().is_some_and(|query| str::from_utf8(&decoded(query)).is_err()) {
            return Err(Problem::new(
                ProblemType::BadRequest,
                "查询参数不是 UTF-8 文字",
                "the query string is not UTF-8 text",
            ));
        }
        let mut params = BTreeMap::new();
        for (name, value) in pairs {
            if value.contains('\0') {
                let text = Text::new(
                    format!("参数 {name} 含有空字符"),
                    format!("the parameter {name} holds a null character"),
                );
                return Err(bad_parameter(&name, text));
            }
            if params.insert(name.clone(), value).is_some() {
                let text = Text::new(format!("参数 {name} 重复"), format!("the parameter {name} is given twice"));
                return Err(bad_parameter(&name, text));
            }
        }
        Ok(Self(params))
    }
}

/// The problem of a query string that names a parameter not in `known`.
pub(super) fn refuse_unknown(query: Option<&str>, known: &[&str]) -> Option<Problem> {
    let unknown = query?
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .filter(|name| !name.is_empty())
        .find(|name| !known.iter().any(|known| known == &decode(name)))?;
    let (list_zh, list_en) = (known.join("、"), known.join(", "));
    Some(bad_parameter(
        &decode(unknown),
        Text::new(
            format!("不认识参数 {}；此地址接受：{list_zh}", decode(unknown)),
            format!("{} is no parameter here; known are: {list_en}", decode(unknown)),
        ),
    ))
}

/// A parameter's name with its percent-encoding undone.
fn decode(name: &str) -> String {
    String::from_utf8_lossy(&decoded(name)).into_owned()
}

/// Text with its percent-encoding undone.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: u8| char::from(digit).to_digit(16);
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?')),
                _ => bytes.push(b'%'),
            },
            other => bytes.push(other),
        }
    }
    bytes
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
}
