//! The `mingjie` program.

fn main() {}
