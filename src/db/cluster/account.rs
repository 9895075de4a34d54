//! The account that runs PostgreSQL.

use std::{
    fs,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown},
    path::Path,
    process::Stdio,
};

use rustix::process::{getegid, geteuid};
use tokio::process::Command;

use super::ClusterError;

/// The account that runs PostgreSQL: the caller, or for root, whom PostgreSQL refuses, another one.
#[derive(Debug)]
pub(super) struct Account {
    name: String,
    uid: u32,
    gid: u32,
}

impl Account {
    /// The account for the data at `pgdata`: for root its owner, and `postgres` when there is no data yet.
    pub(super) fn of(pgdata: &Path) -> Result<Self, ClusterError> {
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        if !is_root() {
            return Ok(Self::with_ids(&passwd, geteuid().as_raw(), getegid().as_raw()));
        }
        match fs::metadata(pgdata) {
            Ok(data) if data.uid() != 0 => Ok(Self::with_ids(&passwd, data.uid(), data.gid())),
            _ => entries(&passwd).find(|entry| entry.name == "postgres").ok_or(ClusterError::NoPostgresAccount),
        }
    }

    fn with_ids(passwd: &str, uid: u32, gid: u32) -> Self {
        let name = entries(passwd).find(|entry| entry.uid == uid).map_or_else(|| uid.to_string(), |entry| entry.name);
        Self { name, uid, gid }
    }

    /// The numeric user id.
    pub(super) fn uid(&self) -> u32 {
        self.uid
    }

    /// A command that runs as this account, untouched by the caller's environment: PG* variables, the language
    /// and the directory of the terminal are none of the server's business.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C.UTF-8").current_dir("/").stdin(Stdio::null());
        if !self.is_caller() {
            // The standard library clears the supplementary groups when root sets a uid.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Checks that the account can enter `dir` and everything above it.
    pub(super) fn check_enters(&self, dir: &Path) -> Result<(), ClusterError> {
        if self.is_caller() {
            // What the caller cannot enter it could not have opened either.
            return Ok(());
        }
        for dir in dir.ancestors() {
            let metadata = dir.metadata().map_err(|source| ClusterError::Unusable { path: dir.to_owned(), source })?;
            if !self.may_enter(metadata.uid(), metadata.gid(), metadata.mode()) {
                return Err(ClusterError::NotEnterable { path: dir.to_owned(), account: self.name.clone() });
            }
        }
        Ok(())
    }

    fn may_enter(&self, owner: u32, group: u32, mode: u32) -> bool {
        let bit = if owner == self.uid {
            0o100
        } else if group == self.gid {
            0o010
        } else {
            0o001
        };
        mode & bit != 0
    }

    /// Makes the directory `path` for this account alone, or makes sure that an existing one is.
    pub(super) fn make_private_dir(&self, path: &Path) -> Result<(), ClusterError> {
        let refused = |source| ClusterError::NotWritable { path: path.to_owned(), source };
        if let Err(error) = fs::DirBuilder::new().mode(0o700).create(path) {
            // In a directory where all may write, somebody else may have been there first.
            let found = path.symlink_metadata().map_err(|_| refused(error))?;
            if !found.is_dir() || ![self.uid, geteuid().as_raw()].contains(&found.uid()) {
                let found = format!("it belongs to user id {}", found.uid());
                return Err(ClusterError::NotOurs { path: path.to_owned(), found });
            }
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(refused)?;
        chown(path, Some(self.uid), Some(self.gid)).map_err(refused)
    }

    fn is_caller(&self) -> bool {
        self.uid == geteuid().as_raw()
    }
}

/// Whether the program runs as root.
pub(super) fn is_root() -> bool {
    geteuid().is_root()
}

/// The accounts of a passwd file.
fn entries(passwd: &str) -> impl Iterator<Item = Account> {
    passwd.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?.to_owned();
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account { name, uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number_and_a_number_without_account_names_itself() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(Account::with_ids(passwd, 101, 104).name, "postgres");
        assert_eq!(Account::with_ids(passwd, 7000, 7000).name, "7000");
    }

    #[test]
    fn a_directory_closed_to_the_account_is_named() {
        let only_root = fs::Permissions::from_mode(0o700);
        let closed = tempfile::Builder::new().permissions(only_root).tempdir().unwrap();
        let account = Account { name: "postgres".to_owned(), uid: u32::MAX - 1, gid: u32::MAX - 1 };
        let refusal = account.check_enters(closed.path()).unwrap_err().to_string();
        let sentence = format!("cannot enter {0}; run `chmod o+x {0}`", closed.path().display());
        assert!(refusal.contains(&sentence), "{refusal}");
    }

    #[test]
    fn the_first_class_that_fits_decides_whether_an_account_may_enter() {
        let account = Account { name: "postgres".to_owned(), uid: 101, gid: 104 };
        assert!(account.may_enter(0, 0, 0o755));
        assert!(!account.may_enter(0, 0, 0o700));
        assert!(account.may_enter(101, 0, 0o700));
        assert!(account.may_enter(0, 104, 0o710));
        assert!(!account.may_enter(101, 104, 0o071));
    }
}
