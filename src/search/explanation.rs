//! Why a name was found, in one sentence.

use uuid::Uuid;

use super::meant::Meant;
use crate::{
    http::Language,
    index::{
        live::{Called, said},
        names::{Extent, Form, Hit, Standing},
    },
};

/// By which name a thing was found and how, and what it is called today if that is another name.
pub(super) fn explanation(hit: &Hit<'_, Uuid, Called>, meant: &Meant<'_>, language: Language) -> String {
    let text = &hit.row.record.facts.text;
    let part: String = text.chars().skip(hit.span.start).take(hit.span.len()).collect();
    let (name, form) = (name(hit.row, language), form(hit.form, language));
    let found = match (hit.extent, language) {
        (Extent::Whole, Language::Chinese) => format!("与{name}全名{form}"),
        (Extent::Prefix, Language::Chinese) => format!("与{name}开头“{part}”{form}"),
        (Extent::Inner, Language::Chinese) => format!("与{name}中“{part}”{form}"),
        (Extent::Whole, Language::English) => format!("{form} the whole {name}"),
        (Extent::Prefix, Language::English) => format!("{form} “{part}” at the beginning of the {name}"),
        (Extent::Inner, Language::English) => format!("{form} “{part}” in the {name}"),
    };
    match today(hit.row.standing, meant, text, language) {
        Some(today) => format!("{found}{}{today}", language.of_two("；", "; ")),
        None => found,
    }
}

/// What the thing of a name that is not its standard name is called today, unless it is called the same.
fn today(standing: Standing, meant: &Meant<'_>, text: &str, language: Language) -> Option<String> {
    let (zh, en) = match (standing, meant.called_now()) {
        (_, Some(now)) if now == text => return None,
        (Standing::Standard, _) | (Standing::OtherCurrent, None) => return None,
        (Standing::OtherCurrent, Some(now)) => (format!("标准名为{now}"), format!("its standard name is {now}")),
        (Standing::Former, Some(now)) => (format!("现名为{now}"), format!("now called {now}")),
        (Standing::Former, None) if meant.is_in_force => ("现无标准名".to_owned(), "without a name now".to_owned()),
        (Standing::Former, None) => ("其所指今已不存".to_owned(), "what it names is no longer there".to_owned()),
    };
    Some(language.of_two(zh, en))
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
        Form::Exact => ("用字相同", "same characters as"),
        Form::Folded => ("用字相同（写法不同）", "same characters, written in another way, as"),
        Form::Spelled => ("拼音相同", "pinyin of"),
        Form::SameSound => ("同音同调", "same sound and tone as"),
        Form::OtherTone => ("同音不同调", "same sound in another tone as"),
        Form::OtherReading => ("按多音字的另一读音相合", "another reading of a character in"),
        Form::Abbreviated => ("拼音缩写相合", "abbreviated pinyin of"),
        Form::Similar => ("仅差一处", "one error away from"),
    };
    language.of_two(zh, en)
}
