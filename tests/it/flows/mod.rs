//! Stories over several parts.

mod following;
mod nearness;
