//! The results of the service under load.

use std::{net::SocketAddr, time::Duration};

use super::{load::Run, server::Kind};
use crate::{
    memory::{Resident, mebibytes},
    table::{Table, duration},
};

/// One of those that take turns, and how its turns went.
#[derive(Debug)]
pub(super) struct Side {
    title: &'static str,
    pub(super) address: SocketAddr,
    pub(super) file: String,
    runs: Vec<Run>,
    /// Processor time of the server for a request in each turn, seconds.
    busy: Vec<f64>,
}

impl Side {
    pub(super) fn new(title: &'static str, address: SocketAddr, file: &str) -> Self {
        Self { title, address, file: file.to_owned(), runs: Vec::new(), busy: Vec::new() }
    }

    #[expect(clippy::cast_precision_loss, reason = "not so many requests")]
    pub(super) fn add(&mut self, run: Run, busy: Duration) {
        self.busy.push(busy.as_secs_f64() / run.requests as f64);
        self.runs.push(run);
    }

    #[expect(clippy::cast_precision_loss, reason = "not so many requests")]
    fn rates(&self) -> Vec<f64> {
        self.runs.iter().map(|run| run.requests as f64 / run.seconds).collect()
    }

    fn middle(&self, what: impl Fn(&Run) -> f64) -> f64 {
        median(self.runs.iter().map(what).collect())
    }
}

/// The tables.
pub(super) struct Report {
    table: Table,
}

impl Report {
    pub(super) fn new() -> Self {
        let columns = [
            "question",
            "bytes",
            "connections",
            "side",
            "requests/s",
            "p50",
            "p99",
            "÷ constant",
            "CPU a request",
            "constant CPU ÷",
        ];
        Self { table: Table::new(&columns) }
    }

    /// Adds a kind of question: ratios are medians over the rounds, each to the constant answer of the same round.
    pub(super) fn add(&mut self, kind: &Kind, connections: usize, sides: &[Side]) {
        let constant = &sides[1];
        for side in sides {
            let rates = side.rates().into_iter().zip(constant.rates()).map(|(rate, constant)| rate / constant);
            let busy = side.busy.iter().zip(&constant.busy).map(|(busy, constant)| constant / busy);
            self.table.row([
                kind.title.clone(),
                kind.bytes.to_string(),
                connections.to_string(),
                side.title.to_owned(),
                format!("{:.0}", median(side.rates())),
                duration(side.middle(|run| run.p50)),
                duration(side.middle(|run| run.p99)),
                format!("{:.0} %", 100.0 * median(rates.collect())),
                duration(median(side.busy.clone())),
                format!("{:.0} %", 100.0 * median(busy.collect())),
            ]);
        }
        eprintln!("{} at {connections} connections: done", kind.title);
    }

    pub(super) fn print(&self, load_s: f64, loaded: Resident, served: Resident) {
        self.table.print();
        println!("index loaded in {}", duration(load_s));
        println!("resident when ready {}, peak until then {}", mebibytes(loaded.now), mebibytes(loaded.peak));
        println!("resident at the end {}, peak {}", mebibytes(served.now), mebibytes(served.peak));
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
