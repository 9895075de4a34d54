//! The installed PostgreSQL programs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::ClusterError;

/// The oldest major version that the program's SQL works with.
const OLDEST_MAJOR: u32 = 14;

/// Where Debian and its children put the programs, one directory for each major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The programs of one installed PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    bin: PathBuf,
    major: u32,
}

impl Binaries {
    /// The newest installed PostgreSQL, 14 or later.
    pub fn find() -> Result<Self, ClusterError> {
        Self::installed().into_iter().max_by_key(|binaries| binaries.major).ok_or(ClusterError::NoPostgres)
    }

    /// The installed PostgreSQL that can run the data at `pgdata`, which is of version `major`.
    pub(super) fn for_data(pgdata: &Path, major: u32) -> Result<Self, ClusterError> {
        Self::installed()
            .into_iter()
            .find(|binaries| binaries.major == major)
            .ok_or_else(|| ClusterError::OtherMajor { pgdata: pgdata.to_owned(), major })
    }

    /// The major version.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The path of one of the programs.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    fn installed() -> Vec<Self> {
        let debian = Self::installed_under(Path::new(DEBIAN));
        if debian.is_empty() { Self::from_pg_config().into_iter().collect() } else { debian }
    }

    fn installed_under(parent: &Path) -> Vec<Self> {
        fs::read_dir(parent)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|version| {
                Self { bin: version.path().join("bin"), major: version.file_name().to_str()?.parse().ok()? }.usable()
            })
            .collect()
    }

    /// What other systems have: one version, found through the program on the path.
    fn from_pg_config() -> Option<Self> {
        let output = Command::new("pg_config").args(["--bindir", "--version"]).output().ok()?;
        Self::from_pg_config_text(std::str::from_utf8(&output.stdout).ok()?)?.usable()
    }

    fn from_pg_config_text(text: &str) -> Option<Self> {
        let (bin, version) = text.trim().split_once('\n')?;
        let number = version.strip_prefix("PostgreSQL ")?;
        let major = number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        Some(Self { bin: PathBuf::from(bin), major })
    }

    /// Nothing when the version is too old, or the server's programs are not there (a client package).
    fn usable(self) -> Option<Self> {
        let has = |name| self.program(name).is_file();
        (self.major >= OLDEST_MAJOR && has("postgres") && has("initdb")).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_counts_when_it_is_new_enough_and_has_a_server() {
        let parent = tempfile::tempdir().unwrap();
        for (version, programs) in [
            ("9.6", ["postgres", "initdb"]),
            ("13", ["postgres", "initdb"]),
            ("15", ["postgres", "initdb"]),
            ("17", ["psql", "pg_dump"]),
        ] {
            let bin = parent.path().join(version).join("bin");
            fs::create_dir_all(&bin).unwrap();
            for program in programs {
                fs::write(bin.join(program), "").unwrap();
            }
        }
        let found = Binaries::installed_under(parent.path());
        assert_eq!(found, [Binaries { bin: parent.path().join("15/bin"), major: 15 }]);
        assert_eq!(Binaries::installed_under(&parent.path().join("nowhere")), []);
    }

    #[test]
    fn pg_config_names_directory_and_version() {
        for version in ["PostgreSQL 16.4", "PostgreSQL 16.4 (Fedora)", "PostgreSQL 16beta1"] {
            let found = Binaries::from_pg_config_text(&format!("/usr/bin\n{version}\n")).unwrap();
            assert_eq!(found, Binaries { bin: PathBuf::from("/usr/bin"), major: 16 });
        }
    }
}
