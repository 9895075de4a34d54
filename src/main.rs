//! The `mingjie` program.

use std::process::ExitCode;

use clap::Parser;
use mingjie::cli::Command;

fn main() -> ExitCode {
    Command::parse().run()
}
