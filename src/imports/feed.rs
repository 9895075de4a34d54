//! Rows from the blocking reader to the asynchronous writer, a batch at a time, in bounded memory.

use tokio::sync::mpsc;

use super::draft::{Draft, Drafter};
use crate::reader::{ReadError, Reader};

/// A batch ends after so many rows…
const BATCH_ROWS: usize = 512;

/// … or after so many positions, whichever comes first: a megabyte of them.
const BATCH_POSITIONS: usize = 1 << 16;

/// Batches that wait to be written.
const WAITING: usize = 2;

/// Drafts in the order of the file, or what ended it.
pub(super) type Batch = Result<Vec<Draft>, ReadError>;

/// Reads and drafts on a thread of its own. The channel ends after the last row or the first error; reading stops
/// when nobody listens any more.
pub(super) fn start(source: Reader, drafter: Drafter) -> (mpsc::Receiver<Batch>, tokio::task::JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel(WAITING);
    let thread = tokio::task::spawn_blocking(move || feed(source, &drafter, &sender));
    (receiver, thread)
}

fn feed(source: Reader, drafter: &Drafter, sender: &mpsc::Sender<Batch>) {
    let mut batch = Vec::new();
    let mut positions = 0;
    for row in source {
        match row {
            Ok(row) => {
                let draft = drafter.draft(row);
                positions += draft.positions();
                batch.push(draft);
            }
            Err(error) => {
                // Nobody listening is no news here.
                let _ = sender.blocking_send(Err(error));
                return;
            }
        }
        if batch.len() >= BATCH_ROWS || positions >= BATCH_POSITIONS {
            positions = 0;
            if sender.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
                return;
            }
        }
    }
    let _ = sender.blocking_send(Ok(batch));
}
