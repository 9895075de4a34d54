//! Cases, items, decisions and filings.

mod case;
mod check;
mod contact;
mod decision;
mod filing;
mod item;
mod paper;
mod revocation;

pub use case::{CaseDraft, CaseId, CaseSummary, CaseType, NamingCase};
pub use check::CheckStage;
pub use contact::ContactPoint;
pub use decision::{AuthorityKind, Decision, DecisionId, DecisionOutcome, NewDecision, Refused};
pub use filing::{Filing, FilingState};
pub use item::{Extent, Item, ItemDraft, ItemId, ItemState, Sketch, is_street};
pub use paper::PaperKind;
pub use revocation::{Revocation, RevokedDecision};
