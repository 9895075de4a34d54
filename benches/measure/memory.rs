//! What the system says of a process: memory and time on the processors.

use std::{fs, time::Duration};

/// Resident memory of a process in bytes: now, and the most it ever was (`VmRSS`, `VmHWM`).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resident {
    pub(crate) now: u64,
    pub(crate) peak: u64,
}

impl Resident {
    /// Of the process `pid`.
    pub(crate) fn of(pid: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the process runs");
        let kibibytes = |field: &str| -> u64 {
            let line = status.lines().find(|line| line.starts_with(field)).expect("Linux tells it");
            line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number of kB")
        };
        Self { now: kibibytes("VmRSS:") << 10, peak: kibibytes("VmHWM:") << 10 }
    }

    /// Of this process.
    pub(crate) fn own() -> Self {
        Self::of(std::process::id())
    }
}

/// The time that a process has spent on processors, its ended threads included: `utime` and `stime` of `proc(5)`, which
/// the system counts by the nanosecond and tells by the hundredth of a second.
pub(crate) fn busy(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process runs");
    // The name of the program, in parentheses, may hold spaces.
    let (_, fields) = stat.rsplit_once(')').expect("the name of the program");
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// Bytes for people.
#[expect(clippy::cast_precision_loss, reason = "for people")]
pub(crate) fn mebibytes(bytes: u64) -> String {
    format!("{:.0} MiB", bytes as f64 / f64::from(1 << 20))
}
