//! How far the reading of a file is: a bar on a terminal, nothing elsewhere.

use std::{
    io::{self, IsTerminal},
    path::Path,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::reader::Progress;

/// A bar that follows the bytes read of one file, with the time that is left and a message.
pub(super) struct Bar {
    bar: ProgressBar,
    read: Progress,
}

impl Bar {
    /// A bar for `file`, whose bytes are counted by `read`.
    pub(super) fn new(file: &Path, read: Progress) -> Self {
        let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
        Self { bar: shown(ProgressBar::new(bytes), "{bar:30} {bytes}/{total_bytes} {eta} {msg}"), read }
    }

    /// Moves on, and says how things are.
    pub(super) fn show(&self, message: String) {
        self.bar.set_position(self.read.bytes());
        self.bar.set_message(message);
    }

    /// Since when it stands there.
    pub(super) fn elapsed(&self) -> Duration {
        self.bar.elapsed()
    }

    /// Takes it away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// Says that something of unknown length goes on, until it is dropped.
pub(super) fn waiting(message: &'static str) -> ProgressBar {
    shown(ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}").with_message(message)
}

fn shown(bar: ProgressBar, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
