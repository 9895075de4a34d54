//! Many writers and readers at once, through several instances.

use std::{
    collections::BTreeSet,
    sync::{
        Barrier,
        atomic::{AtomicBool, AtomicI64, Ordering},
        mpsc,
    },
    thread,
};

use serde_json::Value;
use tokio::{runtime::Handle, task::block_in_place};

use super::{
    officer::version_of,
    running::{Running, agent},
    several::{Several, VILLAGES, names},
};

/// How many villages an answer holds, and the version that it tells.
fn count(instance: &Running, agent: &ureq::Agent, version: i64) -> (i64, i64) {
    let (shown, villages) = instance.read_seeing(agent, VILLAGES, version);
    let told = villages["data_version"].as_i64();
    assert!(told.is_none_or(|told| told == shown), "the header says {shown} of an answer that is {told:?}");
    (shown, i64::try_from(villages["features"].as_array().unwrap().len()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_seen_a_version_reads_exactly_it_or_a_later_one_everywhere() {
    const WRITERS: usize = 3;
    const WRITES: usize = 25;
    let mut several = Several::new(3).await;
    let (seen, over, all) = (AtomicI64::new(0), AtomicBool::new(false), Barrier::new(WRITERS + 1));
    thread::scope(|scope| {
        for reader in 0..4 {
            let (several, seen, over) = (&several, &seen, &over);
            scope.spawn(move || {
                let agent = agent();
                let mut last = 0;
                while !over.load(Ordering::SeqCst) {
                    // What any client was told by any instance, its own reads included.
                    let known = seen.fetch_max(last, Ordering::SeqCst).max(last);
                    let (shown, villages) = count(&several.instances[1 + reader % 2], &agent, known);
                    assert!(shown >= known, "asked for {known} and was answered at {shown}");
                    // Each commit of this story enters one village: the answer is that version and no other.
                    assert_eq!(villages, shown);
                    last = shown;
                }
            });
        }
        for writer in 0..WRITERS {
            let (several, seen, all) = (&several, &seen, &all);
            scope.spawn(move || {
                for round in 0..WRITES {
                    let lon = 113.0 + f64::from(u32::try_from(writer * WRITES + round).unwrap()) * 1e-4;
                    let version = several.enter(writer % 2, &format!("{writer}第{round}村"), lon);
                    seen.fetch_max(version, Ordering::SeqCst);
                }
                all.wait();
            });
        }
        all.wait();
        over.store(true, Ordering::SeqCst);
    });
    let written = i64::try_from(WRITERS * WRITES).unwrap();
    for instance in &several.instances {
        assert_eq!(count(instance, &agent(), written), (written, written));
    }
    several.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_that_is_killed_among_writers_holds_nobody_up_and_comes_back_coherent() {
    let mut several = Several::new(2).await;
    let addresses = [0, 1].map(|instance| several.instances[instance].address().to_owned());
    let (acknowledged, heard) = mpsc::channel();
    let (enough, mut known) = (AtomicBool::new(false), BTreeSet::new());
    thread::scope(|scope| {
        for writer in 0_u32..4 {
            let (officer, enough, acknowledged) = (several.officer.clone(), &enough, acknowledged.clone());
            let address = &addresses[writer as usize % 2];
            scope.spawn(move || {
                for round in 0_u32.. {
                    let (name, lon) = (format!("{writer}第{round}村"), 113.0 + f64::from(round) * 1e-4);
                    // Where a connection breaks, the village may or may not be there.
                    let Ok(entered) = officer.enter(address, &name, lon) else { return };
                    assert_eq!(entered.status, 201, "{}", entered.answer);
                    acknowledged.send((writer, name)).unwrap();
                    if enough.load(Ordering::SeqCst) {
                        return;
                    }
                }
            });
        }
        known.extend(heard.iter().take(40));
        let killed = several.instances.pop().unwrap();
        killed.signal("-KILL");
        killed.wait();
        // The other goes on.
        known.extend(heard.iter().filter(|(writer, _)| writer % 2 == 0).take(20));
        enough.store(true, Ordering::SeqCst);
    });
    drop(acknowledged);
    known.extend(heard.iter());
    several.start("b");

    let client = several.database.client().await;
    let version: i64 = client.query_one("select version from register_version", &[]).await.unwrap().get(0);
    let agent = agent();
    let [a, b] = [0, 1].map(|instance| names(&several.instances[instance].read_seeing(&agent, VILLAGES, version).1));
    assert_eq!(a, b);
    assert_eq!(a.len(), usize::try_from(version).unwrap());
    for (_, name) in known {
        assert!(a.contains(&name), "{name} was acknowledged and is gone");
    }
    several.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_five_thousand_is_seen_whole_or_not_at_all() {
    const BATCH: &str = "
        with new as (
          insert into feature select gen_random_uuid(), 'place' from generate_series(1, 5000) returning feature_id
        ), placed as (
          insert into place (place_id, category, geom)
          select feature_id, '22200', st_setsrid(st_point(113.001 + random() * 0.01, 30.5), 4490) from new
        )
        insert into name (name_id, feature_id, text, kind, status)
        select gen_random_uuid(), feature_id, '新村', 'standard', 'current' from new";
    let mut several = Several::new(2).await;
    let client = several.database.client().await;
    let old: i64 = (0..7).map(|old| several.enter(0, "旧村", 113.0 + f64::from(old) * 1e-6)).max().unwrap();
    let over = AtomicBool::new(false);
    several.instances.iter().for_each(|instance| drop(instance.read_seeing(&agent(), VILLAGES, old)));
    let readers = thread::scope(|scope| {
        let readers: Vec<_> = (0..6)
            .map(|reader| {
                let (instance, over) = (&several.instances[reader % 2], &over);
                scope.spawn(move || {
                    let (agent, mut seen) = (agent(), BTreeSet::new());
                    while !over.load(Ordering::SeqCst) {
                        seen.insert(old_and_new(instance, &agent, reader / 2));
                    }
                    seen
                })
            })
            .collect();
        // In, away, back: three transactions of five thousand.
        for step in [BATCH, &moved(1.0), &moved(-1.0)] {
            block_in_place(|| Handle::current().block_on(client.batch_execute(step))).unwrap();
        }
        for instance in &several.instances {
            instance.read_seeing(&agent(), VILLAGES, old + 3);
        }
        over.store(true, Ordering::SeqCst);
        readers.into_iter().map(|reader| reader.join().unwrap()).collect::<Vec<_>>()
    });
    let counts: BTreeSet<_> = readers.into_iter().flatten().collect();
    // A page of a collection holds all of them, the nearest a thousand.
    let whole = [(7, 0), (7, 5_000), (7, 993)];
    assert!(counts.iter().all(|counted| whole.contains(counted)), "{counts:?}");
    assert!(counts.len() > 1, "nobody saw the batch: {counts:?}");
    several.stop();
}

/// Moves the new villages by degrees of longitude.
fn moved(degrees: f64) -> String {
    format!(
        "update place set geom = st_translate(geom, {degrees}, 0)
          where place_id in (select feature_id from name where text = '新村')"
    )
}

/// How many old and new villages one answer shows, by one of three questions.
fn old_and_new(instance: &Running, agent: &ureq::Agent, question: usize) -> (usize, usize) {
    let path = [
        "/ogc/collections/places/items?bbox=112.9,30.4,113.1,30.6&limit=10000",
        "/api/v1/nearest?collection=places&lon=113&lat=30.5&limit=1000&max_distance_m=5000",
        "/ogc/collections/places/items?bbox=112.9,30.4,113.1,30.6&limit=10000",
    ][question];
    let mut response = agent.get(format!("{}{path}", instance.address())).call().unwrap();
    let text = response.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
    assert_eq!(response.status(), 200, "{text}");
    assert!(version_of(&response) > 0);
    let names = names(&serde_json::from_str::<Value>(&text).unwrap());
    let old = names.iter().filter(|name| *name == "旧村").count();
    (old, names.len() - old)
}
