//! Stories over several parts.

mod boxes;
mod containment;
mod following;
mod half_year;
mod nearness;
mod versions;
