//! What any text must be that somebody writes into the register.

use super::text::Text;

/// Controls, joiners, direction marks, line separators, fillers: nobody sees them, and names differ by them.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// It says nothing, or has more characters than this.
    Length(usize),
    /// It holds a character that nobody sees; PostgreSQL cannot even keep the null character.
    Invisible(char),
}

impl TextFault {
    /// What the sender is told.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Length(most) => Text::new(format!("须为 1 至 {most} 个字"), format!("takes 1 to {most} characters")),
            Self::Invisible(c) => {
                let code = u32::from(c);
                Text::new(format!("含有不可见字符 U+{code:04X}"), format!("holds the invisible character U+{code:04X}"))
            }
        }
    }
}

/// Nothing in it is hidden, and it is on one line.
pub fn check_visible(text: &str) -> Result<(), TextFault> {
    text.chars().find(|c| is_invisible(*c)).map_or(Ok(()), |c| Err(TextFault::Invisible(c)))
}

/// One line of 1 to `most` characters; the blanks around it are taken off.
pub fn line(text: &str, most: usize) -> Result<&str, TextFault> {
    check_visible(text)?;
    of_length(text.trim(), most)
}

/// 1 to `most` characters on any number of lines; the blanks around them are taken off.
pub fn prose(text: &str, most: usize) -> Result<&str, TextFault> {
    let hidden = text.chars().find(|c| is_invisible(*c) && !matches!(c, '\n' | '\r' | '\t'));
    hidden.map_or_else(|| of_length(text.trim(), most), |c| Err(TextFault::Invisible(c)))
}

fn of_length(text: &str, most: usize) -> Result<&str, TextFault> {
    if (1..=most).contains(&text.chars().count()) { Ok(text) } else { Err(TextFault::Length(most)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_prose_may_have_several() {
        assert_eq!(line("  陆羽大道 ", 4), Ok("陆羽大道"));
        assert_eq!(line("陆羽\n大道", 9), Err(TextFault::Invisible('\n')));
        assert_eq!(prose("\t一、\r\n二、\n", 6), Ok("一、\r\n二、"));
    }

    #[test]
    fn what_says_nothing_too_much_or_something_hidden_is_a_fault() {
        for check in [line, prose] {
            assert_eq!(check(" \u{3000}", 4), Err(TextFault::Length(4)));
            assert_eq!(check("陆羽大道东", 4), Err(TextFault::Length(4)));
            assert_eq!(check("陆羽\0大道", 9), Err(TextFault::Invisible('\0')));
            assert_eq!(check("陆羽\u{200B}大道", 9), Err(TextFault::Invisible('\u{200B}')));
        }
        TextFault::Length(4).text().assert_complete("takes 1 to 4 characters");
    }
}
