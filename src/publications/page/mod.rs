//! Pages for people, made whole on the server: no script, no outside host. All that comes from the database is escaped.

pub(super) mod list;
mod map;
mod names;
pub(super) mod notice;
pub(super) mod opinion;
pub(super) mod refused;
mod style;
mod words;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::{
    http::Language,
    pages::layout::{Frame, POLICY, escape, html},
};

/// The response with the policy of our pages.
pub(super) fn guarded(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// A page as an answer.
pub(super) fn respond(status: StatusCode, language: Language, html: &str) -> Response {
    guarded(language.told((status, Html(html.to_owned())).into_response()))
}

/// A page of the notice board: what stands at the top and at the foot of all of them around `main`.
fn board(language: Language, title: &str, main: &str) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let head = format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/notices/feed.atom\" title=\"{0}\">\
         <link rel=\"alternate\" type=\"application/feed+json\" href=\"/notices/feed.json\" title=\"{0}\">",
        say("地名公示公告", "Notices of geographic names"),
    );
    let body = format!(
        "<header class=\"top\"><a href=\"/notices\">{board}</a></header><main>{main}</main>\
         <footer><p>{feeds} <a href=\"/notices/feed.atom\">Atom</a> · <a href=\"/notices/feed.json\">JSON Feed</a></p>\
         <p>{law}</p></footer>",
        board = say("地名公示公告", "Notices of geographic names"),
        feeds = say("订阅：", "Feeds:"),
        law = say(
            "依据《地名管理条例》（国务院令第753号）公布。",
            "Published under the Regulations on Place Names (State Council Order 753).",
        ),
    );
    html(&Frame { language, title, style: style::STYLE, head: &head }, &body)
}

/// Each text in a paragraph of its own; line feeds break lines.
fn paragraphs(texts: &[String]) -> String {
    each(texts, |text| format!("<p>{}</p>", escape(text).replace('\n', "<br>")))
}

/// The HTML of all `things`, one after the other.
fn each<T>(things: impl IntoIterator<Item = T>, html: impl Fn(T) -> String) -> String {
    things.into_iter().fold(String::new(), |mut all, thing| {
        all.push_str(&html(thing));
        all
    })
}
