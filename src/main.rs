//! The `mingjie` program.

use std::process::ExitCode;

use clap::Parser;
use mingjie::cli::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Command::parse().run()
}
