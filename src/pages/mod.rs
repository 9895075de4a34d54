//! Pages for people: the entrance, the API document, the problem types; and what all pages are made of.

pub mod http;
pub(crate) mod layout;
pub(crate) mod refused;
pub(crate) mod style;
pub(crate) mod words;
