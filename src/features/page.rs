//! One page of features on the wire (OGC API Features part 1, 7.16).

use serde::Serialize;
use time::OffsetDateTime;

use super::{
    collections,
    cursor::Cursor,
    links::{Link, Links},
    media::Media,
};
use crate::published::{Collection, FeatureText};

/// Some of the features that were asked for.
pub(super) struct Page<'a> {
    pub(super) features: Vec<&'a FeatureText>,
    /// How many there are on all pages; told on the first page only, because a reader of the next ones knows.
    pub(super) matched: Option<usize>,
    pub(super) next: Option<Cursor>,
}

/// Everything but the features.
#[derive(Serialize)]
#[serde(tag = "type", rename = "FeatureCollection", rename_all = "camelCase")]
struct Frame<'a> {
    links: Vec<Link<'a>>,
    #[serde(with = "time::serde::rfc3339")]
    time_stamp: OffsetDateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_matched: Option<usize>,
    number_returned: usize,
}

impl Page<'_> {
    /// The page of `collection` as GeoJSON, put together from features that are ready.
    pub(super) fn write(
        &self,
        collection: Collection,
        links: &Links,
        now: OffsetDateTime,
    ) -> serde_json::Result<Vec<u8>> {
        let (path, title) = (format!("/ogc/collections/{collection}"), collections::title(collection));
        let mut all = vec![links.here(Media::GeoJson), links.to(&path, "collection", Media::Json, &title)];
        all.extend(self.next.map(|cursor| links.next(&cursor.to_string())));
        let frame =
            Frame { links: all, time_stamp: now, number_matched: self.matched, number_returned: self.features.len() };
        let mut page = serde_json::to_vec(&frame)?;
        page.reserve(self.features.iter().map(|feature| feature.as_str().len() + 1).sum::<usize>() + 16);
        // The features become the last member.
        page.pop();
        page.extend_from_slice(b",\"features\":[");
        for (place, feature) in self.features.iter().enumerate() {
            if place > 0 {
                page.push(b',');
            }
            page.extend_from_slice(feature.as_str().as_bytes());
        }
        page.extend_from_slice(b"]}");
        Ok(page)
    }
}
