//! Numbers in the names of streets.

use std::sync::LazyLock;

/// Words whose numeral is no number of a series: word, reason.
const WORDS: &str = include_str!("data/numeral_words.tsv");

static NUMERAL_WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| WORDS.lines().filter_map(|row| row.split('\t').next()).collect());

/// Byte offset at which the number begins that ends `text`, as 二 in 北二 or 第九 in 第九; none when there is none.
///
/// SP84 rule 7 writes numbers of a series in digits and rule 6 spells all other numerals. 三八 and 五一 are dates,
/// not numbers: what a numeral says must be a number as it is counted, 十二 and not 一二.
pub(super) fn ordinal_start(text: &str) -> Option<usize> {
    let run = text.trim_end_matches(|c| digit(c).is_some() || unit(c).is_some()).len();
    let ascii = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = if ascii < text.len() {
        // The number of a highway is part of its code: G107.
        text.get(..ascii).filter(|before| !before.ends_with(|c: char| c.is_ascii_alphabetic()))?.len()
    } else {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let word_end = |end: &usize| {
            *end > run && text.get(..*end).is_some_and(|head| NUMERAL_WORDS.iter().any(|word| head.ends_with(word)))
        };
        ends.rev().find(word_end).unwrap_or(run)
    };
    let number = text.get(start..)?;
    ordinal_value(number)?;
    Some(text.get(..start)?.strip_suffix('第').map_or(start, str::len))
}

/// The digits in which an ordinal found by [`ordinal_start`] is written, without its 第.
pub(super) fn ordinal_digits(ordinal: &str) -> Option<String> {
    ordinal_value(ordinal.strip_prefix('第').unwrap_or(ordinal))
}

fn ordinal_value(number: &str) -> Option<String> {
    if number.chars().all(|c| c.is_ascii_digit()) {
        return (!number.is_empty()).then(|| number.to_owned());
    }
    let (mut total, mut pending, mut lowest) = (0, None, 1000);
    for c in number.chars() {
        match (digit(c), unit(c)) {
            (Some(0), _) if pending.is_none() && total > 0 => {}
            (Some(value), _) if pending.is_none() => pending = Some(value),
            (_, Some(unit)) if unit < lowest => {
                total += pending.take().unwrap_or(1) * unit;
                lowest = unit;
            }
            _ => return None,
        }
    }
    total += pending.unwrap_or(0);
    (total > 0).then(|| total.to_string())
}

fn digit(c: char) -> Option<u32> {
    "零一二三四五六七八九".chars().zip(0..).find(|(digit, _)| *digit == c).map(|(_, value)| value)
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_series_is_found_at_the_end() {
        for (text, ordinal, digits) in [
            ("二", "二", "2"),
            ("北二", "二", "2"),
            ("第九", "第九", "9"),
            ("东四十二", "十二", "12"),
            ("经三十", "三十", "30"),
            ("一百零八", "一百零八", "108"),
            ("经15", "15", "15"),
        ] {
            let start = ordinal_start(text).unwrap();
            assert_eq!(&text[start..], ordinal, "{text}");
            assert_eq!(ordinal_digits(&text[start..]).unwrap(), digits, "{text}");
        }
    }

    #[test]
    fn a_date_or_a_word_is_no_number() {
        for text in ["三八", "五一", "一二九", "统一", "十一", "三环", "十十", "二号渠", "G107", "", "第", "零"]
        {
            assert_eq!(ordinal_start(text), None, "{text}");
        }
    }
}
