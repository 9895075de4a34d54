//! What the migration sets up, against the law.

use std::{collections::BTreeSet, fs, path::Path};

use time::{Date, macros::date};

use super::Office;
use crate::{
    kernel::law,
    obligations::{LimitKind, limits, years},
};

#[tokio::test]
async fn every_kind_has_a_limit_since_the_regulations_and_only_three_are_of_the_law() {
    let office = Office::open().await;
    let tx = office.tx().await;
    let mut statutory = Vec::new();
    for kind in LimitKind::ALL {
        let limit = limits::limit_in_force(&tx, *kind, date!(2022 - 05 - 01)).await.unwrap();
        if limit.is_statutory() {
            statutory.push((limit.kind, limit.days));
        }
    }
    let of_the_law = [LimitKind::Filing, LimitKind::Announcement, LimitKind::AnnouncementAfterFiling];
    assert_eq!(statutory, of_the_law.map(|kind| (kind, 15)));
    assert!(limits::limit_in_force(&tx, LimitKind::Filing, date!(2022 - 04 - 30)).await.is_err());
}

#[tokio::test]
async fn the_arrangements_of_five_years_are_known_and_balance() {
    let office = Office::open().await;
    let tx = office.tx().await;
    let calendar = years::calendar(&tx).await.unwrap();
    assert_eq!(calendar.known_days(), Some((date!(2022 - 01 - 01), date!(2026 - 12 - 31))));
    // Working days of each year, counted from the notices of the State Council.
    for (year, days) in [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
        let (first, last) = (format!("{}-12-31", year - 1), format!("{year}-12-31"));
        let (first, last) = (crate::kernel::dates::parse_date(&first), crate::kernel::dates::parse_date(&last));
        assert_eq!(calendar.working_days_between(first.unwrap(), last.unwrap()).value, days, "{year}");
    }
    let worked = |day: Date| calendar.is_working_day(day);
    assert!(worked(date!(2023 - 01 - 28)) && worked(date!(2023 - 04 - 23)) && worked(date!(2026 - 02 - 28)));
    assert!(!worked(date!(2022 - 12 - 31)) && !worked(date!(2023 - 09 - 29)) && !worked(date!(2025 - 10 - 08)));
}

/// Every quoted word of the sources and migrations that has the form of an article's id.
fn cited(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            cited(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "sql" || ending == "tsv") {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            found.extend(text.split(['"', '\'', '`', '\t', '\n']).filter(|word| is_id(word)).map(str::to_owned));
        }
    }
}

fn is_id(word: &str) -> bool {
    let form = |number: &str| number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !number.is_empty();
    word == "BG23" || ["R753-", "M71-"].iter().any(|act| word.strip_prefix(act).is_some_and(form))
}

#[test]
fn every_article_that_is_cited_exists() {
    let mut found = BTreeSet::new();
    for directory in ["src", "migrations"] {
        cited(&Path::new(env!("CARGO_MANIFEST_DIR")).join(directory), &mut found);
    }
    assert!(found.contains("R753-13") && found.contains("BG23"), "{found:?}");
    let unknown: Vec<_> = found.iter().filter(|id| law::article(id).is_none()).collect();
    assert!(unknown.is_empty(), "no article has these ids: {unknown:?}");
}
