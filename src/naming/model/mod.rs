//! Cases, items, decisions and filings.

mod case;
mod check;
mod decision;
mod filing;
mod item;
mod paper;

pub use case::{CaseDraft, CaseId, CaseSummary, CaseType, NamingCase};
pub use check::CheckStage;
pub use decision::{AuthorityKind, Decision, DecisionId, DecisionOutcome, NewDecision, Refused};
pub use filing::{Filing, FilingState};
pub use item::{Extent, Item, ItemDraft, ItemId, ItemState, Sketch, is_street};
pub use paper::PaperKind;
