//! The package that is filed (地名备案公告管理办法（试行）): form, approval, application and reports, with a manifest.
//!
//! The manifest lists every file with its size and SHA-256, in one order, so that the same package always has the same
//! manifest. Its own SHA-256 is kept with the filing: what was sent can be proven later.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Refusal,
    model::{CaseId, Decision, Filing, Item, NamingCase, PaperKind},
    papers,
    service::{self, Told, subject},
    store,
};
use crate::{
    db::tx::Tx,
    index::live::Snapshot,
    kernel::hex::hex,
    publications::PublishedItem,
    records::{self, Attachment},
};
use sha2::{Digest, Sha256};

/// The papers that belong into a package, in its order.
const PAPERS: [PaperKind; 7] = [
    PaperKind::FilingReport,
    PaperKind::DecisionDocument,
    PaperKind::Application,
    PaperKind::AssessmentReport,
    PaperKind::ArgumentationReport,
    PaperKind::OpinionsReport,
    PaperKind::Drawing,
];

/// One file of a package.
struct File {
    name: String,
    content: Vec<u8>,
}

/// The manifest of the package of a decision as it is now, JSON.
pub(super) async fn manifest(
    tx: &Tx,
    snapshot: &Snapshot,
    case: CaseId,
    decision: &Decision,
    filing: &Filing,
) -> Result<Vec<u8>, Refusal> {
    Ok(told(decision, filing, &files(tx, snapshot, case, decision, filing).await?))
}

/// The package as a ZIP archive.
pub(super) async fn archive(
    tx: &Tx,
    snapshot: &Snapshot,
    case: CaseId,
    decision: &Decision,
    filing: &Filing,
) -> Result<Vec<u8>, Refusal> {
    let mut files = files(tx, snapshot, case, decision, filing).await?;
    let content = told(decision, filing, &files);
    files.insert(0, File { name: "manifest.json".to_owned(), content });
    zipped(&files).map_err(|error| {
        tracing::error!(%error, "a filing package was not written");
        Refusal::Package
    })
}

async fn files(
    tx: &Tx,
    snapshot: &Snapshot,
    id: CaseId,
    decision: &Decision,
    filing: &Filing,
) -> Result<Vec<File>, Refusal> {
    let case = store::cases::find(tx, id).await?.ok_or(Refusal::UnknownCase)?;
    let mut items = store::items::of_case(tx, id).await?;
    items.retain(|item| item.was_approved_by(decision.id));
    let published = service::published(tx, snapshot, &case, &items, Told::Decided(decision)).await?;
    let form = form(&case, &items, &published, decision, filing);
    let content = serde_json::to_vec_pretty(&form).unwrap_or_default();
    let sheet = papers::filing_form(&case, &published, decision, filing);
    let mut files = vec![
        File { name: "备案表.pdf".to_owned(), content: papers::pdf(sheet).await? },
        File { name: "备案表.json".to_owned(), content },
    ];
    let kept = records::attachment::of_subject(tx, subject(id)).await?;
    // The office's own report, if it wrote one.
    if kept.iter().all(|paper| paper.kind != PaperKind::FilingReport.code()) {
        let bureau = store::office::office(tx).await?.bureau;
        let sheet = papers::filing_report(&case, &published, decision, filing, &bureau);
        files.push(File { name: "备案报告.pdf".to_owned(), content: papers::pdf(sheet).await? });
    }
    for kind in PAPERS {
        let of_kind = kept.iter().filter(|paper| paper.kind == kind.code());
        for (paper, number) in of_kind.zip(1..) {
            let found = records::attachment::content(tx, subject(id), paper.id).await?;
            let (_, content) = found.ok_or(Refusal::UnknownPaper)?;
            files.push(File { name: file_name(kind, number, paper), content });
        }
    }
    Ok(files)
}

fn told(decision: &Decision, filing: &Filing, files: &[File]) -> Vec<u8> {
    let manifest = json!({
        "decision": { "authority": decision.authority, "document_number": decision.document_number,
                      "decided_on": decision.decided_on },
        "receiver": filing.receiver,
        "files": files.iter().map(|file| json!({
            "name": file.name, "size": file.content.len(), "sha256": hex(Sha256::digest(&file.content)),
        })).collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&manifest).unwrap_or_default()
}

/// The facts of the filing form, name by name.
fn form(case: &NamingCase, items: &[Item], published: &[PublishedItem], decision: &Decision, filing: &Filing) -> Value {
    let names = items.iter().zip(published).map(|(item, published)| {
        let former = published.former_extent.as_ref();
        let former = former.map(
            |extent| json!({ "starts_at": extent.starts_at, "ends_at": extent.ends_at, "length_m": extent.length_m }),
        );
        json!({
            "standard_name": item.name, "roman_spelling": item.pinyin, "former_name": item.former_name,
            "category": item.category, "place_code": item.place_code, "division_code": item.division_code,
            "division": published.division_name, "former_extent": former,
            "location": item.location, "starts_at": item.street.starts_at, "ends_at": item.street.ends_at,
            "length_m": item.street.length_m, "width_m": item.street.width_m, "reason": item.reason,
        })
    });
    json!({
        "case_number": case.number, "type": case.draft.case_type, "applicant": case.draft.applicant,
        "approving_authority": decision.authority, "document_number": decision.document_number,
        "approved_on": decision.decided_on, "receiver": filing.receiver, "names": names.collect::<Vec<_>>(),
    })
}

/// Such as 申请书.pdf, 附图-2.png.
fn file_name(kind: PaperKind, number: usize, paper: &Attachment) -> String {
    let ending = match paper.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "text/plain" => "txt",
        _ => "bin",
    };
    let title = kind.title().zh;
    if number == 1 { format!("{title}.{ending}") } else { format!("{title}-{number}.{ending}") }
}

fn zipped(files: &[File]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of the day in it: the same files make the same archive.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for file in files {
        writer.start_file(file.name.as_str(), options)?;
        writer.write_all(&file.content)?;
    }
    Ok(writer.finish()?.into_inner())
}
