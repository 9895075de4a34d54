//! Use cases of volumes, items and scans. The caller opens the transaction of each and commits it.

mod items;
pub mod scans;
mod steps;
mod volumes;

pub use super::store::volumes::Filter;
pub use steps::{HandingOver, Step};
pub use volumes::{VolumeFile, file, lacks_of_line, list};
