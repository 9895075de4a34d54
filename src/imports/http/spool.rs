//! An upload on disk: the whole text decides the encoding.

use axum::body::Body;

use crate::{
    http::{self, Problem, ProblemType},
    imports::ImportError,
    reader::{FileFormat, ReadOptions, Reader},
};

/// Writes a body of at most `limit` bytes to disk as it arrives.
pub(super) async fn take(body: Body, limit: usize) -> Result<http::Spool, Problem> {
    http::Spool::take(body, limit, || too_large(limit)).await
}

/// Opens it; the name is not needed any more.
pub(super) async fn read(spool: http::Spool, format: FileFormat, options: ReadOptions) -> Result<Reader, ImportError> {
    let opened = tokio::task::spawn_blocking(move || Reader::open(spool.path(), Some(format), &options));
    Ok(opened.await.map_err(|_| ImportError::BrokeOff)??)
}

fn too_large(limit: usize) -> Problem {
    let mebibytes = limit >> 20;
    Problem::new(
        ProblemType::TooLarge,
        format!("文件超过 {mebibytes} MiB，请用命令行导入"),
        format!("the file is larger than {mebibytes} MiB: import it at the command line"),
    )
}
