//! Features.
pub mod geojson;
