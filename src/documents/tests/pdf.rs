use std::{io::Write, process::Command};

use tempfile::NamedTempFile;

use super::samples;
use crate::documents::{Block, Column, Sheet, Table, pdf};

/// What a program of poppler says of a PDF.
fn read(program: &str, options: &[&str], pdf: &[u8]) -> String {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(program);
    command.args(options).arg(file.path());
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap_or_else(|error| panic!("{program}: {error}: run .ci/packages test"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The text of each page, without any space.
fn pages(sheet: &Sheet) -> Vec<String> {
    let text = read("pdftotext", &["-raw"], &pdf(sheet).unwrap());
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

#[test]
fn a_notice_is_one_page_with_rare_characters_spelling_and_its_day_in_numerals() {
    let pages = pages(&samples::notice());
    let [page] = pages.as_slice() else { panic!("{pages:#?}") };
    for text in [
        "关于剅河镇埫口街等道路命名的公示",
        "2023年6月12日至2023年6月18日（7天）",
        "DòngkǒuJiē",
        "垱湖路",
        "䢺市大道（规划）与二环路交叉口",
        "天门市民政局二〇二三年六月十二日",
        "（联系人：张三，电话：0728-5222222，地址：竟陵街道陆羽大道1号）",
        "—1—",
        "https://mingjie.example/notices/0188a9d2-7c00-7000-8000-000000000001",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
}

#[test]
fn both_typefaces_are_embedded_as_subsets() {
    let pdf = pdf(&samples::notice()).unwrap();
    let table = read("pdffonts", &[], &pdf);
    let fonts: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{table}");
    assert!(fonts.iter().all(|font| font.contains("+NotoSerifCJKsc-") && font.contains("yes yes yes")), "{table}");
    assert!(pdf.len() < 100_000, "{} bytes", pdf.len());
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(pdf(&samples::announcement(3)), pdf(&samples::announcement(3)));
}

#[test]
fn pages_are_a4_and_those_of_a_wide_attachment_lie_across() {
    let info = read("pdfinfo", &["-l", "3"], &pdf(&samples::announcement(7)).unwrap());
    let sizes: Vec<&str> = info
        .lines()
        .filter_map(|line| line.strip_prefix("Page ")?.split_once("size:"))
        .map(|(_, size)| size.trim())
        .collect();
    assert_eq!(sizes, ["595.276 x 841.89 pts (A4)", "595.276 x 841.89 pts (A4)", "841.89 x 595.276 pts (A4)"]);
}

#[test]
fn the_signature_never_stands_on_a_page_without_text() {
    for lines in 1..24 {
        let paper = Sheet {
            body: (0..lines).map(|_| Block::Paragraph("正文".into())).collect(),
            attachments: Vec::new(),
            ..samples::announcement(0)
        };
        let pages = pages(&paper);
        let signed = pages.iter().find(|page| page.contains("二〇二三年十月三十一日")).unwrap();
        assert!(signed.contains("正文天门市民政局二〇"), "{lines} lines: {pages:#?}");
    }
}

#[test]
fn a_long_table_repeats_its_header_on_each_page_and_loses_no_row() {
    let pages = pages(&samples::announcement(60));
    let of_table: Vec<&String> = pages.iter().filter(|page| page.contains("LùyǔDàdào")).collect();
    assert!(of_table.len() > 3);
    assert!(of_table.iter().all(|page| page.contains("汉语拼音") && page.contains("命名缘由")), "{of_table:#?}");
    let rows: usize = of_table.iter().map(|page| page.matches("LùyǔDàdào").count()).sum();
    assert_eq!(rows, 60);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("—{}—", at + 1)), "{page}");
    }
}

#[test]
fn text_is_never_markup() {
    let hostile = "#panic(\"x\") *bold* _it_ $x^2$ @ref <label> `raw` = head - item + enum / term: \\ // no /* no */ -- --- ... ~ [a](b) https://a.b #sys";
    let hostile_table = Table { columns: vec![Column::new(hostile, 1)], rows: vec![vec![hostile.into()]] };
    let sheet = Sheet {
        head: Some("= #x".into()),
        number: Some("$1$".into()),
        title: hostile.into(),
        addressee: Some(hostile.into()),
        body: vec![Block::Heading(hostile.into()), Block::Paragraph(hostile.into()), Block::Table(hostile_table)],
        notes: vec![hostile.into()],
        provenance: Some(hostile.into()),
        ..samples::notice()
    };
    let pages = pages(&sheet);
    let text = pages.concat().replace('\u{200B}', "");
    let bare: String = hostile.chars().filter(|c| !c.is_whitespace()).collect();
    // Once in each place, and at the foot of each page.
    assert_eq!(text.matches(&bare).count(), 7 + pages.len(), "{text}");
}

#[test]
fn a_word_too_long_for_its_cell_is_broken() {
    let word = "Zhōngguórénmíngòngchǎndǎngchénglìjìniàndàdào";
    let columns = vec![Column::new("汉语拼音", 1), Column::new("标准名称", 7)];
    let table = Table { columns, rows: vec![vec![word.into(), "Lǎozìhàomínjiē".into()]] };
    let sheet = Sheet { title: "表".into(), body: vec![Block::Table(table)], ..Sheet::default() };
    let boxes = read("pdftotext", &["-bbox"], &pdf(&sheet).unwrap());
    let side = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    // A word that fits is left alone, to be found and copied.
    assert!(boxes.contains(">Lǎozìhàomínjiē<"), "{boxes}");
    let column_width_pt = 156.0 / 25.4 * 72.0 / 8.0;
    let latin: Vec<&str> = boxes.lines().filter(|line| line.contains("<word") && line.contains('\u{200B}')).collect();
    assert!(!latin.is_empty(), "{boxes}");
    for line in latin {
        assert!(side(line, "xMax") - side(line, "xMin") < column_width_pt, "{line}");
    }
    assert!(pages(&sheet).concat().replace('\u{200B}', "").contains(word));
}

#[test]
fn an_empty_paper_and_a_crowded_form_are_set() {
    assert_eq!(pages(&Sheet::default()).len(), 1);
    let form = pages(&samples::filing_form()).concat();
    for text in ["地名备案表", "罗马字母拼写", "DòngkǒuJiē", "东起卡子门路，西至垱湖路，长760米，宽18米。"]
    {
        assert!(form.contains(text), "{text} is not in {form}");
    }
    let bare = vec![Block::Table(Table::default()), Block::Form(Vec::new())];
    assert_eq!(pages(&Sheet { body: bare, ..Sheet::default() }).len(), 1);
    let crowded = (0..14).map(|at| crate::documents::Field::new(format!("项{at}"), "值")).collect();
    assert_eq!(pages(&Sheet { body: vec![Block::Form(vec![crowded, vec![]])], ..Sheet::default() }).len(), 1);
}
