//! What is published as a feed: Atom (RFC 4287) and JSON Feed 1.1.

use std::fmt::Write;

use serde_json::{Value, json};
use time::{OffsetDateTime, UtcOffset};

use super::{codes::Kind, document::rfc3339, store::Listed};
use crate::pages::layout::escape;

/// What a feed is made of.
pub(super) struct Feed<'a> {
    /// Scheme and host by which the client knows us.
    pub(super) base: &'a str,
    /// Of this kind only.
    pub(super) kind: Option<Kind>,
    /// The newest first.
    pub(super) lines: &'a [Listed],
}

impl Feed<'_> {
    fn title(&self) -> &'static str {
        match self.kind {
            None => "地名公示公告",
            Some(Kind::PublicNotice) => "地名公示",
            Some(Kind::Announcement) => "地名公告",
        }
    }

    /// The address of this feed in one form.
    fn here(&self, form: &str) -> String {
        let kind = self.kind.map(|kind| format!("?kind={kind}")).unwrap_or_default();
        format!("{}/notices/feed.{form}{kind}", self.base)
    }

    /// When something in it last changed; a feed that has nothing yet says the beginning of time.
    fn updated(&self) -> OffsetDateTime {
        self.lines.iter().map(updated).max().unwrap_or(OffsetDateTime::UNIX_EPOCH.to_offset(UtcOffset::UTC))
    }
}

fn updated(line: &Listed) -> OffsetDateTime {
    line.closed_at.unwrap_or(line.published_at)
}

/// What an entry says in short.
fn summary(line: &Listed) -> String {
    let period = match (line.starts_on, line.ends_on) {
        (Some(starts_on), Some(ends_on)) => format!("公示期 {starts_on} 至 {ends_on}。"),
        _ => String::new(),
    };
    let standing = match line.revoked_by {
        Some(_) => "已撤销".to_owned(),
        None => line.state.title().zh,
    };
    let body = line.body.first().map(String::as_str).unwrap_or_default();
    format!("{}，{} 个地名。{period}{standing}。{body}", line.kind.title().zh, line.item_count)
}

/// The feed as Atom.
pub(super) fn atom(feed: &Feed<'_>) -> String {
    let (title, base) = (feed.title(), escape(feed.base));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\
         <id>{here}</id><title>{title}</title><updated>{updated}</updated>\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{here}\"/>\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}/notices\"/>",
        here = escape(&feed.here("atom")),
        updated = rfc3339(feed.updated()),
    );
    for line in feed.lines {
        // Writing to a string does not fail.
        let _ = write!(
            xml,
            "\n<entry><id>urn:uuid:{id}</id><title>{title}</title><published>{published}</published>\
             <updated>{updated}</updated><author><name>{author}</name></author><category term=\"{kind}\"/>\
             <link rel=\"alternate\" type=\"text/html\" href=\"{base}/notices/{number}\"/>\
             <link rel=\"alternate\" type=\"application/pdf\" href=\"{base}/notices/{number}/notice.pdf\"/>\
             <summary>{summary}</summary></entry>",
            id = line.id,
            title = escape(&line.title),
            published = rfc3339(line.published_at),
            updated = rfc3339(updated(line)),
            author = escape(&line.issued_by),
            kind = line.kind,
            number = line.number,
            summary = escape(&summary(line)),
        );
    }
    xml.push_str("\n</feed>\n");
    xml
}

/// The feed as JSON Feed.
pub(super) fn json_feed(feed: &Feed<'_>) -> String {
    let items: Vec<Value> = feed
        .lines
        .iter()
        .map(|line| {
            let here = format!("{}/notices/{}", feed.base, line.number);
            json!({
                "id": format!("urn:uuid:{}", line.id),
                "url": here,
                "title": line.title,
                "content_text": summary(line),
                "date_published": rfc3339(line.published_at),
                "date_modified": rfc3339(updated(line)),
                "authors": [{ "name": line.issued_by }],
                "tags": [line.kind],
                "language": "zh-CN",
                "attachments": [
                    { "url": format!("{here}/content.json"), "mime_type": "application/json" },
                    { "url": format!("{here}/features.geojson"), "mime_type": "application/geo+json" },
                    { "url": format!("{here}/notice.pdf"), "mime_type": "application/pdf" },
                ],
            })
        })
        .collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title(),
        "language": "zh-CN",
        "home_page_url": format!("{}/notices", feed.base),
        "feed_url": feed.here("json"),
        "items": items,
    })
    .to_string()
}
