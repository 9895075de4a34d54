//! House rules, kept by the build itself.

mod files;
mod imports;
mod problems;
mod routes;
mod statements;
