//! What the public may see of the register, as typed values: the rows of the `published_*` functions (V003,
//! V017).
//!
//! Look-ups, features, exports and the in-memory index read here and nowhere else, so a draft cannot leak by a
//! forgotten condition. One row is one *run*: the days on which neither the thing nor its standard name changed.

mod built_up_area;
mod collection;
mod division;
mod feature_text;
pub mod geojson;
mod name;
mod place;
mod query;
mod run;
mod sign;
mod standard_name;
mod street;

pub use built_up_area::BuiltUpArea;
pub use collection::Collection;
pub use division::Division;
pub use feature_text::FeatureText;
pub use name::Name;
pub use place::Place;
pub use query::Query;
pub use run::{PublishedRow, Run};
pub use sign::{Sign, SignFace};
pub use standard_name::StandardName;
pub use street::Street;
