//! The wire: routes with their owners, problem documents, parameters, validators, the API document.
//!
//! Knows nothing of the slices; they bring [`Route`]s, and `app` joins them. Of the index it knows the version.

pub mod accept;
pub mod access;
pub mod bbox;
pub mod body;
pub mod content;
pub mod etag;
pub mod form;
pub mod forwarded;
pub mod idempotency;
pub mod if_match;
pub mod language;
pub mod layers;
pub mod misfit;
pub mod openapi;
pub mod operation;
pub mod page;
pub mod params;
pub mod problem;
mod problem_page;
pub mod route;
pub mod schema;
pub mod seen;
pub mod spool;

pub use access::{Access, Caller, SignedIn};
pub use body::{Body, Nothing};
pub use form::{Form, FormOrJson};
pub use idempotency::Idempotent;
pub use language::{Language, Text};
pub use misfit::read_json;
pub use operation::{Operation, Param};
pub use page::Page;
pub use params::Params;
pub use problem::{Problem, ProblemType};
pub use route::Route;
pub use spool::Spool;
