//! Information sharing 信息共享: bulletins in both directions, their receipt and reply, and monthly nil reports.

pub mod codes;
pub mod model;
pub mod service;
pub mod state;
mod store;

pub use codes::{BulletinKind, BulletinState, Direction};
pub use model::{Bulletin, NewBulletin, Reply};
