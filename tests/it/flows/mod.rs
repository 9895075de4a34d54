//! Stories over several parts.

mod containment;
mod following;
mod nearness;
mod versions;
