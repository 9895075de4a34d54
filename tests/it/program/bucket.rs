//! Photos in a bucket of an S3-compatible server, which is another program.

use std::{
    fs,
    io::{BufRead, BufReader, Cursor},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use mingjie::photos::Digest;

use super::{
    officer::Officer,
    running::{Running, data_dir, mingjie},
    uploading::Uploader,
    verifying::scanned,
};
use crate::support::TestPhoto;

/// The server of `tests/s3`.
struct S3 {
    child: Child,
    endpoint: String,
}

impl S3 {
    /// Serves the bucket `photos` in a folder.
    fn serve(directory: &Path) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/s3");
        assert!(here.join("node_modules").exists(), "no S3-compatible server: run `.ci/packages test`");
        let mut child = Command::new("node")
            .arg(here.join("server.js"))
            .arg(directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut endpoint = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut endpoint).unwrap();
        Self { child, endpoint: endpoint.trim().to_owned() }
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        // It ends with its standard input.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Where the server keeps the objects of the bucket, by their names.
fn objects(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for first in fs::read_dir(directory.join("photos")).unwrap() {
        let first = first.unwrap().path();
        if first.is_dir() {
            found.extend(fs::read_dir(first).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.retain(|path| path.to_string_lossy().ends_with("_object"));
    found
}

#[test]
fn photos_lie_in_a_bucket_and_a_bucket_that_refuses_leaves_the_upload_where_it_was() {
    let (directory, bucket) = (data_dir(), tempfile::tempdir().unwrap());
    let s3 = S3::serve(bucket.path());
    let (data, key) = (directory.path().join("data"), directory.path().join("secret-key"));
    fs::write(&key, "S3RVER\n").unwrap();
    let serve = |access_key: &str| {
        let bucket = ["--s3-endpoint", &s3.endpoint, "--s3-bucket", "photos", "--s3-access-key", access_key];
        Running::start(&data, &[bucket.as_slice(), &["--s3-secret-key-file", key.to_str().unwrap()]].concat())
    };
    let sent = TestPhoto::new(640, 480).jpeg();

    let server = serve("STRANGER");
    let officer = Officer::at(["--data-dir", data.to_str().unwrap()]);
    let uploader = Uploader::begin(&officer, server.address(), sent.len());
    let refused = uploader.send(server.address(), 0, Cursor::new(sent.clone())).unwrap();
    assert_eq!((refused.0, uploader.stands(server.address())), (503, (200, Some(0))));
    assert!(objects(bucket.path()).is_empty());
    server.signal("-TERM");
    assert!(server.wait().success());

    let server = serve("S3RVER");
    assert_eq!(uploader.send(server.address(), 0, Cursor::new(sent.clone())).unwrap(), (204, Some(sent.len())));
    let photo = uploader.photo(server.address());
    let image = uploader.read(server.address(), "/image");
    assert_eq!(photo["sha256"], Digest::of(&image).to_string());
    let kept: Vec<_> = objects(bucket.path()).iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(kept.len(), 2);
    assert!(kept.contains(&image) && kept.contains(&uploader.read(server.address(), "/thumbnail")));
    assert!(!data.join("photos").exists());
    let place = ["--data-dir", data.to_str().unwrap()];
    let scan = scanned(&Officer::called("archivist", "archivist", place), server.address());
    let scans = |bytes: &Vec<u8>| Digest::of(bytes).to_string() == scan["sha256"].as_str().unwrap();
    let kept: Vec<_> = objects(bucket.path()).iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!((kept.len(), kept.iter().filter(|bytes| scans(bytes)).count()), (3, 1));
    let mut verify = mingjie();
    verify.args(["verify", "archives", "--s3-endpoint", &s3.endpoint, "--s3-bucket", "photos"]).args(place);
    verify.args(["--s3-access-key", "S3RVER", "--s3-secret-key-file", key.to_str().unwrap()]);
    assert!(verify.output().unwrap().status.success());
    server.signal("-TERM");
    assert!(server.wait().success());
}
