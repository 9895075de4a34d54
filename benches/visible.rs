//! How long a commit takes until another instance shows it: `cargo bench --bench visible -- [places] [writes]`.
//!
//! Two instances on a private cluster of their own with `places` villages. Villages are entered through one; at the
//! other a client reads the data version again and again, each half millisecond. From the instant at which the
//! database numbered a commit (just before it was made) to the instant at which that client read its version.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement at a terminal"
)]

#[path = "../tests/it/program/officer.rs"]
#[expect(dead_code, reason = "the tests need more of it")]
mod officer;
#[path = "../tests/it/program/running.rs"]
#[expect(dead_code, reason = "the tests need more of it")]
mod running;

use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use mingjie::{db::cluster::Cluster, kernel::clock::Clock};
use time::OffsetDateTime;
use tokio_postgres::{Client, NoTls, config::Host};

use officer::{Officer, version_of};
use running::{Running, agent, data_dir};

/// How often the version is read, and how often connections are ended where they are.
const READ_EVERY: Duration = Duration::from_micros(500);
const CUT_EVERY: Duration = Duration::from_secs(1);

/// What goes on beside the measured writes.
#[derive(Clone, Copy)]
struct Beside {
    what: &'static str,
    writers: u32,
    readers: usize,
    /// Which of the reading instance's connections are ended again and again.
    cut: Option<&'static str>,
}

const STORIES: [Beside; 5] = [
    Beside { what: "nothing else", writers: 1, readers: 0, cut: None },
    Beside { what: "4 writers", writers: 4, readers: 0, cut: None },
    Beside { what: "4 writers, 8 readers", writers: 4, readers: 8, cut: None },
    Beside { what: "LISTEN ended every second", writers: 1, readers: 0, cut: Some("and query ilike 'listen%'") },
    Beside { what: "all its connections ended every second", writers: 1, readers: 0, cut: Some("") },
];

/// Two instances and what is needed to write to one and to look into the database.
struct Scene {
    writer: Running,
    reader: Running,
    officer: Officer,
    url: String,
}

fn main() {
    let mut numbers = env::args().filter_map(|argument| argument.parse::<u32>().ok());
    let (places, rounds) = (numbers.next().unwrap_or(20_000), numbers.next().unwrap_or(500));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let directory = data_dir();
    let cluster = runtime.block_on(Cluster::start(directory.path(), "cargo bench")).unwrap();
    let config = cluster.config();
    let [Host::Unix(socket)] = config.get_hosts() else { panic!("a private cluster has a socket") };
    let url = format!("postgresql:///mingjie?user=mingjie&host={}&application_name=", socket.display());
    let writer = Running::on(&format!("{url}writer"));
    let officer = Officer::at(["--database-url", &url]);
    runtime.block_on(fill(&url, places));
    let scene = Scene { writer, reader: Running::on(&format!("{url}reader")), officer, url };
    println!("{places} villages, {rounds} writes a row; milliseconds from commit to visible in the other instance\n");
    println!("| beside | p50 | p99 | max | answer to the writer, p50 |\n| --- | --- | --- | --- | --- |");
    for beside in STORIES {
        let (mut visible, mut answers) = runtime.block_on(scene.measure(beside, rounds));
        let (p50, p99, max) = (at(&mut visible, 50), at(&mut visible, 99), at(&mut visible, 100));
        println!("| {} | {p50:.1} | {p99:.1} | {max:.1} | {:.1} |", beside.what, at(&mut answers, 50));
    }
    drop(scene);
    runtime.block_on(cluster.stop()).unwrap();
}

impl Scene {
    /// Milliseconds from commit to visible of each write, and until its writer had the answer.
    async fn measure(&self, beside: Beside, rounds: u32) -> (Vec<f64>, Vec<f64>) {
        let client = connect(&format!("{}bench", self.url)).await;
        let before: i64 = client.query_one("select version from register_version", &[]).await.unwrap().get(0);
        let last = before + i64::from(rounds);
        let over = AtomicBool::new(false);
        let (seen, answers) = thread::scope(|scope| {
            for _ in 0..beside.readers {
                scope.spawn(|| self.look_up_until(&over));
            }
            if let Some(which) = beside.cut {
                scope.spawn(|| self.cut_until(&over, which));
            }
            let seen = scope.spawn(|| self.seen_until(last));
            let writers: Vec<_> = (0..beside.writers)
                .map(|writer| scope.spawn(move || self.write(writer, rounds / beside.writers)))
                .collect();
            let answers = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
            let seen = seen.join().unwrap();
            over.store(true, Ordering::SeqCst);
            (seen, answers)
        });
        let numbered = "select version, numbered_at from commit_log where version > $1 order by version";
        let numbered = client.query(numbered, &[&before]).await.unwrap();
        let delays = numbered.iter().filter_map(|commit| {
            let (version, numbered): (i64, OffsetDateTime) = (commit.get(0), commit.get(1));
            let (_, at) = seen.iter().find(|(seen, _)| *seen >= version)?;
            Some((*at - numbered).as_seconds_f64() * 1_000.0)
        });
        (delays.collect(), answers)
    }

    /// Enters villages, and tells how long each answer took.
    fn write(&self, writer: u32, rounds: u32) -> Vec<f64> {
        let clock = Clock::system();
        (0..rounds)
            .map(|round| {
                let (began, lon) = (clock.now(), 113.0 + f64::from(writer * rounds + round) * 1e-4);
                let entered = self.officer.enter(self.writer.address(), &format!("第{round}湾"), lon).unwrap();
                assert_eq!(entered.status, 201, "{}", entered.answer);
                (clock.now() - began).as_seconds_f64() * 1_000.0
            })
            .collect()
    }

    /// When the reading instance first told each version that it told, until it tells `last`.
    fn seen_until(&self, last: i64) -> Vec<(i64, OffsetDateTime)> {
        let (agent, clock, mut seen) = (agent(), Clock::system(), vec![(0, OffsetDateTime::UNIX_EPOCH)]);
        while seen.last().is_some_and(|(version, _)| *version < last) {
            let mut response = agent.get(format!("{}/healthz", self.reader.address())).call().unwrap();
            let (version, now) = (version_of(&response), clock.now());
            response.body_mut().read_to_string().unwrap();
            if seen.last().is_some_and(|(told, _)| *told < version) {
                seen.push((version, now));
            }
            thread::sleep(READ_EVERY);
        }
        seen
    }

    /// Looks up positions at the reading instance.
    fn look_up_until(&self, over: &AtomicBool) {
        let agent = agent();
        while !over.load(Ordering::SeqCst) {
            let lookup = format!("{}/api/v1/lookup?lon=113.01&lat=30.5", self.reader.address());
            agent.get(lookup).call().unwrap().body_mut().read_to_string().unwrap();
        }
    }

    /// Ends connections of the reading instance again and again.
    fn cut_until(&self, over: &AtomicBool, which: &str) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = connect(&format!("{}knife", self.url)).await;
            let cut = format!(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reader' {which}"
            );
            while !over.load(Ordering::SeqCst) {
                client.execute(&cut, &[]).await.unwrap();
                tokio::time::sleep(CUT_EVERY).await;
            }
        });
    }
}

/// Enters villages by one statement, strewn over the county.
async fn fill(url: &str, places: u32) {
    let fill = format!(
        "create temp table new as select gen_random_uuid() as id from generate_series(1, {places});
         begin;
         insert into feature select id, 'place' from new;
         insert into place (place_id, category, geom)
         select id, '22200', st_setsrid(st_point(112.6 + random(), 30.4 + random() * 0.6), 4490) from new;
         insert into name (name_id, feature_id, text, kind, status)
         select gen_random_uuid(), id, '旧村', 'standard', 'current' from new;
         commit;
         analyze"
    );
    connect(url).await.batch_execute(&fill).await.unwrap();
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The value that so many percent of `values` do not exceed.
fn at(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(index).copied().unwrap_or(f64::NAN)
}
