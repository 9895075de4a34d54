//! Why a name was found, in one sentence.

use uuid::Uuid;

use super::meant::{Meant, said};
use crate::{
    http::Language,
    index::{
        live::Called,
        names::{Extent, Form, Hit, Standing},
    },
};

/// By which name a thing was found and how, and what it is called today if that is another name.
pub(super) fn explanation(hit: &Hit<'_, Uuid, Called>, meant: &Meant<'_>, language: Language) -> String {
    let (name, form) = (name(hit.row, language), form(hit.form, language));
    let part: String = hit.row.record.facts.text.chars().skip(hit.span.start).take(hit.span.len()).collect();
    let found = match (hit.extent, language) {
        (Extent::Whole, Language::Chinese) => format!("以{name}全名{form}找到"),
        (Extent::Prefix, Language::Chinese) => format!("以{name}开头“{part}”{form}找到"),
        (Extent::Inner, Language::Chinese) => format!("以{name}中“{part}”{form}找到"),
        (Extent::Whole, Language::English) => format!("found by {form} the whole {name}"),
        (Extent::Prefix, Language::English) => format!("found by {form} “{part}” at the beginning of the {name}"),
        (Extent::Inner, Language::English) => format!("found by {form} “{part}” in the {name}"),
    };
    let now = meant.called_now();
    if now.as_deref() == Some(&hit.row.record.facts.text) {
        return found;
    }
    match (hit.row.standing, now, language) {
        (Standing::Standard, ..) | (Standing::OtherCurrent, None, _) => found,
        (Standing::OtherCurrent, Some(now), Language::Chinese) => format!("{found}；标准名为{now}"),
        (Standing::OtherCurrent, Some(now), Language::English) => format!("{found}; its standard name is {now}"),
        (Standing::Former, Some(now), Language::Chinese) => format!("{found}；现名为{now}"),
        (Standing::Former, Some(now), Language::English) => format!("{found}; now called {now}"),
        (Standing::Former, None, Language::Chinese) if meant.is_in_force => format!("{found}；现无标准名"),
        (Standing::Former, None, Language::English) if meant.is_in_force => format!("{found}; without a name now"),
        (Standing::Former, None, Language::Chinese) => format!("{found}；其所指今已不存"),
        (Standing::Former, None, Language::English) => format!("{found}; what it names is no longer there"),
    }
}

/// What kind of name it is.
fn name(called: &Called, language: Language) -> &'static str {
    let kind = said(called.record.feature.property("kind"));
    let (zh, en) = match (called.standing, kind.as_deref()) {
        (Standing::Standard, _) => ("标准名", "standard name"),
        (Standing::Former, _) => ("曾用名", "former name"),
        (Standing::OtherCurrent, Some("alias")) => ("别名", "alias"),
        (Standing::OtherCurrent, Some("colloquial")) => ("俗称", "colloquial name"),
        (Standing::OtherCurrent, Some("minority_language")) => ("少数民族语名", "name in a minority language"),
        (Standing::OtherCurrent, _) => ("其他名称", "other name"),
    };
    language.of_two(zh, en)
}

/// What the query has in common with the name.
fn form(form: Form, language: Language) -> &'static str {
    let (zh, en) = match form {
        Form::Exact => ("相同的字", "the same characters as"),
        Form::Folded => ("相同的字（写法不同）", "the same characters, written in another way, as"),
        Form::Spelled => ("的拼音", "the pinyin of"),
        Form::SameSound => ("同音同调的字", "characters of the same sound and tone as"),
        Form::OtherTone => ("同音不同调的字", "characters of the same sound in another tone as"),
        Form::OtherReading => ("多音字的另一读音", "another reading of a character of"),
        Form::Abbreviated => ("的拼音缩写", "the abbreviated pinyin of"),
        Form::Similar => ("相近的写法（差一处）", "something one error away from"),
    };
    language.of_two(zh, en)
}
