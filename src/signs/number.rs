//! Numbers of signs, which stand on the sign and in its code, and are read out on the telephone.

use std::{fmt, str::FromStr};

/// `S`, six digits and a check digit by ISO/IEC 7064 MOD 11,10, which finds every single wrong digit and nearly every
/// swapped pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignNumber(u32);

/// Text that is the number of no sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not S, six digits and their check digit")]
pub struct BadNumber;

impl SignNumber {
    /// The number with this serial; `None` beyond 999,999.
    #[must_use]
    pub fn of_serial(serial: u32) -> Option<Self> {
        (serial <= 999_999).then_some(Self(serial))
    }
}

/// The check digit of six digits: the recursion of ISO/IEC 7064, 7.2, begun with 10.
fn check_digit(digits: impl Iterator<Item = u32>) -> u32 {
    let product = digits.fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

impl fmt::Display for SignNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let serial = format!("{:06}", self.0);
        write!(f, "S{serial}{}", check_digit(serial.chars().filter_map(|digit| digit.to_digit(10))))
    }
}

impl FromStr for SignNumber {
    type Err = BadNumber;

    /// Reads a number as people type it: small letters are capital ones, blanks around it go.
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let text = text.trim().to_ascii_uppercase();
        let digits = text.strip_prefix('S').filter(|rest| rest.len() == 7).ok_or(BadNumber)?;
        let serial = digits.get(..6).filter(|serial| serial.bytes().all(|byte| byte.is_ascii_digit()));
        let number = serial.and_then(|serial| serial.parse().ok()).map(Self).ok_or(BadNumber)?;
        if number.to_string() == text { Ok(number) } else { Err(BadNumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        // The example of ISO/IEC 7064, 7.3: 0794 has the check digit 5.
        assert_eq!(check_digit([0, 7, 9, 4].into_iter()), 5);
    }

    #[test]
    fn a_number_reads_back_as_people_type_it() {
        for serial in [0, 1, 42, 123_456, 999_999] {
            let number = SignNumber::of_serial(serial).unwrap();
            assert_eq!(format!(" {} ", number.to_string().to_lowercase()).parse(), Ok(number));
        }
        assert_eq!(SignNumber::of_serial(1_000_000), None);
    }

    #[test]
    fn a_wrong_digit_and_what_is_no_number_are_refused() {
        let number = SignNumber::of_serial(123_456).unwrap().to_string();
        for at in 1..number.len() {
            for digit in '0'..='9' {
                let mut wrong: Vec<char> = number.chars().collect();
                if wrong[at] == digit {
                    continue;
                }
                wrong[at] = digit;
                assert_eq!(wrong.into_iter().collect::<String>().parse::<SignNumber>(), Err(BadNumber));
            }
        }
        for text in ["", "S", "S123", "S12345678", "T1234567", "S12345６7", "S-123456"] {
            assert_eq!(text.parse::<SignNumber>(), Err(BadNumber), "{text}");
        }
    }
}
