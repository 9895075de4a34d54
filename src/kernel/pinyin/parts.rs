//! The parts of a place name: specific part (专名), modifier, number, generic part (通名).

use std::{ops::Range, sync::LazyLock};

use super::{
    generic::{Before, GenericClass, GenericTerm, generic_terms},
    numeral::ordinal_start,
};

/// Words whose last character is no modifier: word, reason.
const WORDS: &str = include_str!("data/modifier_words.tsv");

static MODIFIER_WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| WORDS.lines().filter_map(|row| row.split('\t').next()).collect());

/// What a name names, which decides how its parts are found and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A road, street, lane or highway.
    Road,
    /// A province, county, township or a body in the place of one.
    Division,
    /// An administrative village or a community, with or without its committee.
    AdministrativeVillage,
    /// A natural village or market town: one word (SP84 rule 3).
    NaturalSettlement,
    /// A mountain, river, lake or the like.
    NaturalFeature,
    /// A residential area or a building (R753 art. 3(6)).
    Building,
    /// A bridge, square, park, station or the like.
    Facility,
}

impl NameKind {
    /// What a thing of this category (GB/T 18521, five digits) is named as.
    #[must_use]
    pub fn of_category(category: &str) -> Self {
        match category.get(..3) {
            _ if category.starts_with("2351") || category.starts_with("2321") => Self::Road,
            _ if category.starts_with("2741") => Self::Building,
            Some("212" | "213" | "214" | "215") => Self::Division,
            Some("216") => Self::AdministrativeVillage,
            Some("221") => Self::Building,
            Some("222" | "223" | "224" | "229") => Self::NaturalSettlement,
            Some(code) if code.starts_with('1') => Self::NaturalFeature,
            _ => Self::Facility,
        }
    }

    fn classes(self) -> &'static [GenericClass] {
        match self {
            Self::Road => &[GenericClass::Road, GenericClass::Facility],
            Self::Division => &[GenericClass::Division],
            Self::AdministrativeVillage => &[GenericClass::Settlement],
            Self::NaturalSettlement => &[],
            Self::NaturalFeature => &[GenericClass::Landform, GenericClass::Water],
            Self::Building => &[GenericClass::Building, GenericClass::Facility],
            Self::Facility => &[GenericClass::Facility, GenericClass::Water],
        }
    }

    /// The class of generic terms that stay generic inside a specific part (SP84 rule 4, 包头/胡同/东巷).
    fn inner_class(self) -> Option<GenericClass> {
        match self {
            Self::Road => Some(GenericClass::Road),
            Self::AdministrativeVillage => Some(GenericClass::Settlement),
            Self::Division | Self::NaturalSettlement | Self::NaturalFeature | Self::Building | Self::Facility => None,
        }
    }

    fn takes_modifiers(self) -> bool {
        matches!(self, Self::Road | Self::Building | Self::Facility)
    }
}

/// One-syllable words that modify a generic term (SP84 rule 2).
const MODIFIERS: [char; 13] = ['东', '西', '南', '北', '中', '前', '后', '左', '右', '上', '下', '内', '外'];

/// What may stand alone before a generic term as the whole specific part (SP84 rule 1, 大/运河; rule 2, 小/南街).
const SIZES: [char; 2] = ['大', '小'];

/// A place name taken apart; the parts put together again give the name without its outer spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceNameParts<'a> {
    /// What tells this place from others: 广沟 in 广沟北路.
    pub specific: &'a str,
    /// One-syllable modifiers of the generic part: 北 in 广沟北路.
    pub modifier: &'a str,
    /// Number in a series: 二 in 北二巷, 第九 in 第九弄.
    pub ordinal: &'a str,
    /// What sort of place it is: 路, 村村民委员会; empty when no term is known.
    pub generic: &'a str,
    name: &'a str,
    kind: NameKind,
    terms: [Option<&'static GenericTerm>; 2],
}

/// One word of a name as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Its characters.
    pub(super) text: &'a str,
    /// Whether it is a number written in digits (SP84 rule 7).
    pub(super) is_ordinal: bool,
}

impl<'a> PlaceNameParts<'a> {
    /// 专名 and 通名, as a record keeps them; modifiers and numbers go with the specific part, as the two together must
    /// give the name.
    #[must_use]
    pub fn in_two(&self) -> (Option<String>, Option<String>) {
        let some = |part: String| (!part.is_empty()).then_some(part);
        (some([self.specific, self.modifier, self.ordinal].concat()), some(self.generic.to_owned()))
    }

    /// The direction that stands alone before the generic term of a street, where the specific part is missing: 东 in 东路,
    /// but not in 东环路, whose term is made for it.
    #[must_use]
    pub fn direction_alone(&self) -> Option<&'a str> {
        let alone = self.specific.strip_prefix(MODIFIERS).is_some_and(str::is_empty) && self.modifier.is_empty();
        let [term, _] = self.terms;
        let of_street = self.kind == NameKind::Road && term.is_some_and(|term| term.before() != Before::Order);
        (alone && of_street && self.ordinal.is_empty()).then_some(self.specific)
    }

    /// Takes `name` apart as a name of this `kind`.
    #[must_use]
    pub fn of(name: &'a str, kind: NameKind) -> Self {
        let name = name.trim();
        let committees: &[_] = if kind == NameKind::AdministrativeVillage { &[GenericClass::Committee] } else { &[] };
        let (place, committee) = strip_term(name, committees);
        let (head, term) = strip_term(place, kind.classes());
        let (mut specific, mut modifier, mut ordinal) = (head, "", "");
        if kind.takes_modifiers() && term.is_some() {
            (specific, ordinal) = head.split_at(ordinal_start(head).unwrap_or(head.len()));
            (specific, modifier) = specific.split_at(modifier_start(specific));
        }
        let generic = name.strip_prefix(head).unwrap_or_default();
        Self { specific, modifier, ordinal, generic, name, kind, terms: [term, committee] }
    }

    /// The name without the committee that a village or community may be called by: 李湾村 in 李湾村村民委员会.
    #[must_use]
    pub fn place(&self) -> &'a str {
        let [_, committee] = self.terms;
        committee.and_then(|committee| self.name.strip_suffix(committee.text())).unwrap_or(self.name)
    }

    /// The words in which the name is written, in order.
    pub(super) fn words(&self) -> Vec<Word<'a>> {
        let modifier_end = self.specific.len() + self.modifier.len();
        let ordinal_end = modifier_end + self.ordinal.len();
        let ring = self.ring_number();
        let in_digits = self.kind == NameKind::Road && !self.ordinal.is_empty();
        let ordinal = in_digits.then_some(modifier_end..ordinal_end);

        let mut ends = vec![self.inner_break()];
        ends.extend(ring.iter().flat_map(|number| [number.start, number.end]));
        ends.push(self.specific.len());
        ends.extend(ordinal.iter().flat_map(|number| [number.start, number.end]));
        let mut end = ordinal_end;
        for word in self.terms.into_iter().flatten().flat_map(GenericTerm::words) {
            end += word.len();
            ends.push(end);
        }
        ends.push(self.name.len());

        let starts = std::iter::once(0).chain(ends.iter().copied());
        let words = starts.zip(ends.iter().copied()).filter_map(|(start, end)| {
            let text = self.name.get(start..end).filter(|text| !text.is_empty())?;
            let is_ordinal = [&ring, &ordinal].into_iter().flatten().any(|number| *number == (start..end));
            Some(Word { text, is_ordinal })
        });
        words.collect()
    }

    /// Where the number of a ring road stands that has its 环 in the specific part: 二 in 二环/北路, as in 二/环路 (SP84
    /// rule 7).
    fn ring_number(&self) -> Option<Range<usize>> {
        let is_street = self.kind == NameKind::Road && self.terms.iter().any(Option::is_some);
        let before = self.specific.strip_suffix('环').filter(|_| is_street)?;
        Some(ordinal_start(before)?..before.len())
    }

    /// Where a specific part parts that itself ends in a generic term.
    ///
    /// A generic term that became specific is joined to it (SP84 rule 4, 解放路/南小街), but one of two syllables or
    /// more stays a word of its own (包头/胡同/东巷, 天宁寺/西里/一巷).
    fn inner_break(&self) -> usize {
        let (true, Some(class)) = (self.terms.iter().any(Option::is_some), self.kind.inner_class()) else { return 0 };
        let (before, Some(_)) = strip_term(self.specific, &[class]) else { return 0 };
        let at = if self.kind.takes_modifiers() { modifier_start(before) } else { before.len() };
        let (name, tail) = self.specific.split_at(at);
        if name.chars().count() < 2 || tail.chars().count() < 2 { 0 } else { at }
    }
}

/// What stands before the longest term of these classes that ends `name`, and the term.
fn strip_term<'a>(name: &'a str, classes: &[GenericClass]) -> (&'a str, Option<&'static GenericTerm>) {
    let fitting = generic_terms().iter().filter(|term| classes.contains(&term.class()));
    let found = fitting.filter_map(|term| {
        let before = name.strip_suffix(term.text())?;
        stands_before(before, term.before()).then_some((before, term))
    });
    match found.min_by_key(|(before, _)| before.len()) {
        Some((before, term)) => (before, Some(term)),
        None => (name, None),
    }
}

fn stands_before(text: &str, asked: Before) -> bool {
    let characters = text.chars().count();
    let number = || ordinal_start(text).is_some();
    let modifier = || characters == 1 && text.starts_with(|c| MODIFIERS.contains(&c) || SIZES.contains(&c));
    match asked {
        Before::Any => characters > 0,
        Before::Word => characters > 1,
        Before::Order => number() || modifier(),
        Before::Number => number(),
    }
}

/// Byte offset at which the modifiers begin that end `specific`.
///
/// What is left must be a name: two characters (江西路 is not 江 with a western road), or 大 or 小 (小/南街). 内 and 外
/// of a gate join the generic they stand before (朝阳门/内大街), but stay with the gate before another modifier
/// (东直门外/南后街). The name of a person stays whole (SP84 rule 5, 毛泽东/路).
fn modifier_start(specific: &str) -> usize {
    let mut head = specific;
    while let Some(before) = head.strip_suffix(MODIFIERS) {
        let of_gate = head != specific && head.ends_with(['内', '外']) && before.ends_with(['门', '关']);
        let is_name = before.chars().nth(1).is_some() || before.starts_with(SIZES);
        let ends_word = MODIFIER_WORDS.iter().any(|word| head.ends_with(word));
        if of_gate || ends_word || !is_name {
            break;
        }
        head = before;
    }
    head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, kind: NameKind) -> String {
        let parts = PlaceNameParts::of(name, kind);
        assert_eq!([parts.specific, parts.modifier, parts.ordinal, parts.generic].concat(), name);
        parts.words().iter().map(|word| word.text).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn a_road_is_parted_as_the_examples_of_the_rules() {
        for expected in [
            "南京/路",
            "滨江/道",
            "横/街",
            "大/马路",
            "梧桐/巷",
            "门框/胡同",
            "京津/公路",
            "景山/后街",
            "造币/左路",
            "清波门/直街",
            "后赵家楼/胡同",
            "朝阳门/内大街",
            "南/小街",
            "小/南街",
            "南横/东街",
            "修文/西小巷",
            "东直门外/南后街",
            "解放路/南小街",
            "包头/胡同/东巷",
            "张之洞/路",
            "三八/路",
            "二/马路",
            "庞公/路",
            "随岳/公路",
            "天岳/公路",
            "北/公路",
            "毛泽东/路",
            "毛泽东/东路",
            "王八/路",
            "张三/路",
            "天下第一/路",
            "经/五/路",
            "三/环路",
            "二/环/北路",
            "南/二/环路",
            "南/二/环/东路",
            "内环/南路",
            "九连环/东路",
            "大川淀/一/巷",
            "东四/十二/条",
            "第九/弄",
            "天宁寺/西里/一/巷",
            "八角场/东街",
            "三眼井/胡同",
            "五一/广场",
            "广沟/北路",
            "北湖/大道",
            "金龙/道",
            "二号渠/路",
            "中山/东/一/路",
            "江西/路",
            "汉北/路",
            "中南/路",
            "饮马/路",
            "北/马路",
            "沉湖/环路",
            "北/环路",
            "连环/路",
            "北二路口",
        ] {
            assert_eq!(words(&expected.replace('/', ""), NameKind::Road), expected);
        }
    }

    #[test]
    fn a_division_keeps_its_whole_specific_part_together() {
        for expected in
            ["景德镇/市", "通/县", "左权/县", "西藏/自治区", "石家河/镇", "竟陵/街道", "沉湖/管委会", "白茅湖/农场"]
        {
            assert_eq!(words(&expected.replace('/', ""), NameKind::Division), expected);
        }
    }

    #[test]
    fn a_village_is_parted_from_its_term_and_its_committee() {
        for expected in [
            "李湾/村/村民/委员会",
            "鸿渐/社区/居民/委员会",
            "风景/新村/村民/委员会",
            "刘新/村/村民/委员会",
            "北新/村",
            "华一/村",
            "罗台/分场/社区",
            "代湾/大队/生活区",
        ] {
            assert_eq!(words(&expected.replace('/', ""), NameKind::AdministrativeVillage), expected);
        }
    }

    #[test]
    fn a_feature_and_a_facility_are_parted_from_their_term() {
        for expected in
            ["太行/山", "汾/河", "太/湖", "渤海/湾", "潮白/新河", "大/运河", "三门/峡", "皂市/河", "1203/高地"]
        {
            assert_eq!(words(&expected.replace('/', ""), NameKind::NaturalFeature), expected);
        }
        for expected in ["欧阳海/水库", "陆羽/公园", "长江/二桥", "天门/北站"] {
            assert_eq!(words(&expected.replace('/', ""), NameKind::Facility), expected);
        }
    }

    #[test]
    fn a_residential_area_or_a_building_is_parted_from_its_term() {
        for expected in [
            "江山里/小区",
            "陆羽/大厦",
            "陆羽/花园",
            "国际金融/中心",
            "御景/湾",
            "万科城市/花园",
            "东湖/南苑",
            "笑城",
            "恒大绿洲",
        ] {
            assert_eq!(words(&expected.replace('/', ""), NameKind::Building), expected);
        }
    }

    #[test]
    fn the_category_decides_the_kind() {
        for (category, kind) in [
            ("23514", NameKind::Road),
            ("23213", NameKind::Road),
            ("23220", NameKind::Facility),
            ("22100", NameKind::Building),
            ("22200", NameKind::NaturalSettlement),
            ("27410", NameKind::Building),
            ("27400", NameKind::Facility),
        ] {
            assert_eq!(NameKind::of_category(category), kind, "{category}");
        }
    }

    #[test]
    fn a_natural_village_is_one_word() {
        assert_eq!(words("周口店", NameKind::NaturalSettlement), "周口店");
        assert_eq!(words("王村", NameKind::NaturalSettlement), "王村");
    }
}
