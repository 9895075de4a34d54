//! Boundaries 行政区域界线: lines, points and markers that neighbours keep jointly (State Council Order 353).
//!
//! A line is stored once for both sides, as segments from point to point. [`alignment`] writes its description and checks
//! an existing one against it; [`fix`] tells whether a marker moved. Where things lie exactly is internal ([`policy`]).

pub mod alignment;
pub mod bearing;
pub mod codes;
pub mod extraction;
pub mod fix;
pub mod http;
pub mod model;
pub mod number;
pub mod policy;
mod problem;
pub mod refusal;
pub mod service;
pub mod shape;
pub mod state;
mod store;

pub use model::{LineId, MarkerId, PointId, SegmentId};
pub use refusal::Refusal;
