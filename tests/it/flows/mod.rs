//! Stories over several parts.

mod boxes;
mod containment;
mod following;
mod nearness;
mod versions;
