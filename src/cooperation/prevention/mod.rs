//! Joint prevention 联合预防: screenings, joint patrols, and the risk points that they find.

pub mod codes;
pub mod model;
pub mod service;
pub mod state;
mod store;

pub use codes::{RiskState, ScreeningKind};
pub use model::{Care, NewRiskPoint, NewScreening, RiskPoint, Screening};
