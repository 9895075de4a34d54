//! What is asked over HTTP: thousands of different addresses of each kind.

use std::fmt::Write;

use mingjie::{http::Route, index::live::Snapshot, kernel::geometry::Position};

use crate::{
    questions::{self, Sides},
    realm::Realm,
};

/// Addresses of each kind, so many.
const ADDRESSES: usize = 5_000;

/// Boxes take longer to find, and the same ones come round again sooner.
const BOXES: usize = 1_000;

/// One kind of question.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) title: &'static str,
    /// The route that answers it.
    pub(super) route: &'static str,
    /// Path and query of each.
    pub(super) targets: Vec<String>,
}

/// All kinds that `routes` can answer.
pub(super) fn all(realm: &Realm, snapshot: &Snapshot, routes: &[Route]) -> Vec<Question> {
    let asked = questions::positions(realm, ADDRESSES);
    let positions = |before: &str, after: &str| asked.iter().map(|at| at_position(before, *at, after)).collect();
    let places = |wanted| questions::boxes(&snapshot.places, &asked[..BOXES], wanted);
    let streets = |wanted| questions::boxes(&snapshot.streets, &asked[..BOXES], wanted);
    let (lookup, nearest) = ("/api/v1/lookup", "/api/v1/nearest");
    let question = |title, route, targets| Question { title, route, targets };
    let mut all = vec![
        question("look-up, divisions", lookup, positions("/api/v1/lookup?", "&fields=divisions")),
        question("look-up, all", lookup, positions("/api/v1/lookup?", "")),
        question("nearest 10 places", nearest, positions("/api/v1/nearest?collection=places&", "&limit=10")),
        question("100 places in a box", "/ogc/collections/places/items", pages("places", &places(100), 150)),
        question("1,000 places in a box", "/ogc/collections/places/items", pages("places", &places(1_000), 1_500)),
        question("100 streets in a box", "/ogc/collections/streets/items", pages("streets", &streets(100), 150)),
        question("1,000 streets in a box", "/ogc/collections/streets/items", pages("streets", &streets(1_000), 1_500)),
        question("one place by id", "/ogc/collections/places/items/{featureId}", by_id(realm)),
        question("search", "/api/v1/search", searches(realm)),
    ];
    all.retain(|question| routes.iter().any(|route| route.path() == question.route));
    all
}

fn at_position(before: &str, at: Position, after: &str) -> String {
    format!("{before}lon={:.7}&lat={:.7}{after}", at.lon(), at.lat())
}

fn pages(collection: &str, boxes: &[Sides], limit: usize) -> Vec<String> {
    let page = |[west, south, east, north]: &Sides| {
        format!("/ogc/collections/{collection}/items?bbox={west:.7},{south:.7},{east:.7},{north:.7}&limit={limit}")
    };
    boxes.iter().map(page).collect()
}

fn by_id(realm: &Realm) -> Vec<String> {
    let step = realm.size.places / ADDRESSES;
    (0..ADDRESSES).map(|nth| format!("/ogc/collections/places/items/{}", realm.place(nth * step).id)).collect()
}

/// Whole names, beginnings of them, and spellings without tones, in turn.
fn searches(realm: &Realm) -> Vec<String> {
    let step = realm.size.places / ADDRESSES;
    let texts = (0..ADDRESSES).map(|nth| {
        let naming = realm.place(nth * step).naming;
        match nth % 3 {
            0 => naming.text,
            1 => naming.text.chars().take(2).collect(),
            _ => naming.search_key(),
        }
    });
    texts.map(|text| format!("/api/v1/search?q={}", percent_encoded(&text))).collect()
}

fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").expect("memory");
        encoded
    })
}
