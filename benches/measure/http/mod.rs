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
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use tokio_postgres::{Config, config::Host};

use self::{
    load::Run,
    report::{Report, Side},
    server::Ready,
};
use crate::{
    memory::{self, Resident},
    realm::{Realm, Size},
    register::Register,
};

/// Connections at a time.
const CONNECTIONS: [usize; 2] = [1, 32];

/// How often each question and its constant answer take turns.
const ROUNDS: usize = 5;

/// How long a turn is.
const MILLISECONDS: u64 = 800;

/// Measures the service on a realm with so many places and prints the comparison.
pub(crate) fn compare(places: usize) {
    let register = Register::of(&Realm::new(1, Size::of(places)));
    let directory = tempfile::tempdir().expect("a directory for addresses");
    let (server, ready) = Server::start(places, &register.service, &directory.path().to_string_lossy());
    let loaded = Resident::of(server.0.id());
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
                for side in turns {
                    server.turn(side, connections);
                }
            }
            report.add(kind, connections, &sides);
        }
    }
    report.print(ready.load_s, loaded, Resident::of(server.0.id()));
}

/// The service in a process of its own, which ends with this value.
struct Server(Child);

impl Server {
    /// Starts it and waits until it answers. It logs as the service does; nobody reads it.
    fn start(places: usize, config: &Config, directory: &str) -> (Self, Ready) {
        let Some(Host::Unix(socket)) = config.get_hosts().first() else {
            unreachable!("a private cluster has a socket")
        };
        let (user, name) = (config.get_user().expect("a role"), config.get_dbname().expect("a database"));
        let database = format!("host={} user={user} dbname={name}", socket.display());
        let mut server = program()
            .args(["serve", &places.to_string(), &database, directory])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this program runs");
        let told = BufReader::new(server.stdout.take().expect("a pipe")).lines().next();
        let server = Self(server);
        let told = told.expect("the server says that it is ready").expect("in text");
        (server, serde_json::from_str(&told).expect("in JSON"))
    }

    /// One turn of one side.
    fn turn(&self, side: &mut Side, connections: usize) {
        let before = memory::busy(self.0.id());
        let arguments = [&*side.address.to_string(), &*side.file, &connections.to_string(), &MILLISECONDS.to_string()];
        let client =
            program().arg("load").args(arguments).stderr(Stdio::inherit()).output().expect("this program runs");
        assert!(client.status.success(), "the client failed");
        let run: Run = serde_json::from_slice(&client.stdout).expect("what the client tells");
        side.add(run, memory::busy(self.0.id()).saturating_sub(before));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().expect("the server was running");
        self.0.wait().expect("it has ended");
    }
}

fn program() -> Command {
    Command::new(env::current_exe().expect("this program"))
}
