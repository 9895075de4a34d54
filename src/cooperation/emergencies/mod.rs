//! Emergency handling 应急处理: the plan with its grades, emergencies with a timeline to the minute and reports that are
//! due to the higher office, and drills.

pub mod codes;
pub mod drills;
pub mod model;
pub mod plans;
pub mod reporting;
pub mod service;
pub mod state;
mod store;

pub use codes::{EmergencyState, EntryKind, Level};
pub use model::{Alert, Drill, Emergency, Entry, Grade, NewDrill, NewEntry, NewPlan, Plan};
