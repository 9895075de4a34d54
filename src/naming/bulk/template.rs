//! The empty table: headings, lists to choose from, one example, and what belongs in each column.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::{Column, MOST_ROWS, wording::Worded};
use crate::kernel::{
    text::{Language, Text},
    words::{AdminTier, Orientation, RoadClass, Surface},
};

/// The sheet that explains the columns; it is not read.
pub(super) const EXPLANATIONS: &str = "填表说明";

/// The template as a workbook, with headings in one language; both are read.
pub fn template_xlsx(language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same bytes at any time.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2023, 1, 1)?));
    write_table(book.add_worksheet(), language)?;
    write_explanations(book.add_worksheet())?;
    book.save_to_buffer()
}

/// The template as CSV: UTF-8 with a byte order mark, without which spreadsheets take Chinese for another encoding.
pub fn template_csv(language: Language) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(Column::ALL.map(|column| column.heading().say(language).to_owned()))?;
    writer.write_record(Column::ALL.map(Column::example))?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn write_table(sheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00DD_EBF7));
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x0080_8080)).set_text_wrap();
    sheet.set_name(language.of_two("命名申报表", "Names"))?;
    sheet.set_row_height(0, 32)?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0..).zip(Column::ALL) {
        sheet.set_column_width(place, column.width())?;
        sheet.write_with_format(0, place, column.heading().say(language), &heading)?;
        match column.example().parse::<f64>() {
            Ok(number) => sheet.write_with_format(1, place, number, &example)?,
            Err(_) => sheet.write_with_format(1, place, column.example(), &example)?,
        };
        let words = match column {
            Column::Orientation => Orientation::usual(),
            Column::RoadClass => RoadClass::usual(),
            Column::Tier => AdminTier::usual(),
            Column::Surface => Surface::usual(),
            _ => continue,
        };
        let (title, advice) = (column.heading(), column.explanation());
        let list = DataValidation::new()
            .allow_list_strings(&words)?
            .set_error_title(title.say(language))?
            .set_error_message(advice.say(language))?;
        sheet.add_data_validation(1, place, last_row(), place, &list)?;
    }
    Ok(())
}

/// The last row of the template that a table may fill, from 0.
fn last_row() -> u32 {
    u32::try_from(MOST_ROWS).unwrap_or(u32::MAX)
}

fn write_explanations(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_EBF7));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(EXPLANATIONS)?;
    for (place, (heading, width)) in
        (0..).zip([("列", 20.0), ("说明", 52.0), ("Column", 20.0), ("What belongs there", 64.0)])
    {
        sheet.set_column_width(place, width)?;
        sheet.write_with_format(0, place, heading, &bold)?;
    }
    for (row, column) in (1..).zip(Column::ALL) {
        let (heading, explanation) = (column.heading(), column.explanation());
        for (place, text) in (0..).zip([heading.zh, explanation.zh, heading.en, explanation.en]) {
            sheet.write_with_format(row, place, text, &wrapped)?;
        }
    }
    let Text { zh, en } = remarks();
    let below = u32::try_from(Column::ALL.len()).unwrap_or_default() + 2;
    sheet.write_with_format(below, 1, zh, &wrapped)?;
    sheet.write_with_format(below, 3, en, &wrapped)?;
    Ok(())
}

fn remarks() -> Text {
    Text::new(
        format!("每份至多 {MOST_ROWS} 行。表头上方可有标题行，列的次序可变，不用的列可删去。示例行不读入。"),
        format!(
            "At most {MOST_ROWS} rows. Titles may stand above the headings, columns may change places, and those not \
             needed may go. The example is not read."
        ),
    )
}
