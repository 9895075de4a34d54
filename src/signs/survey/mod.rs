//! Survey campaigns 排查: signs looked at street by street, in a period, by a crew.
//!
//! A visit is never changed: a later look is another visit, and the last one counts. What a visitor finds damaged is a
//! damage report as well, which the client sends with it.

pub mod codes;
pub mod model;
pub mod service;
mod store;
pub mod walk;

pub use codes::Condition;
pub use model::{Campaign, CampaignId, NewCampaign, Stop, StreetProgress, Streets, Visit, VisitId};
