//! Fields of the forms; what was typed stays when a form was not taken.

use super::View;
use crate::pages::layout::{each, escape};

/// A field of one line.
pub(super) fn line(view: &View<'_>, form: &str, name: &str, label: &str, more: &str) -> String {
    let value = view.typed(form, name).map(|typed| format!(" value=\"{}\"", escape(typed))).unwrap_or_default();
    format!("<div class=\"field\"><label class=\"of\">{label}<input name=\"{name}\" {more}{value}></label></div>")
}

/// A field of several lines.
pub(super) fn prose(view: &View<'_>, form: &str, name: &str, label: &str, more: &str) -> String {
    let typed = view.typed(form, name).map(escape).unwrap_or_default();
    format!(
        "<div class=\"field\"><label class=\"of\">{label}<textarea name=\"{name}\" rows=\"3\" {more}>{typed}</textarea></label></div>"
    )
}

/// One of a few words: code and what it is called.
pub(super) fn choice(
    view: &View<'_>,
    form: &str,
    name: &str,
    label: &str,
    words: &[(&str, &str)],
    usual: &str,
) -> String {
    let chosen = view.typed(form, name).unwrap_or(usual);
    let options = each(words, |(code, title)| {
        let selected = if *code == chosen { " selected" } else { "" };
        format!("<option value=\"{code}\"{selected}>{}</option>", escape(title))
    });
    format!("<div class=\"field\"><label class=\"of\">{label}<select name=\"{name}\">{options}</select></label></div>")
}

/// Something that the form says by itself.
pub(super) fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
}
