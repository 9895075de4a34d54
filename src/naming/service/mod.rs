//! Use cases. The caller opens the transaction of each and commits it.
//!
//! Every step has the same three parts: `Desk::take` locks the case and asks whether this officer may do this in this
//! state; what is to be done is done; `Desk::lay_down` saves the case and appends the one event.

mod announcing;
mod applying;
mod checking;
mod composing;
mod deciding;
mod desk;
mod filing;
mod impacting;
mod items;
mod measuring;
mod noticing;
mod opening;
mod papers;
mod reading;
mod reserving;
mod resolving;
mod resting;
mod retracting;
mod reviewing;
mod revoking;
mod signing;
mod tabling;

pub(in crate::naming) use super::store::cases::is_number as is_case_number;
pub(in crate::naming) use announcing::SYNC;
pub use announcing::{announce, draft_announcement, mark_synced, sign_announcement};
pub use applying::{lapse, return_for_supplement, submit, withdraw};
pub use checking::{check, settle};
pub use composing::Words;
pub(in crate::naming) use composing::{Told, division_name, of_item, published};
pub use deciding::decide;
pub use desk::{Desk, SUBJECT, subject};
pub use filing::{ask_supplement, file, send};
pub use impacting::Impact;
pub use items::{add_items, change_item, choose_readings, remove_item, take_out};
pub use measuring::Measured;
pub use noticing::{NoticeWords, close_notice, draft_notice, open_notice, sign_notice, uphold_objection};
pub use opening::{amend, open};
pub use papers::attach;
pub(in crate::naming) use reading::check_run;
pub use reading::{CaseFile, Filter, case_file, case_impact, case_pdf, filing_package, items, list, paper};
pub use resting::{close, resume, suspend};
pub use reviewing::{Expert, Position, Reply, Survey, accept, argue, consult, report, survey};
pub use revoking::revoke;
pub use tabling::{Table, open_from_table};
