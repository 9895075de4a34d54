//! The divisions on the other side of the boundary, and whom one reaches there.

pub mod model;
pub mod service;
mod store;

pub use model::{Contact, Neighbour, NewContact, NewNeighbour};
