//! All tests that need more than one module: one binary, so that they link once.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

mod api;
mod flows;
mod program;
mod rules;
mod store;
mod support;
