//! What those who run the program ask it: is it alive, is it ready, how is it doing.

pub mod http;
mod readiness;
