//! A publication as an official paper: title, document number, body, table, issuing body and day.

use time::Date;

use super::{codes::Kind, content::Content, item::PublishedItem};
use crate::{
    documents::{Align, Attachment, Block, Column, Sheet, Signature, Table},
    kernel::words::Orientation,
};

/// A column of the table: its header, its width beside the others, and what stands in it.
type Facet = (&'static str, u16, Align, fn(&PublishedItem) -> String);

/// The columns of the tables of Hubei; one that is empty for all names is left out.
const FACETS: [Facet; 14] = [
    ("事项", 3, Align::Center, |item| item.action.title().zh),
    ("正式命名", 5, Align::Center, |item| item.name.clone()),
    ("汉语拼音", 6, Align::Center, |item| said(item.pinyin.as_ref())),
    ("原名", 4, Align::Center, |item| said(item.former_name.as_ref())),
    ("俗称", 4, Align::Center, |item| said(item.colloquial_name.as_ref())),
    ("所在政区", 5, Align::Center, |item| said(item.division_name.as_ref())),
    ("位置", 6, Align::Left, |item| said(item.location.as_ref())),
    ("起点", 5, Align::Left, |item| said(item.starts_at.as_ref())),
    ("止点", 5, Align::Left, |item| said(item.ends_at.as_ref())),
    ("长度（米）", 3, Align::Right, |item| metres(item.length_m)),
    ("宽度（米）", 3, Align::Right, |item| metres(item.width_m)),
    ("走向", 3, Align::Center, |item| item.orientation.map(direction).unwrap_or_default().to_owned()),
    ("命名缘由", 8, Align::Left, |item| said(item.reason.as_ref())),
    ("申报单位", 5, Align::Center, |item| said(item.applicant.as_ref())),
];

/// What an announcement tells besides.
const APPROVAL: [Facet; 3] = [
    ("批准机关", 5, Align::Center, |item| said(item.approving_authority.as_ref())),
    ("批准时间", 5, Align::Center, |item| item.approved_on.map(|on| on.to_string()).unwrap_or_default()),
    ("批准文号", 5, Align::Center, |item| said(item.document_number.as_ref())),
];

/// The paper of `content`; a draft bears the `day` on which it was written. `address` is where it stands for good and
/// `digest` what proves it.
pub(super) fn paper(content: &Content, day: Date, proof: Option<(&str, &str)>) -> Sheet {
    let table = match content.kind {
        Kind::PublicNotice => "公示地名表",
        Kind::Announcement => "公告地名表",
    };
    let body = content.body.iter().chain(&content.objection).cloned().map(Block::Paragraph).collect();
    Sheet {
        number: content.document_number.clone(),
        title: content.title.clone(),
        body,
        attachments: vec![Attachment {
            title: table.to_owned(),
            body: vec![Block::Table(names_table(&content.items))],
            across: true,
        }],
        signature: Some(Signature { issuer: content.issued_by.clone(), day: content.published_on.unwrap_or(day) }),
        provenance: proof.map(|(address, digest)| format!("{address}　内容摘要 SHA-256：{digest}")),
        ..Sheet::default()
    }
}

/// The table of names as Hubei prints it; a column that is empty for all names is left out.
#[must_use]
pub fn names_table(items: &[PublishedItem]) -> Table {
    let shown: Vec<_> =
        FACETS.iter().chain(&APPROVAL).filter(|(.., facet)| items.iter().any(|item| !facet(item).is_empty())).collect();
    let numbers = Column::new("序号", 2);
    let columns = shown.iter().map(|(header, width, align, _)| Column::new(*header, *width).aligned(*align));
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
