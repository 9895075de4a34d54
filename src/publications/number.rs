//! Numbers of notices, announcements and receipts, as people type them.

/// `typed` as it would be written in a number, which has capital letters, digits and hyphens; none when no number
/// can be meant.
#[must_use]
pub(super) fn typed(text: &str) -> Option<String> {
    let text = text.trim();
    let may_be_one = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    may_be_one.then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn letters_may_be_small_and_anything_else_is_no_number() {
        assert_eq!(typed(" gs-2023-0001 ").as_deref(), Some("GS-2023-0001"));
        for text in ["GS-2023-0001\0", "GS 2023", "公示"] {
            assert_eq!(typed(text), None);
        }
    }
}
