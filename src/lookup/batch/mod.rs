//! Many positions at once: rows of a file in, the same rows with what lies there out, in their order.
//!
//! Rows are read by `reader` and answered page by page from one snapshot, so that memory grows neither with the file
//! nor with the answer. A row that says no usable position gets its problem in place of an answer; only what makes the
//! file as a whole unusable is a [`Refusal`]. Over the wire (`http`) the whole body is surveyed before the first answer
//! is sent; at the command line a [`Line`] of threads answers files of any size.

mod answers;
pub mod columns;
mod csv;
mod geojson;
pub mod http;
pub mod line;
mod point;
pub mod refusal;
pub mod sheet;
pub mod survey;
pub mod tally;
#[cfg(test)]
mod tests;

pub use columns::Columns;
pub use line::Line;
pub use refusal::Refusal;
pub use sheet::{Page, Sheet};
pub use survey::Survey;
pub use tally::Tally;
