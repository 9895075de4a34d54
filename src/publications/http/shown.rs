//! A publication as somebody may see it.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use uuid::Uuid;

use super::{PublicationsState, READERS};
use crate::{
    db::tx::{DataVersion, Tx},
    http::{SignedIn, etag::ETag},
    publications::{
        codes::State,
        model::{Publication, PublicationId},
        number,
        refusal::Refusal,
        service::{self, Confirmation},
        store,
    },
};

/// A publication with what is shown beside it.
#[derive(Debug)]
pub(in crate::publications) struct Shown {
    pub(in crate::publications) publication: Publication,
    /// Number of the one that it follows.
    pub(in crate::publications) follows: Option<String>,
    /// Opinions received so far, or by the closing.
    pub(in crate::publications) received: usize,
    /// Whether opinions from the web are confirmed by mail.
    pub(in crate::publications) confirms: bool,
    /// Which state of the register this is.
    pub(in crate::publications) version: DataVersion,
}

impl PublicationsState {
    /// The publication behind `key` (number or id), if `caller` may see it: drafts are for those who work on them.
    pub(super) async fn shown(&self, key: &str, caller: Option<&SignedIn>) -> Result<Shown, Refusal> {
        let tx = self.db.read("publications.show").await?;
        let shown = look(&tx, key, caller, self.confirmation == Confirmation::ByMail).await;
        tx.finish().await?;
        shown
    }
}

/// The id behind a number or an id that the public may know.
pub(super) async fn published(tx: &Tx, key: &str) -> Result<PublicationId, Refusal> {
    let number = number::typed(key).ok_or(Refusal::UnknownPublication)?;
    store::id_of_published(tx, &number, key.parse::<Uuid>().ok()).await?.ok_or(Refusal::UnknownPublication)
}

async fn look(tx: &Tx, key: &str, caller: Option<&SignedIn>, confirms: bool) -> Result<Shown, Refusal> {
    let is_reader = caller.is_some_and(|SignedIn(caller)| READERS.contains(&caller.role));
    let id = match (published(tx, key).await, key.parse()) {
        (Err(Refusal::UnknownPublication), Ok(id)) if is_reader => id,
        (found, _) => found?,
    };
    let publication = service::find(tx, id).await?;
    let follows = match publication.draft.follows {
        None => None,
        Some(follows) => {
            service::find(tx, follows.publication).await?.standing.issue().map(|issue| issue.number.clone())
        }
    };
    let received = match publication.standing.closing() {
        Some(closing) => closing.counts.received,
        None => store::received(tx, id).await?,
    };
    Ok(Shown { publication, follows, received, confirms, version: tx.data_version().await? })
}

impl Shown {
    /// How the address of the publication goes on after `/notices/`.
    pub(in crate::publications) fn key(&self) -> String {
        let issue = self.publication.standing.issue();
        issue.map_or_else(|| self.publication.id.to_string(), |issue| issue.number.clone())
    }

    /// The state by its code word.
    pub(in crate::publications) fn state(&self) -> State {
        self.publication.standing.state()
    }

    /// `content` with its tag, or that the client has it already. What is not yet public is kept by nobody on the way.
    pub(super) fn answer(&self, headers: &HeaderMap, media: &'static str, content: impl Into<Vec<u8>>) -> Response {
        let content = content.into();
        let tag = ETag::of_content(&content).showing(self.version);
        self.tagged(headers, &tag, media, || content)
    }

    /// What `make` gives under `tag`, or that the client has it already.
    pub(super) fn tagged(
        &self,
        headers: &HeaderMap,
        tag: &ETag,
        media: &'static str,
        make: impl FnOnce() -> Vec<u8>,
    ) -> Response {
        let mut response = if tag.matches(headers) { tag.not_modified() } else { tag.answer(media, make()) };
        if self.publication.standing.issue().is_none() {
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}
