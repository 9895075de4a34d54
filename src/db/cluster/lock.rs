//! The lock of a data directory.

use std::{
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    process,
};

use super::{ClusterError, data_dir::DataDir};

/// The exclusive right to a data directory. The kernel releases it with the process, however that ends.
#[derive(Debug)]
pub(super) struct DataDirLock(File);

impl DataDirLock {
    /// Takes the lock for what `holder` says this process is, or tells who has it.
    pub(super) fn take(dir: &DataDir, holder: &str) -> Result<Self, ClusterError> {
        let refused = |source| ClusterError::NotWritable { path: dir.lock_file(), source };
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(dir.lock_file())
            .map_err(refused)?;
        match file.try_lock() {
            Ok(()) => {
                let lock = Self(file);
                lock.note_holder(dir, holder)?;
                Ok(lock)
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder).map_err(refused)?;
                // Empty for the moment between the other's locking and writing.
                let holder = if holder.is_empty() { "another process" } else { holder.trim() }.to_owned();
                Err(ClusterError::InUse { path: dir.path().to_owned(), holder })
            }
            Err(TryLockError::Error(source)) => Err(refused(source)),
        }
    }

    /// Rewrites what the lock file says about its holder.
    pub(super) fn note_holder(&self, dir: &DataDir, holder: &str) -> Result<(), ClusterError> {
        let write = |mut file: &File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "process {} ({holder})", process::id())
        };
        write(&self.0).map_err(|source| ClusterError::NotWritable { path: dir.lock_file(), source })
    }
}

impl Drop for DataDirLock {
    /// Closing the file is not enough: a process that another thread is just starting shares it until it has become
    /// its own program, and would hold the lock as long.
    fn drop(&mut self) {
        // An error leaves the lock to the closing.
        self.0.unlock().ok();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
    };

    use super::*;

    #[test]
    fn a_killed_holder_leaves_no_lock() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = DataDir::open(scratch.path()).unwrap();
        let mut other = Command::new("flock")
            .args(["--no-fork".as_ref(), dir.lock_file().as_os_str()])
            .args(["sh", "-c", "echo held; exec sleep infinity"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(other.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "held\n");
        let refusal = DataDirLock::take(&dir, "a test").unwrap_err().to_string();
        assert!(refusal.contains("in use by another process;"), "{refusal}");

        other.kill().unwrap();
        other.wait().unwrap();
        DataDirLock::take(&dir, "a test").unwrap();
    }

    #[test]
    fn a_holder_is_named_by_its_latest_words() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = DataDir::open(scratch.path()).unwrap();
        let lock = DataDirLock::take(&dir, "mingjie serve, which is starting").unwrap();
        lock.note_holder(&dir, "mingjie serve on http://127.0.0.1:8080").unwrap();
        let refusal = DataDirLock::take(&dir, "mingjie import").unwrap_err().to_string();
        let named = format!("in use by process {} (mingjie serve on http://127.0.0.1:8080);", process::id());
        assert!(refusal.contains(&named), "{refusal}");
    }

    #[test]
    fn a_released_directory_is_free_even_while_a_child_still_has_the_file() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = DataDir::open(scratch.path()).unwrap();
        let lock = DataDirLock::take(&dir, "a test").unwrap();
        let _inherited = lock.0.try_clone().unwrap();
        drop(lock);
        DataDirLock::take(&dir, "a test").unwrap();
    }
}
