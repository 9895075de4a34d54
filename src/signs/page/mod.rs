//! Pages for citizens, made whole on the server: no script, no outside host. All that comes from the database is escaped.

pub(super) mod receipt;
pub(super) mod sign;

use time::OffsetDateTime;

use crate::{
    http::Language,
    kernel::dates::office_date,
    pages::{
        layout::{Frame, escape, html},
        refused::{Refused, kept},
        style::STYLE,
        words::day,
    },
    signs::citizens::PublicReport,
};

/// Where citizens begin: the way to a sign by its number.
const ENTRANCE: &str = "/s";

/// A page about signs: what stands at the top and at the foot of all of them around `main`.
fn framed(language: Language, title: &str, main: &str) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let body = format!(
        "<header class=\"top\"><a href=\"{ENTRANCE}\">{name}</a></header><main>{main}</main><footer><p>{law}</p></footer>",
        name = say("地名标志", "Name signs"),
        law = say(
            "地名标志受法律保护，擅自移动、遮挡、损毁的依法处罚（《地名管理条例》第二十条、第三十八条）。",
            "Name signs are protected by law (Regulations on Place Names, articles 20 and 38).",
        ),
    );
    html(&Frame { language, title, style: STYLE, head: "" }, &body)
}

/// What is wrong and how far it is, in one line.
fn standing(report: &PublicReport, language: Language) -> String {
    let (title, progress) = (report.damage.title(), report.progress().text(day));
    let between = language.of_two("：", ": ");
    format!("{}{between}{}", escape(title.say(language)), escape(progress.say(language)))
}

/// A field of a form with its label; one that was refused keeps what was typed.
fn input(refused: Option<Refused<'_>>, name: &str, label: &str, more: &str, language: Language) -> String {
    let (kept, fault) = kept(refused, name, language);
    format!(
        "<div class=\"field\"><label class=\"of\" for=\"{name}\">{label}</label>\
         <input id=\"{name}\" name=\"{name}\" {more}{kept}>{fault}</div>"
    )
}

/// The form to look up a report by number and code.
fn look_up(refused: Option<Refused<'_>>, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let refused = refused.and_then(|refused| refused.of(LOOK_UP));
    format!(
        "<details id=\"{LOOK_UP}\"{open}><summary>{title}</summary><form action=\"/reports\"><div class=\"pair\">{number}\
         <div class=\"field\"><label class=\"of\" for=\"code\">{code}</label>\
         <input id=\"code\" name=\"code\" required autocomplete=\"off\"></div></div><button class=\"second\">{look}</button>\
         </form></details>",
        open = if refused.is_some() { " open" } else { "" },
        title = say("查询我的报告", "Look up my report"),
        number = input(
            refused,
            "number",
            say("报告编号", "Number of the report"),
            "required autocomplete=\"off\"",
            language
        ),
        code = say("查询码", "Code"),
        look = say("查询", "Look up"),
    )
}

/// Place of the form to look up a report on its page.
pub(super) const LOOK_UP: &str = "look-up";

/// A day in a sentence.
fn on(at: OffsetDateTime, language: Language) -> String {
    day(office_date(at), language)
}
