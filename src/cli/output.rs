//! Where a command writes its file.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Stdout, Write},
    path::{Path, PathBuf},
    process,
};

use anyhow::Context;

/// Standard output, a device, or a file that is there as a whole or not at all: until it is complete it has another
/// name.
pub(super) enum Output {
    /// For the next program or the terminal.
    Standard(BufWriter<Stdout>),
    /// For what cannot be renamed, such as a pipe.
    Device(BufWriter<File>),
    /// For a file.
    File(Unfinished),
}

/// A file that goes when this does, unless it was finished.
pub(super) struct Unfinished {
    file: BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
}

impl Output {
    /// Standard output if no path is given.
    pub(super) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Standard(BufWriter::new(io::stdout()))) };
        let unwritable = || format!("{} cannot be written", path.display());
        if path.metadata().is_ok_and(|known| !known.is_file()) {
            let device = File::options().write(true).open(path).with_context(unwritable)?;
            return Ok(Self::Device(BufWriter::new(device)));
        }
        // A link goes on pointing to the file.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut temporary = path.as_os_str().to_owned();
        temporary.push(format!(".{}.part", process::id()));
        let temporary = PathBuf::from(temporary);
        let file = File::create_new(&temporary).with_context(unwritable)?;
        Ok(Self::File(Unfinished { file: BufWriter::new(file), temporary, path }))
    }

    /// Everything is written: a file gets its name.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Standard(mut out) => Ok(out.flush()?),
            Self::Device(mut device) => Ok(device.flush()?),
            Self::File(mut unfinished) => {
                let Unfinished { file, temporary, path } = &mut unfinished;
                file.flush()?;
                file.get_ref().sync_all()?;
                fs::rename(temporary, &*path).with_context(|| format!("{} cannot be written", path.display()))
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Device(device) => device.write(bytes),
            Self::File(unfinished) => unfinished.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Device(device) => device.flush(),
            Self::File(unfinished) => unfinished.file.flush(),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once renamed, there is nothing of this name.
        let _ = fs::remove_file(&self.temporary);
    }
}
