//! A publication as an official paper: title, number, body, table, issuing body and day.

use time::Date;

use super::{
    codes::{Action, Kind, Succession},
    content::Content,
    item::{Extent, PublishedItem},
};
use crate::{
    documents::{Align, Attachment, Block, Column, Sheet, Signature, Table},
    kernel::words::Orientation,
};

/// A column of the table: its header for what happens to the names, how it is aligned, and what stands in it.
type Facet = (fn(Action) -> &'static str, Align, fn(&PublishedItem) -> String);

/// The columns of the tables of Hubei; one that is empty for all names is left out.
const FACETS: [Facet; 17] = [
    (|_| "事项", Align::Center, |item| item.action.title().zh),
    (name, Align::Center, |item| item.name.clone()),
    (|_| "汉语拼音", Align::Center, |item| said(item.pinyin.as_ref())),
    (former_name, Align::Center, |item| said(item.former_name.as_ref())),
    (|_| "俗称", Align::Center, |item| said(item.colloquial_name.as_ref())),
    (|_| "所在政区", Align::Center, |item| said(item.division_name.as_ref())),
    (|_| "位置", Align::Left, |item| said(item.location.as_ref())),
    (former_start, Align::Left, |item| before(item, |extent| said(extent.starts_at.as_ref()))),
    (former_end, Align::Left, |item| before(item, |extent| said(extent.ends_at.as_ref()))),
    (former_length, Align::Right, |item| before(item, |extent| metres(extent.length_m))),
    (start, Align::Left, |item| said(item.starts_at.as_ref())),
    (end, Align::Left, |item| said(item.ends_at.as_ref())),
    (length, Align::Right, |item| metres(item.length_m)),
    (|_| "宽度（米）", Align::Right, |item| metres(item.width_m)),
    (|_| "走向", Align::Center, |item| item.orientation.map(direction).unwrap_or_default().to_owned()),
    (reason, Align::Left, |item| said(item.reason.as_ref())),
    (|_| "申报单位", Align::Center, |item| said(item.applicant.as_ref())),
];

/// What an announcement tells besides.
const APPROVAL: [Facet; 3] = [
    (authority, Align::Center, |item| said(item.approving_authority.as_ref())),
    (decided_on, Align::Center, |item| item.approved_on.map(|on| on.to_string()).unwrap_or_default()),
    (decided_by, Align::Center, |item| said(item.document_number.as_ref())),
];

/// A header that is one word for a revocation, another for a change of extent, and a third one else.
macro_rules! headers {
    ($($facet:ident: $revoke:literal, $extent:literal, $rest:literal;)+) => {
        $(fn $facet(action: Action) -> &'static str {
            match action {
                Action::Revoke => $revoke,
                Action::ExtentChange => $extent,
                Action::Name | Action::Rename | Action::Cancel => $rest,
            }
        })+
    };
}

headers! {
    former_name: "恢复的名称", "原名", "原名";
    former_start: "恢复的起点", "原起点", "原起点";
    former_end: "恢复的止点", "原止点", "原止点";
    former_length: "恢复的长度（米）", "原长度（米）", "原长度（米）";
    start: "起点", "现起点", "起点";
    end: "止点", "现止点", "止点";
    length: "长度（米）", "现长度（米）", "长度（米）";
    authority: "撤销机关", "批准机关", "批准机关";
    decided_on: "撤销时间", "批准时间", "批准时间";
    decided_by: "撤销文号", "批准文号", "批准文号";
}

fn name(action: Action) -> &'static str {
    match action {
        Action::Name | Action::Rename => "正式命名",
        Action::ExtentChange | Action::Cancel | Action::Revoke => "地名",
    }
}

fn reason(action: Action) -> &'static str {
    match action {
        Action::Name => "命名缘由",
        Action::Rename => "更名缘由",
        Action::ExtentChange => "变更缘由",
        Action::Cancel => "销名缘由",
        Action::Revoke => "撤销缘由",
    }
}

/// The paper of `content`; a draft bears the `day` on which it was written. `proof` is where it stands for good and
/// what proves it.
pub(super) fn paper(content: &Content, day: Date, proof: Option<(&str, &str)>) -> Sheet {
    let table = match (content.kind, content.succession) {
        (Kind::PublicNotice, _) => "公示地名表",
        (Kind::Announcement, Some(Succession::Revokes)) => "撤销地名表",
        (Kind::Announcement, _) => "公告地名表",
    };
    let body = content.body.iter().chain(&content.objection).cloned().map(Block::Paragraph).collect();
    let facets = FACETS.iter().chain(&APPROVAL);
    Sheet {
        number: numbers(content),
        title: content.title.clone(),
        body,
        attachments: vec![Attachment {
            title: table.to_owned(),
            body: vec![Block::Table(table_of(&content.items, facets))],
            across: true,
        }],
        signature: Some(Signature { issuer: content.issued_by.clone(), day: content.published_on.unwrap_or(day) }),
        provenance: proof.map(|(address, digest)| format!("{address}　内容摘要 SHA-256：{digest}")),
        ..Sheet::default()
    }
}

/// The document number, if there is one, and the public number below it, by which people ask for the paper.
fn numbers(content: &Content) -> Option<String> {
    let public = content.number.as_ref().map(|number| format!("编号：{number}"));
    let lines: Vec<String> = content.document_number.iter().cloned().chain(public).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The table of names as Hubei prints it, without what a decision says of them; a column that is empty for all names is
/// left out.
#[must_use]
pub fn names_table(items: &[PublishedItem]) -> Table {
    table_of(items, FACETS.iter())
}

fn table_of<'f>(items: &[PublishedItem], facets: impl Iterator<Item = &'f Facet>) -> Table {
    // The names of one case all have the same action.
    let action = items.first().map_or(Action::Name, |item| item.action);
    let shown: Vec<_> = facets.filter(|(.., facet)| items.iter().any(|item| !facet(item).is_empty())).collect();
    let numbers = Column::new("序号");
    let columns = shown.iter().map(|(header, align, _)| Column::new(header(action)).aligned(*align));
    let row = |(at, item): (usize, &PublishedItem)| {
        std::iter::once((at + 1).to_string()).chain(shown.iter().map(|(.., facet)| facet(item))).collect()
    };
    Table {
        columns: std::iter::once(numbers).chain(columns).collect(),
        rows: items.iter().enumerate().map(row).collect(),
    }
}

fn said(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn before(item: &PublishedItem, told: fn(&Extent) -> String) -> String {
    item.former_extent.as_ref().map(told).unwrap_or_default()
}

fn metres(metres: Option<f64>) -> String {
    metres.map(|metres| format!("{}", (metres * 10.0).round() / 10.0)).unwrap_or_default()
}

fn direction(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::EastWest => "东西向",
        Orientation::NorthSouth => "南北向",
        Orientation::Ring => "环路",
    }
}
