//! The grammar of line codes and marker numbers, and how numbers are given.
//!
//! A line's code is the code of its lower side and that of its higher side, one after the other. A marker's number is the
//! line's code, a serial of three digits from the west or from the north, and a letter: Q for a single marker, A and B for
//! the two of a double one (A on the side of the lower code), C, D and E for the three of a triple one. That is how the
//! lines of provinces are numbered, with two digits a side; for counties and townships, whose forms each province sets
//! itself, the same form is kept with their longer codes.

use std::{fmt, str::FromStr};

use super::codes::{Level, MarkerType};
use crate::{code_enum, kernel::text::Text};

/// The last serial on a line.
pub const LAST_SERIAL: u16 = 999;

/// The code of a line: two different codes of divisions of one level, the lower one first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineCode {
    level: Level,
    text: String,
}

/// What is wrong with a line's code or a marker's number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// It is not made of digits, but for the letter at the end.
    #[error("character {0} of it is no digit")]
    NoDigit(usize),
    /// It has the length of no line's code.
    #[error("the codes of a line have 2, 4, 6 or 9 digits a side; these are {0} digits for both")]
    Length(usize),
    /// Both sides are the same.
    #[error("both sides have the code {0}")]
    OneSide(String),
    /// The higher code stands first.
    #[error("the lower code stands first: {0}")]
    Order(String),
    /// Its last character is no letter of markers.
    #[error("it ends with Q (single), A or B (double), C, D or E (triple)")]
    NoLetter,
    /// The serial is 000.
    #[error("serials begin at 001")]
    NoSerial,
}

impl NumberFault {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::NoDigit(at) => format!("第 {at} 个字符不是数字"),
            Self::Length(digits) => format!("界线代码两侧各为 2、4、6 或 9 位数字，这里共 {digits} 位"),
            Self::OneSide(code) => format!("两侧代码相同：{code}"),
            Self::Order(code) => format!("较小的代码在前：{code}"),
            Self::NoLetter => "末位须为类型码：单立、双立、三立依次为 `Q`、`A` `B`、`C` `D` `E`".to_owned(),
            Self::NoSerial => "序号从 001 开始".to_owned(),
        };
        Text { zh, en: self.to_string() }
    }
}

impl LineCode {
    /// The code of the line between two divisions, in whichever order.
    pub fn between(one: &str, other: &str) -> Result<Self, NumberFault> {
        let (lower, higher) = if one <= other { (one, other) } else { (other, one) };
        if lower.len() != higher.len() {
            return Err(NumberFault::Length(lower.len() + higher.len()));
        }
        format!("{lower}{higher}").parse()
    }

    /// The level of both sides.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// All digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Both sides, the lower code first.
    #[must_use]
    pub fn sides(&self) -> (&str, &str) {
        self.text.split_at_checked(self.level.digits()).unwrap_or_default()
    }
}

impl fmt::Display for LineCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for LineCode {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        if let Some(at) = text.chars().position(|character| !character.is_ascii_digit()) {
            return Err(NumberFault::NoDigit(at + 1));
        }
        let fits = |level: &&Level| level.digits() * 2 == text.len();
        let level = *Level::ALL.iter().find(fits).ok_or(NumberFault::Length(text.len()))?;
        let code = Self { level, text: text.to_owned() };
        match code.sides() {
            (one, other) if one == other => Err(NumberFault::OneSide(one.to_owned())),
            (one, other) if one > other => Err(NumberFault::Order(format!("{other}{one}"))),
            _ => Ok(code),
        }
    }
}

code_enum! {
    /// The letter of a marker: which one of those with its serial it is.
    Letter as "text" {
        /// The only one.
        Q = "Q",
        /// Of two, the one on the side of the lower code.
        A = "A",
        /// The other.
        B = "B",
        /// Of three, the one on the side of the lowest code.
        C = "C",
        /// The one on the side of the next code.
        D = "D",
        /// The third.
        E = "E",
    }
}

impl Letter {
    /// How many markers have the serial with it.
    #[must_use]
    pub const fn marker_type(self) -> MarkerType {
        match self {
            Self::Q => MarkerType::Single,
            Self::A | Self::B => MarkerType::Double,
            Self::C | Self::D | Self::E => MarkerType::Triple,
        }
    }

    /// The letters of the markers of a type.
    #[must_use]
    pub const fn of(marker_type: MarkerType) -> &'static [Self] {
        match marker_type {
            MarkerType::Single => &[Self::Q],
            MarkerType::Double => &[Self::A, Self::B],
            MarkerType::Triple => &[Self::C, Self::D, Self::E],
        }
    }
}

/// The number of a marker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkerNumber {
    /// The line in whose numbers it counts.
    pub line: LineCode,
    /// Place on the line, 1 to 999.
    pub serial: u16,
    /// Which of those with this serial.
    pub letter: Letter,
}

impl fmt::Display for MarkerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}{}", self.line, self.serial, self.letter)
    }
}

impl FromStr for MarkerNumber {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let letter = text.chars().next_back().and_then(|last| last.encode_utf8(&mut [0; 4]).parse().ok());
        let letter: Letter = letter.ok_or(NumberFault::NoLetter)?;
        let digits = text.strip_suffix(letter.code()).unwrap_or_default();
        if let Some(at) = digits.chars().position(|character| !character.is_ascii_digit()) {
            return Err(NumberFault::NoDigit(at + 1));
        }
        let (line, serial) = digits
            .len()
            .checked_sub(3)
            .and_then(|at| digits.split_at_checked(at))
            .ok_or(NumberFault::Length(digits.len()))?;
        let line = line.parse()?;
        match serial.parse() {
            Ok(serial) if serial > 0 => Ok(Self { line, serial, letter }),
            _ => Err(NumberFault::NoSerial),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back() {
        for (text, level, marker_type) in [
            ("4243001Q", Level::Province, MarkerType::Single),
            ("429004429006012A", Level::County, MarkerType::Double),
            ("429006100429006101999E", Level::Township, MarkerType::Triple),
        ] {
            let number: MarkerNumber = text.parse().unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!((number.line.level(), number.letter.marker_type()), (level, marker_type));
        }
    }

    #[test]
    fn what_is_wrong_with_a_number_is_said() {
        let fault = |text: &str| text.parse::<MarkerNumber>().unwrap_err();
        assert_eq!(fault("429004429006012X"), NumberFault::NoLetter);
        assert_eq!(fault(""), NumberFault::NoLetter);
        assert_eq!(fault("429004429006000Q"), NumberFault::NoSerial);
        assert_eq!(fault("429006429004001Q"), NumberFault::Order("429004429006".into()));
        assert_eq!(fault("429006429006001Q"), NumberFault::OneSide("429006".into()));
        assert_eq!(fault("42900442900601Q"), NumberFault::Length(11));
        assert_eq!(fault("4290044290 6012Q"), NumberFault::NoDigit(11));
        assert_eq!(fault("２290044290060１Q"), NumberFault::NoDigit(1));
        assert_eq!(fault("1Q"), NumberFault::Length(1));
    }

    #[test]
    fn every_fault_is_told_in_both_languages() {
        for fault in [
            NumberFault::NoDigit(1),
            NumberFault::Length(11),
            NumberFault::OneSide("429006".into()),
            NumberFault::Order("429004429006".into()),
            NumberFault::NoLetter,
            NumberFault::NoSerial,
        ] {
            fault.text().assert_complete(&fault);
        }
    }

    #[test]
    fn the_code_of_a_line_does_not_ask_who_comes_first() {
        let code = LineCode::between("429006", "420981").unwrap();
        assert_eq!((code.as_str(), code.sides()), ("420981429006", ("420981", "429006")));
        assert!(LineCode::between("429006", "429006100").is_err());
    }
}
