//! One coordinate in a cell: a plain number, or degrees, minutes and seconds as field notes write them.

use crate::kernel::text::Text;

/// Along which axis a cell's coordinate lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Axis {
    /// Longitude or easting; may carry E or W, 东 or 西.
    X,
    /// Latitude or northing; may carry N or S, 北 or 南.
    Y,
}

/// Why a cell holds no coordinate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AngleFault {
    /// Neither a number nor degrees, minutes and seconds.
    #[error("neither a number nor degrees, minutes and seconds")]
    Unreadable,
    /// NaN or infinite.
    #[error("not a finite number")]
    NotFinite,
    /// 60 minutes or more.
    #[error("minutes must be less than 60")]
    Minutes,
    /// 60 seconds or more.
    #[error("seconds must be less than 60")]
    Seconds,
    /// A fraction before a smaller unit, such as 113.5°09′.
    #[error("only the last of degrees, minutes and seconds may have a fraction")]
    Fraction,
    /// A sign and a direction at once, or a direction of the other axis.
    #[error("the direction does not belong here")]
    Direction,
}

impl AngleFault {
    /// For people, as the end of a sentence.
    #[must_use]
    pub fn text(self) -> Text {
        let zh = match self {
            Self::Unreadable => "既不是数，也不是度分秒",
            Self::NotFinite => "不是有限的数",
            Self::Minutes => "分须小于 60",
            Self::Seconds => "秒须小于 60",
            Self::Fraction => "度分秒中只有最后一个可以带小数",
            Self::Direction => "方向与正负号或所在轴不符",
        };
        Text::new(zh, self.to_string())
    }
}

/// Reads a plain number in any unit, or an angle as decimal degrees.
///
/// Accepted angles: `113°09′36.5″`, `113°9'36.5"E`, `东经113度9分36.5秒`, `113°09.6′`, `113 09 36.5`, and a plain number
/// with a direction. Digits run together (`1130936.5`) stay the plain number they are; ranges are judged later.
pub(in super::super) fn parse(text: &str, axis: Axis) -> Result<f64, AngleFault> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return if number.is_finite() { Ok(number) } else { Err(AngleFault::NotFinite) };
    }
    let (text, direction) = split_direction(text);
    let (text, negative) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let sign = match direction {
        Some((along, _)) if along != axis || negative => return Err(AngleFault::Direction),
        Some((_, sign)) => sign,
        None if negative => -1.0,
        None => 1.0,
    };
    Ok(sign * magnitude(text)?)
}

/// Takes the direction off either end: the axis it belongs to and its sign.
fn split_direction(text: &str) -> (&str, Option<(Axis, f64)>) {
    const DIRECTIONS: [(&str, Axis, f64); 12] = [
        ("东经", Axis::X, 1.0),
        ("西经", Axis::X, -1.0),
        ("北纬", Axis::Y, 1.0),
        ("南纬", Axis::Y, -1.0),
        ("E", Axis::X, 1.0),
        ("e", Axis::X, 1.0),
        ("W", Axis::X, -1.0),
        ("w", Axis::X, -1.0),
        ("N", Axis::Y, 1.0),
        ("n", Axis::Y, 1.0),
        ("S", Axis::Y, -1.0),
        ("s", Axis::Y, -1.0),
    ];
    DIRECTIONS
        .into_iter()
        .find_map(|(word, axis, sign)| {
            let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word))?;
            Some((rest.trim(), Some((axis, sign))))
        })
        .unwrap_or((text, None))
}

/// Degrees, minutes and seconds without sign, as decimal degrees.
fn magnitude(text: &str) -> Result<f64, AngleFault> {
    let (degrees, minutes, seconds) = if let Some((degrees, rest)) = split_unit(text, &["°", "º", "˚", "度"]) {
        match split_unit(rest, &["′", "'", "’", "＇", "分"]) {
            Some((minutes, rest)) => match split_unit(rest, &["″", "\"", "”", "＂", "''", "′′", "秒"]) {
                Some((seconds, "")) => (degrees, Some(minutes), Some(seconds)),
                None if rest.is_empty() => (degrees, Some(minutes), None),
                _ => return Err(AngleFault::Unreadable),
            },
            None if rest.is_empty() => (degrees, None, None),
            None => return Err(AngleFault::Unreadable),
        }
    } else {
        let mut words = text.split_whitespace();
        match (words.next(), words.next(), words.next(), words.next()) {
            (Some(degrees), None, ..) => (degrees, None, None),
            (Some(degrees), minutes @ Some(_), seconds @ Some(_), None) => (degrees, minutes, seconds),
            _ => return Err(AngleFault::Unreadable),
        }
    };
    let whole = |text: &str| if text.contains('.') { Err(AngleFault::Fraction) } else { unsigned(text) };
    let (Some(minutes), seconds) = (minutes, seconds) else { return unsigned(degrees) };
    let degrees = whole(degrees)?;
    let minutes = if seconds.is_some() { whole(minutes)? } else { unsigned(minutes)? };
    let seconds = seconds.map_or(Ok(0.0), unsigned)?;
    if minutes >= 60.0 {
        Err(AngleFault::Minutes)
    } else if seconds >= 60.0 {
        Err(AngleFault::Seconds)
    } else {
        Ok(degrees + minutes / 60.0 + seconds / 3600.0)
    }
}

/// What stands before a unit's sign, and what follows it.
fn split_unit<'a>(text: &'a str, signs: &[&str]) -> Option<(&'a str, &'a str)> {
    let (number, rest) = text.split_at_checked(text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ' '))?)?;
    let rest = signs.iter().find_map(|sign| rest.strip_prefix(sign))?;
    Some((number.trim(), rest.trim_start()))
}

/// A number of digits with at most one point between them.
fn unsigned(text: &str) -> Result<f64, AngleFault> {
    let plain = text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.parse().ok().filter(|_| plain).ok_or(AngleFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_notes_are_read() {
        let wanted = 113.0 + 9.0 / 60.0 + 36.5 / 3600.0;
        for text in [
            "113°09′36.5″",
            "113°9'36.5\"E",
            "113° 9’ 36.5” e",
            "113°9'36.5''",
            "E113°9′36.5″",
            "东经113°09′36.5″",
            "113度9分36.5秒",
            " 113 09 36.5 ",
            "113 09 36.5 E",
        ] {
            let found = parse(text, Axis::X).unwrap();
            assert!((found - wanted).abs() < 1e-12, "{text}: {found}");
        }
        assert!((parse("30°39.5′N", Axis::Y).unwrap() - (30.0 + 39.5 / 60.0)).abs() < 1e-12);
        assert!((parse("30°", Axis::Y).unwrap() - 30.0).abs() < 1e-12);
    }

    #[test]
    fn signs_and_directions_say_which_side() {
        for (text, wanted) in [("-113.5", -113.5), ("113.5W", -113.5), ("-113°30′", -113.5), ("113.5E", 113.5)] {
            assert!((parse(text, Axis::X).unwrap() - wanted).abs() < 1e-12, "{text}");
        }
        assert_eq!(parse("-113°30′W", Axis::X), Err(AngleFault::Direction));
        assert_eq!(parse("30.5N", Axis::X), Err(AngleFault::Direction));
    }

    #[test]
    fn digits_run_together_stay_a_number() {
        assert!((parse("1130936.5", Axis::X).unwrap() - 1_130_936.5).abs() < 1e-9);
    }

    #[test]
    fn what_is_out_of_range_or_unreadable_is_refused() {
        for (text, wanted) in [
            ("113°60′00″", AngleFault::Minutes),
            ("113°59′60″", AngleFault::Seconds),
            ("113 09 75", AngleFault::Seconds),
            ("113.5°09′", AngleFault::Fraction),
            ("113°09.5′10″", AngleFault::Fraction),
            ("113 09", AngleFault::Unreadable),
            ("113°09′36.5″x", AngleFault::Unreadable),
            ("113°36.5″", AngleFault::Unreadable),
            ("°′″", AngleFault::Unreadable),
            ("113,16", AngleFault::Unreadable),
            ("天门", AngleFault::Unreadable),
            ("", AngleFault::Unreadable),
            ("E", AngleFault::Unreadable),
            ("1.2.3°", AngleFault::Unreadable),
            ("NaN", AngleFault::NotFinite),
            ("-inf", AngleFault::NotFinite),
            ("1e400", AngleFault::NotFinite),
        ] {
            assert_eq!(parse(text, Axis::X), Err(wanted), "{text}");
        }
    }
}
