//! The measuring of Mingjie: `make bench`, `make bench-growth`, `make bench-http`.
//!
//! One program, so that the service under measurement, the client that loads it and what compares them are processes
//! of one build. What is measured and what came of it: `docs/performance.md`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails ends with what failed; results are printed"
)]

mod memory;
mod realm;
mod register;
mod snapshot;

use clap::{Parser, Subcommand};
use realm::{Realm, Size};

#[derive(Debug, Parser)]
struct Measure {
    #[command(subcommand)]
    what: What,
    /// Given by cargo
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make the register
    Make { places: usize },
}

fn main() {
    let measure = Measure::parse();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match measure.what {
        What::Make { places } => runtime.block_on(async {
            let realm = Realm::new(1, Size::of(places));
            let cluster = register::cluster().await;
            register::of(&realm, &cluster).await;
            let snapshot = snapshot::of(&realm);
            println!("{} {:?}", snapshot.len(), memory::Resident::own());
            cluster.stop().await.expect("stopped");
        }),
    }
}
