//! The table of names.

use super::{each, words};
use crate::{http::Language, pages::layout::escape, publications::item::PublishedItem};

/// The names with their attributes; a column that is empty for all of them is left out, and so is what a cell lacks.
pub(super) fn table(items: &[PublishedItem], language: Language) -> String {
    type Cell = fn(&PublishedItem, Language) -> String;
    let columns: [(&str, &str, Cell); 5] = [
        ("名称", "Name", name),
        ("位置", "Location", location),
        ("规格", "Size", size),
        ("缘由", "Reason", reason),
        ("批准", "Approved", approval),
    ];
    let shown: Vec<_> =
        columns.into_iter().filter(|(.., cell)| items.iter().any(|item| !cell(item, language).is_empty())).collect();
    let number = language.of_two("序号", "No.");
    let heads = each(&shown, |(zh, en, _)| format!("<th>{}</th>", language.of_two(zh, en)));
    let rows = each(items.iter().enumerate(), |(at, item)| {
        let cells = each(&shown, |(zh, en, cell)| {
            let (label, cell) = (language.of_two(zh, en), cell(item, language));
            let cell = if cell.is_empty() { cell } else { format!("<div>{cell}</div>") };
            format!("<td data-label=\"{label}\">{cell}</td>")
        });
        format!("<tr><td class=\"no\" data-label=\"{number}\">{}</td>{cells}</tr>", at + 1)
    });
    format!("<table class=\"names\"><thead><tr><th>{number}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>")
}

/// Lines that are not empty, each below the other.
fn lines(lines: impl IntoIterator<Item = Option<String>>) -> String {
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn text(value: Option<&String>) -> Option<String> {
    value.map(|text| escape(text))
}

/// A line of a label and what it says.
fn labelled(language: Language, zh: &str, en: &str, value: Option<String>) -> Option<String> {
    value.map(|value| format!("{}{}{value}", language.of_two(zh, en), language.of_two("：", ": ")))
}

fn name(item: &PublishedItem, language: Language) -> String {
    lines([
        Some(format!(
            "<span class=\"name\">{}</span> <span class=\"tag\">{}</span>",
            escape(&item.name),
            item.action.title().say(language)
        )),
        text(item.pinyin.as_ref()).map(|pinyin| format!("<span class=\"pinyin\" lang=\"zh-Latn\">{pinyin}</span>")),
        labelled(language, "原名", "formerly", text(item.former_name.as_ref())),
        labelled(language, "俗称", "called", text(item.colloquial_name.as_ref())),
    ])
}

fn location(item: &PublishedItem, language: Language) -> String {
    lines([
        text(item.division_name.as_ref()),
        text(item.location.as_ref()),
        labelled(language, "起", "from", text(item.starts_at.as_ref())),
        labelled(language, "止", "to", text(item.ends_at.as_ref())),
    ])
}

fn size(item: &PublishedItem, language: Language) -> String {
    let metres = |metres: Option<f64>| Some(format!("{} {}", words::metres(metres?), language.of_two("米", "m")));
    lines([
        labelled(language, "长", "length", metres(item.length_m)),
        labelled(language, "宽", "width", metres(item.width_m)),
        item.orientation.map(|orientation| words::orientation(orientation, language).to_owned()),
        item.admin_tier.map(|tier| words::tier(tier, language).to_owned()),
    ])
}

fn reason(item: &PublishedItem, language: Language) -> String {
    lines([
        text(item.reason.as_ref()),
        labelled(language, "申报单位", "applicant", text(item.applicant.as_ref()))
            .map(|applicant| format!("<span class=\"soft\">{applicant}</span>")),
    ])
}

fn approval(item: &PublishedItem, language: Language) -> String {
    lines([
        text(item.approving_authority.as_ref()),
        item.approved_on.map(|on| words::day(on, language)),
        text(item.document_number.as_ref()),
    ])
}
