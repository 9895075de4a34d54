//! An upload on disk: the database waits for no slow sender, and the whole text decides the encoding.

use std::{io, path::PathBuf};

use axum::body::Body;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::{fs::File, io::AsyncWriteExt};

use crate::{
    http::{Problem, ProblemType},
    imports::{ImportError, ImportId},
    reader::{FileFormat, ReadOptions, Reader},
};

/// A file that goes when this does.
#[derive(Debug)]
pub(super) struct Spool {
    path: PathBuf,
    /// SHA-256 of what was sent.
    digest: [u8; 32],
}

impl Spool {
    /// Writes a body of at most `limit` bytes to disk as it arrives, in a file that nobody else has.
    pub(super) async fn take(body: Body, limit: usize, id: ImportId) -> Result<Self, Problem> {
        let path = std::env::temp_dir().join(format!("mingjie-import-{id}"));
        let mut spool = Self { path, digest: [0; 32] };
        let mut hasher = Sha256::new();
        let mut file = File::create_new(&spool.path).await.map_err(cannot_keep)?;
        let mut body = body.into_data_stream();
        let mut left = limit;
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|_| broken_off())?;
            left = left.checked_sub(chunk.len()).ok_or_else(|| too_large(limit))?;
            hasher.update(&chunk);
            file.write_all(&chunk).await.map_err(cannot_keep)?;
        }
        file.flush().await.map_err(cannot_keep)?;
        spool.digest = hasher.finalize().into();
        Ok(spool)
    }

    /// SHA-256 of the file.
    pub(super) fn digest(&self) -> &[u8] {
        &self.digest
    }

    /// Opens it; the name is not needed any more.
    pub(super) async fn read(self, format: FileFormat, options: ReadOptions) -> Result<Reader, ImportError> {
        let opened = tokio::task::spawn_blocking(move || Reader::open(&self.path, Some(format), &options));
        Ok(opened.await.map_err(|_| ImportError::BrokeOff)??)
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

fn too_large(limit: usize) -> Problem {
    let mebibytes = limit >> 20;
    Problem::new(
        ProblemType::TooLarge,
        format!("文件超过 {mebibytes} MiB，请用命令行导入"),
        format!("the file is larger than {mebibytes} MiB: import it at the command line"),
    )
}
