//! Imports: files from survey offices and other bureaus, on their way into the register.

pub mod reader;
