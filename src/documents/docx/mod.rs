//! DOCX, for the office that must edit the paper (ISO/IEC 29500-1, WordprocessingML).
//!
//! The parts that never change are files in `parts/`; clauses in comments are of GB/T 9704-2012.

mod flow;
mod footer;
mod grid;
mod paragraph;
mod section;
mod typeface;

use std::io::{Cursor, Write};

use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{sheet::Sheet, unprintable::Unprintable};

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const PACKAGE_RELATIONS: &str = include_str!("parts/package.rels");
const DOCUMENT_RELATIONS: &str = include_str!("parts/document.rels");
const SETTINGS: &str = include_str!("parts/settings.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const FONT_TABLE: &str = include_str!("parts/font_table.xml");

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of parts that are written here.
const NAMESPACES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
);

/// The paper as DOCX. The same paper gives the same bytes.
///
/// Its typefaces are those of the reader's office, so only characters that XML cannot hold are refused.
pub fn docx(sheet: &Sheet) -> Result<Vec<u8>, Unprintable> {
    let mut impossible: Vec<char> = sheet.texts().flat_map(str::chars).filter(|c| !is_in_xml(*c)).collect();
    if !impossible.is_empty() {
        impossible.sort_unstable();
        impossible.dedup();
        return Err(Unprintable::NoGlyph(impossible));
    }
    packed(sheet).map_err(|error| Unprintable::Packing(error.to_string()))
}

fn packed(sheet: &Sheet) -> Result<Vec<u8>, ZipError> {
    let document = format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", flow::flow(sheet));
    let provenance = sheet.provenance.as_deref();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_RELATIONS),
        ("docProps/core.xml", &core(&sheet.title)),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", FONT_TABLE),
        ("word/footer_odd.xml", &footer::footer("right", provenance)),
        ("word/footer_even.xml", &footer::footer("left", provenance)),
    ] {
        package.start_file(name, SimpleFileOptions::default())?;
        package.write_all(part.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// What file managers show of the file.
fn core(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        typeface::escaped(title)
    )
}

/// The characters that XML 1.0 (2.2) allows and that are shown.
fn is_in_xml(c: char) -> bool {
    c == '\n' || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}
