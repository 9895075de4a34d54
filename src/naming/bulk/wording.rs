//! What cells say, whatever way they are typed: metres, directions, classes.

use crate::kernel::words::{AdminTier, Orientation, RoadClass, Surface};

const ORIENTATIONS: [(Orientation, &[&str]); 3] = [
    (
        Orientation::EastWest,
        &[
            "东西向",
            "东西",
            "西东",
            "西东向",
            "东西走向",
            "西东走向",
            "东至西",
            "西至东",
            "由东向西",
            "由西向东",
            "自东向西",
            "自西向东",
            "东西方向",
            "ew",
            "we",
            "eastwest",
            "westeast",
        ],
    ),
    (
        Orientation::NorthSouth,
        &[
            "南北向",
            "南北",
            "北南",
            "北南向",
            "南北走向",
            "北南走向",
            "南至北",
            "北至南",
            "由南向北",
            "由北向南",
            "自南向北",
            "自北向南",
            "南北方向",
            "ns",
            "sn",
            "northsouth",
            "southnorth",
        ],
    ),
    (Orientation::Ring, &["环路", "环", "环形", "环线", "环向", "环状", "ring"]),
];

const CLASSES: [(RoadClass, &[&str]); 5] = [
    (RoadClass::Expressway, &["快速路", "城市快速路", "expressway", "23511"]),
    (RoadClass::Arterial, &["主干路", "主干道", "城市主干路", "arterial", "23512"]),
    (RoadClass::Secondary, &["次干路", "次干道", "城市次干路", "secondary", "23513"]),
    // The code of branches is that of lanes, too.
    (RoadClass::Branch, &["支路", "支道", "城市支路", "branch", "23514"]),
    (RoadClass::Lane, &["巷", "巷道", "小巷", "里巷", "街巷", "lane"]),
];

const TIERS: [(AdminTier, &[&str]); 3] = [
    (AdminTier::Urban, &["市区", "城区", "市级", "城市", "市区道路", "urban"]),
    (AdminTier::Town, &["镇级", "镇区", "集镇", "镇", "乡镇", "镇级道路", "town"]),
    (AdminTier::Village, &["乡村", "村级", "农村", "村", "乡村道路", "village"]),
];

const SURFACES: [(Surface, &[&str]); 3] = [
    (Surface::Asphalt, &["沥青", "沥青路面", "柏油", "沥青混凝土", "asphalt"]),
    (Surface::Concrete, &["混凝土", "混凝土路面", "水泥", "水泥路面", "水泥混凝土", "砼", "concrete"]),
    (Surface::Gravel, &["碎石", "碎石路面", "砂石", "石子", "gravel"]),
];

/// A word of a closed list, as people write it.
pub(super) trait Worded: Sized + Copy + 'static {
    /// Each value with the texts that mean it, as [`plain`] leaves them; the first two at most are told to people.
    fn words() -> &'static [(Self, &'static [&'static str])];

    /// The value that a text means.
    fn meant_by(text: &str) -> Option<Self> {
        let plain = plain(text);
        Self::words().iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(value, _)| *value)
    }

    /// The texts that are told to people: one for each value.
    fn usual() -> Vec<&'static str> {
        Self::words().iter().filter_map(|(_, words)| words.first().copied()).collect()
    }
}

impl Worded for Orientation {
    fn words() -> &'static [(Self, &'static [&'static str])] {
        &ORIENTATIONS
    }
}

impl Worded for RoadClass {
    fn words() -> &'static [(Self, &'static [&'static str])] {
        &CLASSES
    }
}

impl Worded for AdminTier {
    fn words() -> &'static [(Self, &'static [&'static str])] {
        &TIERS
    }
}

impl Worded for Surface {
    fn words() -> &'static [(Self, &'static [&'static str])] {
        &SURFACES
    }
}

/// A full-width sign as its half-width one; the ideographic space as a space.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A text without full-width forms.
pub(super) fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// A text as headings and words are compared: letters and digits only, in lower case, without brackets and what stands
/// in them.
pub(super) fn plain(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for c in text.chars().map(narrow) {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => {}
        }
    }
    plain
}

/// How many metres the unit in a heading stands for: 长度(千米).
pub(super) fn unit_of_heading(heading: &str) -> f64 {
    let heading = narrowed(heading).to_lowercase();
    let is_kilometres = ["千米", "公里", "km"].iter().any(|unit| heading.contains(unit));
    if is_kilometres { KILOMETRE } else { 1.0 }
}

const KILOMETRE: f64 = 1000.0;

/// Units that a number may carry, longer ones first, and how many metres they are.
const UNITS: [(&str, f64); 6] =
    [("千米", KILOMETRE), ("公里", KILOMETRE), ("km", KILOMETRE), ("公尺", 1.0), ("米", 1.0), ("m", 1.0)];

/// Metres from a text: digits of either width, thousands parted by commas, a unit behind or that of the heading.
///
/// `None` when it is no such number: a range, a Chinese numeral, a decimal comma.
pub(super) fn metres(text: &str, unit: f64) -> Option<f64> {
    let text: String = narrowed(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches(['约', '≈']);
    let (digits, unit) =
        UNITS.iter().find_map(|(word, metres)| Some((text.strip_suffix(word)?, *metres))).unwrap_or((text, unit));
    let number: f64 = without_thousands(&digits.replace(['，', '、'], ","))?.parse().ok()?;
    (number * unit).is_finite().then_some(number * unit)
}

/// A number without its commas, each of which must stand before three digits; only signs of plain numbers.
fn without_thousands(text: &str) -> Option<String> {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let mut groups = unsigned.split(',');
    let first = groups.next().filter(|first| !first.is_empty() && is_number(first))?;
    let grouped = groups.clone().all(|group| group.len() == 3 && is_number(group));
    let is_sound = grouped && (first.len() <= 3 || groups.next().is_none());
    (is_sound && rest.is_none_or(is_number)).then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_are_read_as_people_type_them() {
        for (text, metres_meant) in [
            ("820", 820.0),
            (" 820米", 820.0),
            ("820 m", 820.0),
            ("８２０．５", 820.5),
            ("1,200", 1200.0),
            ("１，２００米", 1200.0),
            ("1.2km", 1200.0),
            ("0.82公里", 820.0),
            ("约550米", 550.0),
            ("-5", -5.0),
            ("0", 0.0),
        ] {
            assert_eq!(metres(text, 1.0), Some(metres_meant), "{text}");
        }
        assert_eq!(metres("0.5", unit_of_heading("长度（千米）")), Some(500.0));
        assert_eq!(metres("500米", unit_of_heading("长度(km)")), Some(500.0));
    }

    #[test]
    fn what_is_no_number_of_metres_is_not_guessed() {
        for text in ["", "3-5", "1,5", "12,34", "1234,567", "八百", "1e3", "NaN", "inf", "820米左右", "#REF!", ".", "."]
        {
            assert_eq!(metres(text, 1.0), None, "{text}");
        }
    }

    #[test]
    fn directions_are_read_as_people_type_them() {
        for text in ["东西向", "东西", "东-西", "E-W", "ｅ－ｗ", "东—西 走向"] {
            assert_eq!(Orientation::meant_by(text), Some(Orientation::EastWest), "{text}");
        }
        assert_eq!(Orientation::meant_by("南北走向"), Some(Orientation::NorthSouth));
        assert_eq!(Orientation::meant_by("环路"), Some(Orientation::Ring));
        assert_eq!(Orientation::meant_by("东北-西南"), None);
    }

    #[test]
    fn every_code_word_means_itself() {
        assert!(Orientation::ALL.iter().all(|value| Orientation::meant_by(value.code()) == Some(*value)));
        assert!(RoadClass::ALL.iter().all(|value| RoadClass::meant_by(value.code()) == Some(*value)));
        assert!(AdminTier::ALL.iter().all(|value| AdminTier::meant_by(value.code()) == Some(*value)));
        assert!(Surface::ALL.iter().all(|value| Surface::meant_by(value.code()) == Some(*value)));
    }
}
