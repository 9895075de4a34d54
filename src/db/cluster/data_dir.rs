//! The data directory: what lies where, and whether the directory will do.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs, io,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{
    ClusterError,
    account::{Account, is_root},
};

/// The longest directory in which PostgreSQL can make its socket: `sun_path` has 107 bytes, and
/// `/.s.PGSQL.5432` takes its share.
const SOCKET_DIR_MAX_BYTES: usize = 92;

/// A data directory, by its absolute path without symbolic links.
#[derive(Debug)]
pub(super) struct DataDir(PathBuf);

impl DataDir {
    /// Opens the directory, which is made when it is missing and refused when it holds something else.
    pub(super) fn open(path: &Path) -> Result<Self, ClusterError> {
        let refused = |source| ClusterError::NotWritable { path: path.to_owned(), source };
        if !path.exists() {
            fs::create_dir_all(path).map_err(refused)?;
            // Whatever the umask: the account that runs PostgreSQL must get through; the data has its own lock.
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).map_err(refused)?;
        }
        let dir = Self(path.canonicalize().map_err(refused)?);
        dir.check_contents().map_err(refused)?.map_or(Ok(dir), Err)
    }

    /// The directory itself.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The file that the working process holds locked.
    pub(super) fn lock_file(&self) -> PathBuf {
        self.0.join("mingjie.lock")
    }

    /// PGDATA.
    pub(super) fn pgdata(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// Where a new PGDATA is made before it gets its name. The name is the process's own, lest an `initdb` that
    /// outlived a killed process writes into it.
    pub(super) fn unborn_pgdata(&self) -> PathBuf {
        self.0.join(format!("{UNBORN}{}", std::process::id()))
    }

    /// What processes left behind that were killed while they made a new PGDATA.
    pub(super) fn stillborn_pgdata(&self) -> io::Result<Vec<PathBuf>> {
        let entries = fs::read_dir(&self.0)?.collect::<io::Result<Vec<_>>>()?;
        Ok(entries.iter().filter(|entry| is_unborn(&entry.file_name())).map(fs::DirEntry::path).collect())
    }

    /// Our settings. Not inside PGDATA: root does not write into a directory in which another account could
    /// have laid a symbolic link.
    pub(super) fn settings(&self) -> PathBuf {
        self.0.join("mingjie.conf")
    }

    /// The server's log.
    pub(super) fn log(&self) -> PathBuf {
        self.0.join("postgres.log")
    }

    /// The directory for the socket: inside, or a short one when that name is too long for a socket or would
    /// be taken apart in PostgreSQL's list of directories.
    pub(super) fn socket_dir(&self, account: &Account) -> PathBuf {
        let inside = self.0.join("run");
        let name = inside.as_os_str().as_bytes();
        if name.len() <= SOCKET_DIR_MAX_BYTES && !name.iter().any(|byte| b",\"".contains(byte)) {
            return inside;
        }
        // Not the temporary directory for root: a service manager may have given the service one of its own.
        let parent = Path::new(if is_root() { "/run" } else { "/tmp" });
        let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(self.0.as_os_str().as_bytes()).into();
        parent.join(format!("mingjie-{}-{:08x}", account.uid(), u32::from_be_bytes([a, b, c, d])))
    }

    /// The major version of PostgreSQL that made the data; none when there is no data yet.
    pub(super) fn major(&self) -> Result<Option<u32>, ClusterError> {
        let pgdata = self.pgdata();
        if !pgdata.exists() {
            return Ok(None);
        }
        let path = pgdata.join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(text) => text
                .trim()
                .parse()
                .map(Some)
                .map_err(|_| ClusterError::NotOurs { path: pgdata, found: format!("PostgreSQL {}", text.trim()) }),
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
                Err(ClusterError::NotOurs { path: pgdata, found: "no PG_VERSION".to_owned() })
            }
            Err(source) => Err(ClusterError::Unusable { path, source }),
        }
    }

    /// A directory without our data may hold nothing but what an interrupted first start leaves, and the pictures of a
    /// service whose database was elsewhere.
    fn check_contents(&self) -> io::Result<Option<ClusterError>> {
        if self.pgdata().exists() {
            return Ok(None);
        }
        for entry in fs::read_dir(&self.0)? {
            let name = entry?.file_name();
            let known = ["mingjie.lock", "mingjie.conf", "postgres.log", "run", "photos", "lost+found"].map(OsStr::new);
            if !known.contains(&name.as_os_str()) && !is_unborn(&name) {
                let found = name.to_string_lossy().into_owned();
                return Ok(Some(ClusterError::NotOurs { path: self.0.clone(), found }));
            }
        }
        Ok(None)
    }
}

const UNBORN: &str = "postgres.new.";

fn is_unborn(name: &OsStr) -> bool {
    name.as_bytes().starts_with(UNBORN.as_bytes())
}

/// Where the data goes when nobody says: below /var/lib for root, below the XDG state directory otherwise.
#[must_use]
pub fn default_data_dir() -> PathBuf {
    let state = env::var_os("XDG_STATE_HOME");
    if is_root() { system_data_dir() } else { user_data_dir(state, env::home_dir()) }
}

fn system_data_dir() -> PathBuf {
    PathBuf::from("/var/lib/mingjie")
}

fn user_data_dir(state: Option<OsString>, home: Option<PathBuf>) -> PathBuf {
    // The XDG specification has relative paths ignored.
    let state = state.map(PathBuf::from).filter(|path| path.is_absolute());
    let state = state.or_else(|| home.map(|home| home.join(".local/state")));
    state.map_or_else(system_data_dir, |state| state.join("mingjie"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_data_lies_in_the_state_directory() {
        let home = Some(PathBuf::from("/home/li"));
        assert_eq!(user_data_dir(Some("/srv/state".into()), home.clone()), Path::new("/srv/state/mingjie"));
        assert_eq!(user_data_dir(Some("state".into()), home.clone()), Path::new("/home/li/.local/state/mingjie"));
        assert_eq!(user_data_dir(None, home), Path::new("/home/li/.local/state/mingjie"));
        assert_eq!(user_data_dir(None, None), Path::new("/var/lib/mingjie"));
    }

    #[test]
    fn a_socket_lies_inside_unless_its_path_is_too_long_or_would_be_taken_apart() {
        let account = Account::of(Path::new("/")).unwrap();
        let socket_dir = |path: &str| DataDir(PathBuf::from(path)).socket_dir(&account);
        let longest = format!("/{}", "d".repeat(SOCKET_DIR_MAX_BYTES - "//run".len()));
        assert_eq!(socket_dir(&longest), Path::new(&longest).join("run"));
        for bad in [format!("{longest}d"), "/srv/a,b".to_owned(), "/srv/a\"b".to_owned()] {
            let short = socket_dir(&bad);
            assert!(!short.starts_with("/srv") && short.as_os_str().len() < 40, "{short:?}");
        }
        assert_ne!(socket_dir("/srv/a,b"), socket_dir("/srv/a,c"));
    }
}
