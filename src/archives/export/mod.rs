//! Packages that are handed over: a ZIP archive of scans and lists, with a manifest that proves them.
//!
//! Making one ([`service`]) freezes its manifest, with who made it, when and for whom, and is an event of each volume. The
//! archive itself ([`package`]) is made of the manifest whenever it is fetched, by the one whose name it bears.

mod manifest;
pub mod model;
pub mod package;
pub mod service;
mod store;

pub use model::{Export, ExportId, LARGEST_PACKAGE, MOST_VOLUMES, NewExport};
pub use service::find;
