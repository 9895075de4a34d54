//! One PATCH: where it goes on, and its body in pieces.

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::photos::refusal::Refusal;

/// Bytes that are kept in one transaction: what a broken connection loses at most, and what one request holds in memory.
pub(super) const PIECE: usize = 256 << 10;

/// What a PATCH says of its body.
#[derive(Debug)]
pub(in crate::photos) struct Patch {
    /// Where its first byte belongs (`Upload-Offset`).
    pub(in crate::photos) offset: i64,
    /// How many bytes it announces, if it does (`Content-Length`).
    pub(in crate::photos) length: Option<i64>,
    /// The checksum of all of them (`Upload-Checksum`).
    pub(in crate::photos) checksum: Option<Checksum>,
}

/// A checksum that is computed as bytes arrive, and what it should be.
#[derive(Debug)]
pub(in crate::photos) enum Checksum {
    /// SHA-1, which every server with this extension must know.
    Sha1(Sha1, Vec<u8>),
    /// SHA-256.
    Sha256(Sha256, Vec<u8>),
}

impl Checksum {
    /// Names of the algorithms, as `Tus-Checksum-Algorithm` lists them.
    pub(in crate::photos) const ALGORITHMS: [&'static str; 2] = ["sha1", "sha256"];

    /// A checksum by this algorithm; `None` for one that is not known.
    pub(in crate::photos) fn new(algorithm: &str, expected: Vec<u8>) -> Option<Self> {
        match algorithm {
            "sha1" => Some(Self::Sha1(Sha1::new(), expected)),
            "sha256" => Some(Self::Sha256(Sha256::new(), expected)),
            _ => None,
        }
    }

    /// Takes in the next bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher, _) => hasher.update(bytes),
            Self::Sha256(hasher, _) => hasher.update(bytes),
        }
    }

    /// Whether the bytes were those that were sent.
    pub(super) fn matches(self) -> bool {
        match self {
            Self::Sha1(hasher, expected) => hasher.finalize().as_slice() == expected,
            Self::Sha256(hasher, expected) => hasher.finalize().as_slice() == expected,
        }
    }
}

/// A body in pieces of [`PIECE`] bytes, the last one shorter; never more than the upload has left.
pub(super) struct Pieces<S> {
    body: S,
    held: BytesMut,
    left: i64,
    end: End,
}

/// How a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    NotYet,
    Reached,
    BrokenOff,
}

impl<S, E> Pieces<S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    /// The pieces of `body`, which may bring `left` bytes.
    pub(super) fn new(body: S, left: i64) -> Self {
        Self { body, held: BytesMut::new(), left, end: End::NotYet }
    }

    /// The next piece; `None` at the end. What arrived before the body broke off comes first, then the refusal.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        while self.held.len() < PIECE && self.end == End::NotYet {
            match self.body.next().await {
                Some(Ok(chunk)) => {
                    let length = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
                    if length > self.left {
                        return Err(Refusal::BeyondLength { left: self.left });
                    }
                    self.left -= length;
                    self.held.extend_from_slice(&chunk);
                }
                Some(Err(_)) => self.end = End::BrokenOff,
                None => self.end = End::Reached,
            }
        }
        if self.held.is_empty() {
            return if self.end == End::BrokenOff { Err(Refusal::BrokenOff) } else { Ok(None) };
        }
        Ok(Some(self.held.split_to(PIECE.min(self.held.len())).freeze()))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    #[tokio::test]
    async fn a_body_that_breaks_off_gives_what_arrived_and_then_the_refusal() {
        let chunks = [Ok(Bytes::from(vec![1; PIECE - 1])), Ok(Bytes::from_static(&[2, 3])), Err(())];
        let mut pieces = Pieces::new(stream::iter(chunks), i64::MAX);
        assert_eq!(pieces.next().await.unwrap().unwrap().len(), PIECE);
        assert_eq!(pieces.next().await.unwrap().unwrap().as_ref(), [3]);
        assert!(matches!(pieces.next().await, Err(Refusal::BrokenOff)));
    }

    #[tokio::test]
    async fn no_more_is_taken_than_the_upload_has_left() {
        let chunks = [Ok::<_, ()>(Bytes::from_static(b"abc")), Ok(Bytes::from_static(b"d"))];
        let mut pieces = Pieces::new(stream::iter(chunks), 3);
        assert!(matches!(pieces.next().await, Err(Refusal::BeyondLength { left: 0 })));
    }

    #[test]
    fn checksums_are_those_of_their_algorithms() {
        let sha1 = b"\xa9\x99\x3e\x36\x47\x06\x81\x6a\xba\x3e\x25\x71\x78\x50\xc2\x6c\x9c\xd0\xd8\x9d";
        for (algorithm, expected) in [("sha1", sha1.to_vec()), ("sha256", Sha256::digest(b"abc").to_vec())] {
            let mut checksum = Checksum::new(algorithm, expected).unwrap();
            checksum.update(b"a");
            checksum.update(b"bc");
            assert!(checksum.matches(), "{algorithm}");
            assert!(!Checksum::new(algorithm, vec![0]).unwrap().matches(), "{algorithm}");
        }
        assert!(Checksum::new("crc32", Vec::new()).is_none());
    }
}
