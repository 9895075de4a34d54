//! `postmaster.pid`, in which a server says who and how far it is.

use std::{
    fs,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use rustix::process::Pid;

/// What the server on a data directory says of itself, or said before it was killed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    /// The server's process, if it still is one.
    pub(super) pid: Pid,
    /// When it was started, in seconds since 1970: tells two servers apart that got the same number.
    started: u64,
    /// Where its socket is; empty before there is one.
    pub(super) socket_dir: PathBuf,
    /// Whether it takes connections.
    pub(super) is_ready: bool,
}

impl PidFile {
    /// Where the file is.
    pub(super) fn path(pgdata: &Path) -> PathBuf {
        pgdata.join("postmaster.pid")
    }

    /// Reads the file; none when there is none, or when it is just being written.
    pub(super) fn read(pgdata: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(Self::path(pgdata)).ok()?)
    }

    /// Lines: process, PGDATA, start time, port, socket directory, address, shared memory, status.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim);
        let pid = Pid::from_raw(lines.next()?.parse().ok()?)?;
        let started = lines.nth(1)?.parse().ok()?;
        let socket_dir = lines.nth(1).unwrap_or_default().into();
        let is_ready = lines.nth(2) == Some("ready");
        Some(Self { pid, started, socket_dir, is_ready })
    }
}

/// Whether process `pid` is the server on `pgdata`: numbers are used again, above all in containers, and a
/// killed process that nobody has waited for has a number and no command line.
///
/// The command line, because everyone may read it: for its working directory or its program even root needs a
/// capability that containers withhold.
pub(super) fn is_server_on(pid: Pid, pgdata: &Path) -> bool {
    let command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let arguments: Vec<&[u8]> = command_line.split(|byte| *byte == 0).collect();
    arguments.windows(2).any(|pair| pair == [b"-D".as_slice(), pgdata.as_os_str().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_ready_when_its_last_line_says_so() {
        let text = |status| format!("412\n/srv/m/postgres\n1784000000\n5432\n/srv/m/run\n\n  5964 32770\n{status}");
        let pid = Pid::from_raw(412).unwrap();
        let ready = PidFile { pid, started: 1_784_000_000, socket_dir: "/srv/m/run".into(), is_ready: true };
        assert_eq!(PidFile::parse(&text("ready   \n")).unwrap(), ready);
        assert!(!PidFile::parse(&text("starting\n")).unwrap().is_ready);
        let young = PidFile { socket_dir: PathBuf::new(), is_ready: false, ..ready };
        assert_eq!(PidFile::parse("412\n/srv/m/postgres\n1784000000\n").unwrap(), young);
        assert_eq!(PidFile::parse(""), None);
    }

    #[test]
    fn a_number_used_again_is_not_the_server() {
        let own = Pid::from_raw(i32::try_from(std::process::id()).unwrap()).unwrap();
        assert!(!is_server_on(own, Path::new("/srv/m/postgres")));
    }
}
