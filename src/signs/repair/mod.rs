//! Repair orders 维修单: work on one sign that a crew or a contractor is told to do.
//!
//! Who says that it is done does not accept it. What it was ordered for follows from it: reports are closed, a new face is
//! shown, a planned sign stands, a removed one ends. It is due by the limits of the office (`obligations`); late blocks
//! nothing.

pub mod codes;
pub mod model;
pub mod service;
pub mod state;
mod store;

pub use codes::{OrderKind, OrderState};
pub use model::{Cause, Filter, Finish, Hand, NewFace, NewOrder, Order, OrderId, Part};
