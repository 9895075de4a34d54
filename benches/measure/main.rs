//! The measuring of Mingjie: `make bench`, `make bench-growth`, `make bench-clinic`, `make bench-coverage`,
//! `make bench-http`.
//!
//! One program, so that the service under measurement, the client that loads it and what compares them are processes
//! of one build. What is measured and what came of it: `docs/performance.md`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails ends with what failed; results are printed"
)]

mod clinic;
mod coverage;
mod digest;
mod http;
mod index;
mod memory;
mod questions;
mod realm;
mod register;
mod snapshot;
mod table;

use clap::{Parser, Subcommand};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// The index beside PostGIS and a packed tree
    Index {
        #[arg(long, default_value_t = 1_000_000)]
        places: usize,
    },
    /// The index at several sizes
    Growth {
        #[arg(long, value_delimiter = ',', default_value = "10000,1000000,13000000")]
        sizes: Vec<usize>,
    },
    /// The name clinic at several sizes
    Clinic {
        #[arg(long, value_delimiter = ',', default_value = "1000,10000,1000000")]
        sizes: Vec<usize>,
    },
    /// The check of a coverage at several sizes
    Coverage {
        /// Vertices of each of 3,200 polygons
        #[arg(long, value_delimiter = ',', default_value = "100,1000")]
        vertices: Vec<usize>,
    },
    /// The service under load
    Http {
        #[arg(long, default_value_t = 1_000_000)]
        places: usize,
    },
    /// One size of `growth`
    #[command(hide = true)]
    Size { places: usize, result: String },
    /// The service of `http`
    #[command(hide = true)]
    Serve { places: usize, database: String, directory: String },
    /// The client of `http`
    #[command(hide = true)]
    Load { address: String, file: String, connections: usize, milliseconds: u64 },
}

fn main() {
    match Measure::parse().what {
        What::Index { places } => index::compare(places),
        What::Growth { sizes } => index::grow(&sizes),
        What::Coverage { vertices } => coverage::measure(&vertices),
        What::Clinic { sizes } => clinic::measure(&sizes),
        What::Http { places } => http::compare(places),
        What::Size { places, result } => index::measure_one_size(places, &result),
        What::Serve { places, database, directory } => http::serve(places, &database, &directory),
        What::Load { address, file, connections, milliseconds } => {
            http::load(&address, &file, connections, milliseconds);
        }
    }
}
