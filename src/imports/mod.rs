//! Imports: files from survey offices and other bureaus, on their way into the register.
//!
//! A file goes through one transaction. A thread of its own reads row by row (`crate::reader`), converts coordinates to
//! EPSG:4490 and takes each row apart (`draft`, `record`, `subject`, `naming`, `shape`); drafts are copied into an
//! unlogged staging table a batch at a time (`feed`, `staging`); then statements on sets refuse what the register
//! cannot hold, write the rest and check it beside everything else on record (`steps`). So memory does not grow
//! with the file, an import is there as a whole or not at all, and one that dies leaves nothing behind.
//!
//! What is wrong with a row is a [`Finding`], and the row is kept: real files break rules, and a register that turned
//! them away would know less than the office does. A *refusal* is the finding that a row cannot be kept at all; it
//! keeps out the whole file, unless the sender says to skip such rows. The rules are one closed list, [`Rule`].

mod draft;
mod error;
mod feed;
mod finding;
pub mod http;
mod importable;
mod naming;
mod options;
mod record;
mod report;
mod rule;
mod service;
mod shape;
mod staging;
mod steps;
mod store;
mod subject;
#[cfg(test)]
mod tests;

pub use error::ImportError;
pub use finding::Finding;
pub use importable::Importable;
pub use options::{BadRows, ImportOptions, Mode, Stage};
pub use report::{ImportReport, Outcome};
pub use rule::{Rule, Severity};
pub use service::import;
pub(crate) use service::import_within;
pub use store::find;
pub(crate) use store::record as put_on_record;

crate::typed_id!(
    /// One run of an import.
    ImportId
);
