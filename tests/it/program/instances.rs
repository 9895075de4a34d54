//! Several instances on one database: who was told a version by one never sees an older state from another.

use std::time::{Duration, Instant};

use mingjie::db::cluster::Cluster;
use tokio_postgres::config::Host;

use super::{
    officer::Officer,
    running::{Running, agent, data_dir},
    several::{Several, VILLAGES, names},
};
use crate::support::entering::enter_place;

/// How long what no version tells may take to be noticed before the test fails.
const NOTICED_WITHIN: Duration = Duration::from_secs(20);

/// The register's version, by the register itself.
async fn version(client: &tokio_postgres::Client) -> i64 {
    client.query_one("select version from register_version", &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_through_one_is_read_from_the_others() {
    let mut several = Several::new(3).await;
    let agent = agent();
    for round in 0_u32..12 {
        let writer = round as usize % 3;
        let version = several.enter(writer, &format!("{round:02}村"), 113.0 + f64::from(round) * 1e-3);
        for instance in &several.instances {
            let (shown, villages) = instance.read_seeing(&agent, VILLAGES, version);
            assert!(shown >= version);
            assert_eq!(names(&villages).len(), round as usize + 1);
        }
    }
    several.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_commits_late_holds_nobody_back_and_is_seen_by_all() {
    let mut several = Several::new(2).await;
    let (mut client, agent) = (several.database.client().await, agent());
    let late = client.transaction().await.unwrap();
    enter_place(&late, "慢村", "22200", "POINT(113 30.5)").await;
    for (round, name) in ["快甲村", "快乙村"].into_iter().enumerate() {
        let version = several.enter(round, name, 113.01);
        for instance in &several.instances {
            let (_, villages) = instance.read_seeing(&agent, VILLAGES, version);
            assert!(names(&villages).contains(&name.to_owned()) && !names(&villages).contains(&"慢村".to_owned()));
        }
    }
    late.commit().await.unwrap();
    let version = version(&client).await;
    for instance in &several.instances {
        assert_eq!(names(&instance.read_seeing(&agent, VILLAGES, version).1), ["快乙村", "快甲村", "慢村"]);
    }
    several.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_whose_connections_are_all_ended_follows_on() {
    let mut several = Several::new(2).await;
    let agent = agent();
    for round in 0_u32..8 {
        several.cut_off("b").await;
        let version = several.enter(0, &format!("{round}村"), 113.0 + f64::from(round) * 1e-3);
        let (_, villages) = several.instances[1].read_seeing(&agent, VILLAGES, version);
        assert_eq!(names(&villages).len(), round as usize + 1);
    }
    several.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn all_instances_follow_on_after_the_database_was_restarted() {
    let (directory, agent) = (data_dir(), agent());
    let cluster = Cluster::start(directory.path(), "the test").await.unwrap();
    let config = cluster.config();
    let [Host::Unix(socket)] = config.get_hosts() else { panic!("a private cluster has a socket") };
    let url = format!("postgresql:///mingjie?user=mingjie&host={}", socket.display());
    let (a, b) = (Running::on(&url), Running::on(&url));
    let officer = Officer::at(["--database-url", &url]);
    let before = officer.enter(a.address(), "旧村", 113.0).unwrap().version;
    assert_eq!(names(&b.read_seeing(&agent, VILLAGES, before).1), ["旧村"]);

    cluster.stop().await.unwrap();
    // Nobody can write, nobody is ready; what was seen is still answered.
    assert_eq!(officer.enter(a.address(), "无村", 113.0).unwrap().status, 503);
    assert_eq!(b.get("/readyz").0, 503);
    assert_eq!(names(&b.read_seeing(&agent, VILLAGES, before).1), ["旧村"]);

    let cluster = Cluster::start(directory.path(), "the test").await.unwrap();
    let enter = || officer.enter(a.address(), "新村", 113.001).ok();
    let entered = std::iter::repeat_with(enter).flatten().find(|entered| entered.status == 201).unwrap();
    assert_eq!(names(&b.read_seeing(&agent, VILLAGES, entered.version).1), ["新村", "旧村"]);
    assert_eq!(b.get("/readyz").0, 200);
    for server in [a, b] {
        server.signal("-TERM");
        assert!(server.wait().success());
    }
    cluster.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_notices_that_the_register_was_set_back_to_an_earlier_state() {
    let mut several = Several::new(1).await;
    let (client, agent) = (several.database.client().await, agent());
    several.enter(0, "失村", 113.0);
    // As after a change to a copy that had missed the last commit, and another commit since: the same number again.
    let set_back = "
        begin;
        alter table commit_log disable trigger all;
        set session_replication_role = replica;
        delete from name; delete from place; delete from feature; delete from change; delete from commit_log;
        update register_version set version = 0;
        set session_replication_role = origin;
        alter table commit_log enable trigger all;
        commit";
    client.batch_execute(set_back).await.unwrap();
    enter_place(&client, "得村", "22200", "POINT(113 30.5)").await;
    let version = version(&client).await;
    // Its number tells nothing new; the instance finds out when it looks.
    let read = || names(&several.instances[0].read_seeing(&agent, VILLAGES, version).1);
    let began = Instant::now();
    let mut reads = std::iter::repeat_with(read).take_while(|_| began.elapsed() < NOTICED_WITHIN);
    assert!(reads.any(|names| names == ["得村"]));
    several.stop();
}
