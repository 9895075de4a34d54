//! `mingjie check coverage`, which needs no register.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use super::running::mingjie;

const DIVISIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tianmen/divisions.geojson");

fn checked(arguments: &[&str]) -> Output {
    mingjie().args(["check", "coverage"]).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// Two squares that overlap by a hundredth of a degree, a line along one of them, and a ring that crosses itself.
const BAD: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"dm":"1","mc":"甲"},"geometry":{"type":"Polygon","coordinates":[[[113,30],[113.1,30],[113.1,30.1],[113,30.1],[113,30]]]}},
{"type":"Feature","properties":{"dm":"2","mc":"乙"},"geometry":{"type":"Polygon","coordinates":[[[113.09,30],[113.2,30],[113.2,30.1],[113.09,30.1],[113.09,30]]]}},
{"type":"Feature","properties":{"dm":"3","mc":"丙"},"geometry":{"type":"Polygon","coordinates":[[[114,30],[114.1,30.1],[114.1,30],[114,30.1],[114,30]]]}}
]}"#;

#[test]
fn the_townships_of_the_demonstration_tile_their_county() {
    let clean = checked(&[DIVISIONS, "--where", "level=township"]);
    assert!(clean.status.success(), "{}", told(&clean));
    let said = said(&clean);
    assert!(said.contains("28 个面") && said.contains("各面铺满无误"), "{said}");
    // County and townships in one file lie over each other; one township has an exclave.
    let both = checked(&[DIVISIONS, "--english"]);
    assert_eq!(both.status.code(), Some(1));
    assert!(self::said(&both).contains("overlap: 29, "), "{}", self::said(&both));
}

#[test]
fn everything_wrong_is_told_at_once_and_written_to_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "bad.geojson", BAD);
    let line = r#"{"type":"Feature","id":"甲乙线","properties":{},"geometry":{"type":"LineString","coordinates":[[113.05,30.02],[113.06,30.03]]}}"#;
    let lines = write(folder.path(), "lines.geojsonl", &format!("{line}\n"));
    let out = |name: &str| folder.path().join(name).display().to_string();
    let [report, drawn, areas, borders] = ["report.csv", "found.geojson", "areas.csv", "borders.csv"].map(out);
    let arguments = [
        &file,
        "--lines",
        &lines,
        "--map",
        "code=dm",
        "--map",
        "name=mc",
        "--tolerance",
        "0.5",
        "--report",
        &report,
        "--geojson",
        &drawn,
        "--areas",
        &areas,
        "--borders",
        &borders,
    ];
    let found = checked(&arguments);
    assert_eq!(found.status.code(), Some(1), "{}", told(&found));
    let said = said(&found);
    for part in
        ["环无效：1 处", "重叠：1 处", "1 甲; 2 乙", "线偏离边界：1 处", "悬挂点：2 处", "线 甲乙线", "各面未能铺满"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let read = |path: &str| fs::read_to_string(PathBuf::from(path)).unwrap();
    assert_eq!(read(&report).lines().count(), 6);
    assert_eq!(read(&areas).lines().count(), 4);
    assert_eq!(read(&borders).lines().count(), 1);
    let drawn: serde_json::Value = serde_json::from_str(&read(&drawn)).unwrap();
    assert_eq!(drawn["features"].as_array().unwrap().len(), 5);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("cut.geojson", &BAD[..200]), ("none.geojson", "[]"), ("table.csv", "lon,lat\n1,2\n")] {
        let failed = checked(&[&write(folder.path(), name, text), "--english"]);
        assert_eq!(failed.status.code(), Some(1));
        let told = told(&failed);
        assert!(told.contains("was not checked") && told.lines().count() == 1, "{told}");
        assert!(said(&failed).is_empty());
    }
    for wrong in [["--tolerance", "-1"], ["--tolerance", "NaN"], ["--where", "level"]] {
        assert_eq!(checked(&[&[DIVISIONS], &wrong[..]].concat()).status.code(), Some(2));
    }
}
