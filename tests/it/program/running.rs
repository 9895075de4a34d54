//! A running `mingjie serve`.

use std::{
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The program with an environment that says nothing.
pub(super) fn mingjie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingjie"));
    for key in ["MINGJIE_TEST_DATABASE_URL", "MINGJIE_DATA_DIR", "MINGJIE_DEMO", "MINGJIE_LISTEN", "DATABASE_URL"] {
        command.env_remove(key);
    }
    command
}

/// A data directory that the database account can enter.
pub(super) fn data_dir() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    directory
}

/// A client that takes every status as an answer.
pub(super) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

/// A server and where it listens.
pub(super) struct Running {
    child: Child,
    address: String,
    /// Where its pictures go, if that goes with it.
    _photos: Option<TempDir>,
}

impl Running {
    /// Starts on `data_dir` and waits until it says where it listens.
    pub(super) fn start(data_dir: &Path, arguments: &[&str]) -> Self {
        Self::launch(&[&["--data-dir", data_dir.to_str().unwrap()], arguments].concat(), None)
    }

    /// Starts on a database that runs anyway, with pictures in a folder of its own.
    pub(super) fn on(database_url: &str) -> Self {
        // Not to where a service of this machine keeps them.
        let photos = data_dir();
        let place = photos.path().to_str().unwrap().to_owned();
        Self::launch(&["--database-url", database_url, "--photo-dir", &place], Some(photos))
    }

    /// Starts on a database that runs anyway, with pictures in a folder.
    pub(super) fn with_photos(database_url: &str, photo_dir: &Path) -> Self {
        Self::launch(&["--database-url", database_url, "--photo-dir", photo_dir.to_str().unwrap()], None)
    }

    fn launch(arguments: &[&str], photos: Option<TempDir>) -> Self {
        let mut child = mingjie()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| Some(line.split_once("Mingjie  ")?.1.to_owned()))
            .expect("the program says where it listens");
        // The rest is read to its end, so that the program never waits for its reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, _photos: photos }
    }

    /// Where it listens.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The status and JSON of a GET.
    pub(super) fn get(&self, path: &str) -> (u16, Value) {
        let mut response = agent().get(format!("{}{path}", self.address)).call().unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        (response.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    /// Sends a signal.
    pub(super) fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits until it has ended.
    pub(super) fn wait(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Running {
    /// A test that fails leaves nothing running behind it.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let ended = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
            drop((ended, self.child.wait()));
        }
    }
}
