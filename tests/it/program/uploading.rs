//! Photos sent to a running program, which is killed on the way.

use std::{
    io::{self, Read},
    sync::mpsc::{self, Receiver},
    thread,
};

use mingjie::{
    kernel::{clock::Clock, ids::Ids},
    photos::Digest,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    officer::Officer,
    running::{Running, agent, data_dir},
};
use crate::support::TestPhoto;

/// A client for tus that sends one photo.
pub(super) struct Uploader {
    authorization: String,
    agent: ureq::Agent,
    id: Uuid,
}

/// What came back: status and `Upload-Offset`.
pub(super) type Told = (u16, Option<usize>);

impl Uploader {
    /// Announces a photo of this length.
    pub(super) fn begin(officer: &Officer, server: &str, length: usize) -> Self {
        let id = Ids::new(Clock::system()).next();
        let uploader = Self { authorization: officer.authorization(), agent: agent(), id };
        assert_eq!(uploader.announce(server, length).0, 201);
        uploader
    }

    /// Announces it, for the first time or again.
    fn announce(&self, server: &str, length: usize) -> Told {
        use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
        let announced = self
            .agent
            .post(format!("{server}/api/v1/field/uploads"))
            .header("authorization", &self.authorization)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", length)
            .header("upload-metadata", format!("photo_id {}", BASE64.encode(self.id.to_string())))
            .send_empty()
            .unwrap();
        told(&announced)
    }

    /// Sends bytes from an offset on; an error is a connection that broke.
    pub(super) fn send(&self, server: &str, offset: usize, body: impl Read + 'static) -> Result<Told, ureq::Error> {
        let sent = self
            .agent
            .patch(format!("{server}/api/v1/field/uploads/{}", self.id))
            .header("authorization", &self.authorization)
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset)
            .send(ureq::SendBody::from_owned_reader(body))?;
        Ok(told(&sent))
    }

    /// Asks how far it is.
    pub(super) fn stands(&self, server: &str) -> Told {
        let asked = self
            .agent
            .head(format!("{server}/api/v1/field/uploads/{}", self.id))
            .header("authorization", &self.authorization)
            .header("tus-resumable", "1.0.0")
            .call()
            .unwrap();
        told(&asked)
    }

    /// What is known of the photo.
    pub(super) fn photo(&self, server: &str) -> Value {
        serde_json::from_slice(&self.read(server, "")).unwrap()
    }

    /// The bytes behind an address of the photo.
    pub(super) fn read(&self, server: &str, part: &str) -> Vec<u8> {
        let address = format!("{server}/api/v1/field/photos/{}{part}", self.id);
        let mut read = self.agent.get(address).header("authorization", &self.authorization).call().unwrap();
        assert_eq!(read.status().as_u16(), 200);
        read.body_mut().read_to_vec().unwrap()
    }
}

fn told<B>(answer: &ureq::http::Response<B>) -> Told {
    let offset = answer.headers().get("upload-offset").map(|offset| offset.to_str().unwrap().parse().unwrap());
    (answer.status().as_u16(), offset)
}

/// Bytes that come, and then nothing more until the other end of the channel is gone.
struct Stalling {
    bytes: io::Cursor<Vec<u8>>,
    gate: Receiver<()>,
}

impl Read for Stalling {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.bytes.read(into)? {
            0 => {
                let _ = self.gate.recv();
                Err(io::Error::other("the network is gone"))
            }
            read => Ok(read),
        }
    }
}

#[test]
fn an_upload_goes_on_where_it_was_after_the_program_was_killed() {
    let directory = data_dir();
    let server = Running::start(directory.path(), &[]);
    let officer = Officer::at(["--data-dir", directory.path().to_str().unwrap()]);
    // More than two pieces and no end.
    let sent = [TestPhoto::new(64, 48).jpeg(), vec![7; 1_500_000]].concat();
    let uploader = Uploader::begin(&officer, server.address(), sent.len());
    let (open, gate) = mpsc::channel();
    let stalling = Stalling { bytes: io::Cursor::new(sent[..1_000_000].to_vec()), gate };
    let known = thread::scope(|scope| {
        let sending = scope.spawn(|| uploader.send(server.address(), 0, stalling));
        // Killed while the request is open, as soon as the program says that something has arrived.
        let known = std::iter::repeat_with(|| uploader.stands(server.address()).1.unwrap()).find(|at| *at > 0).unwrap();
        server.signal("-KILL");
        drop(open);
        assert!(sending.join().unwrap().is_err());
        known
    });
    server.wait();

    let server = Running::start(directory.path(), &[]);
    let (status, stands) = uploader.stands(server.address());
    let stands = stands.unwrap();
    assert_eq!(status, 200);
    assert!((known..=1_000_000).contains(&stands), "{known} bytes were acknowledged, {stands} are there");
    // A client that forgot where it was begins again and is told.
    assert_eq!(uploader.announce(server.address(), sent.len()), (201, Some(stands)));
    let rest = io::Cursor::new(sent[stands..].to_vec());
    assert_eq!(uploader.send(server.address(), stands, rest).unwrap(), (204, Some(sent.len())));
    assert_eq!(uploader.photo(server.address())["sent_sha256"], Digest::of(&sent).to_string());

    // And what is complete is there after another kill.
    server.signal("-KILL");
    server.wait();
    let server = Running::start(directory.path(), &[]);
    let photo = uploader.photo(server.address());
    assert_eq!(photo["sha256"], Digest::of(&uploader.read(server.address(), "/image")).to_string());
    assert_eq!(photo["thumbnail_sha256"], Digest::of(&uploader.read(server.address(), "/thumbnail")).to_string());
}

#[test]
fn a_photo_folder_that_cannot_be_written_to_stops_the_start_with_one_sentence() {
    let directory = data_dir();
    let file = directory.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = super::running::mingjie()
        .args(["serve", "--listen", "127.0.0.1:0", "--photo-dir", file.to_str().unwrap()])
        .args(["--data-dir", directory.path().join("data").to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success());
    let sentence = said.lines().last().unwrap();
    assert!(sentence.starts_with("mingjie: photos cannot be kept") && sentence.contains("--photo-dir"), "{said}");
}
