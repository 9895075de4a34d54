//! What stands on the paper, from its head to its last attachment.

use super::{
    grid,
    paragraph::{WITH_NEXT, blank_line, paragraph},
    section::Pages,
    typeface::{BODY, HEADING, TITLE, Typeface},
};
use crate::{
    documents::sheet::{Attachment, Block, Sheet, Signature},
    kernel::numerals::day_in_numerals,
};

/// One character of 3号 with its share of the line, in twentieths of a point: 28 of them fill 156 mm.
const CHARACTER: u32 = 316;

/// All of the paper, as the content of `w:body`.
pub(super) fn flow(sheet: &Sheet) -> String {
    let printed = |attachment: &&Attachment| !attachment.body.is_empty();
    let mut pages = Pages::of(sheet.across);
    let mut flow = opening(sheet);
    if let Some((last, before)) = sheet.body.split_last() {
        flow.push_str(&blocks(before, pages));
        flow.push_str(&block(last, pages, WITH_NEXT));
    }
    flow.push_str(&list_of_attachments(&sheet.attachments));
    flow.extend(sheet.signature.iter().map(|signature| signed(signature, pages)));
    flow.extend(sheet.notes.iter().map(|note| paragraph("Body", "", &BODY.runs(&format!("（{note}）")))));
    for (at, attachment) in sheet.attachments.iter().enumerate().filter(|(_, attachment)| printed(attachment)) {
        flow.push_str(&pages.ended());
        pages = Pages::of(attachment.across);
        let number = if sheet.attachments.len() > 1 { (at + 1).to_string() } else { String::new() };
        flow.push_str(&paragraph("Normal", "", &HEADING.runs(&format!("附件{number}"))));
        flow.push_str(&blank_line());
        flow.push_str(&paragraph("Title", "", &TITLE.runs(&attachment.title)));
        flow.push_str(&blocks(&attachment.body, pages));
    }
    flow.push_str(pages.properties());
    flow
}

/// Head, number, title and addressee.
fn opening(sheet: &Sheet) -> String {
    let mut opening = String::new();
    if let Some(head) = &sheet.head {
        opening.push_str(&paragraph("Head", "", &Typeface::head(head.chars().count()).runs(head)));
    }
    let style_of_number = if sheet.head.is_some() { "HeadNumber" } else { "Number" };
    if sheet.head.is_some() || sheet.number.is_some() {
        let number = sheet.number.as_deref().unwrap_or_default();
        opening.push_str(&paragraph(style_of_number, "", &BODY.runs(number)));
    }
    opening.push_str(&paragraph("Title", "", &TITLE.runs(&sheet.title)));
    if let Some(addressee) = &sheet.addressee {
        opening.push_str(&paragraph("Normal", "", &BODY.runs(&format!("{addressee}："))));
    }
    opening
}

fn blocks(blocks: &[Block], pages: Pages) -> String {
    blocks.iter().map(|part| block(part, pages, "")).collect()
}

/// One part; `properties` are those of a paragraph.
fn block(block: &Block, pages: Pages, properties: &str) -> String {
    match block {
        Block::Heading(text) => paragraph("Body", WITH_NEXT, &HEADING.runs(text)),
        Block::Paragraph(text) => paragraph("Body", properties, &BODY.runs(text)),
        Block::Table(table) => grid::table(table, pages),
        Block::Form(form) => grid::form(form, pages.width()),
    }
}

/// One line below the text, two characters in; further lines under the first title, and a single one without a number
/// (7.3.4).
fn list_of_attachments(attachments: &[Attachment]) -> String {
    let listed: String = (attachments.iter().enumerate())
        .map(|(at, attachment)| {
            let word = if at == 0 { "附件：" } else { "" };
            // Two characters in, three for the word 附件：, one and a half for the number.
            let (left, hanging) = if at == 0 { (650, 450) } else { (650, 150) };
            let indent = format!(
                "{WITH_NEXT}<w:ind w:leftChars=\"{left}\" w:left=\"{}\" w:hangingChars=\"{hanging}\" w:hanging=\"{}\"/>",
                left * CHARACTER / 100,
                hanging * CHARACTER / 100,
            );
            let number = if attachments.len() > 1 { format!("{}.", at + 1) } else { String::new() };
            paragraph("Normal", &indent, &BODY.runs(&format!("{word}{number}{}", attachment.title)))
        })
        .collect();
    if listed.is_empty() { listed } else { blank_line() + &listed }
}

/// Issuing body and day, centred on each other, four characters from the right edge, with room for the seal (7.3.5.1).
fn signed(signature: &Signature, pages: Pages) -> String {
    let day = day_in_numerals(signature.day);
    let longest = signature.issuer.chars().count().max(day.chars().count());
    let taken = u32::try_from(longest + 5).unwrap_or(u32::MAX).saturating_mul(CHARACTER);
    let indent = format!(
        "<w:ind w:left=\"{}\" w:right=\"{}\"/><w:jc w:val=\"center\"/>",
        pages.width().saturating_sub(taken),
        4 * CHARACTER,
    );
    let issuer = paragraph("Normal", &format!("{WITH_NEXT}{indent}"), &BODY.runs(&signature.issuer));
    blank_line() + &blank_line() + &issuer + &paragraph("Normal", &indent, &BODY.runs(&day))
}
