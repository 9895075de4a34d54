//! The foot of each page: its number, and where the paper stands for good.

use super::{
    DECLARATION, NAMESPACES,
    paragraph::paragraph,
    typeface::{PAGE_NUMBER, SMALL},
};

/// The foot with the number at `side`, one character in (7.5).
pub(super) fn footer(side: &str, provenance: Option<&str>) -> String {
    let number = PAGE_NUMBER.runs("— ") + &PAGE_NUMBER.field("PAGE") + &PAGE_NUMBER.runs(" —");
    let indent = format!("<w:ind w:left=\"280\" w:right=\"280\"/><w:jc w:val=\"{side}\"/>");
    let mut foot = paragraph("Footer", &indent, &number);
    if let Some(provenance) = provenance {
        foot.push_str(&paragraph("Footer", "<w:jc w:val=\"center\"/>", &SMALL.runs(provenance)));
    }
    format!("{DECLARATION}<w:ftr {NAMESPACES}>{foot}</w:ftr>")
}
