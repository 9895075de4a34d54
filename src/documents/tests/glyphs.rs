use crate::documents::{Block, Sheet, Unprintable, docx, fonts::FONTS, pdf, without_glyph};

/// The characters of the table of standard characters (通用规范汉字表) beyond the first plane.
const SUPPLEMENTARY: &str = "\
    𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀\
    𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷\
    𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮\
    𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓\
    ";

#[test]
fn the_typefaces_have_the_supplementary_characters_of_the_standard_table() {
    assert_eq!(SUPPLEMENTARY.chars().count(), 196);
    let lacking: String = SUPPLEMENTARY.chars().filter(|c| !FONTS.have(*c)).collect();
    assert_eq!(lacking, "");
}

#[test]
fn the_typefaces_have_all_of_gb_2312_and_the_letters_of_pinyin() {
    let double_bytes: Vec<u8> =
        (0xB0..=0xF7_u8).flat_map(|row| (0xA1..=0xFE).flat_map(move |cell| [row, cell])).collect();
    let (hanzi, _, _) = encoding_rs::GBK.decode(&double_bytes);
    // GBK fills five cells that GB 2312 leaves empty with characters for private use.
    let hanzi = hanzi.chars().filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c));
    let pinyin = "āáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹ";
    let others = format!("{pinyin}{}{}", pinyin.to_uppercase(), "（）〔〕【】《》“”‘’、，。；：？！…—·×～〇①⑩Ⅰ㎡℃°′″");
    let lacking: String = hanzi.chain(others.chars()).filter(|c| !FONTS.have(*c)).collect();
    assert_eq!(lacking, "");
}

#[test]
fn the_typefaces_have_every_character_of_the_demonstration_data() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tianmen/");
    for file in
        ["built_up_areas.geojson", "divisions.geojson", "former_names.csv", "places.geojsonl", "streets.geojson"]
    {
        let text = std::fs::read_to_string(format!("{folder}{file}")).unwrap();
        let lacking: String = text.chars().filter(|c| !c.is_control() && !FONTS.have(*c)).collect();
        assert_eq!(lacking, "", "{file}");
    }
}

#[test]
fn a_character_without_glyph_is_refused_by_its_number_wherever_it_stands() {
    let sheet = Sheet {
        title: "\u{2CBA4}".into(),
        body: vec![Block::Paragraph("第一行\n第二行\t\u{200B}".into())],
        ..Sheet::default()
    };
    assert_eq!(without_glyph(&sheet), ['\t', '\u{200B}', '\u{2CBA4}']);
    let refusal = pdf(&sheet).unwrap_err();
    assert_eq!(refusal, Unprintable::NoGlyph(vec!['\t', '\u{200B}', '\u{2CBA4}']));
    refusal.text().assert_complete(&refusal);
    assert!(refusal.text().zh.contains("`U+2CBA4`"));
}

#[test]
fn docx_takes_any_character_but_those_that_xml_cannot_hold() {
    let titled = |title: &str| Sheet { title: title.into(), ..Sheet::default() };
    assert!(docx(&titled("\u{2CBA4}")).is_ok());
    assert_eq!(docx(&titled("路\u{0}路\u{FFFF}")).unwrap_err(), Unprintable::NoGlyph(vec!['\0', '\u{FFFF}']));
}

#[test]
fn each_reason_is_told_in_both_languages() {
    for refusal in [Unprintable::Typesetter("fault".into()), Unprintable::Packing("fault".into())] {
        refusal.text().assert_complete(&refusal);
    }
}
