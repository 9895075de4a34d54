//! Mingjie (名界): the register and workbench of a county's geographic names and boundaries.

pub mod index;
pub mod kernel;
