//! `make bench-http`: the service under load, each kind of question in turn with a constant answer of the same size.

mod asked_of_postgis;
mod constant;
mod load;
mod question;
mod report;
mod server;

pub(crate) use load::load;
pub(crate) use server::serve;

use std::{
    env, fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use tokio::runtime::Runtime;
use tokio_postgres::{Config, config::Host};

use self::{
    load::Run,
    report::{Report, Side},
    server::Ready,
};
use crate::{
    memory::{self, Resident},
    realm::{Realm, Size},
    register,
};

/// Connections at a time.
const CONNECTIONS: [usize; 2] = [1, 32];

/// How often each question and its constant answer take turns.
const ROUNDS: usize = 5;

/// How long a turn is.
const MILLISECONDS: u64 = 800;

/// Measures the service on a realm with so many places and prints the comparison.
pub(crate) fn compare(places: usize) {
    let runtime = Runtime::new().expect("a runtime");
    let realm = Realm::new(1, Size::of(places));
    let cluster = runtime.block_on(register::cluster());
    let config = runtime.block_on(register::of(&realm, &cluster));
    let directory = env::temp_dir().join(format!("mingjie-bench-{}", std::process::id()));
    fs::create_dir_all(&directory).expect("a directory for addresses");

    let (mut server, ready) = start(places, &config, &directory.to_string_lossy());
    let loaded = Resident::of(server.id());
    let mut report = Report::new();
    for connections in CONNECTIONS {
        for kind in &ready.kinds {
            let mut sides = vec![
                Side::new("asked", ready.service, &kind.asked),
                Side::new("constant", ready.service, &kind.constant),
            ];
            sides.extend(kind.postgis.as_ref().map(|postgis| Side::new("PostGIS", ready.service, postgis)));
            if kind.postgis.is_some() {
                sides.push(Side::new("without layers", ready.bare, &kind.constant));
            }
            for round in 0..ROUNDS {
                // There and back, so that what drifts meets all alike.
                let there = sides.iter_mut();
                let turns: Vec<&mut Side> = if round % 2 == 0 { there.collect() } else { there.rev().collect() };
                turns.into_iter().for_each(|side| turn(&server, side, connections));
            }
            report.add(kind, connections, &sides);
        }
    }
    let served = Resident::of(server.id());
    server.kill().expect("the server was running");
    server.wait().expect("it has ended");
    fs::remove_dir_all(&directory).expect("the addresses were there");
    report.print(ready.load_s, loaded, served);
    runtime.block_on(cluster.stop()).expect("stopped");
}

/// Starts the server and waits until it answers. It logs as the service does; nobody reads it.
fn start(places: usize, config: &Config, directory: &str) -> (Child, Ready) {
    let Some(Host::Unix(socket)) = config.get_hosts().first() else { unreachable!("a private cluster has a socket") };
    let database = format!(
        "host={} user={} dbname={}",
        socket.display(),
        config.get_user().expect("a role"),
        config.get_dbname().expect("a database")
    );
    let mut server = program()
        .args(["serve", &places.to_string(), &database, directory])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program runs");
    let mut told = String::new();
    BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut told).expect("what the server tells");
    (server, serde_json::from_str(&told).expect("the server is ready"))
}

/// One turn of one side.
fn turn(server: &Child, side: &mut Side, connections: usize) {
    let before = memory::busy(server.id());
    let arguments = [&*side.address.to_string(), &*side.file, &connections.to_string(), &MILLISECONDS.to_string()];
    let output = program().arg("load").args(arguments).stderr(Stdio::inherit()).output().expect("this program runs");
    assert!(output.status.success(), "the client failed");
    let run: Run = serde_json::from_slice(&output.stdout).expect("what the client tells");
    let busy = memory::busy(server.id()) - before;
    side.add(run, busy);
}

fn program() -> Command {
    Command::new(env::current_exe().expect("this program"))
}
