//! The register in memory: what lies where, and what is near, without asking the database.
//!
//! A [`Layer`] is one version of one collection: rows with their prepared geometries ([`Shape`]) in R-trees. Readers
//! keep the version they took; a change makes a new one. Answers equal those of PostGIS on the same rows:
//! containment as for `geometry` (straight edges in longitude and latitude), distances as for `geography` (great-circle
//! edges, geodesic metres). Nothing here knows of the database, of HTTP or of threads.

mod area;
mod built;
mod chord;
mod entry;
mod faults;
mod found;
mod gap;
mod grid;
mod layer;
mod nearest;
mod neighbourhood;
mod packed;
mod pieces;
mod ranked;
mod shape;
mod siblings;
mod slabs;
mod sphere;
mod sweep;
mod trees;
mod turns;
mod window;

#[cfg(test)]
mod tests;

pub use area::Location;
pub use entry::Entry;
pub use faults::Fault;
pub use layer::Layer;
pub use shape::Shape;
