//! Days as the pages say them.

use time::Date;

use crate::http::Language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: 2023年6月1日, 1 June 2023.
pub(crate) fn day(day: Date, language: Language) -> String {
    let (year, month, number) = (day.year(), u8::from(day.month()), day.day());
    match language {
        Language::Chinese => format!("{year}年{month}月{number}日"),
        Language::English => {
            let name = MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
            format!("{number} {name} {year}")
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_is_said_in_both_languages() {
        let on = date!(2023 - 06 - 01);
        assert_eq!(
            (day(on, Language::Chinese).as_str(), day(on, Language::English).as_str()),
            ("2023年6月1日", "1 June 2023")
        );
    }
}
