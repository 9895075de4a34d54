//! The rules, each where its data is: every function tells what its rules find in one name.

pub(super) mod characters;
pub(super) mod locality;
pub(super) mod namesakes;
pub(super) mod parts;
mod persons;
pub(super) mod protection;
pub(super) mod size;
pub(super) mod words;
