//! Pages: their size, margins, footers and grid.

/// Whether the pages of a section stand or lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// A4 upright: 210 mm by 297 mm, the text 156 mm by 225 mm (5.2.1).
    Upright,
    /// A4 across, the same text area turned.
    Across,
}

impl Pages {
    /// Pages that lie across, or not.
    pub(super) fn of(across: bool) -> Self {
        if across { Self::Across } else { Self::Upright }
    }

    /// Width of the text, in twentieths of a point.
    pub(super) fn width(self) -> u32 {
        match self {
            Self::Upright => 8845,
            Self::Across => 12756,
        }
    }

    /// The properties of a section of such pages, with numbers at the foot.
    pub(super) fn properties(self) -> &'static str {
        match self {
            Self::Upright => concat!(
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"odd\"/>",
                "<w:footerReference w:type=\"even\" r:id=\"even\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
                "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" ",
                "w:footer=\"1134\" w:gutter=\"0\"/></w:sectPr>",
            ),
            Self::Across => concat!(
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"odd\"/>",
                "<w:footerReference w:type=\"even\" r:id=\"even\"/>",
                "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
                "<w:pgMar w:top=\"1587\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" w:header=\"851\" ",
                "w:footer=\"624\" w:gutter=\"0\"/></w:sectPr>",
            ),
        }
    }

    /// The last paragraph of a section that is followed by another one; it takes no room.
    pub(super) fn ended(self) -> String {
        let properties = self.properties();
        format!("<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>{properties}</w:pPr></w:p>")
    }
}
