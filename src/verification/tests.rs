//! Indexes that are right, and indexes that were broken on purpose.

use std::sync::{Arc, atomic::AtomicU64};

use time::macros::datetime;
use tokio::sync::watch;
use uuid::Uuid;

use super::{Question, Report, compare, keep};
use crate::{
    db::row::RowExt,
    demo,
    index::{
        live::{Follower, Index, Snapshot},
        names::NameIndex,
    },
    kernel::ids::Ids,
    testing::TestDb,
};

/// The Tianmen register and an index that follows it.
struct Register {
    test: TestDb,
    index: Arc<Index>,
}

impl Register {
    async fn new() -> Self {
        let test = TestDb::new(datetime!(2023-07-01 00:00 UTC)).await;
        let ids = Ids::new(test.db.clock().clone());
        demo::load(&test.db, &ids).await.unwrap();
        demo::signs::place(&test.db, &ids).await.unwrap();
        let index = Arc::new(Index::default());
        Follower::new(&test.db, Arc::clone(&index)).catch_up().await.unwrap();
        Self { test, index }
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::clone(&self.index.snapshot().unwrap())
    }

    async fn report(&self, snapshot: Snapshot) -> Report {
        compare::compare(&self.test.db, &Arc::new(snapshot), &AtomicU64::new(0)).await.unwrap()
    }

    async fn place(&self, name: &str) -> Uuid {
        let found = self.test.client.query_one("select feature_id from name where text = $1", &[&name]).await;
        found.unwrap().column("feature_id").unwrap()
    }
}

/// The first ids that a report names as differing in a collection.
fn differing<'r>(report: &'r Report, collection: &str) -> &'r [Uuid] {
    &report.collections.iter().find(|part| part.collection == collection).unwrap().differing.first
}

#[tokio::test]
async fn an_index_that_follows_says_what_the_register_says() {
    let register = Register::new().await;
    let report = register.report(register.snapshot()).await;
    assert!(report.is_clean(), "{report:?}");
    for part in &report.collections {
        assert!(part.runs > 0 && part.digests[0] == part.digests[1], "{part:?}");
    }
}

#[tokio::test]
async fn an_index_at_an_earlier_version_is_compared_with_the_register_of_then() {
    let register = Register::new().await;
    let earlier = register.snapshot();
    let change = "update place set attributes = '{\"changed\": true}'; \
                  update name set pinyin = 'x' where kind = 'standard'; \
                  update sign_face set text = 'x'";
    register.test.commit("2023-07-02T00:00:00Z", change).await;
    assert!(register.report(earlier.clone()).await.is_clean());
    // One that missed the change and believes itself to be at the new version does not.
    let missed = Snapshot { version: earlier.version + 1, ..earlier };
    let report = register.report(missed).await;
    assert!(report.collections.iter().all(|part| !part.differing.is_empty()), "{report:?}");
}

#[tokio::test]
async fn what_is_lost_added_or_changed_is_named() {
    let register = Register::new().await;
    let whole = register.snapshot();
    let (lost, changed, added) = (register.place("陆羽大道").await, register.place("钟惺大道").await, Uuid::max());
    let other: Vec<_> = whole.streets.get(lost).cloned().collect();
    let broken = Snapshot {
        streets: whole.streets.apply([(lost, Vec::new()), (changed, other.clone()), (added, other)]),
        ..whole.clone()
    };
    let report = register.report(broken).await;
    let mut expected = [lost, changed, added];
    expected.sort();
    assert_eq!(differing(&report, "streets"), expected);
    assert!(differing(&report, "places").is_empty() && !report.is_clean());
    let streets = report.collections.iter().find(|part| part.collection == "streets").unwrap();
    assert_ne!(streets.digests[0], streets.digests[1]);

    let names = whole.called.iter().map(|(id, called)| (*id, Arc::clone(called)));
    let first = whole.called.iter().next().unwrap();
    let searched = Snapshot { called: NameIndex::load(names.skip(1)), ..whole.clone() };
    assert_eq!(register.report(searched).await.misfiled_names.first, [first.0]);
}

#[tokio::test]
async fn a_sample_finds_what_it_comes_to() {
    let register = Register::new().await;
    let whole = register.snapshot();
    let sample = async |snapshot: &Snapshot, chance| {
        let (read, differing) = compare::sample(&register.test.db, snapshot, chance, 50).await.unwrap();
        assert!(read > 0);
        differing.first
    };
    for chance in [0, 1, 1_000_003, usize::MAX] {
        assert!(sample(&whole, chance).await.is_empty());
    }
    let ids: Vec<Uuid> = whole.places.iter().map(|(id, _)| *id).collect();
    let broken = Snapshot { places: whole.places.apply([(ids[20], Vec::new())]), ..whole.clone() };
    assert_eq!(sample(&broken, 0).await, [ids[20]]);
    assert!(sample(&broken, 22).await.is_empty());
    // What only the index holds is found as well, also after the last feature of the register.
    let last = whole.places.get(ids[0]).cloned().collect();
    let broken = Snapshot { places: whole.places.apply([(Uuid::max(), last)]), ..whole };
    assert_eq!(sample(&broken, ids.len() - 2).await, [Uuid::max()]);
}

#[tokio::test]
async fn every_instance_answers_for_itself() {
    let register = Register::new().await;
    let broken = Arc::new(Index::default());
    broken.show(Snapshot { streets: Snapshot::empty(0).streets, ..register.snapshot() });
    let question = Question::ask(&register.test.db).await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let instances = [("right", Arc::clone(&register.index)), ("wrong", broken)];
    let working = instances
        .map(|(name, index)| tokio::spawn(keep(register.test.db.clone(), index, name.to_owned(), stopped.clone())));
    let answers = loop {
        let answers = question.answers(&register.test.db).await.unwrap();
        if answers.len() == 2 && answers.iter().all(|answer| answer.report.is_some()) {
            break answers;
        }
    };
    stop.send_replace(true);
    for task in working {
        task.await.unwrap();
    }
    let clean = answers.iter().map(|answer| (answer.instance.as_str(), answer.report.as_ref().unwrap().is_clean()));
    assert_eq!(clean.collect::<Vec<_>>(), [("right", true), ("wrong", false)]);
    question.close(&register.test.db).await.unwrap();
    assert!(question.answers(&register.test.db).await.unwrap().is_empty());
}
