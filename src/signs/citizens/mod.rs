//! What citizens say of signs without an account: from the code on a sign, by a form, by an application of the city.
//!
//! A report of a citizen is a damage report like any other and begins as `reported`; an officer looks at it. Everybody may
//! read of each report what the view `published_damage_report` shows ([`PublicReport`]): never the words, the photos or
//! the position of who sent it, and not who that was. That stands in the schema `personal`, is told to naming officers and
//! can be erased. The sender keeps number and code, and says *not fixed* with them (`Clerk::not_fixed`).

pub mod intake;
pub mod model;
pub mod progress;
pub mod service;
pub(super) mod store;

pub use intake::Intake;
pub use model::{Asked, KeptReporter, PublicReport, PublicSign, PublicUpdate, Receipt, Reporter};
pub use progress::Progress;
