//! A form that was not taken: what was typed stays, and what is wrong stands beside it.

use crate::{
    http::{Language, Params, Problem},
    pages::layout::escape,
};

/// The forms of a notice; the words are their places on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publications) enum Form {
    /// To send an opinion.
    Opinion,
    /// To look up an answer.
    Answer,
    /// To confirm an opinion.
    Confirmation,
}

impl Form {
    /// Its place on the page.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Answer => "answer",
            Self::Confirmation => "confirmation",
        }
    }
}

/// What somebody typed into a form, and why it was not taken.
#[derive(Debug, Clone, Copy)]
pub(in crate::publications) struct Refused<'a> {
    /// Which form.
    pub(in crate::publications) form: Form,
    /// What was typed.
    pub(in crate::publications) typed: &'a Params,
    /// Why it was not taken.
    pub(in crate::publications) problem: &'a Problem,
}

impl<'a> Refused<'a> {
    /// This, if it is of that form.
    pub(super) fn of(self, form: Form) -> Option<Self> {
        (self.form == form).then_some(self)
    }

    /// Why, at the top of the page, with the way to the form.
    pub(super) fn alert(self, language: Language) -> String {
        format!(
            "<p class=\"note\" role=\"alert\">{} <a href=\"#{}\">{}</a></p>",
            escape(self.problem.detail(language)),
            self.form.place(),
            language.of_two("回到表单", "To the form"),
        )
    }

    /// What was typed into a field.
    pub(super) fn typed(self, field: &str) -> &'a str {
        self.typed.given(field).unwrap_or_default()
    }
}

/// The attributes of a field that keep what was typed and mark a fault, and the sentence that goes below it.
pub(super) fn kept(refused: Option<Refused<'_>>, field: &str, language: Language) -> (String, String) {
    let Some(refused) = refused else { return Default::default() };
    let typed = format!(" value=\"{}\"", escape(refused.typed(field)));
    let (mark, sentence) = fault(refused, field, language);
    (format!("{typed}{mark}"), sentence)
}

/// The mark of a field with a fault, and the sentence below it.
pub(super) fn fault(refused: Refused<'_>, field: &str, language: Language) -> (String, String) {
    match refused.problem.fault(&format!("/{field}"), language) {
        None => Default::default(),
        Some(said) => (
            format!(" aria-invalid=\"true\" aria-describedby=\"{field}-fault\""),
            format!("<p class=\"fault\" id=\"{field}-fault\">{}</p>", escape(said)),
        ),
    }
}
