//! What bodies hold, checked member by member; every fault is told with its place in the body.

use time::Date;

use super::{Problem, ProblemType, Text};
use crate::kernel::{dates::parse_date, place_name::is_invisible};

/// What is said at `pointer` (RFC 6901) cannot be accepted.
#[must_use]
pub fn unfit(pointer: &str, zh: &str, en: &str) -> Problem {
    Problem::new(ProblemType::Unprocessable, zh, en).at(pointer, Text::new(zh, en))
}

/// A civil day in a body.
pub fn day(pointer: &str, text: &str) -> Result<Date, Problem> {
    parse_date(text).ok_or_else(|| {
        unfit(
            pointer,
            &format!("“{text}”不是日期，应为 2023-06-30 的形式"),
            &format!("`{text}` is no date like 2023-06-30"),
        )
    })
}

/// Text as it came: PostgreSQL keeps no null characters, and what nobody sees has no place in a register.
pub fn clean(pointer: &str, text: String) -> Result<String, Problem> {
    match text.chars().find(|c| is_invisible(*c)) {
        None => Ok(text),
        Some(c) => {
            let code = u32::from(c);
            let (zh, en) =
                (format!("含有不可见字符 U+{code:04X}"), format!("holds the invisible character U+{code:04X}"));
            Err(unfit(pointer, &zh, &en))
        }
    }
}

/// Text that may be absent, checked like [`clean`].
pub fn clean_option(pointer: &str, text: Option<String>) -> Result<Option<String>, Problem> {
    text.map(|text| clean(pointer, text)).transpose()
}

/// One line of 1 to `most` characters, without blanks around it.
pub fn line(pointer: &str, text: String, most: usize) -> Result<String, Problem> {
    of_length(pointer, clean(pointer, text)?.trim(), most)
}

/// Text of 1 to `most` characters that may have several lines, without blanks around it.
pub fn prose(pointer: &str, text: &str, most: usize) -> Result<String, Problem> {
    let text = text.replace("\r\n", "\n");
    for line in text.split('\n') {
        clean(pointer, line.replace('\t', " "))?;
    }
    of_length(pointer, text.trim(), most)
}

fn of_length(pointer: &str, text: &str, most: usize) -> Result<String, Problem> {
    if text.is_empty() || text.chars().count() > most {
        let (zh, en) = (format!("须为 1 至 {most} 个字"), format!("takes 1 to {most} characters"));
        return Err(unfit(pointer, &zh, &en));
    }
    Ok(text.to_owned())
}
