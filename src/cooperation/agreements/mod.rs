//! Agreements on a peaceful boundary 平安边界协议. What is stored is when it was signed and for which days; whether it is in
//! force follows from the day ([`standing`]).

pub mod codes;
pub mod model;
pub mod service;
pub mod standing;
mod store;

pub use codes::{AgreementLevel, AgreementState};
pub use model::{Agreement, NewAgreement, Signature};
