//! The table of names.

use super::words;
use crate::{
    http::Language,
    pages::{
        layout::{each, escape},
        words::day,
    },
    publications::{
        codes::Action,
        item::{Extent, PublishedItem},
    },
};

/// The names with their attributes; a column that is empty for all of them is left out, and so is what a cell lacks.
pub(super) fn table(items: &[PublishedItem], language: Language) -> String {
    type Cell = fn(&PublishedItem, Language) -> String;
    let (approval_zh, approval_en) = match items.first().map(|item| item.action) {
        Some(Action::Revoke) => ("撤销", "Revoked"),
        _ => ("批准", "Approved"),
    };
    let columns: [(&str, &str, Cell); 5] = [
        ("名称", "Name", name),
        ("位置", "Location", location),
        ("规格", "Size", size),
        ("缘由", "Reason", reason),
        (approval_zh, approval_en, approval),
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
        match item.action {
            Action::Revoke => labelled(language, "恢复", "again called", text(item.former_name.as_ref())),
            Action::Name | Action::Rename | Action::ExtentChange | Action::Cancel => {
                labelled(language, "原名", "formerly", text(item.former_name.as_ref()))
            }
        },
        labelled(language, "俗称", "called", text(item.colloquial_name.as_ref())),
    ])
}

fn location(item: &PublishedItem, language: Language) -> String {
    lines([
        text(item.division_name.as_ref()),
        text(item.location.as_ref()),
        labelled(language, "起", "from", text(item.starts_at.as_ref())),
        labelled(language, "止", "to", text(item.ends_at.as_ref())),
        former_extent(item, language),
    ])
}

/// How far it ran before, or runs again: 原起止：甲路至乙路，长 800 米.
fn former_extent(item: &PublishedItem, language: Language) -> Option<String> {
    let Extent { starts_at, ends_at, length_m, geometry: _ } = item.former_extent.as_ref()?;
    let ends = match (text(starts_at.as_ref()), text(ends_at.as_ref())) {
        (Some(from), Some(to)) => Some(format!("{from}{}{to}", language.of_two("至", " to "))),
        (from, to) => from.or(to),
    };
    let length = labelled(language, "长", "length", metres(*length_m, language));
    let told: Vec<String> = ends.into_iter().chain(length).collect();
    let (zh, en) = if item.action == Action::Revoke { ("恢复起止", "again") } else { ("原起止", "before") };
    (!told.is_empty())
        .then(|| told.join(language.of_two("，", ", ")))
        .and_then(|told| labelled(language, zh, en, Some(format!("<span class=\"former\">{told}</span>"))))
}

/// A quantity, which stays with its unit.
fn metres(metres: Option<f64>, language: Language) -> Option<String> {
    Some(format!("<span class=\"whole\">{} {}</span>", words::metres(metres?), language.of_two("米", "m")))
}

fn size(item: &PublishedItem, language: Language) -> String {
    lines([
        labelled(language, "长", "length", metres(item.length_m, language)),
        labelled(language, "宽", "width", metres(item.width_m, language)),
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
        item.approved_on.map(|on| day(on, language)),
        text(item.document_number.as_ref()),
    ])
}
