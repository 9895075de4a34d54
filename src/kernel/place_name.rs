//! What any name must be, whoever enters it and however.

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 200;

/// Controls, joiners, direction marks, line separators, fillers: nobody sees them, and names differ by them.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}
