//! A body on disk: the database waits for no slow sender, and a large file is never held in memory.

use std::{
    io,
    path::{Path, PathBuf},
};

use axum::body::Body;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::{fs::File, io::AsyncWriteExt};
use uuid::Uuid;

use super::{Problem, ProblemType};

/// A file that goes when this does.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    digest: [u8; 32],
    size: u64,
}

impl Spool {
    /// Writes a body of at most `limit` bytes to disk as it arrives, in a file that nobody else has.
    pub async fn take(body: Body, limit: usize, too_large: impl FnOnce() -> Problem) -> Result<Self, Problem> {
        let path = std::env::temp_dir().join(format!("mingjie-{}", Uuid::new_v4().simple()));
        let mut spool = Self { path, digest: [0; 32], size: 0 };
        let mut hasher = Sha256::new();
        let mut file = File::create_new(&spool.path).await.map_err(cannot_keep)?;
        let mut body = body.into_data_stream();
        let mut left = limit;
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|_| broken_off())?;
            let Some(rest) = left.checked_sub(chunk.len()) else { return Err(too_large()) };
            left = rest;
            spool.size += chunk.len() as u64;
            hasher.update(&chunk);
            file.write_all(&chunk).await.map_err(cannot_keep)?;
        }
        file.flush().await.map_err(cannot_keep)?;
        spool.digest = hasher.finalize().into();
        Ok(spool)
    }

    /// SHA-256 of what was sent.
    #[must_use]
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// How many bytes were sent.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where they lie until this goes.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's folder for such things.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[expect(clippy::needless_pass_by_value, reason = "shaped for map_err")]
fn cannot_keep(error: io::Error) -> Problem {
    Problem::internal(&error)
}

fn broken_off() -> Problem {
    Problem::new(ProblemType::BadRequest, "文件没有传完", "the upload broke off")
}
