//! Names that people can tell apart: 人民路（今人民大道，竟陵街道）.

use super::meant::Meant;
use crate::{
    http::Language,
    index::{live::Called, names::Standing},
};

/// A name with what its thing is called today, if that is another, and the unit in which it lies.
pub(super) fn label(called: &Called, meant: &Meant<'_>, language: Language) -> String {
    let text = &called.record.facts.text;
    let now = meant.called_now().filter(|now| **now != **text);
    let today = match (called.standing, now, language) {
        (Standing::Standard, ..) => None,
        (Standing::OtherCurrent, now, Language::Chinese) => now.map(|now| format!("即{now}")),
        (Standing::OtherCurrent, now, Language::English) => now.map(|now| format!("that is {now}")),
        (Standing::Former, Some(now), Language::Chinese) => Some(format!("今{now}")),
        (Standing::Former, Some(now), Language::English) => Some(format!("now {now}")),
        (Standing::Former, None, _) if meant.is_in_force => None,
        (Standing::Former, None, Language::Chinese) => Some("今已不存".to_owned()),
        (Standing::Former, None, Language::English) => Some("no longer there".to_owned()),
    };
    let beside: Vec<String> = today.into_iter().chain(meant.unit()).collect();
    match (beside.is_empty(), language) {
        (true, _) => text.to_string(),
        (false, Language::Chinese) => format!("{text}（{}）", beside.join("，")),
        (false, Language::English) => format!("{text} ({})", beside.join(", ")),
    }
}
