//! Somebody who sends photos.

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures_util::stream;
use mingjie::kernel::actor::Role;
use uuid::Uuid;

use super::{Answer, TestApp, app::Call};

/// An account of some role with a client for tus.
pub(crate) struct Crew<'a> {
    app: &'a TestApp,
    role: Role,
}

impl<'a> Crew<'a> {
    /// Somebody with this role.
    pub(crate) fn of(app: &'a TestApp, role: Role) -> Self {
        Self { app, role }
    }

    /// Announces a photo of this length under an id of its own.
    pub(crate) async fn announce_as(&self, id: Uuid, length: usize, metadata: &[(&str, &str)]) -> Answer {
        let id = id.to_string();
        let pairs = metadata.iter().copied().chain([("photo_id", id.as_str())]);
        let metadata: Vec<_> = pairs.map(|(name, value)| format!("{name} {}", BASE64.encode(value))).collect();
        self.app
            .post("/api/v1/field/uploads")
            .role(self.role)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", &length.to_string())
            .header("upload-metadata", &metadata.join(","))
            .send()
            .await
    }

    /// Announces these bytes under a new id.
    pub(crate) async fn announce(&self, sent: &[u8], metadata: &[(&str, &str)]) -> (Uuid, Answer) {
        let id = self.app.ids().next();
        (id, self.announce_as(id, sent.len(), metadata).await)
    }

    /// Begins to send these bytes.
    pub(crate) async fn begin(&self, sent: &[u8]) -> Uuid {
        let (id, begun) = self.announce(sent, &[]).await;
        begun.expect(StatusCode::CREATED);
        id
    }

    /// Sends a whole photo; its id.
    pub(crate) async fn send(&self, sent: &[u8]) -> Uuid {
        let id = self.begin(sent).await;
        self.patch(id, 0, sent).await.expect(StatusCode::NO_CONTENT);
        id
    }

    /// A request to an upload.
    pub(crate) fn call(&self, method: Method, id: Uuid) -> Call<'_> {
        let address = format!("/api/v1/field/uploads/{id}");
        self.app.call(method, &address).role(self.role).header("tus-resumable", "1.0.0")
    }

    /// A PATCH that has no body yet.
    pub(crate) fn patch_call(&self, id: Uuid, offset: usize) -> Call<'_> {
        self.call(Method::PATCH, id)
            .header("upload-offset", &offset.to_string())
            .header("content-type", "application/offset+octet-stream")
    }

    /// Sends bytes from an offset on.
    pub(crate) async fn patch(&self, id: Uuid, offset: usize, bytes: &[u8]) -> Answer {
        self.patch_call(id, offset).body(bytes.to_vec()).send().await
    }

    /// The same with a checksum.
    pub(crate) async fn checked_patch(&self, id: Uuid, offset: usize, bytes: &[u8], checksum: &str) -> Answer {
        self.patch_call(id, offset).header("upload-checksum", checksum).body(bytes.to_vec()).send().await
    }

    /// Sends bytes and breaks off.
    pub(crate) async fn broken_patch(&self, id: Uuid, offset: usize, bytes: &[u8], checksum: Option<&str>) -> Answer {
        let chunks = [Ok(Bytes::from(bytes.to_vec())), Err(std::io::Error::other("the network is gone"))];
        let mut call = self.patch_call(id, offset).body(Body::from_stream(stream::iter(chunks)));
        if let Some(checksum) = checksum {
            call = call.header("upload-checksum", checksum);
        }
        call.send().await
    }

    /// Asks how far an upload is.
    pub(crate) async fn head(&self, id: Uuid) -> Answer {
        self.call(Method::HEAD, id).send().await
    }

    /// Ends an upload.
    pub(crate) async fn delete(&self, id: Uuid) -> Answer {
        self.call(Method::DELETE, id).send().await
    }

    /// What is known of a photo.
    pub(crate) async fn photo(&self, id: Uuid) -> Answer {
        self.app.get(&format!("/api/v1/field/photos/{id}")).role(self.role).send().await
    }
}
