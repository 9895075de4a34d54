//! The notice board.

use time::Date;

use super::{board, words};
use crate::{
    http::Language,
    pages::{layout::escape, words::day},
    publications::{codes::Kind, store::Listed},
};

/// The board with these lines as seen on `today`; `next` is the address where it goes on.
pub(in crate::publications) fn html(
    lines: &[Listed],
    kind: Option<Kind>,
    next: Option<&str>,
    today: Date,
    language: Language,
) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let title = say("地名公示公告", "Notices of geographic names");
    let tab = |of: Option<Kind>, text: &str| {
        let current = if of == kind { " aria-current=\"page\"" } else { "" };
        let asked = of.map(|of| format!("?kind={of}")).unwrap_or_default();
        format!("<a href=\"/notices{asked}\"{current}>{text}</a>")
    };
    let tabs = [
        tab(None, say("全部", "all")),
        tab(Some(Kind::PublicNotice), say("公示", "public notices")),
        tab(Some(Kind::Announcement), say("公告", "announcements")),
    ]
    .concat();
    let rows: String = lines.iter().map(|line| row(line, today, language)).collect();
    let rows = match rows.as_str() {
        "" => format!("<p class=\"soft\">{}</p>", say("目前没有公示或公告。", "There is none at present.")),
        rows => format!("<ul class=\"list\">{rows}</ul>"),
    };
    let next = next.map(|next| {
        format!("<p class=\"tabs\"><a rel=\"next\" href=\"{}\">{}</a></p>", escape(next), say("更早的", "older"))
    });
    let main = format!("<h1>{title}</h1><nav class=\"tabs\">{tabs}</nav>{rows}{}", next.unwrap_or_default());
    board(language, title, &main)
}

fn row(line: &Listed, today: Date, language: Language) -> String {
    let (standing, open) = match line.revoked_by {
        Some(_) => (words::revoked(language), false),
        None => words::standing(line.kind, line.state, (line.starts_on, line.ends_on), today, language),
    };
    let count = match (language, line.item_count) {
        (Language::Chinese, count) => format!("{count} 个地名"),
        (Language::English, 1) => "1 name".to_owned(),
        (Language::English, count) => format!("{count} names"),
    };
    format!(
        "<li><p><span class=\"badge of\">{kind}</span><span class=\"badge{open}\">{standing}</span></p>\
         <p><a href=\"/notices/{number}\">{title}</a></p>\
         <p class=\"soft\">{number} · {issued_by} · {on} · {count}</p></li>",
        kind = line.kind.title().say(language),
        open = if open { " open" } else { "" },
        number = line.number,
        title = escape(&line.title),
        issued_by = escape(&line.issued_by),
        on = day(line.published_on, language),
    )
}
