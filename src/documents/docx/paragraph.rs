//! Paragraphs.

/// A paragraph of a style of `parts/styles.xml`, with what differs from it.
pub(super) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

/// Keeps a paragraph on the page of the next one.
pub(super) const WITH_NEXT: &str = "<w:keepNext/>";

/// An empty line, on the page of what follows.
pub(super) fn blank_line() -> String {
    paragraph("Normal", WITH_NEXT, "")
}
