//! The program as people start it: a process, a data directory, a port.

mod durability;
mod files;
mod locating;
mod refusals;
mod running;
