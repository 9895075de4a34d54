//! Signs 地名标志: what stands where and what it says, and the work on them (R753 art. 19, 20; GB 17733).
//!
//! Signs and faces are facts of the register: they have record time, and the change feed tells of them. Whether a sign is
//! damaged or under repair is read off reports and orders whenever one of those changes; what else happens to it is a
//! step of [`state`]. Faces are compared with the standard name in force by [`conformity`].

pub mod captured;
pub mod citizens;
mod clerk;
pub mod codes;
pub mod conformity;
pub mod damage;
mod due;
pub mod http;
pub mod model;
pub mod nearby;
pub mod number;
mod page;
pub mod plate;
pub mod policy;
mod problem;
pub mod refusal;
pub mod repair;
pub mod service;
pub mod state;
pub mod statistics;
mod store;
pub mod survey;

pub use model::{FaceId, SignId};
pub use number::SignNumber;
pub use refusal::Refusal;
