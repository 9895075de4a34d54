//! Pages for people, made whole on the server: no script, no outside host. All that comes from the database is escaped.

pub(super) mod list;
mod map;
mod names;
pub(super) mod notice;
pub(super) mod opinion;
mod words;

use crate::{
    http::Language,
    pages::{
        layout::{Frame, html},
        style::STYLE,
    },
};

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
    html(&Frame { language, title, style: STYLE, head: &head }, &body)
}

/// The forms of a notice; the words are their places on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publications) enum Form {
    /// To send an opinion.
    Opinion,
    /// To look up an answer.
    Answer,
    /// To confirm an opinion.
    Confirmation,
}

impl Form {
    /// Its place on the page.
    pub(in crate::publications) const fn place(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Answer => "answer",
            Self::Confirmation => "confirmation",
        }
    }
}
