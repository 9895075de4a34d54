//! What the schema itself keeps.

mod commits;
mod history;
