//! XLSX.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::kernel::text::Language;
use crate::naming::bulk::{BulkError, LARGEST_FILE, template_csv, template_xlsx};

fn book(write: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        if !cell.is_empty() {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

/// The same workbook with other content in one of its parts.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let part_name = part.name().unwrap().to_string();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        if part_name == name {
            content = change(content);
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(part_name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const HEADINGS: [&str; 6] = ["命名申报主体单位", "序号", "正式命名", "长度(米)", "走向", "命名缘由"];

#[test]
fn titles_stand_above_and_a_merged_applicant_counts_for_all_its_rows() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 5, "天门市2023年镇级道路命名申报表", &plain).unwrap();
        put(sheet, 1, &["填报日期：2023年5月"]);
        put(sheet, 3, &HEADINGS);
        sheet.merge_range(4, 0, 6, 0, "岳口镇人民政府", &plain).unwrap();
        sheet.merge_range(4, 5, 5, 5, "纪念古镇", &plain).unwrap();
        for (row, name) in [(4, "古堤路"), (5, "码头路"), (7, "文昌路")] {
            sheet.write(row, 2, name).unwrap();
            sheet.write(row, 3, 820.5).unwrap();
            sheet.write(row, 4, "东西向").unwrap();
        }
        sheet.write(7, 0, "皂市镇人民政府").unwrap();
        sheet.write_formula(5, 3, Formula::new("=D5*2").set_result("1641")).unwrap();
    });
    let table = table(&bytes, FileKind::Xlsx);
    assert_eq!(names(&table), ["古堤路", "码头路", "文昌路"]);
    let applicants: Vec<_> = table.rows.iter().map(|row| row.draft.applicant.as_deref().unwrap()).collect();
    assert_eq!(applicants, ["岳口镇人民政府", "岳口镇人民政府", "皂市镇人民政府"]);
    let reasons: Vec<_> = table.rows.iter().map(|row| row.draft.reason.as_deref()).collect();
    assert_eq!(reasons, [Some("纪念古镇"), Some("纪念古镇"), None]);
    assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 6, 8]);
    assert_eq!((table.rows[0].draft.length_m, table.rows[1].draft.length_m), (Some(820.5), Some(1641.0)));
    assert!(table.rows.iter().all(|row| found(row).is_empty()), "{:?}", table.rows);
    assert_eq!(codes(&table), ["blank_rows"]);
}

#[test]
fn the_first_sheet_with_headings_is_read_and_others_are_named() {
    let mut made = Workbook::new();
    put(made.add_worksheet().set_name("封面").unwrap(), 0, &["道路命名材料"]);
    let sheet = made.add_worksheet();
    put(sheet, 0, &HEADINGS);
    put(sheet, 1, &["某镇", "1", "富强路", "３００米", "南北", ""]);
    put(made.add_worksheet().set_name("另一年").unwrap(), 0, &HEADINGS);
    let table = table(&made.save_to_buffer().unwrap(), FileKind::Xlsx);
    assert_eq!(names(&table), ["富强路"]);
    assert_eq!(codes(&table), ["sheets_not_read"]);
    assert!(table.findings[0].sentence.zh.contains("封面") && table.findings[0].sentence.zh.contains("另一年"));
}

#[test]
fn the_templates_are_read_without_a_fault_and_their_example_is_not() {
    for language in [Language::Chinese, Language::English] {
        let bytes = template_xlsx(language).unwrap();
        assert_eq!(bytes, template_xlsx(language).unwrap(), "the same at any time");
        for table in [table(&bytes, FileKind::Xlsx), table(&template_csv(language).unwrap(), FileKind::Csv)] {
            assert!(table.rows.is_empty());
            assert_eq!(codes(&table), ["example_row"], "{:?}", table.findings);
        }
    }
}

#[test]
fn the_example_of_the_template_would_be_a_sound_row() {
    let text = String::from_utf8(template_csv(Language::Chinese).unwrap()).unwrap().replace("示例,", "1,");
    let table = csv(&text);
    assert_eq!(names(&table), ["示例路"]);
    assert!(found(&table.rows[0]).is_empty(), "{:?}", table.rows[0].findings);
}

#[test]
fn far_apart_cells_take_no_room() {
    let bytes = book(|sheet| {
        put(sheet, 0, &HEADINGS);
        put(sheet, 1, &["某镇", "1", "富强路", "300", "南北", ""]);
        sheet.write(1_048_575, 16_383, "角落").unwrap();
    });
    assert_eq!(names(&table(&bytes, FileKind::Xlsx)), ["富强路"]);
}

#[test]
fn what_unpacks_to_more_than_a_table_needs_is_refused() {
    let small = book(|sheet| put(sheet, 0, &HEADINGS));
    let bomb = with_part(&small, "xl/worksheets/sheet1.xml", |content| content + &" ".repeat(65 << 20));
    assert!(bomb.len() < LARGEST_FILE);
    let refused = |bytes: &[u8]| read(bytes, FileKind::Xlsx, &LocalReadings::default()).unwrap_err();
    assert!(matches!(refused(&bomb), BulkError::UnpacksTooLarge));
    let greedy = with_part(&small, "xl/sharedStrings.xml", |content| {
        content.replace("uniqueCount=\"6\"", "uniqueCount=\"999999999999999\"")
    });
    assert_ne!(greedy, with_part(&small, "", |content| content));
    assert!(matches!(refused(&greedy), BulkError::UnpacksTooLarge));
}

#[test]
fn what_is_no_workbook_is_named() {
    let refused = |bytes: &[u8]| read(bytes, FileKind::Xlsx, &LocalReadings::default()).unwrap_err();
    assert!(matches!(refused(b"name,length\n"), BulkError::NotAWorkbook));
    assert!(matches!(refused(b""), BulkError::NotAWorkbook));
    assert!(matches!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), BulkError::OldOrLocked));
    let whole = book(|sheet| put(sheet, 0, &HEADINGS));
    assert!(matches!(refused(&whole[..whole.len() / 2]), BulkError::NotAWorkbook | BulkError::Damaged(_)));
    let broken = with_part(&whole, "xl/workbook.xml", |_| "<workbook".to_owned());
    assert!(matches!(refused(&broken), BulkError::Damaged(_) | BulkError::NoHeader));
}
