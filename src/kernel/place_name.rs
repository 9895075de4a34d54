//! What any name must be, whoever enters it and however.

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 200;
