//! The register: places and their names, as officers enter them one by one.
//!
//! A place is the thing, a name is a spelling of it with a status and a period of its own; former and cancelled
//! names stay (R753 art. 10, 15). A standard name changes only by decision of the approving authority (R753 art. 4,
//! 12), so this slice adds places and further names, draws places anew and confirms readings, and never renames.

pub mod decided;
mod document;
pub mod drawing;
pub mod http;
pub mod model;
pub mod refusal;
pub mod service;
mod store;

pub use model::{NewEdition, NewName, NewPlace, NewStreet};
pub use refusal::Refusal;
