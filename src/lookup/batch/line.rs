//! A file of any size through several threads, its rows kept in order.
//!
//! One thread reads; pages of rows go to the workers in turn and are collected in the same turn, so that no page has to
//! wait in a heap for an earlier one. All channels are short: a slow writer holds up the workers, and they the reader.

use std::sync::Arc;

use tokio::{sync::mpsc, task::JoinSet};

use super::{Page, Sheet};
use crate::{
    index::live::Snapshot,
    reader::{Progress, RawRow, ReadError, Reader},
};

/// A page ends after so many rows…
const PAGE_ROWS: usize = 512;

/// … or after so many bytes of the file, whichever comes first.
const PAGE_BYTES: u64 = 1 << 20;

/// Pages that wait for a worker, and answered pages of one worker that wait to be collected.
const WAITING: usize = 2;

/// Rows as they were read, or what ended the file.
type Read = Result<Vec<RawRow>, ReadError>;

/// Rows with their answers, or what ended the file.
type Answered = Result<Page, ReadError>;

/// Answered pages in the order of the file.
#[derive(Debug)]
pub struct Line {
    answered: Vec<mpsc::Receiver<Answered>>,
    turn: usize,
    threads: JoinSet<()>,
}

impl Line {
    /// Starts to read `source`, whose bytes `progress` counts, and to answer its rows on `workers` threads. All of them
    /// stop when the line is dropped.
    #[must_use]
    pub fn start(source: Reader, progress: Progress, sheet: Arc<Sheet>, here: Arc<Snapshot>, workers: usize) -> Self {
        let mut threads = JoinSet::new();
        let (mut to_workers, mut answered) = (Vec::new(), Vec::new());
        for _ in 0..workers.max(1) {
            let (to_worker, rows) = mpsc::channel(WAITING);
            let (pages, from_worker) = mpsc::channel(WAITING);
            let (sheet, here) = (Arc::clone(&sheet), Arc::clone(&here));
            threads.spawn_blocking(move || work(rows, &sheet, &here, &pages));
            to_workers.push(to_worker);
            answered.push(from_worker);
        }
        threads.spawn_blocking(move || read(source, &progress, &to_workers));
        Self { answered, turn: 0, threads }
    }

    /// The next page; `None` after the last. Nothing comes after an error.
    pub async fn next(&mut self) -> Option<Answered> {
        let workers = self.answered.len();
        let page = self.answered.get_mut(self.turn % workers)?.recv().await;
        self.turn += 1;
        if page.is_some() {
            return page;
        }
        // A thread that panicked has closed its channel as one that came to the end does.
        while let Some(ended) = self.threads.join_next().await {
            if let Err(failed) = ended {
                return Some(Err(ReadError::Input(std::io::Error::other(failed))));
            }
        }
        None
    }
}

/// Cuts the file into pages and deals them out; stops when nobody listens any more.
fn read(source: Reader, progress: &Progress, workers: &[mpsc::Sender<Read>]) {
    let mut workers = workers.iter().cycle();
    let mut deal = |page: Read| workers.next().is_some_and(|worker| worker.blocking_send(page).is_ok());
    let (mut page, mut begun_at) = (Vec::new(), 0);
    for row in source {
        match row {
            Ok(row) => page.push(row),
            Err(error) => {
                deal(Err(error));
                return;
            }
        }
        if page.len() >= PAGE_ROWS || progress.bytes() - begun_at >= PAGE_BYTES {
            begun_at = progress.bytes();
            if !deal(Ok(std::mem::take(&mut page))) {
                return;
            }
        }
    }
    if !page.is_empty() {
        deal(Ok(page));
    }
}

/// Answers pages of rows as they come.
fn work(mut rows: mpsc::Receiver<Read>, sheet: &Sheet, here: &Snapshot, pages: &mpsc::Sender<Answered>) {
    while let Some(rows) = rows.blocking_recv() {
        if pages.blocking_send(rows.map(|rows| sheet.page(here, &rows))).is_err() {
            return;
        }
    }
}
