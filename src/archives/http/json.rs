//! Archives as JSON.

use serde_json::{Map, Value, json};
use time::Date;

use crate::{
    archives::{
        borrowing::Borrowing,
        export::Export,
        missing::{self, Lack},
        model::{Contents, Item, Scan, Volume},
        service::VolumeFile,
        sheets, state,
    },
    kernel::{dates::rfc3339, hex::hex},
    records::Event,
};

/// Where a volume is shown.
pub(super) fn address(volume: &Volume) -> String {
    format!("/api/v1/archive-volumes/{}", volume.id)
}

/// A volume with what is missing in it and what can be done with it next.
pub(super) fn volume(contents: &Contents) -> Value {
    Value::Object(facts(contents))
}

fn facts(contents: &Contents) -> Map<String, Value> {
    let volume = &contents.volume;
    let facts = &volume.facts;
    let steps: Vec<Value> = state::open_actions(volume.state)
        .map(|action| {
            let (zh, en) = action.title();
            let href = format!("{}/{action}", address(volume));
            json!({ "action": action.code(), "method": "POST", "href": href, "zh": zh, "en": en })
        })
        .collect();
    let lacks: Vec<Value> = missing::of_volume(contents).iter().map(lack).collect();
    let members = json!({
        "id": volume.id, "class": facts.class, "title": facts.title, "year": facts.year, "line_id": facts.line,
        "line_code": volume.line_code, "line_name": volume.line_name, "retention": facts.retention, "secrecy": facts.secrecy,
        "office_code": facts.office_code, "remark": facts.remark, "catalogue_number": volume.catalogue_number,
        "box": volume.place.as_ref().map(|place| &place.box_number),
        "shelf": volume.place.as_ref().map(|place| &place.shelf), "state": volume.state,
        "receiver": volume.handed_over.as_ref().map(|(receiver, _)| receiver),
        "handed_over_on": volume.handed_over.as_ref().map(|(_, on)| on.to_string()),
        "item_count": contents.standing().count(), "pages": sheets::pages(contents), "missing": lacks,
        "version": volume.version, "steps": steps,
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A volume with its items, who has and had it, and what happened to it.
pub(super) fn file(file: &VolumeFile, today: Date) -> Value {
    let mut members = facts(&file.contents);
    let items = file.contents.items.iter().map(|found| item(&file.contents.volume, found));
    members.insert("items".into(), items.collect());
    members.insert("borrowings".into(), file.borrowings.iter().map(|found| borrowing(found, today)).collect());
    members.insert("events".into(), file.events.iter().map(event).collect());
    Value::Object(members)
}

fn event(event: &Event) -> Value {
    let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
    json!({
        "at": rfc3339(event.at), "actor": event.actor, "kind": event.kind, "from_state": event.from_state,
        "to_state": event.to_state, "facts": facts,
    })
}

/// Something that is missing.
pub(in crate::archives) fn lack(lack: &Lack) -> Value {
    let (item, serial) = lack.item.unzip();
    json!({
        "kind": lack.kind, "volume_id": lack.volume, "type": lack.item_type, "item_id": item, "serial": serial,
        "zh": lack.text.zh, "en": lack.text.en,
    })
}

/// An item.
pub(super) fn item(volume: &Volume, item: &Item) -> Value {
    let facts = &item.facts;
    let links = facts.links.iter().map(|link| json!({ "kind": link.kind, "id": link.target, "page": link.page }));
    let (removed_at, removed_reason) = item.removed.as_ref().map(|(at, reason)| (rfc3339(*at), reason)).unzip();
    json!({
        "id": item.id, "volume_id": item.volume, "serial": item.serial,
        "catalogue_number": sheets::number_of_item(volume, item).filter(|_| item.removed.is_none()), "type": facts.item_type,
        "document_number": facts.document_number, "author": facts.author, "title": facts.title,
        "dated_on": facts.dated_on.map(|day| day.to_string()), "secrecy": facts.secrecy, "pages": facts.pages,
        "sealed": facts.sealed, "signed": facts.signed, "remark": facts.remark, "links": links.collect::<Vec<_>>(),
        "scans": item.scans.iter().map(|found| scan(volume, found)).collect::<Vec<_>>(),
        "removed_at": removed_at, "removed_reason": removed_reason,
    })
}

/// A scan.
pub(super) fn scan(volume: &Volume, scan: &Scan) -> Value {
    let uncounted = scan.counted_pages.is_none().then(|| {
        json!({ "zh": "无法从文件中数出页数，以登记的页数为准",
                "en": "the pages cannot be counted in the file; what the archivist says counts" })
    });
    let (withdrawn_at, withdrawn_reason) = scan.withdrawn.as_ref().map(|(at, reason)| (rfc3339(*at), reason)).unzip();
    json!({
        "id": scan.id, "item_id": scan.item, "ordinal": scan.ordinal, "sha256": scan.digest, "size": scan.size,
        "media_type": scan.media_type.mime(), "pages": scan.pages, "counted_pages": scan.counted_pages,
        "uncounted": uncounted, "scanned_at": rfc3339(scan.scanned_at), "withdrawn_at": withdrawn_at,
        "withdrawn_reason": withdrawn_reason,
        "href": format!("{}/items/{}/scans/{}", address(volume), scan.item, scan.id),
    })
}

/// The in-volume list 卷内目录 of a volume.
pub(super) fn list(contents: &Contents) -> Value {
    let volume = &contents.volume;
    let row = |item: &Item| {
        let facts = &item.facts;
        json!({
            "serial": item.serial, "catalogue_number": sheets::number_of_item(volume, item),
            "document_number": facts.document_number, "author": facts.author, "title": facts.title,
            "dated_on": facts.dated_on.map(|day| day.to_string()), "secrecy": facts.secrecy, "pages": facts.pages,
            "remark": facts.remark,
        })
    };
    json!({
        "volume_id": volume.id, "catalogue_number": volume.catalogue_number, "title": volume.facts.title,
        "pages": sheets::pages(contents), "items": contents.standing().map(row).collect::<Vec<_>>(),
    })
}

/// A borrowing as it stands today.
pub(super) fn borrowing(borrowing: &Borrowing, today: Date) -> Value {
    let (on, returned) = borrowing.returned.as_ref().map(|(on, returned)| (on.to_string(), returned)).unzip();
    json!({
        "id": borrowing.id, "volume_id": borrowing.volume, "catalogue_number": borrowing.catalogue_number,
        "title": borrowing.title, "borrower": borrowing.borrower, "unit": borrowing.unit, "purpose": borrowing.purpose,
        "lent_on": borrowing.lent_on.to_string(), "due_on": borrowing.due_on.to_string(), "returned_on": on,
        "condition": returned.map(|returned| returned.condition), "note": returned.and_then(|returned| returned.note.clone()),
        "overdue_by_days": borrowing.overdue_by(today), "version": borrowing.version,
    })
}

/// A package.
pub(super) fn export(export: &Export) -> Value {
    let manifest: Value = serde_json::from_str(&export.manifest).unwrap_or_default();
    json!({
        "id": export.id, "recipient": export.recipient, "purpose": export.purpose, "volumes": export.volumes,
        "exported_by": export.exported_by, "exported_at": rfc3339(export.exported_at),
        "manifest_sha256": hex(export.manifest_digest.as_bytes()), "watermark": manifest.get("watermark"),
        "package": format!("/api/v1/archive-exports/{}/package", export.id),
    })
}
