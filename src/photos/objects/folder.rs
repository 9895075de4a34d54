//! Objects as files: `ab/cdef…` for the SHA-256 `abcdef…`.
//!
//! A file is written under another name, flushed to disk and then given its name, and the directories that changed are
//! flushed as well: a name that can be found after a crash has all of its bytes behind it.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use uuid::Uuid;

use super::{Digest, StoreError};

/// Where files lie until they have their names.
const UNNAMED: &str = "unnamed";

/// A folder of objects.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`, made if it is missing.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path.join(UNNAMED))?;
        sync(path)?;
        Ok(Self(path.to_owned()))
    }

    pub(super) fn put(&self, digest: Digest, content: &mut dyn Read) -> io::Result<()> {
        let path = self.path(digest);
        let directory = path.parent().unwrap_or(&self.0);
        if !path.try_exists()? {
            fs::create_dir_all(directory)?;
            let unnamed = self.0.join(UNNAMED).join(Uuid::new_v4().simple().to_string());
            let written = write(&unnamed, content).and_then(|()| fs::rename(&unnamed, &path));
            if written.is_err() {
                // The sweep finds it if this fails, too.
                let _ = fs::remove_file(&unnamed);
            }
            written?;
        }
        // Also when it is there: whoever gave it its name may have been killed before this.
        sync(directory)?;
        sync(&self.0)
    }

    pub(super) fn open_object(&self, digest: Digest) -> Result<Box<dyn Read + Send>, StoreError> {
        match File::open(self.path(digest)) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing(digest)),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn remove(&self, digest: Digest) -> io::Result<()> {
        match fs::remove_file(self.path(digest)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(super) fn tidy(&self, instant: SystemTime) -> io::Result<()> {
        for entry in fs::read_dir(self.0.join(UNNAMED))? {
            let entry = entry?;
            if entry.metadata()?.modified()? < instant {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn path(&self, digest: Digest) -> PathBuf {
        let digits = digest.to_string();
        let (first, rest) = digits.split_at_checked(2).unwrap_or_default();
        self.0.join(first).join(rest)
    }
}

fn write(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    io::copy(content, &mut file)?;
    file.sync_all()
}

/// Flushes the names in a directory.
fn sync(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::{io::Write, time::Duration};

    use super::*;

    fn read(folder: &Folder, digest: Digest) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        folder.open_object(digest)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn what_is_put_is_read_and_what_is_removed_is_missing() {
        let directory = tempfile::tempdir().unwrap();
        let folder = Folder::open(&directory.path().join("photos")).unwrap();
        let digest = Digest::of(b"picture");
        for _ in 0..2 {
            folder.put(digest, &mut b"picture".as_slice()).unwrap();
        }
        assert_eq!(read(&folder, digest).unwrap(), b"picture");
        let digits = digest.to_string();
        assert!(directory.path().join("photos").join(&digits[..2]).join(&digits[2..]).is_file());
        for _ in 0..2 {
            folder.remove(digest).unwrap();
        }
        assert!(matches!(read(&folder, digest), Err(StoreError::Missing(missing)) if missing == digest));
    }

    #[test]
    fn what_a_killed_program_left_is_tidied_away_once_it_is_old() {
        let directory = tempfile::tempdir().unwrap();
        let folder = Folder::open(directory.path()).unwrap();
        let left = directory.path().join(UNNAMED).join("left");
        fs::write(&left, b"half").unwrap();
        let written = left.metadata().unwrap().modified().unwrap();
        folder.tidy(written).unwrap();
        assert!(left.exists());
        folder.tidy(written + Duration::from_secs(1)).unwrap();
        assert!(!left.exists());
    }

    #[test]
    fn a_full_disk_is_told_apart_from_a_broken_one() {
        // Every write to this device finds it full.
        let mut full = File::options().write(true).open("/dev/full").unwrap();
        assert!(matches!(full.write_all(b"picture").unwrap_err().into(), StoreError::Full(_)));
        let nowhere = File::open("/nowhere").unwrap_err();
        assert!(matches!(nowhere.into(), StoreError::Unavailable(_)));
    }
}
