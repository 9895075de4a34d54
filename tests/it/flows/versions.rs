//! Random changes by several writers at once: at every version that readers see, memory says what the register says.

use futures_util::future::join_all;
use proptest::prelude::*;
use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tokio_postgres::{Client, Transaction};

use crate::support::{Answer, TestApp, entering::enter_place};

/// How many writers there are; each changes what it entered itself.
const WRITERS: usize = 3;

/// One change, to the writer's own thing of that number (modulo how many it has).
#[derive(Debug, Clone)]
enum Change {
    Enter { lon: i16, lat: i16 },
    EnterLine { lon: i16, lat: i16, bend: i16 },
    Move { which: usize, by: i16 },
    Redraw { which: usize, bend: i16 },
    End { which: usize },
    Rename { which: usize },
    Hide { which: usize },
}

/// The changes of one transaction, and whether it commits.
#[derive(Debug, Clone)]
struct Batch {
    changes: Vec<Change>,
    commits: bool,
}

fn change() -> impl Strategy<Value = Change> {
    let near = || -900_i16..900;
    prop_oneof![
        3 => (near(), near()).prop_map(|(lon, lat)| Change::Enter { lon, lat }),
        1 => (near(), near(), near()).prop_map(|(lon, lat, bend)| Change::EnterLine { lon, lat, bend }),
        2 => (any::<usize>(), near()).prop_map(|(which, by)| Change::Move { which, by }),
        1 => (any::<usize>(), near()).prop_map(|(which, bend)| Change::Redraw { which, bend }),
        1 => any::<usize>().prop_map(|which| Change::End { which }),
        2 => any::<usize>().prop_map(|which| Change::Rename { which }),
        1 => any::<usize>().prop_map(|which| Change::Hide { which }),
    ]
}

fn batches() -> impl Strategy<Value = Vec<Batch>> {
    let batch = (prop::collection::vec(change(), 1..6), prop::bool::weighted(0.85));
    prop::collection::vec(batch.prop_map(|(changes, commits)| Batch { changes, commits }), 1..7)
}

/// Degrees: thousandths from the middle of the county.
fn degrees(middle: f64, thousandths: i16) -> f64 {
    middle + f64::from(thousandths) / 1_000.0
}

fn line(lon: i16, lat: i16, bend: i16) -> String {
    let (x, y) = (degrees(113.0, lon), degrees(30.0, lat));
    format!("LINESTRING({x} {y}, {} {}, {} {y})", x + 0.01, degrees(y, bend / 10), x + 0.02)
}

/// Makes one change; `own` are the writer's things.
async fn make(tx: &Transaction<'_>, change: &Change, own: &mut Vec<uuid::Uuid>) {
    let (which, sql) = match *change {
        Change::Enter { lon, lat } => {
            let wkt = format!("POINT({} {})", degrees(113.0, lon), degrees(30.0, lat));
            own.push(enter_place(tx, &format!("第{}村", own.len()), "22200", &wkt).await);
            return;
        }
        Change::EnterLine { lon, lat, bend } => {
            own.push(enter_place(tx, &format!("第{}渠", own.len()), "22200", &line(lon, lat, bend)).await);
            return;
        }
        Change::Move { which, by } => {
            let by = degrees(0.0, by);
            (which, format!("update place set geom = st_translate(geom, {by}, {by}) where place_id = $1"))
        }
        Change::Redraw { which, bend } => {
            let bend = degrees(0.0, bend);
            let end = format!("st_translate(st_endpoint(geom), {bend}, 0.001)");
            let line = "place_id = $1 and geometrytype(geom) = 'LINESTRING'";
            (which, format!("update place set geom = st_addpoint(geom, {end}) where {line}"))
        }
        Change::End { which } => (which, "update place set valid_to = '2023-06-01' where place_id = $1".to_owned()),
        Change::Rename { which } => (which, "update name set text = text || '新' where feature_id = $1".to_owned()),
        Change::Hide { which } => (which, "update place set is_public = not is_public where place_id = $1".to_owned()),
    };
    if !own.is_empty() {
        tx.execute(&sql, &[&own[which % own.len()]]).await.unwrap();
    }
}

async fn write(mut client: Client, batches: &[Batch]) {
    let mut own = Vec::new();
    for batch in batches {
        let (tx, mut after) = (client.transaction().await.unwrap(), own.clone());
        for change in &batch.changes {
            make(&tx, change, &mut after).await;
        }
        if batch.commits {
            tx.commit().await.unwrap();
            own = after;
        } else {
            tx.rollback().await.unwrap();
        }
    }
}

/// What readers are told: the version, and the content of the answers without it.
async fn ask(app: &TestApp, question: &str) -> (i64, Vec<Value>) {
    let answer: Answer = app.get(question).send().await;
    let answer = answer.expect(axum::http::StatusCode::OK);
    let mut features = answer.json()["features"].as_array().unwrap().clone();
    // Nearly equal distances may swap.
    features.sort_by_key(|feature| feature["id"].as_str().map(str::to_owned));
    (answer.header("mingjie-data-version").parse().unwrap(), features)
}

/// What is asked again and again, today and on a day before most things ended.
const QUESTIONS: [&str; 3] = [
    "/api/v1/nearest?collection=places&lon=113&lat=30&limit=1000",
    "/api/v1/nearest?collection=places&lon=113.5&lat=30.2&limit=1000&at=2023-05-01",
    "/api/v1/nearest?collection=places&lon=113&lat=30&limit=7",
];

/// Lets the writers write while readers read; then compares each answer with the register as of its version.
async fn compare(plan: &[Vec<Batch>]) {
    let app = TestApp::new().await;
    let mut clients = Vec::new();
    for _ in plan {
        clients.push(app.client().await);
    }
    let mut answers = Vec::new();
    let writing = join_all(clients.into_iter().zip(plan).map(|(client, batches)| write(client, batches)));
    let reading = async {
        loop {
            for question in QUESTIONS {
                let (version, features) = ask(&app, question).await;
                if !answers.iter().any(|(asked, known, _)| (*asked, *known) == (question, version)) {
                    answers.push((question, version, features));
                }
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        _ = writing => {}
        () = reading => {}
    }
    app.catch_up().await;
    for question in QUESTIONS {
        let (version, features) = ask(&app, question).await;
        answers.push((question, version, features));
    }
    let client = app.client().await;
    for (question, version, features) in answers {
        let said =
            client.query_opt("select committed_at from commit_log where version = $1", &[&version]).await.unwrap();
        let instant = said.map_or(OffsetDateTime::UNIX_EPOCH, |row| row.get(0)).format(&Rfc3339).unwrap();
        let (then, recorded) = ask(&app, &format!("{question}&recorded-at={instant}")).await;
        assert_eq!((then, &recorded), (version, &features), "{question} at version {version}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn every_version_that_readers_see_is_what_the_register_said(
        plan in prop::collection::vec(batches(), WRITERS..=WRITERS),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(compare(&plan));
    }
}
