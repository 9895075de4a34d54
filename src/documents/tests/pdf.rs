use std::{io::Write, process::Command};

use tempfile::NamedTempFile;

use super::samples;
use crate::documents::{Attachment, Block, Column, Sheet, Table, pdf};

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
    let hostile_table = Table { columns: vec![Column::new(hostile)], rows: vec![vec![hostile.into()]] };
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

/// A word as it stands on a page: the page, the sides in points, and the text.
struct Placed {
    page: usize,
    sides: [f64; 4],
    text: String,
}

/// Every word of a paper with where it stands.
fn placed(sheet: &Sheet) -> Vec<Placed> {
    let boxes = read("pdftotext", &["-bbox"], &pdf(sheet).unwrap());
    let side = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let mut page = 0;
    let mut words = Vec::new();
    for line in boxes.lines() {
        page += usize::from(line.contains("<page"));
        if line.contains("<word") {
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            words.push(Placed { page, sides: ["xMin", "yMin", "xMax", "yMax"].map(|name| side(line, name)), text });
        }
    }
    words
}

/// A table as wide as that of a filing form: seventeen columns, with words, numbers and days that must not be broken.
fn wide_table(rows: usize) -> Table {
    let headers = [
        "序号",
        "事项",
        "正式命名",
        "汉语拼音",
        "原名",
        "所在政区",
        "位置",
        "起点",
        "止点",
        "长度（米）",
        "宽度（米）",
        "走向",
        "命名缘由",
        "申报单位",
        "批准机关",
        "批准时间",
        "批准文号",
    ];
    let row = |at: usize| {
        [
            &at.to_string(),
            "更名",
            "铁匠文化巷",
            "Tiějiàngwénhuà Xiàng",
            "打铁巷",
            "竟陵街道",
            "东起人民大道，西至陆羽大道，位于老城区。",
            "人民大道与钟惺大道交叉口",
            "陆羽大道",
            "1149",
            "12.5",
            "东西向",
            "因旧时铁匠聚居于此，取其文化传承之意，便于群众识别和记忆。",
            "天门市竟陵街道办事处",
            "天门市人民政府",
            "2026-12-09",
            "天政函〔2026〕67号",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    Table { columns: headers.map(Column::new).into(), rows: (1..=rows).map(row).collect() }
}

#[test]
fn in_a_wide_table_nothing_is_printed_over_anything_and_nothing_is_broken() {
    let sheet =
        Sheet {
            title: "地名备案表".into(), body: vec![Block::Table(wide_table(9))], across: true, ..Sheet::default()
        };
    let words = placed(&sheet);
    for (at, one) in words.iter().enumerate() {
        let [left, _, right, _] = one.sides;
        // 35 and 37 mm are left free at the sides of a page that lies.
        assert!(left > 99.0 && right < 841.9 - 104.8, "{} at {:?}", one.text, one.sides);
        for other in words.iter().skip(at + 1).filter(|other| other.page == one.page) {
            let apart = |low: usize| {
                one.sides[low + 2] <= other.sides[low] + 0.5 || other.sides[low + 2] <= one.sides[low] + 0.5
            };
            assert!(apart(0) || apart(1), "{} {:?} over {} {:?}", one.text, one.sides, other.text, other.sides);
        }
    }
    for whole in ["2026-12-09", "Tiějiàngwénhuà", "Xiàng", "1149", "12.5"] {
        assert_eq!(words.iter().filter(|word| word.text == whole).count(), 9, "{whole}");
    }
    // Lines are laid out from the top left, so that a broken header would have its end in a line of its own.
    assert!(words.iter().any(|word| word.text == "（米）" || word.text == "长度（米）"), "（米） is whole");
}

#[test]
fn a_row_stands_on_one_page() {
    let mut table = wide_table(12);
    for (at, row) in table.rows.iter_mut().enumerate() {
        row[12] = format!("甲{at}始{}乙{at}终", "取其意，".repeat(10 + at));
    }
    let across = Sheet { title: "表".into(), body: vec![Block::Table(table)], across: true, ..Sheet::default() };
    let pages = pages(&across);
    assert!(pages.len() > 2);
    let words = placed(&across);
    for number in 1..=12 {
        // The number stands in the middle of its row; each row has one day.
        let number = words.iter().find(|word| word.text == number.to_string() && word.sides[0] < 130.0).unwrap();
        let days = words.iter().filter(|word| word.text == "2026-12-09" && word.page == number.page);
        assert!(days.into_iter().any(|day| (day.sides[1] - number.sides[1]).abs() < 1.0), "{}", number.text);
    }
    let bottoms = words.iter().filter(|word| word.text != "—").map(|word| word.sides[3]).fold(0.0, f64::max);
    assert!(bottoms < 595.3, "nothing runs off the page: {bottoms}");
}

#[test]
fn a_spelling_too_long_for_its_column_is_broken_between_syllables() {
    let word = "Zhōngguórénmíngòngchǎndǎngchénglìjìniàndàdào";
    let long = "取其意".repeat(60);
    let table = Table {
        columns: vec![Column::new("汉语拼音"), Column::new("标准名称"), Column::new("缘由")],
        rows: vec![vec![word.into(), "Lǎozìhàomínjiē".into(), long]],
    };
    let sheet = Sheet { title: "表".into(), body: vec![Block::Table(table)], ..Sheet::default() };
    let words: Vec<String> = placed(&sheet).into_iter().map(|word| word.text).collect();
    // A word that fits is left alone, to be found and copied.
    assert!(words.iter().any(|word| word == "Lǎozìhàomínjiē"), "{words:?}");
    let parts: Vec<&String> =
        words.iter().filter(|part| part.contains(['ō', 'ò', 'ì', 'à']) && *part != "Lǎozìhàomínjiē").collect();
    assert!(parts.len() > 1, "{words:?}");
    // The hyphen at the end of a line is told as one that may go.
    let (last, before) = parts.split_last().unwrap();
    assert!(before.iter().all(|part| part.ends_with('\u{ad}')) && !last.ends_with('\u{ad}'), "{parts:?}");
    let joined: String = parts.iter().map(|part| part.replace('\u{ad}', "")).collect();
    assert_eq!(joined, word);
    let syllables = ["Zhōng", "guó", "rén", "mín", "gòng", "chǎn", "dǎng", "chéng", "lì", "jì", "niàn", "dà", "dào"];
    assert!(parts.iter().all(|part| syllables.iter().any(|syllable| part.starts_with(syllable))), "{parts:?}");
}

#[test]
fn a_single_attachment_has_no_number_and_several_have() {
    let attachment = |title: &str| Attachment { title: title.into(), ..Attachment::default() };
    let listed = |titles: &[&str]| {
        let sheet = Sheet { attachments: titles.iter().map(|title| attachment(title)).collect(), ..samples::notice() };
        pages(&sheet).concat()
    };
    assert!(listed(&["公示地名表"]).contains("附件：公示地名表"));
    assert!(listed(&["地名表", "示意图"]).contains("附件：1.地名表2.示意图"));
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
