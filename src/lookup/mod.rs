//! What lies at a position and what is near it: the question that phones and map tools ask all day.
//!
//! Answered from memory for every day of valid time. Only a question about what the register *said* at an earlier
//! moment reads the database, and then answers from a snapshot of the surroundings by the same code.

pub mod answer;
pub mod batch;
pub mod http;
mod json;
pub mod moment;
pub mod nearest;
pub mod params;
mod question;
pub mod surroundings;

pub use answer::{LookUp, Parts};
pub use json::{Json, Near};
pub use moment::Moment;
pub use nearest::{Search, nearest};
pub use question::Question;
