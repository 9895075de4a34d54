//! Pages for people: the entrance, the API document, the problem types.

pub mod http;
pub(crate) mod layout;
