//! The common frame of all pages: no script, no outside host.

use std::fmt::Write;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::http::Language;

const STYLE: &str = "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;\
    margin:2rem auto;padding:0 1rem;color:#1c2733;background:#fcfcfa}h1{font-size:1.6rem}h2{font-size:1.15rem;\
    margin-top:2rem}a{color:#0b5fa5}code,pre{font:14px/1.5 ui-monospace,monospace;background:#eef1f4;border-radius:4px}\
    code{padding:.1em .3em}pre{padding:.8rem;overflow:auto}table{border-collapse:collapse;width:100%}\
    td,th{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #dde3e8}\
    .method{font-weight:600;white-space:nowrap}.note{color:#5a6875}\
    @media(prefers-color-scheme:dark){body{color:#dfe6ec;background:#14181c}a{color:#7db8ec}\
    code,pre{background:#20272e}td,th{border-color:#2c353d}.note{color:#98a5b0}}";

/// A page with this title and this body of HTML.
pub(super) fn page(title: &str, body: &str) -> Response {
    framed(&Frame { language: Language::Chinese, title, style: STYLE, head: "" }, body)
}

/// What stands around the body of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// In which language the page is.
    pub(crate) language: Language,
    /// Title, as text.
    pub(crate) title: &'a str,
    /// Style sheet.
    pub(crate) style: &'a str,
    /// Further elements of the head, as HTML.
    pub(crate) head: &'a str,
}

/// A page of its own style: no script, no outside host, forms to ourselves only.
pub(crate) fn framed(frame: &Frame<'_>, body: &str) -> Response {
    let html = html(frame, body);
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
}

/// The same page as text.
pub(crate) fn html(frame: &Frame<'_>, body: &str) -> String {
    let Frame { language, title, style, head } = frame;
    format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title>{head}<style>{style}</style>{body}</html>",
        lang = language.tag(),
        title = escape(title),
    )
}

/// What a browser may do with a page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The response with the policy of our pages.
pub(crate) fn guarded(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// A page in this language as an answer.
pub(crate) fn respond(status: StatusCode, language: Language, html: &str) -> Response {
    guarded(language.told((status, Html(html.to_owned())).into_response()))
}

/// What only its reader may keep, and whose address no other site is told.
pub(crate) fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Each text in a paragraph of its own; line feeds break lines.
pub(crate) fn paragraphs(texts: &[String]) -> String {
    each(texts, |text| format!("<p>{}</p>", escape(text).replace('\n', "<br>")))
}

/// The HTML of all `things`, one after the other.
pub(crate) fn each<T>(things: impl IntoIterator<Item = T>, html: impl Fn(T) -> String) -> String {
    things.into_iter().fold(String::new(), |mut all, thing| {
        all.push_str(&html(thing));
        all
    })
}

/// Text as HTML.
pub(crate) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut html, character| {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => {
                let _ = write!(html, "{other}");
            }
        }
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escape("<b>\"&\"</b>"), "&lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;");
    }
}
