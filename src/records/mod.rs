//! Records: what happened to a case, and the papers that belong to it.
//!
//! Slices append one [`Event`] for each thing they do, in the transaction that does it. The events of a case are a
//! chain: each holds the SHA-256 of the one before ([`chain`]), so that an event which was changed, left out or put in
//! between is found out by [`first_broken`]. Papers are kept under their own SHA-256 ([`attachment`]).

pub mod attachment;
pub mod chain;
pub mod event;
pub mod pen;
mod store;

pub use attachment::{Attachment, AttachmentId, NewAttachment, attach};
pub use chain::first_broken;
pub use event::{Event, NewEvent, Subject, append, of_subject};
pub use pen::{Pen, Step};

#[cfg(test)]
mod tests;
