//! Real names, and the promises that hold for any text.

use proptest::prelude::*;

use super::*;

fn spelled(name: &str, kind: NameKind) -> String {
    spell(name, kind, &LocalReadings::default()).text
}

#[test]
fn the_examples_of_the_rules_come_out_right() {
    for (name, pinyin) in [
        ("广沟北路", "Guǎnggōu Běilù"),
        ("南京路", "Nánjīng Lù"),
        ("景山后街", "Jǐngshān Hòujiē"),
        ("朝阳门内大街", "Cháoyángmén Nèidàjiē"),
        ("东直门外南后街", "Dōngzhíménwài Nánhòujiē"),
        ("造币左路", "Zàobì Zuǒlù"),
        ("解放路南小街", "Jiěfànglù Nánxiǎojiē"),
        ("包头胡同东巷", "Bāotóu Hútòng Dōngxiàng"),
        ("张之洞路", "Zhāngzhīdòng Lù"),
        ("五一广场", "Wǔyī Guǎngchǎng"),
        ("三八路", "Sānbā Lù"),
        ("二马路", "2 Mǎlù"),
        ("二环路", "2 Huánlù"),
        ("二环北路", "2 Huán Běilù"),
        ("毛泽东路", "Máozédōng Lù"),
        ("庞公路", "Pánggōng Lù"),
        ("随岳公路", "Suíyuè Gōnglù"),
        ("王八路", "Wángbā Lù"),
        ("经五路", "Jīng 5 Lù"),
        ("三环路", "3 Huánlù"),
        ("大川淀一巷", "Dàchuāndiàn 1 Xiàng"),
        ("东四十二条", "Dōngsì 12 Tiáo"),
        ("第九弄", "Dì-9 Lòng"),
        ("北二巷", "Běi 2 Xiàng"),
        ("天宁寺西里一巷", "Tiānníngsì Xīlǐ 1 Xiàng"),
        ("八角场东街", "Bājiǎochǎng Dōngjiē"),
        ("盆儿胡同", "Pénr Hútòng"),
        ("儿童路", "Értóng Lù"),
        ("健儿路", "Jiàn'ér Lù"),
        ("长安街", "Cháng'ān Jiē"),
        ("绿化路", "Lǜhuà Lù"),
        ("女贞路", "Nǚzhēn Lù"),
        ("玉泉路", "Yùquán Lù"),
    ] {
        assert_eq!(spelled(name, NameKind::Road), pinyin);
    }
    for (name, pinyin) in [
        ("景德镇市", "Jǐngdézhèn Shì"),
        ("左权县", "Zuǒquán Xiàn"),
        ("西安市", "Xī'ān Shì"),
        ("建瓯市", "Jiàn'ōu Shì"),
        ("天峨县", "Tiān'é Xiàn"),
        ("西安", "Xī'ān"),
        ("建瓯", "Jiàn'ōu"),
        ("天峨", "Tiān'é"),
    ] {
        assert_eq!(spelled(name, NameKind::Division), pinyin);
    }
    for (name, pinyin) in [("江山里小区", "Jiāngshānlǐ Xiǎoqū"), ("陆羽大厦", "Lùyǔ Dàshà"), ("御景湾", "Yùjǐng Wān")]
    {
        assert_eq!(spelled(name, NameKind::Building), pinyin);
    }
    for (name, pinyin) in
        [("周口店", "Zhōukǒudiàn"), ("王村", "Wángcūn"), ("十里堡", "Shílǐpù"), ("东桑家堡子", "Dōngsāngjiābǔzi")]
    {
        assert_eq!(spelled(name, NameKind::NaturalSettlement), pinyin);
    }
    for (name, pinyin) in [
        ("太行山", "Tàiháng Shān"),
        ("珠江", "Zhū Jiāng"),
        ("汉江", "Hàn Jiāng"),
        ("天门河", "Tiānmén Hé"),
        ("汉北河", "Hànběi Hé"),
        ("五指山", "Wǔzhǐ Shān"),
        ("九龙江", "Jiǔlóng Jiāng"),
        ("三门峡", "Sānmén Xiá"),
        ("二道沟", "Èrdào Gōu"),
        ("1203高地", "1203 Gāodì"),
    ] {
        assert_eq!(spelled(name, NameKind::NaturalFeature), pinyin);
    }
}

#[test]
fn the_divisions_of_tianmen_and_around_come_out_right() {
    for (name, pinyin) in [
        ("天门市", "Tiānmén Shì"),
        ("沙洋县", "Shāyáng Xiàn"),
        ("钟祥市", "Zhōngxiáng Shì"),
        ("京山市", "Jīngshān Shì"),
        ("应城市", "Yìngchéng Shì"),
        ("汉川市", "Hànchuān Shì"),
        ("仙桃市", "Xiāntáo Shì"),
        ("潜江市", "Qiánjiāng Shì"),
        ("竟陵街道", "Jìnglíng Jiēdào"),
        ("候口街道", "Hóukǒu Jiēdào"),
        ("侯口街道", "Hóukǒu Jiēdào"),
        ("杨林街道", "Yánglín Jiēdào"),
        ("多宝镇", "Duōbǎo Zhèn"),
        ("拖市镇", "Tuōshì Zhèn"),
        ("张港镇", "Zhānggǎng Zhèn"),
        ("蒋场镇", "Jiǎngchǎng Zhèn"),
        ("汪场镇", "Wāngchǎng Zhèn"),
        ("渔薪镇", "Yúxīn Zhèn"),
        ("黄潭镇", "Huángtán Zhèn"),
        ("岳口镇", "Yuèkǒu Zhèn"),
        ("横林镇", "Hénglín Zhèn"),
        ("彭市镇", "Péngshì Zhèn"),
        ("麻洋镇", "Máyáng Zhèn"),
        ("多祥镇", "Duōxiáng Zhèn"),
        ("干驿镇", "Gānyì Zhèn"),
        ("马湾镇", "Mǎwān Zhèn"),
        ("卢市镇", "Lúshì Zhèn"),
        ("小板镇", "Xiǎobǎn Zhèn"),
        ("九真镇", "Jiǔzhēn Zhèn"),
        ("皂市镇", "Zàoshì Zhèn"),
        ("胡市镇", "Húshì Zhèn"),
        ("石家河镇", "Shíjiāhé Zhèn"),
        ("佛子山镇", "Fózǐshān Zhèn"),
        ("净潭乡", "Jìngtán Xiāng"),
        ("蒋湖农场", "Jiǎnghú Nóngchǎng"),
        ("白茅湖农场", "Báimáohú Nóngchǎng"),
        ("沉湖管委会", "Chénhú Guǎnwěihuì"),
    ] {
        let spelling = spell(name, NameKind::Division, &LocalReadings::default());
        assert_eq!(spelling.text, pinyin);
        assert!(!spelling.needs_confirmation(), "{name}: {:?}", spelling.characters);
    }
}

#[test]
fn the_streets_of_beihu_come_out_right() {
    for (name, pinyin) in [
        ("珍珠坡路", "Zhēnzhūpō Lù"),
        ("明志路", "Míngzhì Lù"),
        ("立德路", "Lìdé Lù"),
        ("滨湖大道", "Bīnhú Dàdào"),
        ("走马岭路", "Zǒumǎlǐng Lù"),
        ("支遁路", "Zhīdùn Lù"),
        ("麒麟路", "Qílín Lù"),
        ("融侨路", "Róngqiáo Lù"),
        ("广沟北路", "Guǎnggōu Běilù"),
        ("复兴路", "Fùxīng Lù"),
        ("北湖大道", "Běihú Dàdào"),
        ("华侨大道", "Huáqiáo Dàdào"),
        ("状元路", "Zhuàngyuán Lù"),
        ("复州大道", "Fùzhōu Dàdào"),
        ("金龙道", "Jīnlóng Dào"),
        ("潜丰路", "Qiánfēng Lù"),
        ("南垸路", "Nányuàn Lù"),
        ("陆羽大道", "Lùyǔ Dàdào"),
    ] {
        assert_eq!(spelled(name, NameKind::Road), pinyin);
    }
}

#[test]
fn villages_and_communities_come_out_right() {
    for (name, pinyin) in [
        ("双剅口村村民委员会", "Shuānglóukǒu Cūn Cūnmín Wěiyuánhuì"),
        ("鸿渐社区居民委员会", "Hóngjiàn Shèqū Jūmín Wěiyuánhuì"),
        ("长江村", "Chángjiāng Cūn"),
        ("曾岭村", "Zēnglǐng Cūn"),
        ("三垱村", "Sāndàng Cūn"),
        ("涂咀村", "Túzuǐ Cūn"),
        ("金曾豹村", "Jīnzēngbào Cūn"),
        ("永兴庵村", "Yǒngxīng'ān Cūn"),
        ("风景新村", "Fēngjǐng Xīncūn"),
        ("北新村", "Běixīn Cūn"),
        ("狮子桥村", "Shīziqiáo Cūn"),
        ("但铺村", "Dànpù Cūn"),
        ("解场村", "Xièchǎng Cūn"),
        ("严聂场新村", "Yánnièchǎng Xīncūn"),
        ("佛子山林生活区", "Fózǐshānlín Shēnghuóqū"),
    ] {
        assert_eq!(spelled(name, NameKind::AdministrativeVillage), pinyin);
    }
}

#[test]
fn a_spelling_has_its_search_keys() {
    let spelling = spell("陆羽大道", NameKind::Road, &LocalReadings::default());
    assert_eq!((spelling.plain.as_str(), spelling.initials.as_str()), ("luyudadao", "lydd"));
    let spelling = spell("绿安二路", NameKind::Road, &LocalReadings::default());
    assert_eq!(spelling.text, "Lǜ'ān 2 Lù");
    assert_eq!((spelling.plain.as_str(), spelling.initials.as_str()), ("lvan2lu", "la2l"));
}

#[test]
fn what_is_not_chinese_stands_for_itself() {
    for (name, pinyin) in [
        ("G107国道", "G107 Guódào"),
        ("A区大道", "A Qū Dàdào"),
        ("解放路(北段)", "Jiěfànglù(Běiduàn)"),
        (" 人民 大道 ", "Rénmín Dàdào"),
        ("\u{3FFFD}湾路", "\u{3FFFD}wān Lù"),
        ("", ""),
        ("路", "Lù"),
        ("第", "Dì"),
    ] {
        assert_eq!(spelled(name, NameKind::Road), pinyin);
    }
    let unread = spell("\u{3FFFD}路", NameKind::Road, &LocalReadings::default());
    assert!(unread.needs_confirmation());
    assert_eq!(unread.plain, "\u{3FFFD}lu");
}

/// Texts of the characters that the tables know, and of anything.
fn names() -> impl Strategy<Value = String> {
    prop_oneof!["[东西南北大小一二十百第零3A路马环街条巷村委员会儿安门内外'( ]{0,12}", "\\PC{0,12}", any::<String>()]
}

fn kinds() -> impl Strategy<Value = NameKind> {
    prop::sample::select(vec![
        NameKind::Road,
        NameKind::Division,
        NameKind::AdministrativeVillage,
        NameKind::NaturalSettlement,
        NameKind::NaturalFeature,
        NameKind::Building,
        NameKind::Facility,
    ])
}

proptest! {
    #[test]
    fn any_text_is_spelled_and_taken_apart_without_loss(name in names(), kind in kinds()) {
        let parts = PlaceNameParts::of(&name, kind);
        prop_assert_eq!([parts.specific, parts.modifier, parts.ordinal, parts.generic].concat(), name.trim());
        let spelling = spell(&name, kind, &LocalReadings::default());
        prop_assert_eq!(
            spelling.characters.iter().map(|read| read.character).collect::<String>(),
            name.chars().filter(|c| reading::is_han(*c)).collect::<String>()
        );
        let all_read = spelling.characters.iter().all(|read| read.syllable.is_some());
        let readable = name.chars().all(|c| c.is_ascii() || reading::is_han(c) || !c.is_alphanumeric());
        prop_assert!(spelling.plain.is_ascii() || !all_read || !readable, "{}", spelling.plain);
    }

    #[test]
    fn a_spelling_agrees_with_itself(name in names(), kind in kinds()) {
        let local = LocalReadings::default();
        let spelling = spell(&name, kind, &local);
        if name.chars().all(|c| c.is_ascii_alphanumeric() || reading::is_han(c)) {
            prop_assert_eq!(agrees(&name, kind, &spelling.text, &local), Ok(()));
        }
        let choices: Option<Vec<Syllable>> = spelling.characters.iter().map(|read| read.syllable.clone()).collect();
        if let Some(choices) = choices {
            let chosen = spell_with_choices(&name, kind, &choices, &local).unwrap();
            prop_assert_eq!(chosen.text, spelling.text);
        }
    }

    #[test]
    fn any_two_texts_can_be_compared(name in names(), kind in kinds(), pinyin in any::<String>()) {
        let _ = agrees(&name, kind, &pinyin, &LocalReadings::default());
    }
}
