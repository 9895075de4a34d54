//! Runs of text: every run names its typeface, size and script.

/// How a run looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typeface {
    /// The typeface of Chinese characters that the standard names; `parts/font_table.xml` says what may stand in.
    chinese: &'static str,
    /// Half points.
    size: u16,
    /// Between characters, in twentieths of a point.
    spacing: i16,
    bold: bool,
    color: &'static str,
}

/// 仿宋 3号: everything that is not said to be otherwise (5.2.2); so close that 28 characters fill the line (5.2.3).
pub(super) const BODY: Typeface =
    Typeface { chinese: "仿宋_GB2312", size: 32, spacing: -5, bold: false, color: "000000" };
/// 小标宋 2号 (7.3.1).
pub(super) const TITLE: Typeface = Typeface { chinese: "方正小标宋简体", size: 44, spacing: 0, ..BODY };
/// 黑体 3号: headings of the first level (7.3.3) and the word 附件 (7.3.7).
pub(super) const HEADING: Typeface = Typeface { chinese: "黑体", ..BODY };
/// 宋体 4号: page numbers (7.5).
pub(super) const PAGE_NUMBER: Typeface = Typeface { chinese: "宋体", size: 28, spacing: 0, ..BODY };
/// The provenance at the foot.
pub(super) const SMALL: Typeface = Typeface { size: 15, color: "595959", ..PAGE_NUMBER };

impl Typeface {
    /// The red head, as large as lets it fit the line.
    pub(super) fn head(characters: usize) -> Self {
        let fitting = 840 / u16::try_from(characters.max(1)).unwrap_or(u16::MAX);
        Self { size: fitting.clamp(44, 100), color: "E60000", ..TITLE }
    }

    /// Text of tables in this size, in half points.
    pub(super) const fn of_cells(size: u16) -> Self {
        Self { size, spacing: 0, ..BODY }
    }

    /// A fair distance of lines, in twentieths of a point.
    pub(super) const fn line(self) -> u16 {
        self.size * 27 / 2
    }

    /// The same, bold.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Runs of `text`; a line feed breaks the line.
    ///
    /// Latin letters are runs of their own: in a run that is marked as Chinese, letters with tone marks would be set
    /// in the Chinese typeface, and without the mark quotation marks would be set in the Latin one.
    pub(super) fn runs(self, text: &str) -> String {
        let mut runs = String::new();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                runs.push_str("<w:r><w:br/></w:r>");
            }
            let mut rest = line;
            while let Some(first) = rest.chars().next() {
                let latin = is_latin(first);
                let end = rest.find(|c| is_latin(c) != latin).unwrap_or(rest.len());
                let (run, after) = rest.split_at(end);
                runs.push_str(&self.run(latin, &format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(run))));
                rest = after;
            }
        }
        runs
    }

    /// A field that the reader's program fills in.
    pub(super) fn field(self, instruction: &str) -> String {
        ["<w:fldChar w:fldCharType=\"begin\"/>".to_owned(), format!("<w:instrText>{instruction}</w:instrText>")]
            .into_iter()
            .chain(["<w:fldChar w:fldCharType=\"end\"/>".to_owned()])
            .map(|part| self.run(true, &part))
            .collect()
    }

    fn run(self, latin: bool, content: &str) -> String {
        let Self { chinese, size, spacing, bold, color } = self;
        let hint = if latin { "" } else { " w:hint=\"eastAsia\"" };
        let bold = if bold { "<w:b/>" } else { "" };
        format!(
            "<w:r><w:rPr><w:rFonts{hint} w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{chinese}\"/>\
             {bold}<w:color w:val=\"{color}\"/><w:spacing w:val=\"{spacing}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>{content}</w:r>"
        )
    }
}

/// Letters, digits and signs below the general punctuation.
fn is_latin(c: char) -> bool {
    c < '\u{2000}'
}

/// `text` as character data of XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
