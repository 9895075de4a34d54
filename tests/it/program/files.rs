//! `mingjie import` and `mingjie export`, with and without a server on the same data.

use std::{fs, path::Path, process::Output};

use geojson::FeatureCollection;

use super::running::{Running, data_dir, mingjie};

fn fixture(name: &str) -> String {
    format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn run(data_dir: &Path, arguments: &[&str]) -> Output {
    mingjie().args(arguments).arg("--data-dir").arg(data_dir).output().unwrap()
}

fn features(text: &[u8]) -> FeatureCollection {
    String::from_utf8(text.to_vec()).unwrap().parse().unwrap()
}

#[test]
fn what_is_imported_is_exported_and_imported_again() {
    let (first, second) = (data_dir(), data_dir());
    let divisions = fixture("tianmen/divisions.geojson");
    assert!(run(first.path(), &["import", "divisions", &divisions]).status.success());
    let exported = run(first.path(), &["export", "divisions"]).stdout;
    let (before, after) = (features(&fs::read(&divisions).unwrap()), features(&exported));
    assert_eq!(before.features.len(), after.features.len());
    for feature in &before.features {
        let code = feature.property("code");
        let same = after.features.iter().find(|other| other.property("code") == code).unwrap();
        assert_eq!(feature.geometry, same.geometry, "{code:?}");
    }
    let again = second.path().join("again.geojson");
    let other = second.path().join("data");
    fs::write(&again, &exported).unwrap();
    let imported = run(&other, &["import", "divisions", &again.display().to_string()]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    assert_eq!(features(&run(&other, &["export", "divisions"]).stdout).features.len(), 36);
}

#[test]
fn a_running_server_shows_what_the_command_line_imports() {
    let directory = data_dir();
    let server = Running::start(directory.path(), &[]);
    let imported = run(directory.path(), &["import", "divisions", &fixture("tianmen/divisions.geojson")]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    // The command has ended; the server hears of its commit by the change feed.
    let names = || server.get("/api/v1/lookup?lon=113.15982&lat=30.64747&fields=divisions").1["divisions"].clone();
    let seen = std::iter::repeat_with(names).find(|found| !found.as_array().unwrap().is_empty()).unwrap();
    assert_eq!(seen[1]["name"], "竟陵街道");
    server.signal("-TERM");
    assert!(server.wait().success());
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_leaves_the_register_as_it_was() {
    let directory = data_dir();
    for (file, said) in [("awkward/truncated.geojson", "truncated"), ("awkward/swapped_axes.geojson", "")] {
        let output = run(directory.path(), &["import", "places", &fixture(file), "--category", "22200"]);
        assert!(!output.status.success(), "{file}");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&told).into_owned();
        assert!(
            !told.is_empty() && (said.is_empty() || told.contains(said) || told.contains("截断")),
            "{file}: {told}"
        );
    }
    let report = directory.path().join("report.csv");
    let (file, path) = (fixture("awkward/gbk.csv"), report.display().to_string());
    let columns = ["--map", "name=名称", "--map", "division_code=行政区划代码"];
    let dry = ["import", "places", &file, "--category", "22200", "--dry-run", "--report", &path];
    let dry = run(directory.path(), &[dry.as_slice(), &columns].concat());
    assert!(dry.status.success(), "{}", String::from_utf8_lossy(&dry.stderr));
    assert!(fs::read_to_string(&report).unwrap().starts_with("\u{feff}行,"));
    assert!(features(&run(directory.path(), &["export", "places"]).stdout).features.is_empty());
}
