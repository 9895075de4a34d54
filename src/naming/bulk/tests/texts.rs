//! CSV.

use geo::line_string;

use super::*;
use crate::kernel::words::{AdminTier, Orientation, RoadClass, Surface};
use crate::naming::bulk::{BulkError, MOST_ROWS};

#[test]
fn a_table_in_gbk_with_titles_above_is_read() {
    let text = format!(
        "潜江市2024年道路命名表,,,,,,,,,,,\r\n填报单位：某镇,,,,,,,,,,,\r\n\r\n{HUBEI}\r\n\
         浩口镇人民政府,1,垱口路,潜丰路,Qiánfēng Lù,318国道,剅口渠,550米,３．５,南北向,寓意丰收,附图1\r\n\
         ,2,,南垸路,Nányuàn Lù,潜丰路,三支渠,\"1,500\",5m,东西,地处南垸,\r\n"
    );
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let table = table(&bytes, FileKind::Csv);
    assert_eq!(codes(&table), ["column_not_kept"], "that of the drawings: {:?}", table.findings);
    let [first, second] = table.rows.as_slice() else { panic!("{:?}", table.rows) };
    assert_eq!((first.number, second.number), (5, 6));
    let draft = &first.draft;
    assert_eq!(draft.name.as_deref(), Some("潜丰路"));
    assert_eq!((draft.specific.as_deref(), draft.generic.as_deref()), (Some("潜丰"), Some("路")));
    assert_eq!((draft.length_m.unwrap(), draft.width_m.unwrap()), (550.0, 3.5));
    assert_eq!(draft.orientation, Some(Orientation::NorthSouth));
    assert_eq!((draft.colloquial.as_deref(), draft.ends_at.as_deref()), (Some("垱口路"), Some("剅口渠")));
    assert_eq!(second.draft.applicant.as_deref(), Some("浩口镇人民政府"));
    assert_eq!((second.draft.length_m.unwrap(), second.draft.orientation), (1500.0, Some(Orientation::EastWest)));
    assert!(found(first).is_empty(), "{:?}", first.findings);
    assert_eq!(found(second), [("applicant_carried", Some(Column::Applicant))]);
}

#[test]
fn every_trap_of_a_row_is_found_in_that_row() {
    let text = format!(
        "{HUBEI}\n\
         某镇,1,,潜丰路,QIANFENGLU,甲路,乙路,550,3.5,南北,,\n\
         某镇,2,,,,甲路,乙路,550,3.5,南北,,\n\
         某镇,3,,平安路,,甲路,乙路,三百,3.5,南北,,\n\
         某镇,4,,安平路,,甲路,乙路,0,-3,南北,,\n\
         某镇,5,,富民路,,甲路,乙路,550,3.5,东北-西南,,\n\
         某镇,6,,潜丰路,,甲路,乙路,550,3.5,南北,,\n\
         某镇,7,,安\u{200B}康路,,甲路,乙路,400000,3.5,南北,,\n\
         某镇,8,,健康路,,甲路,乙路,3,30,南北,,\n\
         某镇,9,,{},,甲路,乙路,300,30,南北,,\n\
         某镇,10,,文明路,,甲路,乙路,300,30,南北,{},\n\
         某镇,11,,和谐路,,甲路,乙路,#REF!,30,南北,,\n",
        "长".repeat(201),
        "缘".repeat(2001),
    );
    let table = csv(&text);
    let expected: [&[(&str, Option<Column>)]; 11] = [
        &[("pinyin_disagrees", Some(Column::Pinyin))],
        &[("name_missing", Some(Column::Name))],
        &[("number_unreadable", Some(Column::Length))],
        &[("not_positive", Some(Column::Length)), ("not_positive", Some(Column::Width))],
        &[("value_unknown", Some(Column::Orientation))],
        &[("name_twice", Some(Column::Name))],
        &[("invisible_character", Some(Column::Name)), ("number_implausible", Some(Column::Length))],
        &[("wider_than_long", Some(Column::Width))],
        &[("name_too_long", Some(Column::Name))],
        &[("cell_too_long", Some(Column::Reason))],
        &[("cell_fault", Some(Column::Length))],
    ];
    for (row, expected) in table.rows.iter().zip(expected) {
        let grave: Vec<_> = row.findings.iter().filter(|finding| finding.severity != Severity::Note).cloned().collect();
        let grave: Vec<_> = grave.iter().map(|finding| (finding.code, finding.column)).collect();
        assert_eq!(grave, expected, "row {}", row.number);
    }
    assert_eq!(table.rows.len(), expected.len());
    assert_eq!(table.rows[0].draft.pinyin.as_deref(), Some("Qiánfēng Lù"));
    assert!(table.rows[0].is_sound() && !table.rows[1].is_sound());
}

#[test]
fn headings_are_known_however_they_are_typed() {
    let table = csv(" 序 号 ,正式 命名*,长度(km),宽度【米】,走　向,层级,小类,路面性质,所在乡镇,村（社区）,备注\n\
                     1,兴业路,1.2,12,环路,镇级,支路,水泥,岳口镇,南堤社区,无\n");
    let draft = &table.rows[0].draft;
    assert_eq!(draft.length_m, Some(1200.0));
    assert_eq!(draft.width_m, Some(12.0));
    assert_eq!(draft.orientation, Some(Orientation::Ring));
    assert_eq!(draft.admin_tier, Some(AdminTier::Town));
    assert_eq!((draft.road_class, draft.surface), (Some(RoadClass::Branch), Some(Surface::Concrete)));
    assert_eq!((draft.division.as_deref(), draft.village.as_deref()), (Some("岳口镇"), Some("南堤社区")));
    assert_eq!(codes(&table), ["column_unknown", "column_not_kept"]);
}

#[test]
fn a_second_line_of_headings_belongs_to_them() {
    let table = csv("正式命名,起止点,,长度\n,起点,止点,\n富强路,甲路,乙路,300\n");
    let draft = &table.rows[0].draft;
    assert_eq!((draft.starts_at.as_deref(), draft.ends_at.as_deref()), (Some("甲路"), Some("乙路")));
    assert_eq!((table.rows.len(), draft.length_m), (1, Some(300.0)));
}

#[test]
fn rows_that_propose_nothing_are_passed_over_and_said_so() {
    let table = csv("序号,正式命名,长度\n1,富强路,300\n,,\n\n2,,\n3,民主路,300\n合计,,600\n4,,\n");
    assert_eq!(names(&table), ["富强路", "民主路"]);
    assert_eq!(table.rows[1].number, 6);
    assert_eq!(codes(&table), ["blank_rows"]);
}

#[test]
fn a_name_may_stand_twice_in_two_divisions() {
    let table = csv("名称,所在政区\n平安路,岳口镇\n平安路,皂市镇\n平安路,岳口镇\n平 安路,\n");
    let twice: Vec<_> = table.rows.iter().map(|row| found(row).first().map(|(code, _)| *code)).collect();
    assert_eq!(twice, [None, Some("name_twice_elsewhere"), Some("name_twice"), Some("name_twice")]);
}

#[test]
fn a_row_with_a_former_name_alone_is_enough_for_cancelling() {
    let table = csv("原名,正式命名,理由\n老街,新街,更名\n后街,,已拆除\n");
    assert_eq!(found(&table.rows[1]), [("only_former_name", Some(Column::Name))]);
    assert!(table.rows[1].is_sound());
    assert_eq!(table.rows[0].draft.former_name.as_deref(), Some("老街"));
}

#[test]
fn a_derived_spelling_with_several_readings_asks_for_a_person() {
    let table = csv("名称\n重庆路\n长乐路\n富民路\n");
    for row in &table.rows {
        assert!(row.draft.pinyin.is_some() && row.is_sound());
    }
    let asked = table.rows.iter().filter(|row| found(row).iter().any(|(code, _)| *code == "pinyin_to_confirm"));
    assert!(asked.count() < table.rows.len());
}

#[test]
fn a_geometry_may_stand_in_a_cell() {
    let table = csv("名称,图形\n\
                     甲路,\"LINESTRING(113.1 30.6, 113.2 30.6)\"\n\
                     乙路,\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[113.1,30.6],[113.2,30.6,5]]}\"\n\
                     丙路,\"LINESTRING(30.6 113.1, 30.6 113.2)\"\n\
                     丁路,POINT(113.1 30.6)\n\
                     戊路,见附图\n");
    let codes: Vec<_> = table.rows.iter().map(|row| found(row).first().map(|(code, _)| *code)).collect();
    let wanted =
        [None, Some("geometry_noted"), Some("geometry_unusable"), Some("geometry_no_line"), Some("geometry_unusable")];
    assert_eq!(codes, wanted);
    assert_eq!(table.rows[0].draft.geometry, Some(line_string![(x: 113.1, y: 30.6), (x: 113.2, y: 30.6)].into()));
}

#[test]
fn a_table_without_a_name_column_or_with_too_many_rows_is_refused() {
    let refused = |text: &str| read(text.as_bytes(), FileKind::Csv, &LocalReadings::default()).unwrap_err();
    assert!(matches!(refused("起点,止点\n甲路,乙路\n"), BulkError::NoHeader));
    assert!(matches!(refused(""), BulkError::NoHeader));
    let rows = |count: usize| format!("标题\n\n名称\n{}", "甲路\n".repeat(count));
    assert!(matches!(refused(&rows(MOST_ROWS + 1)), BulkError::TooManyRows));
    assert_eq!(csv(&rows(MOST_ROWS)).rows.len(), MOST_ROWS);
    let large = vec![b'a'; crate::naming::bulk::LARGEST_FILE + 1];
    assert!(matches!(read(&large, FileKind::Csv, &LocalReadings::default()), Err(BulkError::TooLarge(_))));
}

#[test]
fn six_hundred_rows_are_read() {
    let rows = (0..600).map(|at| format!("某镇,{at},,富民{at}号路,,甲路,乙路,{},12,东西向,寓意富民,附图", at + 100));
    let table = csv(&format!("{HUBEI}\n{}\n", rows.collect::<Vec<_>>().join("\n")));
    assert_eq!(table.rows.len(), 600);
    assert!(table.rows.iter().all(Row::is_sound));
}
