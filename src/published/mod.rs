//! What the public may see of the register, as typed values: the rows of the `published_*` functions (V003).
//!
//! Look-ups, features, exports and the in-memory index read here and nowhere else, so a draft cannot leak by a
//! forgotten condition. One row is one *run*: the days on which neither the thing nor its standard name changed.

pub mod collection;
pub mod query;
pub mod run;

pub use collection::Collection;
pub use query::Query;
pub use run::{BuiltUpArea, Division, Name, Place, PublishedRow, Run, Street};
