//! What the schema itself keeps, and what is kept beside it.

mod commits;
mod history;
mod photos;
