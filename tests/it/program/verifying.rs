//! `mingjie verify index`, asked of running instances, and `mingjie verify archives`.

use std::fs;

use serde_json::{Value, json};

use super::{
    officer::Officer,
    running::{Running, data_dir, mingjie},
};

#[test]
fn a_running_instance_is_asked_and_an_empty_house_is_told() {
    let data_dir = data_dir();
    let verify = || {
        let output = mingjie().args(["verify", "index", "--data-dir"]).arg(data_dir.path()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.success(), said, String::from_utf8(output.stderr).unwrap())
    };
    let running = Running::start(data_dir.path(), &["--demo"]);
    let (agrees, said, _) = verify();
    assert!(agrees && said.contains("index and register agree") && said.contains("streets"), "{said}");
    running.signal("-TERM");
    running.wait();
    let (agrees, _, why) = verify();
    assert!(!agrees && why.contains("no running instance answered"), "{why}");
}

/// A scan of the first item of a volume that is being collected.
pub(super) fn scanned(archivist: &Officer, server: &str) -> Value {
    let volumes = format!("{server}/api/v1/archive-volumes");
    let volume = json!({ "class": "general", "title": "界线管理文件", "year": 2023, "retention": "D30",
                         "secrecy": "internal", "office_code": "QH" });
    let volume = archivist.post(&volumes, "application/json", volume.to_string().as_bytes());
    let items = format!("{volumes}/{}/items", volume["id"].as_str().unwrap());
    let item =
        json!({ "type": "other", "author": "民政局", "title": "界桩维护记录", "secrecy": "internal", "pages": 1 });
    let item = archivist.post(&items, "application/json", item.to_string().as_bytes());
    let scans = format!("{items}/{}/scans?pages=1", item["id"].as_str().unwrap());
    archivist.post(&scans, "image/png", b"\x89PNG\r\n\x1a\nscan")
}

#[test]
fn a_scan_that_changed_on_disk_is_named_with_volume_and_item() {
    let data_dir = data_dir();
    let running = Running::start(data_dir.path(), &[]);
    let archivist = Officer::called("archivist", "archivist", ["--data-dir", data_dir.path().to_str().unwrap()]);
    let scan = scanned(&archivist, running.address());
    let verify = || {
        let output = mingjie().args(["verify", "archives", "--data-dir"]).arg(data_dir.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = verify();
    assert!(code == Some(0) && said.contains("1 个扫描件 scans") && said.contains("as it was kept"), "{said}");
    let digest = scan["sha256"].as_str().unwrap();
    fs::write(data_dir.path().join("photos").join(&digest[..2]).join(&digest[2..]), b"forged").unwrap();
    let (code, said) = verify();
    assert_eq!(code, Some(1));
    for named in ["界线管理文件", "第1件《界桩维护记录》", digest, "CHANGED"] {
        assert!(said.contains(named), "{said}");
    }
    running.signal("-TERM");
    running.wait();
}
