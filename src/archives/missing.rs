//! What is missing in a volume or in all volumes of a line. Pure: it looks at what it is given.

use super::{
    codes::{Class, ItemType},
    model::{Contents, Item, ItemId, VolumeId},
    requirements,
};
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// How something is missing.
    LackKind as "text" {
        /// The volume is empty.
        NoItems = "no_items",
        /// No item of a required type is there.
        TypeMissing = "type_missing",
        /// Nobody has counted the pages of an item.
        NoPages = "no_pages",
        /// An item has no scan.
        NoScan = "no_scan",
        /// Pages of an item, of its scans and in their files are not the same.
        PagesDiffer = "pages_differ",
        /// A seal that matters is not there.
        NotSealed = "not_sealed",
        /// A signature that matters is not there.
        NotSigned = "not_signed",
    }
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// How.
    pub kind: LackKind,
    /// In which volume; none where a line has no volume at all.
    pub volume: Option<VolumeId>,
    /// Which type of item.
    pub item_type: Option<ItemType>,
    /// Of which item, with its place.
    pub item: Option<(ItemId, i32)>,
    /// In words.
    pub text: Text,
}

/// What is missing in a volume: types first, then by the places of the items.
#[must_use]
pub fn of_volume(contents: &Contents) -> Vec<Lack> {
    let volume = contents.volume.id;
    let mut lacks = Vec::new();
    if contents.standing().next().is_none() {
        let text = Text::new("卷内没有文件", "the volume is empty");
        lacks.push(Lack { kind: LackKind::NoItems, volume: Some(volume), item_type: None, item: None, text });
    }
    let there = |wanted| contents.standing().any(|item| item.facts.item_type == wanted);
    lacks.extend(types(contents.volume.facts.class, there, Some(volume)));
    lacks.extend(contents.standing().flat_map(of_item));
    lacks
}

/// What is missing of a line in all its volumes together: a required type may be in any of them.
#[must_use]
pub fn of_line(volumes: &[Contents]) -> Vec<Lack> {
    let items = || volumes.iter().flat_map(Contents::standing);
    let there = |wanted| items().any(|item| item.facts.item_type == wanted);
    types(Class::Results, there, None).into_iter().chain(items().flat_map(of_item)).collect()
}

fn types(class: Class, there: impl Fn(ItemType) -> bool, volume: Option<VolumeId>) -> Vec<Lack> {
    let absent = requirements::of_class(class).filter(|wanted| !there(*wanted));
    let lack = |item_type: ItemType| {
        let title = item_type.title();
        let text = Text::new(format!("缺少{}", title.zh), format!("no {} is there", title.en));
        Lack { kind: LackKind::TypeMissing, volume, item_type: Some(item_type), item: None, text }
    };
    absent.map(lack).collect()
}

fn of_item(item: &Item) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let mut note = |kind, zh: String, en: String| {
        let (zh, en) = (format!("第{}件{zh}", item.serial), format!("item {} {en}", item.serial));
        let (item_type, place) = (Some(item.facts.item_type), Some((item.id, item.serial)));
        lacks.push(Lack { kind, volume: Some(item.volume), item_type, item: place, text: Text::new(zh, en) });
    };
    if item.facts.pages.is_none() {
        note(LackKind::NoPages, "未登记页数".into(), "has no page count".into());
    }
    let scanned: i32 = item.standing_scans().map(|scan| scan.pages).sum();
    if item.standing_scans().next().is_none() {
        note(LackKind::NoScan, "没有扫描件".into(), "has no scan".into());
    } else if let Some(pages) = item.facts.pages
        && pages != scanned
    {
        note(
            LackKind::PagesDiffer,
            format!("登记 {pages} 页，扫描件共 {scanned} 页"),
            format!("has {pages} pages, its scans {scanned}"),
        );
    }
    for scan in item.standing_scans() {
        if let Some(counted) = scan.counted_pages
            && counted != scan.pages
        {
            note(
                LackKind::PagesDiffer,
                format!("的扫描件 {} 登记 {} 页，文件实有 {counted} 页", scan.ordinal, scan.pages),
                format!("has scan {} said to have {} pages; the file has {counted}", scan.ordinal, scan.pages),
            );
        }
    }
    let needed = requirements::authentication(item.facts.item_type);
    if needed.sealed && item.facts.sealed != Some(true) {
        note(LackKind::NotSealed, "缺少印章".into(), "is not sealed".into());
    }
    if needed.signed && item.facts.signed != Some(true) {
        note(LackKind::NotSigned, "缺少签字".into(), "is not signed".into());
    }
    lacks
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::{
        archives::{
            codes::{MediaType, Retention, Secrecy, VolumeState},
            model::{ItemFacts, Scan, ScanId, Volume, VolumeFacts},
        },
        photos::Digest,
    };

    fn contents(class: Class, items: Vec<Item>) -> Contents {
        let facts = VolumeFacts {
            class,
            title: "甲乙线".into(),
            year: None,
            line: None,
            retention: Retention::Permanent,
            secrecy: Secrecy::Internal,
            office_code: "QH".into(),
            remark: None,
        };
        let volume = Volume {
            id: VolumeId(Uuid::nil()),
            facts,
            line_name: None,
            line_code: None,
            catalogue_number: None,
            place: None,
            state: VolumeState::Collecting,
            arranged_by: None,
            checked_by: None,
            handed_over: None,
            version: 1,
        };
        Contents { volume, items }
    }

    /// An item of four pages with one scan of as many.
    fn item(serial: i32, item_type: ItemType) -> Item {
        let facts = ItemFacts {
            item_type,
            document_number: None,
            author: "民政局".into(),
            title: "材料".into(),
            dated_on: None,
            secrecy: Secrecy::Internal,
            pages: Some(4),
            sealed: Some(true),
            signed: Some(true),
            remark: None,
            links: Vec::new(),
        };
        let id = ItemId(Uuid::from_u128(u128::try_from(serial).unwrap()));
        let scan = Scan {
            id: ScanId(Uuid::nil()),
            item: id,
            ordinal: 1,
            digest: Digest::of(b"scan"),
            size: 4,
            media_type: MediaType::Pdf,
            pages: 4,
            counted_pages: Some(4),
            scanned_at: datetime!(2023-07-01 04:00 UTC),
            withdrawn: None,
        };
        Item { id, volume: VolumeId(Uuid::nil()), serial, facts, scans: vec![scan], removed: None }
    }

    fn kinds(lacks: &[Lack]) -> Vec<LackKind> {
        lacks.iter().map(|lack| lack.kind).collect()
    }

    fn complete() -> Vec<Item> {
        (1..).zip(requirements::of_class(Class::Results)).map(|(serial, kind)| item(serial, kind)).collect()
    }

    #[test]
    fn a_volume_of_results_with_each_required_type_lacks_nothing_and_an_empty_one_lacks_all() {
        assert_eq!(of_volume(&contents(Class::Results, complete())), []);
        assert_eq!(of_volume(&contents(Class::Results, vec![])).len(), 1 + requirements::REQUIRED.len());
        assert_eq!(kinds(&of_volume(&contents(Class::General, vec![]))), [LackKind::NoItems]);
    }

    #[test]
    fn what_was_taken_out_or_withdrawn_does_not_count() {
        let mut items = complete();
        items[0].removed = Some((datetime!(2023-07-01 04:00 UTC), "重复".into()));
        items[1].scans[0].withdrawn = Some((datetime!(2023-07-01 04:00 UTC), "模糊".into()));
        let lacks = of_volume(&contents(Class::Results, items));
        assert_eq!(kinds(&lacks), [LackKind::TypeMissing, LackKind::NoScan]);
        assert_eq!(lacks[0].item_type, Some(ItemType::Approval));
        assert_eq!(lacks[1].item.map(|(_, serial)| serial), Some(2));
    }

    #[test]
    fn pages_seals_and_signatures_are_held_against_what_the_item_needs() {
        let mut agreement = item(1, ItemType::Agreement);
        (agreement.facts.sealed, agreement.facts.signed) = (Some(false), None);
        agreement.facts.pages = Some(5);
        agreement.scans[0].counted_pages = Some(3);
        let lacks = of_volume(&contents(Class::General, vec![agreement]));
        let differ = LackKind::PagesDiffer;
        assert_eq!(kinds(&lacks), [differ, differ, LackKind::NotSealed, LackKind::NotSigned]);
        let mut photos = item(1, ItemType::MarkerPhotos);
        (photos.facts.sealed, photos.facts.signed, photos.facts.pages) = (None, None, None);
        photos.scans[0].counted_pages = None;
        assert_eq!(kinds(&of_volume(&contents(Class::General, vec![photos]))), [LackKind::NoPages]);
    }

    #[test]
    fn of_a_line_a_type_may_be_in_any_volume() {
        let mut first = complete();
        let second = first.split_off(5);
        let volumes = [contents(Class::Results, first), contents(Class::Results, second)];
        assert_eq!(of_line(&volumes), []);
        assert_eq!(of_volume(&volumes[0]).len(), 5);
        assert_eq!(of_line(&[]).len(), requirements::REQUIRED.len());
    }
}
