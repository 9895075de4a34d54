//! `mingjie verify index`, asked of running instances.

use super::running::{Running, data_dir, mingjie};

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
