//! A publication as JSON for programs: how far it is, around its frozen content.

use serde_json::{Value, json};
use time::Date;

use super::{
    codes::Kind,
    http::Shown,
    model::{ClosingWay, Synced},
};

/// The document of what is shown, as seen on `today` by someone who reaches us at `base`; `for_office` tells who wrote,
/// signed and published it.
pub(super) fn document(shown: &Shown, today: Date, base: &str, for_office: bool) -> Value {
    let publication = &shown.publication;
    let (state, issue, closing) = (shown.state(), publication.standing.issue(), publication.standing.closing());
    let here = format!("{base}/notices/{}", shown.key());
    let mut document = json!({
        "id": publication.id,
        "number": issue.map(|issue| &issue.number),
        "kind": publication.draft.kind,
        "state": state,
        "published_at": issue.map(|issue| rfc3339(issue.stamp.at)),
        "content": publication.content(),
        "content_sha256": issue.map(|issue| &issue.content.digest),
        "follows": shown.follows,
        "succession": publication.draft.follows.map(|follows| follows.succession),
        "followed_by": publication.followed_by,
        "revoked_by": publication.revoked_by,
        "links": links(&here, publication.draft.kind, closing.is_some()),
    });
    let mut add = |member: &str, value: Value| {
        if let Value::Object(members) = &mut document {
            members.insert(member.to_owned(), value);
        }
    };
    if publication.draft.kind == Kind::PublicNotice {
        add("takes_opinions", json!(publication.is_open_on(today)));
        add("opinions", closing.map_or_else(|| json!({ "received": shown.received }), |closing| json!(closing.counts)));
    }
    if let Some(closing) = closing {
        let (seal, reason) = match &closing.way {
            ClosingWay::Sealed { digest, .. } => (Some(digest), None),
            ClosingWay::Early { reason } => (None, Some(reason)),
        };
        add("closed", json!({ "at": rfc3339(closing.stamp.at), "seal_sha256": seal, "reason": reason }));
    }
    if let Some(Synced { on, channels }) = &publication.synced {
        add("synced", json!({ "on": on, "channels": channels }));
    }
    if for_office {
        add("subject", json!(publication.draft.subject));
        add("part", json!(publication.draft.part));
        add("prepared_by", json!(publication.prepared_by));
        add("published_by", json!(issue.map(|issue| &issue.stamp.by)));
        add("closed_by", json!(closing.map(|closing| &closing.stamp.by)));
    }
    document
}

fn links(here: &str, kind: Kind, closed: bool) -> Value {
    let link =
        |rel: &str, path: &str, media: &str| json!({ "rel": rel, "href": format!("{here}{path}"), "type": media });
    let mut links = vec![
        link("canonical", "", "text/html"),
        link("content", "/content.json", "application/json"),
        link("alternate", "/features.geojson", "application/geo+json"),
        link("alternate", "/notice.pdf", "application/pdf"),
        link("alternate", "/notice.docx", super::http::DOCX),
    ];
    if closed {
        links.push(link("seal", "/seal.json", "application/json"));
    } else if kind == Kind::PublicNotice {
        links.push(link("opinions", "/opinions", "application/json"));
    }
    Value::Array(links)
}

/// An instant as it goes out.
pub(super) fn rfc3339(instant: time::OffsetDateTime) -> String {
    // Fails only for years beyond 9999, which no clock gives.
    instant.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}

/// The names as features (RFC 7946); what has no geometry has none here.
pub(super) fn features(shown: &Shown) -> Value {
    let content = shown.publication.content();
    let features: Vec<Value> = content
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let mut properties = json!(item);
            let geometry = match &mut properties {
                Value::Object(members) => {
                    members.remove("id");
                    members.insert("no".to_owned(), json!(at + 1));
                    members.insert("notice".to_owned(), json!(content.number));
                    members.remove("geometry").unwrap_or_default()
                }
                _ => Value::Null,
            };
            json!({ "type": "Feature", "id": item.id, "geometry": geometry, "properties": properties })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}
