//! A phone that keeps what it captured until it has a receipt.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use mingjie::{
    kernel::{clock::Clock, dates::rfc3339},
    photos::Digest,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    dice::Dice,
    network::{Connection, Network},
};
use crate::support::{Captured, sync_body};

/// A photo on the phone, until the server has all of it.
#[derive(Debug, Clone)]
pub(super) struct Photo {
    pub(super) id: Uuid,
    pub(super) bytes: Vec<u8>,
    /// Where the server said that it was; nothing when the phone does not know.
    offset: Option<usize>,
}

impl Photo {
    pub(super) fn new(id: Uuid, bytes: Vec<u8>) -> Self {
        Self { id, bytes, offset: None }
    }

    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

/// What is still to be sent, and what is not any more.
pub(super) struct Phone<'a> {
    connection: Connection<'a>,
    network: &'a Network,
    dice: Dice,
    /// Its battery is empty after so many requests.
    pub(super) battery: Option<usize>,
    pub(super) queue: Vec<Captured>,
    pub(super) photos: Vec<Photo>,
    /// Items that the phone has forgotten: their digest, and the receipt it has instead.
    pub(super) receipts: BTreeMap<Uuid, (String, String)>,
    /// Photos that it has forgotten, and their digest.
    pub(super) sent_photos: BTreeMap<Uuid, Digest>,
}

impl<'a> Phone<'a> {
    pub(super) fn new(network: &'a Network, authorization: String, dice: Dice) -> Self {
        Self {
            connection: Connection::new(network, authorization),
            network,
            dice,
            battery: None,
            queue: Vec::new(),
            photos: Vec::new(),
            receipts: BTreeMap::new(),
            sent_photos: BTreeMap::new(),
        }
    }

    /// Sends until nothing is left, or the battery is empty.
    pub(super) fn send_all(&mut self) {
        while !(self.queue.is_empty() && self.photos.is_empty()) && self.battery != Some(0) {
            self.battery = self.battery.map(|left| left - 1);
            if self.photos.is_empty() || (!self.queue.is_empty() && self.dice.happens(30)) {
                self.send_items();
            } else {
                self.send_of_a_photo();
            }
        }
        self.network.end_phone();
    }

    fn send_items(&mut self) {
        self.dice.shuffle(&mut self.queue);
        let count = 1 + self.dice.below(self.queue.len().min(12));
        let batch: Vec<&Captured> = self.queue.iter().take(count).collect();
        let body = sync_body(&rfc3339(Clock::system().now()), &batch);
        let json = [("content-type", "application/json")];
        let sync = ("POST", "/api/v1/field/sync");
        let Some(answer) = self.connection.send(&mut self.dice, sync, &json, body.as_bytes()) else { return };
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let answer: Value = serde_json::from_slice(&answer.body).unwrap();
        let mut acknowledged = 0;
        for told in answer["results"].as_array().unwrap() {
            let Some(receipt) = told["receipt"].as_str() else {
                assert_eq!(told["state"], "postponed", "{told}");
                continue;
            };
            let id: Uuid = told["id"].as_str().unwrap().parse().unwrap();
            let place = self.queue.iter().position(|item| item.id == id).unwrap();
            let item = self.queue.remove(place);
            assert_eq!(told["digest"], item.digest());
            self.receipts.insert(id, (item.digest(), receipt.to_owned()));
            acknowledged += 1;
        }
        self.network.acknowledge(acknowledged);
    }

    fn send_of_a_photo(&mut self) {
        let at = self.dice.below(self.photos.len());
        let mut photo = self.photos.swap_remove(at);
        let address = format!("/api/v1/field/uploads/{}", photo.id);
        let answer = match photo.offset {
            None => self.announce(&photo),
            Some(offset) => {
                let length = 1 + self.dice.below(photo.bytes.len() - offset);
                let (from, headers) = (
                    offset.to_string(),
                    [("tus-resumable", "1.0.0"), ("content-type", "application/offset+octet-stream")],
                );
                let headers = [&headers[..], &[("upload-offset", from.as_str())]].concat();
                let bytes = &photo.bytes[offset..offset + length];
                self.connection.send(&mut self.dice, ("PATCH", &address), &headers, bytes)
            }
        };
        // Whatever is not acknowledged has to be asked for: announcing it again tells where it is.
        photo.offset = answer.filter(|answer| answer.status < 300).and_then(|answer| answer.offset);
        if photo.offset == Some(photo.bytes.len()) {
            self.sent_photos.insert(photo.id, photo.digest());
        } else {
            self.photos.push(photo);
        }
    }

    fn announce(&mut self, photo: &Photo) -> Option<super::network::Answer> {
        let (length, id) = (photo.bytes.len().to_string(), BASE64.encode(photo.id.to_string()));
        let metadata = format!("photo_id {id},sha-256 {}", BASE64.encode(photo.digest().to_string()));
        let headers =
            [("tus-resumable", "1.0.0"), ("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
        self.connection.send(&mut self.dice, ("POST", "/api/v1/field/uploads"), &headers, b"")
    }
}
