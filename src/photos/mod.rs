//! Photos from the field: resumable uploads, what a photo says of itself, and the pictures that are kept.
//!
//! A client makes the photo's id (UUIDv7) and sends the bytes by tus 1.0.0; the upload has the photo's id, so that a
//! client that forgot everything else finds it again. Pieces and offset are kept in one transaction each. With its last
//! byte an upload is looked at (`darkroom`): position and time are read, metadata is stripped, a thumbnail is made. Then
//! the pictures are put into the [`objects`] store under their SHA-256 and, in one transaction, the upload becomes a photo.
//! What is refused, and why, is a [`Refusal`].
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> upload: POST (offset 0)
//!   upload --> upload: PATCH (the offset moves with the bytes)
//!   upload --> photo: the last byte, if it is a picture
//!   upload --> [*]: refused, ended, or nobody went on for a day
//!   photo --> attached: attach
//!   photo --> [*]: nothing refers to it for sixty days
//! ```
//!
//! Other slices [`attach`] photos to what they keep, and show those [`of_subject`]. A half-uploaded photo cannot be
//! attached: there is no photo yet. What goes ahead of its photos names them ([`attach_or_await`]), and they are attached
//! when they are there. Nothing here decides which photo the public may see.

mod darkroom;
pub mod http;
pub mod model;
pub mod objects;
mod reference;
mod refusal;
pub mod service;
mod store;
mod tus;

pub use model::{Digest, Photo, PhotoId};
pub use objects::ObjectStore;
pub use reference::{Attached, attach, attach_or_await, awaited, of_subject};
pub use refusal::Refusal;
pub use service::{DepositError, Photos, Swept, deposit, hold, keep};
