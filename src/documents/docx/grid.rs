//! Tables and forms.

use super::{paragraph::paragraph, typeface::Typeface};
use crate::documents::sheet::{Align, Column, Field, Table};

/// How many equal columns share a form, and how many fields at most a row; more go on in the next row.
const FORM_COLUMNS: u32 = 12;
const FORM_FIELDS: usize = 4;

/// Half points; a table of many columns is set smaller.
const CELL_SIZE: u16 = 24;
const SMALL_CELL_SIZE: u16 = 21;
const COLUMNS_OF_NORMAL_SIZE: usize = 5;

/// A line of a form, in twentieths of a point.
const FORM_LINE: u32 = 360;

/// What keeps a table apart from the next one; without it Word joins the two.
const AFTER: &str = "<w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>";

/// A table whose header row is repeated on each page, `width` twentieths of a point wide.
pub(super) fn table(table: &Table, width: u32) -> String {
    let size = if table.columns.len() > COLUMNS_OF_NORMAL_SIZE { SMALL_CELL_SIZE } else { CELL_SIZE };
    let face = Typeface::of_cells(size);
    let whole: u32 = table.columns.iter().map(relative).sum();
    let widths: Vec<u32> = table.columns.iter().map(|column| relative(column) * width / whole).collect();
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
    framed(&widths, width, &rows)
}

/// A form: in each row labels and what is filled in.
pub(super) fn form(form: &[Vec<Field>], width: u32) -> String {
    let column = width / FORM_COLUMNS;
    let face = Typeface::of_cells(CELL_SIZE);
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

/// The share of a column; none is so narrow that it vanishes.
fn relative(column: &Column) -> u32 {
    u32::from(column.width.max(1))
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
