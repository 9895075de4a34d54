//! Columns as wide as what stands in them: as long as the page has room, no word, number or day is broken.

use serde::Serialize;

use super::{fonts::FONTS, sheet::Table};

/// Widths of the text of a page that stands and of one that lies (5.2.1 of GB/T 9704-2012), in points.
const UPRIGHT_PT: f64 = 156.0 / 25.4 * 72.0;
const ACROSS_PT: f64 = 225.0 / 25.4 * 72.0;

/// Sizes of text in tables, in points, the one to begin with first; a table of many columns begins with the second.
const SIZES_PT: [f64; 4] = [12.0, 10.5, 9.0, 8.0];
const COLUMNS_OF_NORMAL_SIZE: usize = 5;

/// What is left free on each side of a cell, in points; `templates/sheet.typ` and `docx/parts/styles.xml` say the same.
const INSET_PT: f64 = 3.0;

/// A piece longer than this is broken, in characters: no column takes the room of all the others.
const LONGEST_PIECE: f64 = 16.0;

/// A column of sentences asks for no more than this, and is not narrower than the other unless what stands in it is.
const FULL_LINE: f64 = 20.0;
const LEAST_LINE: f64 = 3.0;

/// Room for what measuring does not see, in characters, such as kerning.
const SLACK: f64 = 0.2;

/// How much wider the letters and digits of the reader's typeface may be, in which DOCX is set.
const WIDER_LETTERS: f64 = 1.18;

/// How a table fits a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Fit {
    /// Size of its text in points.
    pub(super) size: f64,
    /// Widths of its columns in points; together they fill the page.
    pub(super) widths: Vec<f64>,
}

/// What a column asks for, in characters.
#[derive(Debug, Clone, Copy)]
struct Need {
    /// So that nothing is broken.
    least: f64,
    /// So that nothing goes on in another line.
    most: f64,
}

impl Fit {
    /// On a page that stands.
    pub(super) fn upright(table: &Table) -> Self {
        Self::of(table, UPRIGHT_PT)
    }

    /// On a page that lies.
    pub(super) fn across(table: &Table) -> Self {
        Self::of(table, ACROSS_PT)
    }

    fn of(table: &Table, width_pt: f64) -> Self {
        let needs: Vec<Need> = (0..table.columns.len()).map(|at| Need::of(table, at)).collect();
        // A column is also its inset: the room is what the insets leave.
        let insets = needs.iter().map(|_| 2.0 * INSET_PT).sum::<f64>();
        let room = |size: f64| (width_pt - insets) / size;
        let [least, most] =
            [|need: &Need| need.least, |need: &Need| need.most].map(|of| needs.iter().map(of).sum::<f64>());
        let sizes = SIZES_PT.iter().skip(usize::from(needs.len() > COLUMNS_OF_NORMAL_SIZE));
        let smallest = SIZES_PT.iter().copied().fold(f64::INFINITY, f64::min);
        let size = sizes.copied().find(|size| least <= room(*size)).unwrap_or(smallest);
        let room = room(size);
        let share = |need: &Need| {
            if most <= room {
                need.most * room / most
            } else if least <= room {
                // Sentences take what words leave.
                need.least + (room - least) * (need.most - need.least) / (most - least)
            } else {
                need.least * room / least
            }
        };
        Self { size, widths: needs.iter().map(|need| share(need) * size + 2.0 * INSET_PT).collect() }
    }
}

impl Need {
    /// What column `at` of `table` asks for.
    fn of(table: &Table, at: usize) -> Self {
        let header = table.columns.get(at).map(|column| Self::of_text(&column.header, true));
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|text| Self::of_text(text, false));
        let none = Self { least: 1.0, most: 1.0 };
        header
            .into_iter()
            .chain(cells)
            .fold(none, |one, other| Self { least: one.least.max(other.least), most: one.most.max(other.most) })
    }

    fn of_text(text: &str, bold: bool) -> Self {
        let longest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
        let line = longest(&mut text.split('\n').map(|line| width(line, bold)));
        let piece = longest(&mut pieces(text).into_iter().map(|piece| width(piece, bold)));
        let least = piece.max(line.min(LEAST_LINE)).min(LONGEST_PIECE) + SLACK;
        Self { least, most: (line.min(FULL_LINE) + SLACK).max(least) }
    }
}

/// Width of a text in characters.
fn width(text: &str, bold: bool) -> f64 {
    text.chars().map(|c| FONTS.advance(c, bold) * if is_of_word(c) { WIDER_LETTERS } else { 1.0 }).sum()
}

/// The pieces of a text that are not broken: words, numbers and days; a Chinese character with the marks that stay with it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || last.is_some_and(|last| is_broken_between(last, c)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        last = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// Whether a line may end between two characters.
fn is_broken_between(one: char, other: char) -> bool {
    let stays_with_next = |c| matches!(c, '（' | '〔' | '《' | '“' | '‘' | '【' | '(' | '[');
    let stays_with_last = |c| {
        matches!(
            c,
            '）' | '〕'
                | '》'
                | '”'
                | '’'
                | '】'
                | ')'
                | ']'
                | '，'
                | '。'
                | '；'
                | '：'
                | '、'
                | '！'
                | '？'
                | '%'
        )
    };
    // 2026年12月9日
    let within_day = one.is_ascii_digit() && matches!(other, '年' | '月' | '日')
        || matches!(one, '年' | '月') && other.is_ascii_digit();
    !(within_day || stays_with_next(one) || stays_with_last(other) || is_of_word(one) && is_of_word(other))
}

/// Letters, digits and the signs within words, numbers and addresses.
fn is_of_word(c: char) -> bool {
    c < '\u{2000}' && !c.is_whitespace() || matches!(c, '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Column;

    fn table(headers: &[&str], row: &[&str]) -> Table {
        let columns = headers.iter().map(|header| Column::new(*header)).collect();
        Table { columns, rows: vec![row.iter().map(ToString::to_string).collect()] }
    }

    #[test]
    fn words_numbers_days_and_marks_stay_whole() {
        assert_eq!(pieces("2026-12-09"), ["2026-12-09"]);
        assert_eq!(pieces("Tiějiàngwénhuà Xiàng"), ["Tiějiàngwénhuà", "Xiàng"]);
        assert_eq!(pieces("于2026年12月9日"), ["于", "2026年12月9日"]);
        assert_eq!(pieces("长度（米）"), ["长", "度", "（米）"]);
        assert_eq!(pieces("天〔2026〕9号"), ["天", "〔2026〕", "9", "号"]);
        assert_eq!(pieces("a\nb"), ["a", "b"]);
    }

    #[test]
    fn columns_fill_the_page_and_a_word_has_room() {
        let fit =
            Fit::upright(&table(&["序号", "汉语拼音", "缘由"], &["1", "Tiějiàngwénhuà Xiàng", &"取其意".repeat(40)]));
        assert!((fit.widths.iter().sum::<f64>() - UPRIGHT_PT).abs() < 0.01, "{fit:?}");
        assert!(fit.widths[1] > width("Tiějiàngwénhuà", false) * fit.size + 2.0 * INSET_PT, "{fit:?}");
        assert!(fit.widths[2] > fit.widths[1], "{fit:?}");
    }

    #[test]
    fn a_crowded_table_is_set_smaller_before_anything_is_broken() {
        let few = Fit::upright(&table(&["甲"; 5], &["2026-12-09"; 5]));
        let many = Fit::upright(&table(&["甲"; 7], &["2026-12-09"; 7]));
        assert!((few.size - 12.0).abs() < f64::EPSILON && many.size < 9.5, "{few:?} {many:?}");
        let day = width("2026-12-09", false);
        assert!(many.widths.iter().all(|wide| *wide >= day * many.size + 2.0 * INSET_PT), "{many:?}");
        // A table without columns, and one that no page can hold, fit somehow.
        assert!(Fit::across(&Table::default()).widths.is_empty());
        let crowd = Fit::upright(&table(&["甲"; 40], &["2026-12-09"; 40]));
        assert!((crowd.widths.iter().sum::<f64>() - UPRIGHT_PT).abs() < 0.01, "{crowd:?}");
    }
}
