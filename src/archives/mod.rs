//! Demarcation archives 勘界档案: volumes, what is in them, and the proof that it is all still there (R353 art. 13).
//!
//! A volume is collected, put in order, catalogued, scanned, checked by a second person, stored and handed over
//! ([`state`]). What it must hold stands in [`requirements`]; [`missing`] tells what is not there yet. Each change of a
//! volume or of what is in it is one event of the volume, which also says how much was missing afterwards, so that the
//! figures of any day ([`completion`]) are read off the events. Scans lie in the object store under their SHA-256;
//! [`verification`] reads them all again.
//!
//! Nothing of this is public.

pub mod borrowing;
mod clerk;
pub mod codes;
pub mod completion;
pub mod export;
pub mod http;
pub mod missing;
pub mod model;
mod number;
mod pages;
pub mod policy;
mod problem;
pub mod refusal;
pub mod requirements;
pub mod service;
mod sheets;
pub mod state;
mod store;
pub mod verification;

pub use clerk::Clerk;
pub use model::{ItemId, ScanId, VolumeId};
pub use refusal::Refusal;
