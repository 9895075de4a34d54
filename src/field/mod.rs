//! Field work 外业: what phones captured without network comes in, each item with a receipt (ADR 0025).
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> refused: it does not fit; the phone keeps it
//!   [*] --> waiting: it builds upon an item that has not come
//!   [*] --> applied
//!   [*] --> conflict: the register had changed
//!   waiting --> applied
//!   waiting --> conflict
//!   conflict --> applied: an officer lets it count
//!   conflict --> dismissed: an officer decides against it
//! ```
//!
//! Except for what is refused, an item is kept byte by byte ([`model::Item`]), and the phone gets a signed receipt
//! ([`receipt`]) for its digest. Each item is entered in a transaction of its own, so that none holds up another. The same
//! item sent again is answered with the receipt of what it has become.
//!
//! Item, then signs, orders, reports: that is the order of locks (ADR 0024).

pub mod codes;
pub mod http;
pub mod model;
pub mod package;
pub mod receipt;
pub mod service;
mod store;
