//! Do polygons tile an area, and are given lines their borders?
//!
//! Everything is found in one run, whatever is wrong, and measured in metres on the ellipsoid:
//!
//! 1. Vertices become positions of a grid and edges are kept once (`mesh`, `grid`): two polygons that share a border
//!    exactly share its edges.
//! 2. Nodes are put where edges cross and where a vertex lies on an edge (`noding`, `halving`).
//! 3. Rings that meet themselves are told and repaired for the purpose (`rings`, `outlines`).
//! 4. The edges (`laid`) cut the plane into faces (`arrangement`), and each face knows the polygons that cover it (`layers`).
//! 5. A bounded face that nothing covers is a gap, one that two polygons cover an overlap (`regions`). The outside is
//!    what can be reached from far away without crossing a border; a bay that polygons close off is a gap.
//! 6. Edges are added up by who lies on either side (`borders`), and lines are held against them (`lines`).
//!
//! Exclaves, holes that another polygon fills, and islands are as they should be. Longitudes do not wrap at 180°: what
//! lies on both sides of it is not neighbouring. Time grows with n log n of the vertices plus the number of defects;
//! everything is in memory: about 120 bytes for each vertex, and some hundred for each defect.

mod arrangement;
mod borders;
mod check;
mod finding;
mod grid;
mod halving;
mod input;
mod laid;
mod layers;
mod lines;
mod measure;
mod mesh;
mod noding;
mod outlines;
mod plane;
mod regions;
mod report;
mod rings;
mod runs;
mod table;
#[cfg(test)]
mod tests;
mod written;

pub use check::{Area, Drawn, check};
pub use finding::{Detail, Finding, Kind};
pub use input::{Where, areas, lines};
pub use report::{AreaFigures, BorderFigures, Report, Sums, Total};
pub use rings::RingFault;
