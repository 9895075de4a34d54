//! The program as people start it: a process, a data directory, a port.

mod bucket;
mod checking;
mod durability;
mod files;
mod instances;
mod locating;
mod officer;
mod phones;
mod refusals;
mod running;
mod several;
mod storms;
mod uploading;
mod verifying;
