//! Volumes on paper: cover 案卷封面, in-volume list 卷内目录 and note 备考表, as one paper.

use time::OffsetDateTime;

use super::{
    model::{Contents, Item, Volume},
    number,
};
use crate::{
    documents::{Align, Block, Column, Field, Sheet, Table},
    kernel::dates::OFFICE_OFFSET,
};

/// The columns of an in-volume list (DA/T 22-2015): header, alignment, what stands in it.
type Facet = (&'static str, Align, fn(&Volume, &Item) -> String);

const FACETS: [Facet; 9] = [
    ("序号", Align::Center, |_, item| item.serial.to_string()),
    ("档号", Align::Left, |volume, item| number_of_item(volume, item).unwrap_or_default()),
    ("文号", Align::Center, |_, item| said(item.facts.document_number.as_ref())),
    ("责任者", Align::Center, |_, item| item.facts.author.clone()),
    ("题名", Align::Left, |_, item| item.facts.title.clone()),
    ("日期", Align::Center, |_, item| item.facts.dated_on.map(|day| day.to_string()).unwrap_or_default()),
    ("密级", Align::Center, |_, item| item.facts.secrecy.title().zh),
    ("页数", Align::Right, |_, item| item.facts.pages.map(|pages| pages.to_string()).unwrap_or_default()),
    ("备注", Align::Left, |_, item| said(item.facts.remark.as_ref())),
];

/// The catalogue number of an item, once its volume has one.
pub(super) fn number_of_item(volume: &Volume, item: &Item) -> Option<String> {
    volume.catalogue_number.as_ref().map(|of_volume| number::of_item(of_volume, item.serial))
}

/// An instant for people: the day and the minute in the office.
pub(super) fn minute(instant: OffsetDateTime) -> String {
    let local = instant.to_offset(OFFICE_OFFSET);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

/// The list of a volume with its cover before it and the note behind it; `mark` stands at the foot of each page.
pub(super) fn list(contents: &Contents, mark: &str) -> Sheet {
    let columns = FACETS.iter().map(|(header, align, _)| Column::new(*header).aligned(*align));
    let rows = contents.standing().map(|item| FACETS.iter().map(|(.., facet)| facet(&contents.volume, item)).collect());
    let list = Table { columns: columns.collect(), rows: rows.collect() };
    let heading = |text: &str| Block::Heading(text.to_owned());
    Sheet {
        title: contents.volume.facts.title.clone(),
        body: vec![cover(contents), heading("卷内目录"), Block::Table(list), heading("备考表"), note(contents)],
        across: true,
        provenance: Some(mark.to_owned()),
        ..Sheet::default()
    }
}

fn cover(contents: &Contents) -> Block {
    let Volume { facts, catalogue_number, line_name, place, .. } = &contents.volume;
    let of_what = match (line_name, facts.year) {
        (Some(line), _) => Field::new("界线", line),
        (None, year) => Field::new("年度", year.map(|year| year.to_string()).unwrap_or_default()),
    };
    let (box_number, shelf) =
        place.as_ref().map(|place| (place.box_number.clone(), place.shelf.clone())).unwrap_or_default();
    Block::Form(vec![
        vec![Field::new("档号", said(catalogue_number.as_ref())), Field::new("门类", facts.class.title().zh)],
        vec![of_what, Field::new("保管期限", facts.retention.title().zh)],
        vec![Field::new("机构（问题）", &facts.office_code), Field::new("密级", facts.secrecy.title().zh)],
        vec![
            Field::new("件数", contents.standing().count().to_string()),
            Field::new("页数", pages(contents).to_string()),
        ],
        vec![Field::new("盒号", box_number), Field::new("架位", shelf)],
    ])
}

/// Who put it in order and who checked it sign by hand.
fn note(contents: &Contents) -> Block {
    Block::Form(vec![
        vec![Field::new("说明", said(contents.volume.facts.remark.as_ref())).of_lines(2)],
        vec![Field::new("整理人", ""), Field::new("检查人", ""), Field::new("日期", "")],
    ])
}

/// The pages of all items whose pages were counted.
pub(super) fn pages(contents: &Contents) -> i64 {
    contents.standing().filter_map(|item| item.facts.pages).map(i64::from).sum()
}

fn said(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}
