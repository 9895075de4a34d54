//! Chinese numerals, as official papers write their day.

use time::Date;

/// The digits; zero is the round one of dates and not 零.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A civil day in Chinese numerals: the year digit by digit, month and day counted, 二〇二三年十月三十一日.
#[must_use]
pub fn day_in_numerals(day: Date) -> String {
    let year: String = format!("{:04}", day.year()).chars().map(|c| c.to_digit(10).map_or(c, digit)).collect();
    format!("{year}年{}月{}日", counted(u8::from(day.month())), counted(day.day()))
}

/// A number of 1 to 99 as it is counted aloud: 十, 十一, 二十, 三十一.
fn counted(number: u8) -> String {
    let (tens, ones) = (u32::from(number / 10), u32::from(number % 10));
    let mut text = String::new();
    if tens > 1 {
        text.push(digit(tens));
    }
    if tens > 0 {
        text.push('十');
    }
    if ones > 0 {
        text.push(digit(ones));
    }
    text
}

/// One digit of the decimal system.
fn digit(digit: u32) -> char {
    usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or('〇')
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_is_written_as_papers_write_it() {
        for (day, written) in [
            (date!(2023 - 06 - 30), "二〇二三年六月三十日"),
            (date!(2023 - 10 - 31), "二〇二三年十月三十一日"),
            (date!(2020 - 11 - 01), "二〇二〇年十一月一日"),
            (date!(2000 - 12 - 10), "二〇〇〇年十二月十日"),
            (date!(1999 - 01 - 11), "一九九九年一月十一日"),
            (date!(2024 - 02 - 29), "二〇二四年二月二十九日"),
            (date!(0987 - 03 - 20), "〇九八七年三月二十日"),
        ] {
            assert_eq!(day_in_numerals(day), written);
        }
    }
}
