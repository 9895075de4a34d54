//! The manifest of a package.

use time::OffsetDateTime;

use super::model::{Manifest, NewExport, PackedItem, PackedScan, PackedVolume};
use crate::{
    archives::{
        model::{Contents, Item, Scan},
        sheets,
    },
    kernel::{dates::rfc3339, hex::hex},
    records::Event,
};

/// The form of manifests.
const FORMAT: &str = "mingjie-archives-1";

/// The manifest of these volumes, each with its last event; `login` makes the package now.
pub(super) fn of(volumes: &[(Contents, Option<Event>)], new: &NewExport, login: &str, now: OffsetDateTime) -> Manifest {
    let watermark = format!(
        "内部资料　导出人：{login}　导出时间：{}　接收单位：{}　用途：{}",
        sheets::minute(now),
        new.recipient,
        new.purpose
    );
    Manifest {
        format: FORMAT.to_owned(),
        watermark,
        exported_by: login.to_owned(),
        exported_at: rfc3339(now),
        recipient: new.recipient.clone(),
        purpose: new.purpose.clone(),
        volumes: (1..).zip(volumes).map(|(at, (contents, last))| volume(at, contents, last.as_ref())).collect(),
    }
}

/// Files are named by places: a name that somebody wrote could lead out of the folder into which it is unpacked.
fn volume(at: usize, contents: &Contents, last: Option<&Event>) -> PackedVolume {
    let volume = &contents.volume;
    let folder = format!("volumes/{at:03}");
    PackedVolume {
        id: volume.id,
        catalogue_number: volume.catalogue_number.clone().unwrap_or_default(),
        title: volume.facts.title.clone(),
        class: volume.facts.class,
        year: volume.facts.year,
        line_code: volume.line_code.clone(),
        line: volume.line_name.clone(),
        retention: volume.facts.retention,
        secrecy: volume.facts.secrecy,
        pages: sheets::pages(contents),
        last_event_sha256: last.map(|event| hex(&event.digest)).unwrap_or_default(),
        list: format!("{folder}/list.pdf"),
        items: contents.standing().map(|found| item(&folder, contents, found)).collect(),
    }
}

fn item(folder: &str, contents: &Contents, item: &Item) -> PackedItem {
    let facts = &item.facts;
    PackedItem {
        serial: item.serial,
        catalogue_number: sheets::number_of_item(&contents.volume, item).unwrap_or_default(),
        r#type: facts.item_type,
        document_number: facts.document_number.clone(),
        author: facts.author.clone(),
        title: facts.title.clone(),
        dated_on: facts.dated_on.map(|day| day.to_string()),
        secrecy: facts.secrecy,
        pages: facts.pages,
        remark: facts.remark.clone(),
        scans: item.standing_scans().map(|found| scan(folder, item.serial, found)).collect(),
    }
}

fn scan(folder: &str, serial: i32, scan: &Scan) -> PackedScan {
    PackedScan {
        file: format!("{folder}/{serial:03}-{:02}.{}", scan.ordinal, scan.media_type.ending()),
        sha256: scan.digest.to_string(),
        size: scan.size,
        media_type: scan.media_type.mime().to_owned(),
        pages: scan.pages,
        counted_pages: scan.counted_pages,
    }
}
