//! A phone that captured something.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use mingjie::{
    kernel::{actor::Role, dates::rfc3339, ids::Ids},
    photos::Digest,
};
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::TestApp;

/// An item as its phone keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Captured {
    /// What the phone called it.
    pub(crate) id: Uuid,
    item: Value,
    content: String,
}

impl Captured {
    /// Something of this kind, captured now.
    pub(crate) fn new(app: &TestApp, kind: &str, content: &Value) -> Self {
        Self::at(app.clock().now(), app.ids(), kind, content)
    }

    /// Something of this kind, captured at an instant.
    pub(crate) fn at(now: OffsetDateTime, ids: &Ids, kind: &str, content: &Value) -> Self {
        let (id, content) = (ids.next(), content.to_string());
        let digest = Digest::of(content.as_bytes()).to_string();
        let captured_at = rfc3339(now);
        Self { id, item: json!({ "id": id, "kind": kind, "captured_at": captured_at, "digest": digest }), content }
    }

    /// With another member.
    pub(crate) fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.item[member] = value.into();
        self
    }

    /// As it stands in a request: the content byte by byte.
    pub(crate) fn text(&self) -> String {
        let head = self.item.to_string();
        format!("{},\"content\":{}}}", head.strip_suffix('}').unwrap(), self.content)
    }

    /// SHA-256 of the content.
    pub(crate) fn digest(&self) -> String {
        Digest::of(self.content.as_bytes()).to_string()
    }
}

/// A request with these items, sent at an instant of the phone's.
pub(crate) fn sync_body(sent_at: &str, items: &[&Captured]) -> String {
    let items: Vec<String> = items.iter().map(|item| item.text()).collect();
    format!("{{\"device\":\"手机一\",\"sent_at\":\"{sent_at}\",\"items\":[{}]}}", items.join(","))
}

/// Sends items; what has become of each.
pub(crate) async fn sync(app: &TestApp, role: Role, items: &[&Captured]) -> Vec<Value> {
    let body = sync_body(&rfc3339(app.clock().now()), items);
    let call = app.post("/api/v1/field/sync").role(role).header("content-type", "application/json").body(body);
    let answer = call.send().await.expect(StatusCode::OK).json();
    answer["results"].as_array().unwrap().clone()
}

/// What a receipt says, after its signature was checked with a key of this JWK set.
pub(crate) fn receipt_says(keys: &Value, receipt: &str) -> Value {
    let (signed, signature) = receipt.rsplit_once('.').unwrap();
    let (head, payload) = signed.split_once('.').unwrap();
    let read = |part: &str| serde_json::from_slice::<Value>(&BASE64.decode(part).unwrap()).unwrap();
    let head = read(head);
    assert_eq!(head["alg"], "EdDSA");
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == head["kid"]).unwrap();
    let key = UnparsedPublicKey::new(&ED25519, BASE64.decode(key["x"].as_str().unwrap()).unwrap());
    let signature = BASE64.decode(signature).unwrap();
    key.verify(signed.as_bytes(), &signature).unwrap();
    assert!(key.verify(&signed.as_bytes()[1..], &signature).is_err());
    read(payload)
}
