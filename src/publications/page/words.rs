//! Periods, quantities and states as the pages say them.

use time::Date;

use crate::{
    http::Language,
    kernel::words::{AdminTier, Orientation},
    pages::words::day,
    publications::codes::{Kind, State},
};

/// The first and the last day.
pub(super) fn period(starts_on: Date, ends_on: Date, language: Language) -> String {
    let days = (ends_on - starts_on).whole_days() + 1;
    let (first, last) = (day(starts_on, language), day(ends_on, language));
    match language {
        Language::Chinese => format!("{first}至{last}（共{days}天）"),
        Language::English => format!("{first} to {last} ({days} days)"),
    }
}

/// How far a publication is on `today`, and whether opinions are taken.
pub(super) fn standing(
    kind: Kind,
    state: State,
    period: (Option<Date>, Option<Date>),
    today: Date,
    language: Language,
) -> (String, bool) {
    let say = |zh: &str, en: &str| (language.of_two(zh, en).to_owned(), false);
    match (kind, state, period) {
        (Kind::PublicNotice, State::Published, (Some(starts_on), _)) if today < starts_on => {
            say("公示期尚未开始", "the period has not begun")
        }
        (Kind::PublicNotice, State::Published, (_, Some(ends_on))) if today <= ends_on => {
            let left = (ends_on - today).whole_days();
            let text = match (language, left) {
                (Language::Chinese, 0) => "公示中，今天截止".to_owned(),
                (Language::English, 0) => "open, last day today".to_owned(),
                (Language::Chinese, left) => format!("公示中，还剩{left}天"),
                (Language::English, 1) => "open, 1 day left".to_owned(),
                (Language::English, left) => format!("open, {left} days left"),
            };
            (text, true)
        }
        (Kind::PublicNotice, State::Published, _) => {
            say("公示期满，意见处理中", "the period is over, opinions are being answered")
        }
        (_, state, _) => (state.title().say(language).to_owned(), false),
    }
}

/// That an announcement was revoked.
pub(super) fn revoked(language: Language) -> String {
    language.of_two("已撤销", "revoked").to_owned()
}

/// Metres without needless decimals.
pub(super) fn metres(metres: f64) -> String {
    format!("{}", (metres * 10.0).round() / 10.0)
}

/// Which way a street runs.
pub(super) fn orientation(orientation: Orientation, language: Language) -> &'static str {
    match orientation {
        Orientation::EastWest => language.of_two("东西向", "east-west"),
        Orientation::NorthSouth => language.of_two("南北向", "north-south"),
        Orientation::Ring => language.of_two("环路", "ring"),
    }
}

/// Whose road it is.
pub(super) fn tier(tier: AdminTier, language: Language) -> &'static str {
    match tier {
        AdminTier::Urban => language.of_two("市区道路", "urban road"),
        AdminTier::Town => language.of_two("镇级道路", "town-level road"),
        AdminTier::Village => language.of_two("乡村道路", "village road"),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_notice_says_how_many_days_are_left() {
        let on = |today| {
            let period = (Some(date!(2023 - 06 - 11)), Some(date!(2023 - 06 - 17)));
            standing(Kind::PublicNotice, State::Published, period, today, Language::Chinese)
        };
        assert_eq!(on(date!(2023 - 06 - 10)), ("公示期尚未开始".into(), false));
        assert_eq!(on(date!(2023 - 06 - 11)), ("公示中，还剩6天".into(), true));
        assert_eq!(on(date!(2023 - 06 - 17)), ("公示中，今天截止".into(), true));
        assert_eq!(on(date!(2023 - 06 - 18)), ("公示期满，意见处理中".into(), false));
    }

    #[test]
    fn a_period_counts_its_first_and_its_last_day() {
        let (first, last) = (date!(2023 - 06 - 11), date!(2023 - 06 - 17));
        assert_eq!(period(first, last, Language::Chinese), "2023年6月11日至2023年6月17日（共7天）");
        assert_eq!(period(first, last, Language::English), "11 June 2023 to 17 June 2023 (7 days)");
    }
}
