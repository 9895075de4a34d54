//! Nothing acknowledged is lost, and every start finds its way back.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    sync::mpsc::{self, Sender},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use super::running::{Running, agent, data_dir, mingjie};

fn place(number: u32) -> Value {
    json!({
        "category": "22200",
        "geometry": { "type": "Point", "coordinates": [113.0 + f64::from(number) * 1e-4, 30.5] },
        "name": { "text": format!("第{number}湾") },
    })
}

/// A token of a naming officer, made at the command line while the server runs.
fn officer(data_dir: &Path) -> String {
    let mut add = mingjie();
    add.args(["user", "add", "officer", "--role", "naming_officer", "--name", "测试员", "--data-dir"]).arg(data_dir);
    let mut adding = add.stdin(Stdio::piped()).spawn().unwrap();
    adding.stdin.take().unwrap().write_all(b"correct-horse-battery\n").unwrap();
    assert!(adding.wait().unwrap().success());
    let mut token = mingjie();
    token.args(["user", "token", "officer", "--name", "tests", "--scope", "write", "--days", "1", "--data-dir"]);
    let output = token.arg(data_dir).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Enters places one after the other until the server no longer answers; says which were acknowledged.
fn write_on(address: &str, token: &str, acknowledged: &Sender<String>) {
    for number in 0.. {
        let sent = agent()
            .post(format!("{address}/api/v1/places"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .send(place(number).to_string());
        let Ok(mut response) = sent else { return };
        let Ok(text) = response.body_mut().read_to_string() else { return };
        assert_eq!(response.status(), 201, "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        acknowledged.send(answer["id"].as_str().unwrap().to_owned()).unwrap();
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
    let (address, token) = (server.address().to_owned(), officer(directory.path()));
    let (acknowledged, heard) = mpsc::channel();
    let writing = thread::spawn(move || write_on(&address, &token, &acknowledged));
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
    let token = officer(directory.path());
    let killed = kill_postgres(directory.path());
    // Unavailable for a while, then everything goes on; a connection that breaks is an answer, too.
    let enter = || {
        let sent = agent()
            .post(format!("{}/api/v1/places", server.address()))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .send(place(1).to_string());
        sent.unwrap().status().as_u16()
    };
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
