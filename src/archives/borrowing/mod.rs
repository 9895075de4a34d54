//! The borrowing log 借阅登记: who has a volume, until when, and how it came back.

pub mod model;
pub mod service;
mod store;

pub use model::{Borrowing, BorrowingId, NewBorrowing, Returned, Standing};
pub(super) use store::{of_volume, open_of};
