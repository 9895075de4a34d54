use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::samples;
use crate::documents::{Sheet, docx};

/// One part of a package.
fn part(package: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn document(sheet: &Sheet) -> String {
    part(&docx(sheet).unwrap(), "word/document.xml")
}

/// The elements of this name, without its prefix.
fn elements<'a>(xml: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| node.tag_name().name() == name)
}

/// Whether `node` holds an element of this name.
fn has(node: Node<'_, '_>, name: &str) -> bool {
    node.descendants().any(|node| node.tag_name().name() == name)
}

/// An attribute of the first element of this name below `node`.
fn attribute<'a>(node: Node<'a, 'a>, element: &str, name: &str) -> &'a str {
    let mut found = node.descendants().filter(|node| node.tag_name().name() == element);
    let found = found.next().unwrap_or_else(|| panic!("no {element}"));
    found.attributes().find(|attribute| attribute.name() == name).unwrap_or_else(|| panic!("no {name}")).value()
}

/// The text of each paragraph.
fn paragraphs(xml: &Document<'_>) -> Vec<String> {
    let text = |node: Node<'_, '_>| -> String {
        node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
    };
    elements(xml, "p").map(text).collect()
}

#[test]
fn every_part_is_well_formed_and_announced() {
    let package = docx(&samples::announcement(2)).unwrap();
    let archive = ZipArchive::new(Cursor::new(package.as_slice())).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let types = part(&package, "[Content_Types].xml");
    for name in names {
        let text = part(&package, &name);
        Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let announced = name.contains("_rels/") || name == "[Content_Types].xml";
        assert!(announced || types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
}

#[test]
fn it_says_what_the_pdf_says() {
    let text = document(&samples::notice());
    let paragraphs = paragraphs(&Document::parse(&text).unwrap());
    for expected in [
        "关于剅河镇埫口街等道路命名的公示",
        "公示期：2023年6月12日至2023年6月18日（7天）。",
        "Dòngkǒu Jiē",
        "䢺市大道（规划）与二环路交叉口",
        "天门市民政局",
        "二〇二三年六月十二日",
        "（联系人：张三，电话：0728-5222222，地址：竟陵街道陆羽大道1号）",
    ] {
        assert!(paragraphs.iter().any(|text| text == expected), "{expected} is not in {paragraphs:#?}");
    }
}

#[test]
fn every_run_of_text_names_its_chinese_typeface() {
    let text = document(&samples::announcement(2));
    let xml = Document::parse(&text).unwrap();
    let runs: Vec<_> = elements(&xml, "r").filter(|run| has(*run, "t")).collect();
    assert!(runs.len() > 40);
    for run in runs {
        assert!(!attribute(run, "rFonts", "eastAsia").is_empty());
    }
}

#[test]
fn letters_with_tone_marks_are_runs_of_their_own() {
    let text = document(&samples::notice());
    let xml = Document::parse(&text).unwrap();
    let run = elements(&xml, "r").find(|run| run.descendants().any(|node| node.text() == Some("Dòngkǒu Jiē"))).unwrap();
    assert!(!run.descendants().any(|node| node.attributes().any(|attribute| attribute.name() == "hint")));
}

#[test]
fn only_the_first_row_of_a_table_is_repeated() {
    let text = document(&samples::announcement(30));
    let xml = Document::parse(&text).unwrap();
    let headers: Vec<bool> = elements(&xml, "tr").map(|row| has(row, "tblHeader")).collect();
    assert_eq!(headers.len(), 31);
    assert!(headers[0] && !headers[1..].contains(&true));
}

#[test]
fn columns_fill_the_page_and_days_have_room() {
    let text = document(&samples::announcement(2));
    let xml = Document::parse(&text).unwrap();
    let table = elements(&xml, "tbl").next().unwrap();
    let widths: Vec<u32> = table
        .descendants()
        .filter(|node| node.tag_name().name() == "gridCol")
        .map(|node| node.attributes().next().unwrap().value().parse().unwrap())
        .collect();
    assert!(widths.iter().sum::<u32>().abs_diff(12_756) <= 10, "{widths:?}");
    // 2023年6月25日 in ten and a half points.
    assert!(widths[8] > 7 * 210 + 120, "{widths:?}");
    let single =
        Sheet { attachments: samples::announcement(1).attachments.into_iter().take(1).collect(), ..samples::notice() };
    let text = document(&single);
    assert!(paragraphs(&Document::parse(&text).unwrap()).iter().any(|text| text == "附件：标准地名一览表"));
}

#[test]
fn pages_have_the_size_and_the_margins_of_the_standard() {
    let text = document(&samples::announcement(2));
    let xml = Document::parse(&text).unwrap();
    let sections: Vec<_> = elements(&xml, "sectPr").collect();
    let [upright, across] = sections.as_slice() else { panic!("{} sections", sections.len()) };
    let in_mm = |section: &Node<'_, '_>, element: &str, name: &str| -> i32 {
        let twips: f64 = attribute(*section, element, name).parse().unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "some hundred millimetres")]
        let mm = (twips / 1440.0 * 25.4).round() as i32;
        mm
    };
    let measures = |section: &Node<'_, '_>| {
        let margins = ["top", "bottom", "left", "right"].map(|side| in_mm(section, "pgMar", side));
        (in_mm(section, "pgSz", "w"), in_mm(section, "pgSz", "h"), margins)
    };
    assert_eq!(measures(upright), (210, 297, [37, 35, 28, 26]));
    assert_eq!(measures(across), (297, 210, [28, 26, 35, 37]));
}

#[test]
fn each_foot_counts_pages_outside_and_says_where_the_paper_stands() {
    let package = docx(&samples::notice()).unwrap();
    for (name, side) in [("word/footer_odd.xml", "right"), ("word/footer_even.xml", "left")] {
        let text = part(&package, name);
        let xml = Document::parse(&text).unwrap();
        assert!(elements(&xml, "instrText").any(|field| field.text() == Some("PAGE")));
        assert_eq!(attribute(xml.root(), "jc", "val"), side);
        assert!(text.contains("https://mingjie.example/notices/"));
    }
}

#[test]
fn text_is_never_markup() {
    let hostile = "</w:t><w:br/> & <!-- ]]> \"'";
    let text = document(&Sheet { title: hostile.into(), ..Sheet::default() });
    assert!(paragraphs(&Document::parse(&text).unwrap()).contains(&hostile.to_owned()));
}
