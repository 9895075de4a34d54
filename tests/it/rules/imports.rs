//! Imports run one way: kernel ← db, http ← read side and slices ← app.

use std::fs;

use super::files::files;

/// Each room of the house and the rooms that it may import from, itself aside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("db", &["kernel"]),
    ("http", &["kernel", "db", "index"]),
    ("config", &["kernel", "db"]),
    ("telemetry", &["config"]),
    ("reader", &["kernel"]),
    ("coverage", &["kernel", "reader"]),
    ("published", &["kernel", "db"]),
    ("index", &["kernel", "db", "published"]),
    ("features", &["kernel", "db", "http", "published", "index"]),
    ("exports", &["kernel", "db", "published", "reader"]),
    ("lookup", &["kernel", "db", "http", "published", "index", "reader"]),
    ("search", &["kernel", "http", "published", "index", "lookup"]),
    ("records", &["kernel", "db"]),
    ("accounts", &["kernel", "db", "http"]),
    ("obligations", &["kernel", "db", "http", "accounts"]),
    ("register", &["kernel", "db", "http", "published", "index", "lookup"]),
    ("imports", &["kernel", "db", "http", "published", "index", "reader"]),
    (
        "naming",
        &[
            "kernel",
            "db",
            "http",
            "published",
            "index",
            "reader",
            "register",
            "lookup",
            "search",
            "obligations",
            "publications",
            "records",
            "documents",
            "signs",
        ],
    ),
    (
        "signs",
        &[
            "kernel",
            "db",
            "http",
            "published",
            "index",
            "lookup",
            "register",
            "records",
            "obligations",
            "photos",
            "pages",
            "documents",
        ],
    ),
    ("boundaries", &["kernel", "db", "http", "index", "register", "records"]),
    ("cooperation", &["kernel", "db", "http", "register", "records"]),
    ("custody", &["kernel", "db", "http", "records", "boundaries"]),
    ("inspections", &["kernel", "db", "http", "records", "boundaries", "documents", "pages"]),
    ("field", &["kernel", "db", "http", "published", "records", "photos", "signs"]),
    ("open311", &["kernel", "db", "http", "accounts", "signs", "pages"]),
    ("operations", &["kernel", "db", "http", "index"]),
    ("verification", &["kernel", "db", "published", "index"]),
    ("pages", &["kernel", "http"]),
    ("publications", &["kernel", "config", "db", "http", "published", "obligations", "pages", "documents"]),
    ("photos", &["kernel", "config", "db", "http", "records"]),
    ("archives", &["kernel", "config", "db", "http", "records", "documents", "photos"]),
    ("jobs", &["kernel", "db", "http", "photos", "publications", "signs"]),
    ("documents", &["kernel"]),
    ("demo", &["kernel", "db", "boundaries", "imports", "records", "published", "reader", "signs"]),
];

/// The rooms that join all others.
const JOINS_ALL: [&str; 5] = ["app", "cli", "lib", "main", "testing"];

#[test]
fn every_import_follows_the_table() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
    let mut wrong = Vec::new();
    for path in files("src", &[".rs"]) {
        let inside = path.to_string_lossy().replace(source, "");
        let room = inside.split(['/', '.']).next().unwrap().to_owned();
        // A room's own tests may look into other rooms.
        if JOINS_ALL.contains(&room.as_str()) || inside.contains("/tests") {
            continue;
        }
        let (_, may_use) = MAY_USE
            .iter()
            .find(|(known, _)| *known == room)
            .unwrap_or_else(|| panic!("`{room}` is a new room: add it to the table"));
        for used in used_rooms(&fs::read_to_string(&path).unwrap()) {
            let known = MAY_USE.iter().any(|(known, _)| *known == used);
            if known && used != room && !may_use.contains(&used.as_str()) {
                wrong.push(format!("{inside} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these imports run the wrong way: {wrong:#?}");
}

/// The first parts of all paths below `crate::`, grouped imports included.
fn used_rooms(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            for item in group.split_inclusive(['{', '}', ',']) {
                if depth == 0 {
                    rooms.extend(item.trim().split([':', ',', '{', '}', ' ']).next().map(str::to_owned));
                }
                match item.chars().last() {
                    Some('{') => depth += 1,
                    Some('}') if depth == 0 => break,
                    Some('}') => depth -= 1,
                    _ => {}
                }
            }
        } else {
            rooms.extend(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned));
        }
    }
    rooms
}

#[test]
fn grouped_imports_are_read_at_their_first_level() {
    let text = "use crate::{\n    db::{Db, tx::Tx},\n    kernel::ids::Ids,\n};\nuse crate::http::Problem;";
    assert_eq!(
        used_rooms(text).into_iter().filter(|room| !room.is_empty()).collect::<Vec<_>>(),
        ["db", "kernel", "http"]
    );
}
