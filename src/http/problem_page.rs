//! A problem document as a page, for people whose browser asked for one: a form without script must not answer in JSON.

use std::fmt::Write;

use axum::{http::header, response::IntoResponse};
use serde_json::Value;

use super::Language;

const STYLE: &str = "body{font:17px/1.7 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:40rem;\
    margin:4rem auto;padding:0 1.2rem;color:#22252a;background:#f3f0ea}h1{font-size:1.4rem}a{color:#0b5394}";

/// The page of a problem document.
pub(super) fn page(document: &Value, language: Language) -> impl IntoResponse {
    let text = |value: &Value, member: &str| escaped(value.get(member).and_then(Value::as_str).unwrap_or_default());
    let faults = document.get("errors").and_then(Value::as_array).into_iter().flatten();
    let detail = text(document, "detail");
    // One fault alone is what the detail says already.
    let faults: String = faults.map(|fault| text(fault, "detail")).filter(|fault| *fault != detail).fold(
        String::new(),
        |mut items, fault| {
            let _ = write!(items, "<li>{fault}</li>");
            items
        },
    );
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style><h1>{title}</h1><p>{detail}</p><ul>{faults}</ul><p><a href=\"/\">{back}</a></p></html>",
        lang = language.tag(),
        title = text(document, "title"),
        back = language.of_two("名界首页", "Entrance of Mingjie"),
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)], html)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
