//! House rules, kept by the build itself.

mod files;
mod imports;
mod naming_states;
mod problems;
mod routes;
mod secrecy;
mod statements;
