//! What people are told.

use super::*;
use crate::{
    kernel::text::{Language, Text},
    naming::bulk::{BulkError, BulkReport, Flaw, Outcome, SketchNote, SketchRefusal},
};

#[test]
fn every_flaw_is_told_in_both_languages() {
    let text = || "12x".to_owned();
    let reason = || Text::new("图形为空", "the geometry is empty");
    for flaw in [
        Flaw::NameMissing,
        Flaw::NameTooLong(300),
        Flaw::NameTwice(3),
        Flaw::NameTwiceElsewhere(3),
        Flaw::OnlyFormerName,
        Flaw::PinyinDisagrees("Qianfenglu".into(), "Qiánfēng Lù".into()),
        Flaw::NumberUnreadable(text()),
        Flaw::NotPositive(text()),
        Flaw::NumberImplausible(text()),
        Flaw::WiderThanLong,
        Flaw::CellTooLong(3000),
        Flaw::CellFault("#REF!".into()),
        Flaw::GeometryUnusable(reason()),
        Flaw::GeometryNoted(reason()),
        Flaw::GeometryNoLine,
        Flaw::RowUnreadable(reason()),
        Flaw::ApplicantCarried,
        Flaw::BlankRows(3),
        Flaw::ExampleRow(3),
        Flaw::ColumnUnknown(text()),
        Flaw::ColumnTwice(text()),
        Flaw::SheetsNotRead(vec!["Sheet2".into()]),
        Flaw::Sketch(SketchNote::Made { from: "A".into(), to: "B".into(), metres: 12.0 }),
        Flaw::Sketch(SketchNote::Chosen { name: "A".into(), count: 3, division: "429006100".into() }),
        Flaw::Sketch(SketchNote::FormerName("A".into())),
        Flaw::Sketch(SketchNote::Length(0.2)),
        Flaw::Sketch(SketchNote::Turned(30.0)),
        Flaw::Sketch(SketchNote::Loose(300.0)),
        Flaw::DivisionUnknown(text()),
        Flaw::LengthUnlikeLine(reason()),
        Flaw::NoItem(reason()),
        Flaw::ColumnNotKept,
    ] {
        let told = flaw.text();
        told.assert_complete(&told.en);
    }
}

#[test]
fn whatever_refuses_a_table_or_a_sketch_is_told_in_both_languages() {
    for error in [
        BulkError::TooLarge(9 << 20),
        BulkError::UnpacksTooLarge,
        BulkError::NotAWorkbook,
        BulkError::OldOrLocked,
        BulkError::Damaged("x".into()),
        BulkError::TooManyRows,
    ] {
        error.text().assert_complete(&error);
    }
    let name = || "A".to_owned();
    for refusal in [
        SketchRefusal::Ring,
        SketchRefusal::Unknown { column: Column::StartsAt, name: name() },
        SketchRefusal::Nowhere { name: name() },
        SketchRefusal::SameThing { name: name() },
        SketchRefusal::LengthOff { announced_m: 820.0, best_m: 2000.0 },
        SketchRefusal::Turned { degrees: 60.0 },
    ] {
        refusal.text().assert_complete(&refusal);
    }
}

#[test]
fn every_heading_of_the_template_means_its_column() {
    for column in Column::ALL {
        let Text { zh, en } = column.heading();
        for heading in [zh.as_str(), en.as_str(), column.code()] {
            let plain = crate::naming::bulk::wording::plain(heading);
            assert_eq!(Column::of_plain_heading(&plain), Some(column), "{heading}");
        }
    }
}

#[test]
fn a_report_tells_each_row_as_json_and_as_csv() {
    let table = csv("名称,长度\n富强路,300\n,300\n民主路,x\n");
    let report = BulkReport::of("roads.csv", &table);
    assert_eq!((report.items, report.refused), (1, 2));
    assert_eq!(report.rows[0].outcome, Outcome::Item);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["rows"][1]["outcome"], "refused");
    assert_eq!(json["rows"][2]["findings"][0]["column"], "length");
    assert_eq!(json["rows"][2]["findings"][0]["sentence"]["zh"], "`x`不是米数");
    let text = String::from_utf8(report.csv(Language::Chinese).unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "\u{feff}行,名称,结果,程度,列,问题");
    assert_eq!(lines[1], "2,富强路,已读入,,,");
    assert_eq!(lines[2], "3,,未读入,错误,正式命名,没有填写名称");
    assert_eq!(report.summary().en, "roads.csv: 3 rows, 1 taken in, 2 refused");
}
