//! Nothing acknowledged is lost, and every start finds its way back.

use std::{
    fs,
    path::Path,
    process::Command,
    sync::mpsc::{self, Sender},
    thread,
    time::Duration,
};

use serde_json::Value;

use super::{
    officer::Officer,
    running::{Running, data_dir},
};

fn officer(data_dir: &Path) -> Officer {
    Officer::at(["--data-dir", data_dir.to_str().unwrap()])
}

/// Enters places one after the other until the server no longer answers; says which were acknowledged.
fn write_on(address: &str, officer: &Officer, acknowledged: &Sender<String>) {
    for number in 0_u32.. {
        let lon = 113.0 + f64::from(number) * 1e-4;
        let Ok(entered) = officer.enter(address, &format!("第{number}湾"), lon) else { return };
        assert_eq!(entered.status, 201, "{}", entered.answer);
        acknowledged.send(entered.answer["id"].as_str().unwrap().to_owned()).unwrap();
    }
}

/// Kills everything that runs on the directory: the program and its PostgreSQL.
fn kill_all(server: Running, data_dir: &Path) {
    server.signal("-KILL");
    kill_postgres(data_dir);
    server.wait();
}

/// Kills PostgreSQL and says which process it was.
fn kill_postgres(data_dir: &Path) -> String {
    let pid = postmaster(data_dir).unwrap();
    assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
    pid
}

/// The process of PostgreSQL, while it says so.
fn postmaster(data_dir: &Path) -> Option<String> {
    let pid_file = fs::read_to_string(data_dir.join("postgres/postmaster.pid")).ok()?;
    pid_file.lines().next().map(str::to_owned)
}

#[test]
fn what_was_acknowledged_before_everything_was_killed_is_there_afterwards() {
    let directory = data_dir();
    let server = Running::start(directory.path(), &[]);
    let (address, officer) = (server.address().to_owned(), officer(directory.path()));
    let (acknowledged, heard) = mpsc::channel();
    let writing = thread::spawn(move || write_on(&address, &officer, &acknowledged));
    // Killed in the middle of writing: some are acknowledged, one is on its way.
    let mut known: Vec<String> = (0..25).map(|_| heard.recv_timeout(Duration::from_mins(1)).unwrap()).collect();
    kill_all(server, directory.path());
    writing.join().unwrap();
    known.extend(heard.try_iter());

    let server = Running::start(directory.path(), &[]);
    for id in &known {
        assert_eq!(server.get(&format!("/api/v1/places/{id}")).0, 200, "{id} was acknowledged and is gone");
    }
    let (status, ready) = server.get("/readyz");
    assert_eq!((status, ready["status"].as_str()), (200, Some("ready")));
    server.signal("-TERM");
    assert!(server.wait().success());
}

#[test]
fn a_database_that_dies_while_serving_is_started_again_and_the_index_follows_on() {
    let directory = data_dir();
    let server = Running::start(directory.path(), &[]);
    let officer = officer(directory.path());
    let killed = kill_postgres(directory.path());
    // Unavailable for a while, then everything goes on; a connection that breaks is an answer, too.
    let enter = || officer.enter(server.address(), "第一湾", 113.0).map_or(503, |entered| entered.status);
    let refused: Vec<u16> = std::iter::repeat_with(enter).take_while(|status| *status != 201).collect();
    assert!(refused.iter().all(|status| *status == 503), "{refused:?}");
    // A connection may have outlived its postmaster for a moment: what counts is that there is a new one.
    let revived = std::iter::repeat_with(|| postmaster(directory.path())).flatten().find(|pid| *pid != killed);
    assert!(revived.is_some());
    let (_, near) = server.get("/api/v1/nearest?collection=places&lon=113&lat=30.5");
    assert_eq!(near["features"].as_array().unwrap().len(), 1);
    server.signal("-TERM");
    assert!(server.wait().success());
}

#[test]
fn the_demonstration_is_there_after_a_second_start_without_loading_again() {
    let directory = data_dir();
    let versions: Vec<Value> = (0..2)
        .map(|_| {
            let server = Running::start(directory.path(), &["--demo"]);
            let (status, found) = server.get("/api/v1/lookup?lon=113.15982&lat=30.64747");
            assert_eq!(status, 200);
            let names: Vec<_> = found["divisions"].as_array().unwrap().iter().map(|d| d["name"].clone()).collect();
            assert_eq!(names, ["天门市", "竟陵街道"]);
            server.signal("-INT");
            assert!(server.wait().success());
            found["data_version"].clone()
        })
        .collect();
    assert_eq!(versions.first(), versions.last());
}
