//! The cluster with a real PostgreSQL, each test in a directory of its own.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio_postgres::{Client, Config};

use super::{
    Cluster, ClusterError,
    account::Account,
    database::{connect, is_missing_extension},
    pid_file::{PidFile, is_server_on},
};

/// A data directory that takes its server with it when a test ends early.
struct Scratch {
    data_dir: PathBuf,
    /// Removes it.
    _parent: TempDir,
}

impl Scratch {
    fn new() -> Self {
        Self::named("data")
    }

    /// Below /tmp and open to all, because the account that runs PostgreSQL for root must get in.
    fn named(name: &str) -> Self {
        let parent = tempfile::Builder::new().prefix("mingjie-").tempdir_in("/tmp").unwrap();
        open_to_all(parent.path());
        Self { data_dir: parent.path().join(name), _parent: parent }
    }

    fn make_data_dir(&self) {
        fs::create_dir(&self.data_dir).unwrap();
        open_to_all(&self.data_dir);
    }

    async fn start(&self) -> Cluster {
        told(Cluster::start(&self.data_dir, "mingjie serve").await)
    }

    async fn refusal(&self) -> String {
        Cluster::start(&self.data_dir, "mingjie serve").await.unwrap_err().to_string()
    }

    fn pgdata(&self) -> PathBuf {
        self.data_dir.join("postgres")
    }

    fn server(&self) -> Option<Pid> {
        PidFile::read(&self.pgdata()).map(|file| file.pid).filter(|pid| is_server_on(*pid, &self.pgdata()))
    }

    fn kill_server(&self) {
        kill_process(self.server().unwrap(), Signal::KILL).unwrap();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(left_over) = self.server() {
            kill_process(left_over, Signal::KILL).ok();
        }
    }
}

fn open_to_all(dir: &Path) {
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The value, or the sentence that says what to do.
fn told<T>(result: Result<T, ClusterError>) -> T {
    result.unwrap_or_else(|error| panic!("{error} ({error:?})"))
}

async fn client(config: &Config) -> Client {
    connect(config).await.unwrap()
}

#[tokio::test]
async fn a_cluster_keeps_its_data_over_a_restart() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let service = client(&cluster.config()).await;
    service.batch_execute("create table street (id int, geom geometry(point, 4490), during daterange)").await.unwrap();
    service.batch_execute("alter table street add exclude using gist (id with =, during with &&)").await.unwrap();
    service
        .batch_execute("insert into street values (1, 'srid=4490;point(113.2 30.7)', '[2019-05-01,)')")
        .await
        .unwrap();
    told(cluster.stop().await);
    assert_eq!(scratch.server(), None);

    let cluster = scratch.start().await;
    let service = client(&cluster.config()).await;
    assert_eq!(service.query("select from street", &[]).await.unwrap().len(), 1);
    told(cluster.stop().await);
}

#[tokio::test]
async fn the_service_is_a_plain_role_behind_a_socket_and_reads_chinese() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let service = client(&cluster.config()).await;
    let row = service
        .query_one(
            "select rolsuper or rolcreatedb or rolcreaterole, current_setting('listen_addresses'),
                    current_setting('server_encoding'), current_setting('fsync'), '字' ~ '^\\w$'
             from pg_roles where rolname = current_user",
            &[],
        )
        .await
        .unwrap();
    assert!(!row.get::<_, bool>(0));
    assert_eq!([1, 2, 3].map(|column| row.get::<_, String>(column)), ["", "UTF8", "on"]);
    assert!(row.get::<_, bool>(4), "the locale knows that Chinese characters are letters");
    let superuser = client(&cluster.superuser_config()).await;
    superuser.batch_execute("create database test owner mingjie").await.unwrap();
    let missing = superuser.batch_execute("create extension no_such_extension").await.unwrap_err();
    assert!(is_missing_extension(&missing), "{missing}");
    told(cluster.stop().await);
}

#[tokio::test]
async fn the_server_has_neither_roots_id_nor_its_groups() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let status = fs::read_to_string(format!("/proc/{}/status", scratch.server().unwrap())).unwrap();
    let ids = |name: &str| -> Vec<u32> {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().map(|id| id.parse().unwrap()).collect()
    };
    assert!([ids("Uid:"), ids("Gid:"), ids("Groups:")].concat().iter().all(|id| *id != 0), "{status}");
    told(cluster.stop().await);
}

#[tokio::test]
async fn a_second_process_is_refused_and_told_of_the_first() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    cluster.note_holder("mingjie serve on http://127.0.0.1:8080").unwrap();
    let refusal = scratch.refusal().await;
    let first = format!("in use by process {} (mingjie serve on http://127.0.0.1:8080);", process::id());
    assert!(refusal.contains(&first), "{refusal}");
    told(cluster.stop().await);
}

#[tokio::test]
async fn a_command_attaches_to_the_cluster_of_a_running_process_and_leaves_it_running() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let attached = told(Cluster::attach(&scratch.data_dir, "mingjie import").await);
    client(&attached.config()).await.batch_execute("create table imported ()").await.unwrap();
    told(attached.stop().await);
    client(&cluster.config()).await.batch_execute("drop table imported").await.unwrap();
    told(cluster.stop().await);
}

#[tokio::test]
async fn a_command_that_attaches_while_the_first_start_is_under_way_finds_everything_there() {
    let scratch = Scratch::new();
    let (cluster, attached) =
        tokio::join!(scratch.start(), async { told(Cluster::attach(&scratch.data_dir, "mingjie import").await) });
    client(&attached.config()).await.batch_execute("create table imported (geom geometry)").await.unwrap();
    told(attached.stop().await);
    told(cluster.stop().await);
}

#[tokio::test]
async fn a_command_without_a_running_process_starts_its_own_cluster_and_stops_it() {
    let scratch = Scratch::new();
    let alone = told(Cluster::attach(&scratch.data_dir, "mingjie import").await);
    assert!(scratch.refusal().await.contains("(mingjie import)"));
    told(alone.stop().await);
    assert_eq!(scratch.server(), None);
}

#[tokio::test]
async fn a_cluster_whose_server_was_killed_recovers_at_the_next_start() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let service = client(&cluster.config()).await;
    service.batch_execute("create table street (); insert into street default values").await.unwrap();
    // The connection is left open: its process must die before a new server may start.
    scratch.kill_server();
    drop(cluster);

    let cluster = scratch.start().await;
    let service = client(&cluster.config()).await;
    assert_eq!(service.query("select from street", &[]).await.unwrap().len(), 1);
    told(cluster.stop().await);
}

#[tokio::test]
async fn a_dead_servers_number_used_by_another_process_does_not_stop_the_next_start() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    scratch.kill_server();
    told(cluster.stop().await);
    // The account's own: of other accounts' processes PostgreSQL knows by itself that they are not the server.
    let account = told(Account::of(&scratch.pgdata()));
    let other = account.command(Path::new("/bin/sleep")).arg("infinity").kill_on_drop(true).spawn().unwrap();
    let pid_file = PidFile::path(&scratch.pgdata());
    let text = fs::read_to_string(&pid_file).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    fs::write(&pid_file, format!("{}\n{rest}", other.id().unwrap())).unwrap();
    told(scratch.start().await.stop().await);
}

#[tokio::test]
async fn a_server_that_a_killed_process_left_running_is_taken_over() {
    let scratch = Scratch::new();
    let cluster = scratch.start().await;
    let left_running = scratch.server();
    drop(cluster);
    let cluster = scratch.start().await;
    assert_eq!(scratch.server(), left_running);
    told(cluster.stop().await);
    assert_eq!(scratch.server(), None);
}

#[tokio::test]
async fn a_killed_first_start_leaves_nothing_that_the_next_one_minds() {
    let scratch = Scratch::new();
    scratch.make_data_dir();
    let stillborn = scratch.data_dir.join("postgres.new.1");
    fs::create_dir_all(stillborn.join("base")).unwrap();
    told(scratch.start().await.stop().await);
    assert!(!stillborn.exists());
}

#[tokio::test]
async fn a_directory_too_deep_for_a_socket_has_it_elsewhere() {
    let scratch = Scratch::named(&"深".repeat(40));
    let cluster = scratch.start().await;
    client(&cluster.config()).await.batch_execute("select").await.unwrap();
    let attached = told(Cluster::attach(&scratch.data_dir, "mingjie import").await);
    told(attached.stop().await);
    let socket_dir = PidFile::read(&scratch.pgdata()).unwrap().socket_dir;
    told(cluster.stop().await);
    fs::remove_dir(socket_dir).unwrap();
}

#[tokio::test]
async fn a_setting_that_stops_the_server_is_quoted() {
    let scratch = Scratch::new();
    told(scratch.start().await.stop().await);
    fs::write(scratch.pgdata().join("postgresql.auto.conf"), "no_such_setting = 1\n").unwrap();
    let refusal = scratch.refusal().await;
    assert!(refusal.contains("did not start: configuration file") && refusal.contains("postgres.log"), "{refusal}");
}

#[tokio::test]
async fn a_directory_that_holds_something_else_is_refused_and_left_as_it_was() {
    let scratch = Scratch::new();
    scratch.make_data_dir();
    fs::write(scratch.data_dir.join("thesis.odt"), "").unwrap();
    let refusal = scratch.refusal().await;
    assert!(refusal.contains("(thesis.odt); choose an empty or a new directory"), "{refusal}");
    assert_eq!(fs::read_dir(&scratch.data_dir).unwrap().count(), 1);

    fs::rename(scratch.data_dir.join("thesis.odt"), scratch.pgdata()).unwrap();
    let refusal = scratch.refusal().await;
    assert!(refusal.contains("/postgres holds something"), "{refusal}");
}

#[tokio::test]
async fn pictures_of_a_service_whose_database_was_elsewhere_are_no_strangers() {
    let scratch = Scratch::new();
    scratch.make_data_dir();
    fs::create_dir(scratch.data_dir.join("photos")).unwrap();
    told(scratch.start().await.stop().await);
    assert!(scratch.data_dir.join("photos").exists() && scratch.pgdata().exists());
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_refused() {
    let scratch = Scratch::new();
    // A file in the way stops root as well, whom no permissions would.
    fs::write(&scratch.data_dir, "").unwrap();
    let data_dir = scratch.data_dir.join("deeper");
    let refusal = Cluster::start(&data_dir, "mingjie serve").await.unwrap_err().to_string();
    let sentence =
        format!("cannot write to {}; give the account that runs the program write access", data_dir.display());
    assert!(refusal.starts_with(&sentence), "{refusal}");
}

#[tokio::test]
async fn data_of_a_version_that_is_not_installed_is_refused() {
    let scratch = Scratch::new();
    scratch.make_data_dir();
    fs::create_dir(scratch.pgdata()).unwrap();
    fs::write(scratch.pgdata().join("PG_VERSION"), "9\n").unwrap();
    let refusal = scratch.refusal().await;
    assert!(refusal.contains("made by PostgreSQL 9, which is not installed"), "{refusal}");
}
