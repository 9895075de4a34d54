//! How somebody can be reached: what may be a telephone number or an e-mail address.

/// Longest name, telephone number and e-mail address of a citizen, in characters.
pub const LONGEST_CONTACT: usize = 100;

/// Whether this may be a telephone number, with an extension (转) perhaps.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '（' | '）' | '转');
    digits >= 5 && text.chars().all(known)
}

/// Whether this may be an e-mail address.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let plain = !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'));
    let parts = text.split_once('@');
    plain && parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_called_or_written_to_is_told_from_what_can() {
        assert!(["12345", "0728-5222222 转 8", "+86 (728) 5222222"].into_iter().all(is_phone));
        assert!(!["1234", "张三 13800000000", "1２345"].into_iter().any(is_phone));
        assert!(is_email("a.b@example.cn"));
        assert!(!["a@b", "@example.cn", "a@b@c.cn", "a b@c.cn", "<a@b.cn>"].into_iter().any(is_email));
    }
}
