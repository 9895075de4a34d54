//! Names in the manner of the Jianghan Plain: a specific part of real characters and a real generic term.

use super::Dice;

/// A character and its reading.
type Character = (&'static str, &'static str);

/// Characters that specific parts are made of.
const CHARACTERS: [Character; 96] = [
    ("陆", "lù"),
    ("羽", "yǔ"),
    ("竟", "jìng"),
    ("陵", "líng"),
    ("天", "tiān"),
    ("门", "mén"),
    ("江", "jiāng"),
    ("汉", "hàn"),
    ("湖", "hú"),
    ("北", "běi"),
    ("南", "nán"),
    ("东", "dōng"),
    ("西", "xī"),
    ("新", "xīn"),
    ("老", "lǎo"),
    ("大", "dà"),
    ("小", "xiǎo"),
    ("长", "cháng"),
    ("石", "shí"),
    ("沙", "shā"),
    ("白", "bái"),
    ("黄", "huáng"),
    ("青", "qīng"),
    ("红", "hóng"),
    ("龙", "lóng"),
    ("凤", "fèng"),
    ("马", "mǎ"),
    ("牛", "niú"),
    ("羊", "yáng"),
    ("虎", "hǔ"),
    ("鹤", "hè"),
    ("鱼", "yú"),
    ("王", "wáng"),
    ("李", "lǐ"),
    ("张", "zhāng"),
    ("刘", "liú"),
    ("陈", "chén"),
    ("杨", "yáng"),
    ("赵", "zhào"),
    ("周", "zhōu"),
    ("吴", "wú"),
    ("徐", "xú"),
    ("孙", "sūn"),
    ("胡", "hú"),
    ("朱", "zhū"),
    ("高", "gāo"),
    ("林", "lín"),
    ("何", "hé"),
    ("郭", "guō"),
    ("罗", "luó"),
    ("梁", "liáng"),
    ("宋", "sòng"),
    ("郑", "zhèng"),
    ("谢", "xiè"),
    ("韩", "hán"),
    ("唐", "táng"),
    ("冯", "féng"),
    ("董", "dǒng"),
    ("程", "chéng"),
    ("曹", "cáo"),
    ("袁", "yuán"),
    ("邓", "dèng"),
    ("许", "xǔ"),
    ("傅", "fù"),
    ("沈", "shěn"),
    ("曾", "zēng"),
    ("彭", "péng"),
    ("吕", "lǚ"),
    ("苏", "sū"),
    ("卢", "lú"),
    ("蒋", "jiǎng"),
    ("蔡", "cài"),
    ("贾", "jiǎ"),
    ("丁", "dīng"),
    ("魏", "wèi"),
    ("薛", "xuē"),
    ("叶", "yè"),
    ("余", "yú"),
    ("潘", "pān"),
    ("杜", "dù"),
    ("戴", "dài"),
    ("夏", "xià"),
    ("钟", "zhōng"),
    ("汪", "wāng"),
    ("田", "tián"),
    ("任", "rén"),
    ("姜", "jiāng"),
    ("范", "fàn"),
    ("方", "fāng"),
    ("金", "jīn"),
    ("柳", "liǔ"),
    ("桃", "táo"),
    ("松", "sōng"),
    ("竹", "zhú"),
    ("梅", "méi"),
    ("荷", "hé"),
];

/// A generic term, its spelling, and the category of what it names (GB/T 18521).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generic {
    term: &'static str,
    spelling: &'static str,
    pub(crate) category: &'static str,
}

const fn generic(term: &'static str, spelling: &'static str, category: &'static str) -> Generic {
    Generic { term, spelling, category }
}

/// Of places, the common ones several times.
pub(crate) const OF_PLACES: [Generic; 32] = [
    generic("村", "Cūn", "22200"),
    generic("湾", "Wān", "22200"),
    generic("湾", "Wān", "22200"),
    generic("台", "Tái", "22200"),
    generic("垸", "Yuàn", "22200"),
    generic("岭", "Lǐng", "22200"),
    generic("咀", "Zuǐ", "22200"),
    generic("店", "Diàn", "22200"),
    generic("家湾", "Jiāwān", "22200"),
    generic("家台", "Jiātái", "22200"),
    generic("小区", "Xiǎoqū", "22100"),
    generic("花园", "Huāyuán", "22100"),
    generic("社区居民委员会", "Shèqū Jūmín Wěiyuánhuì", "21600"),
    generic("村民委员会", "Cūnmín Wěiyuánhuì", "21600"),
    generic("河", "Hé", "12100"),
    generic("渠", "Qú", "24300"),
    generic("湖", "Hú", "12200"),
    generic("塘", "Táng", "24210"),
    generic("水库", "Shuǐkù", "24230"),
    generic("泵站", "Bèngzhàn", "24600"),
    generic("闸", "Zhá", "23140"),
    generic("桥", "Qiáo", "23610"),
    generic("渡口", "Dùkǒu", "23150"),
    generic("汽车站", "Qìchēzhàn", "23220"),
    generic("加油站", "Jiāyóuzhàn", "23660"),
    generic("小学", "Xiǎoxué", "27300"),
    generic("中学", "Zhōngxué", "27300"),
    generic("医院", "Yīyuàn", "27300"),
    generic("市场", "Shìchǎng", "26510"),
    generic("公园", "Gōngyuán", "25200"),
    generic("大厦", "Dàshà", "27400"),
    generic("广场", "Guǎngchǎng", "26310"),
];

/// Of streets.
pub(crate) const OF_STREETS: [Generic; 6] = [
    generic("大道", "Dàdào", "23512"),
    generic("路", "Lù", "23513"),
    generic("路", "Lù", "23513"),
    generic("街", "Jiē", "23513"),
    generic("巷", "Xiàng", "23514"),
    generic("巷", "Xiàng", "23514"),
];

/// Of divisions, the largest first.
pub(crate) const OF_DIVISIONS: [Generic; 3] =
    [generic("县", "Xiàn", "21400"), generic("镇", "Zhèn", "21500"), generic("村", "Cūn", "21600")];

/// A name and its spelling.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    pub(crate) text: String,
    pub(crate) pinyin: String,
    pub(crate) generic: Generic,
}

impl Naming {
    /// A name that ends in `generic`: one to three characters before it, mostly two.
    pub(crate) fn throw(dice: &mut Dice, generic: Generic) -> Self {
        let length = *dice.one(&[1, 2, 2, 2, 2, 2, 2, 3, 3]);
        let (mut text, mut pinyin) = (String::new(), String::new());
        for _ in 0..length {
            let (character, reading) = dice.one(&CHARACTERS);
            text.push_str(character);
            // An apostrophe would be needed before a, e and o only, and no reading here begins so.
            pinyin.push_str(reading);
        }
        text.push_str(generic.term);
        let pinyin = format!("{} {}", capitalized(&pinyin), generic.spelling);
        Self { text, pinyin, generic }
    }

    /// The spelling without tones and spaces, ü as v: the column `search_key`.
    pub(crate) fn search_key(&self) -> String {
        self.pinyin.to_lowercase().chars().filter(|letter| *letter != ' ').map(toneless).collect()
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn toneless(letter: char) -> char {
    let toned = [("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("ǖǘǚǜü", 'v')];
    toned.into_iter().find(|(toned, _)| toned.contains(letter)).map_or(letter, |(_, plain)| plain)
}
