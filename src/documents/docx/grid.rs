//! Tables and forms.

use super::{paragraph::paragraph, section::Pages, typeface::Typeface};
use crate::documents::{
    fitting::Fit,
    sheet::{Align, Field, Table},
};

/// How many equal columns share a form, and how many fields at most a row; more go on in the next row.
const FORM_COLUMNS: u32 = 12;
const FORM_FIELDS: usize = 4;

/// Size of text in forms, half points.
const FORM_SIZE: u16 = 24;

/// A line of a form, in twentieths of a point.
const FORM_LINE: u32 = 360;

/// What keeps a table apart from the next one; without it Word joins the two.
const AFTER: &str = "<w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>";

/// A table whose header row is repeated on each page.
pub(super) fn table(table: &Table, pages: Pages) -> String {
    let fit = match pages {
        Pages::Upright => Fit::upright(table),
        Pages::Across => Fit::across(table),
    };
    let face = Typeface::of_cells(whole(fit.size * 2.0));
    let widths: Vec<u32> = fit.widths.iter().map(|points| u32::from(whole(points * 20.0))).collect();
    let header: String = (table.columns.iter().zip(&widths))
        .map(|(column, width)| cell(&column.header, face.bold(), Align::Center, *width, 1))
        .collect();
    let mut rows = row(&header, "<w:tblHeader/>");
    for texts in &table.rows {
        let cells: String = (table.columns.iter().zip(&widths).enumerate())
            .map(|(at, (column, width))| cell(texts.get(at).map_or("", String::as_str), face, column.align, *width, 1))
            .collect();
        rows.push_str(&row(&cells, ""));
    }
    framed(&widths, pages.width(), &rows)
}

/// The nearest whole number of twentieths or halves of a point.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "widths of pages and sizes of text are small and positive; the conversion stops at its ends"
)]
fn whole(count: f64) -> u16 {
    count.round() as u16
}

/// A form: in each row labels and what is filled in.
pub(super) fn form(form: &[Vec<Field>], width: u32) -> String {
    let column = width / FORM_COLUMNS;
    let face = Typeface::of_cells(FORM_SIZE);
    let span = |text: &str, align, columns: u32| cell(text, face, align, columns * column, columns);
    let rows: String = form
        .iter()
        .flat_map(|fields| fields.chunks(FORM_FIELDS))
        .map(|fields| {
            let label = if fields.len() > 2 { 1 } else { 2 };
            let share = FORM_COLUMNS / u32::try_from(fields.len()).unwrap_or(FORM_COLUMNS);
            let lines = fields.iter().map(|field| u32::from(field.lines)).max().unwrap_or(1);
            let cells: String = fields
                .iter()
                .flat_map(|field| {
                    [span(&field.label, Align::Center, label), span(&field.value, Align::Left, share - label)]
                })
                .collect();
            row(&cells, &format!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", lines * FORM_LINE))
        })
        .collect();
    framed(&[column; FORM_COLUMNS as usize], width, &rows)
}

fn framed(columns: &[u32], width: u32, rows: &str) -> String {
    let columns: Vec<String> = columns.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let grid = columns.concat();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Framed\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
         <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{AFTER}"
    )
}

fn row(cells: &str, properties: &str) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>")
}

fn cell(text: &str, face: Typeface, align: Align, width: u32, span: u32) -> String {
    let align = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let line = face.line();
    let properties = format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/><w:jc w:val=\"{align}\"/>");
    let content = paragraph("Cell", &properties, &face.runs(text));
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/>\
         <w:vAlign w:val=\"center\"/></w:tcPr>{content}</w:tc>"
    )
}
