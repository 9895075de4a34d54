//! Timing by criterion, and reading what it found.

use std::{env, fs, path::PathBuf, time::Duration};

use criterion::{BatchSize, Criterion};
use serde_json::Value;

/// Criterion with short measurements: there are many, and medians are steady enough.
pub(crate) struct Stopwatch {
    criterion: Criterion,
    directory: PathBuf,
}

impl Stopwatch {
    /// Keeps what criterion writes under `name` in the target directory.
    pub(crate) fn new(name: &str) -> Self {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        let directory = target.join("measure").join(name);
        let criterion = Criterion::default()
            .without_plots()
            .output_directory(&directory)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .nresamples(5_000)
            .sample_size(20);
        Self { criterion, directory }
    }

    /// The median seconds of one call.
    pub(crate) fn time<T>(&mut self, question: &str, contender: &str, mut ask: impl FnMut() -> T) -> f64 {
        self.criterion.benchmark_group(question).bench_function(contender, |bencher| bencher.iter(&mut ask));
        self.median(question, contender)
    }

    /// The same for long work on something that is used up.
    pub(crate) fn time_long<I, T>(
        &mut self,
        question: &str,
        contender: &str,
        mut prepare: impl FnMut() -> I,
        mut work: impl FnMut(I) -> T,
    ) -> f64 {
        let mut group = self.criterion.benchmark_group(question);
        group.sample_size(10).sampling_mode(criterion::SamplingMode::Flat);
        group.bench_function(contender, |bencher| {
            bencher.iter_batched(&mut prepare, &mut work, BatchSize::PerIteration);
        });
        drop(group);
        self.median(question, contender)
    }

    fn median(&self, question: &str, contender: &str) -> f64 {
        let estimates = self.directory.join(question).join(contender).join("new/estimates.json");
        let estimates = fs::read_to_string(&estimates).expect("what criterion found");
        let estimates: Value = serde_json::from_str(&estimates).expect("JSON");
        estimates["median"]["point_estimate"].as_f64().expect("a median") / 1e9
    }
}
