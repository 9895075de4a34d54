//! `mingjie locate`, beside a server on the same data and alone.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
};

use serde_json::Value;

use super::running::{Running, data_dir, mingjie};

/// Files in a folder of their own, beside the data of a register.
struct Desk {
    data: tempfile::TempDir,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A desk whose register holds the divisions of the demonstration.
    fn new() -> Self {
        let desk = Self { data: data_dir(), folder: tempfile::tempdir().unwrap() };
        let divisions = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tianmen/divisions.geojson");
        let imported = desk.run(&["import", "divisions", divisions]);
        assert!(imported.status.success(), "{}", told(&imported));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name).display().to_string()
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run(self.data.path(), arguments)
    }
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    mingjie().args(arguments).arg("--data-dir").arg(data).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn written(output: &Output) -> String {
    assert!(output.status.success(), "{}", told(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_file_is_told_what_the_server_tells_of_each_point() {
    let desk = Desk { data: data_dir(), folder: tempfile::tempdir().unwrap() };
    let server = Running::start(desk.data.path(), &["--demo"]);
    let points: Vec<(f64, f64)> =
        (0..1_200).map(|n| (113.0 + f64::from(n % 40) / 64.0, 30.5 + f64::from(n / 40) / 128.0)).collect();
    let rows = points.iter().map(|(lon, lat)| format!("{lon},{lat}\n")).collect::<Vec<_>>().concat();
    let file = desk.write("points.csv", format!("lon,lat\n{rows}"));
    let answer: Value = serde_json::from_str(&written(&desk.run(&["locate", &file, "--format", "geojson"]))).unwrap();
    let features = answer["features"].as_array().unwrap();
    assert_eq!(features.len(), points.len());
    for (feature, (lon, lat)) in features.iter().zip(&points).step_by(7) {
        let (_, single) = server.get(&format!("/api/v1/lookup?lon={lon}&lat={lat}"));
        assert_eq!(feature["properties"]["lookup"], single);
    }
    server.signal("-TERM");
    assert!(server.wait().success());
}

#[test]
fn every_format_comes_in_and_goes_out() {
    let desk = Desk::new();
    let (gbk, _, _) = encoding_rs::GBK.encode("名称,经度,纬度\n竟陵,113°09′36″,30°38′51″\n");
    let feature = r#"{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[113.16,30.6475]},"properties":{"名称":"竟陵"}}"#;
    let files = [
        desk.write("gbk.csv", &gbk),
        desk.write("one.geojson", format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#)),
        desk.write("one.geojsonl", format!("{feature}\n")),
    ];
    for file in &files {
        for format in ["geojson", "geojsonseq", "csv"] {
            let text = written(&desk.run(&["locate", file, "--format", format, "--fields", "divisions"]));
            assert!(text.contains("竟陵街道") && text.contains("429006001"), "{file} {format}: {text}");
            assert_eq!(text.starts_with('\u{feff}'), format == "csv");
        }
    }
    // Without a word on it, the answer is what the file is.
    assert!(written(&desk.run(&["locate", &files[0]])).starts_with("\u{feff}名称,经度,纬度,province_code"));
    let shifted = desk.write("shifted.csv", "横,纵\n113.1656,30.6452\n");
    let text = written(&desk.run(&["locate", &shifted, "--map", "x=横", "--map", "y=纵", "--crs", "gcj02"]));
    assert!(text.contains("竟陵街道"), "{text}");
}

#[test]
fn rows_without_a_position_are_told_and_fail_only_where_that_was_asked() {
    let desk = Desk::new();
    let file = desk.write("points.csv", "lon,lat\n113.16,30.6475\n200,30\n113.16,\n0,0\n");
    let lenient = desk.run(&["locate", &file, "--english"]);
    let said = told(&lenient);
    assert_eq!(written(&lenient).lines().count(), 5);
    assert!(said.contains("4 rows, 2 located, 1 of them outside every division; 2 without"), "{said}");
    assert!(said.contains("row 2: ") && said.contains("row 3: ") && !said.contains("row 4: "), "{said}");
    let target = desk.path("out.csv").display().to_string();
    let strict = desk.run(&["locate", &file, "--strict", "--output", &target]);
    assert!(!strict.status.success() && told(&strict).contains("第 2 行"), "{}", told(&strict));
    assert_eq!(fs::read_to_string(&target).unwrap().lines().count(), 5);
    let good = desk.write("good.csv", "lon,lat\n113.16,30.6475\n");
    assert!(desk.run(&["locate", &good, "--strict"]).status.success());
}

#[test]
fn a_broken_run_leaves_no_file_and_a_whole_one_replaces_what_was_there() {
    let desk = Desk::new();
    let rows: String = (0..3_000).map(|_| "113.16,30.6475\n").collect();
    let broken = desk.write("broken.csv", format!("lon,lat\n{rows}\"113"));
    let target = desk.write("out.csv", "as before");
    let failed = desk.run(&["locate", &broken, "--output", &target]);
    assert!(!failed.status.success());
    assert_eq!((told(&failed).lines().count(), told(&failed).contains("broken.csv")), (1, true), "{}", told(&failed));
    assert_eq!(fs::read_to_string(&target).unwrap(), "as before");
    assert_eq!(desk.files(), ["broken.csv", "out.csv"]);
    let whole = desk.write("whole.csv", format!("lon,lat\n{rows}"));
    assert!(desk.run(&["locate", &whole, "--output", &target]).status.success());
    assert_eq!(fs::read_to_string(&target).unwrap().lines().count(), 3_001);
    assert_eq!(desk.files(), ["broken.csv", "out.csv", "whole.csv"]);
}

#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    let desk = Desk::new();
    let file = desk.write("points.csv", "lon,lat\n113.16,30.6475\n");
    let pipe = desk.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let other_end = pipe.clone();
    let read = thread::spawn(move || fs::read_to_string(other_end).unwrap());
    assert!(desk.run(&["locate", &file, "--output", &pipe.display().to_string()]).status.success());
    assert_eq!(read.join().unwrap().lines().count(), 2);
    assert!(!fs::metadata(&pipe).unwrap().is_file());
}

#[test]
fn a_file_that_lies_nowhere_or_an_option_without_sense_is_one_sentence() {
    let desk = Desk { data: data_dir(), folder: tempfile::tempdir().unwrap() };
    let nowhere = desk.write("nowhere.csv", "name,code\n甲,1\n");
    let output = desk.run(&["locate", &nowhere, "--english"]);
    assert!(!output.status.success() && told(&output).contains("lon and lat"), "{}", told(&output));
    assert_eq!(told(&output).lines().count(), 1);
    for option in [["--fields", "colour"], ["--reach", "10001"], ["--at", "2019-13-01"], ["--crs", "9999"]] {
        let output = desk.run(&["locate", &nowhere, option[0], option[1]]);
        assert!(!output.status.success() && told(&output).contains(option[1]), "{}", told(&output));
    }
}

#[test]
fn a_file_is_not_written_over_itself() {
    let desk = Desk::new();
    let points = desk.write("points.csv", "lon,lat\n113.16,30.65\n");
    let refused = desk.run(&["locate", &points, "--output", &points]);
    assert!(!refused.status.success() && told(&refused).contains("is the file to be read"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(desk.path("points.csv")).unwrap(), "lon,lat\n113.16,30.65\n");
    assert_eq!(desk.files(), ["points.csv"]);
}
