//! A form that was not taken: what was typed stays, and what is wrong stands beside it.

use super::layout::escape;
use crate::http::{Language, Params, Problem};

/// What somebody typed into a form, and why it was not taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refused<'a> {
    /// The place of the form on its page.
    pub(crate) form: &'static str,
    /// What was typed.
    pub(crate) typed: &'a Params,
    /// Why it was not taken.
    pub(crate) problem: &'a Problem,
}

impl<'a> Refused<'a> {
    /// This, if it is of the form at that place.
    pub(crate) fn of(self, form: &str) -> Option<Self> {
        (self.form == form).then_some(self)
    }

    /// Why, at the top of the page, with the way to the form.
    pub(crate) fn alert(self, language: Language) -> String {
        format!(
            "<p class=\"note\" role=\"alert\">{} <a href=\"#{}\">{}</a></p>",
            escape(self.problem.detail(language)),
            self.form,
            language.of_two("回到表单", "To the form"),
        )
    }

    /// What was typed into a field.
    pub(crate) fn typed(self, field: &str) -> &'a str {
        self.typed.given(field).unwrap_or_default()
    }
}

/// The attributes of a field that keep what was typed and mark a fault, and the sentence that goes below it.
pub(crate) fn kept(refused: Option<Refused<'_>>, field: &str, language: Language) -> (String, String) {
    let Some(refused) = refused else { return Default::default() };
    let typed = format!(" value=\"{}\"", escape(refused.typed(field)));
    let (mark, sentence) = fault(refused, field, language);
    (format!("{typed}{mark}"), sentence)
}

/// The mark of a field with a fault, and the sentence below it.
pub(crate) fn fault(refused: Refused<'_>, field: &str, language: Language) -> (String, String) {
    match refused.problem.fault(&format!("/{field}"), language) {
        None => Default::default(),
        Some(said) => (
            format!(" aria-invalid=\"true\" aria-describedby=\"{field}-fault\""),
            format!("<p class=\"fault\" id=\"{field}-fault\">{}</p>", escape(said)),
        ),
    }
}
