//! Files stay small and are named after a noun.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Longest file, in lines; aim at a quarter of it.
const LONGEST: usize = 500;

/// Names that say nothing about what is inside.
const VAGUE: [&str; 5] = ["utils", "util", "helpers", "common", "misc"];

/// Every file below `directory` whose name ends in one of `endings`.
pub(super) fn files(directory: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(directory)];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing ending in {endings:?} below {directory}");
    found
}

#[test]
fn no_source_file_is_longer_than_five_hundred_lines() {
    let long: Vec<_> = [files("src", &[".rs", ".sql"]), files("tests", &[".rs"])]
        .concat()
        .into_iter()
        .filter(|path| fs::read_to_string(path).unwrap().lines().count() > LONGEST)
        .collect();
    assert!(long.is_empty(), "split these by noun: {long:?}");
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() {
    let vague: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|path| path.iter().any(|part| VAGUE.contains(&part.to_string_lossy().trim_end_matches(".rs"))))
        .collect();
    assert!(vague.is_empty(), "name these after what they hold: {vague:?}");
}

#[test]
fn no_statement_reads_the_servers_clock() {
    let ambient = ["now()", "current_date", "current_timestamp", "clock_timestamp()", "localtimestamp"];
    let clocks: Vec<_> = files("src", &[".sql"])
        .into_iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap().to_lowercase();
            ambient.iter().any(|clock| text.contains(clock))
        })
        .collect();
    assert!(clocks.is_empty(), "pass the instant as a parameter: {clocks:?}");
}
