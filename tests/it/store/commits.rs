//! Commit numbers: gapless, in the order of commits, and holding nobody's news back.

use futures_util::future::join_all;
use mingjie::kernel::{actor::Actor, clock::Clock};
use time::macros::datetime;

use crate::support::{TestDatabase, entering::enter_place};

async fn versions(client: &tokio_postgres::Client) -> Vec<i64> {
    let rows = client.query("select version from commit_log order by version", &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn many_writers_at_once_leave_no_gap_and_no_double() {
    let database = TestDatabase::new().await;
    let writers = (0..12).map(|writer| {
        let database = &database;
        async move {
            let mut client = database.client().await;
            for round in 0..10 {
                let tx = client.transaction().await.unwrap();
                enter_place(&tx, &format!("{writer}-{round}"), "22200", "POINT(113 30)").await;
                if round % 3 == 2 { tx.rollback().await.unwrap() } else { tx.commit().await.unwrap() }
            }
        }
    });
    join_all(writers).await;
    assert_eq!(versions(&database.client().await).await, (1..=84).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_transaction_that_began_first_and_commits_last_has_the_later_number() {
    let database = TestDatabase::new().await;
    let (mut slow, mut quick) = (database.client().await, database.client().await);
    let begun_first = slow.transaction().await.unwrap();
    enter_place(&begun_first, "慢", "22200", "POINT(113 30)").await;
    let begun_second = quick.transaction().await.unwrap();
    enter_place(&begun_second, "快", "22200", "POINT(113 30)").await;
    begun_second.commit().await.unwrap();
    begun_first.commit().await.unwrap();
    let rows = database
        .client()
        .await
        .query("select n.text from name n join commit_log c on c.commit_id = n.recorded_in order by c.version", &[])
        .await
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.get(0)).collect::<Vec<String>>(), ["快", "慢"]);
}

#[tokio::test]
async fn a_commit_knows_its_number_and_its_instant_never_runs_back() {
    let database = TestDatabase::new().await;
    let clock = Clock::set_to(datetime!(2023-07-01 04:00 UTC));
    let db = database.db(&clock);
    let nothing = db.write("test.nothing", &Actor::Operator).await.unwrap();
    assert_eq!(nothing.commit().await.unwrap(), None);

    for expected in 1..=2 {
        // The second commit's clock runs an hour behind the first one's.
        let client = database.client().await;
        let instant = if expected == 1 { "2023-07-01T05:00:00Z" } else { "2023-07-01T04:00:00Z" };
        client.batch_execute(&format!("set mingjie.now = '{instant}'")).await.unwrap();
        enter_place_in_one(&client, expected).await;
    }
    let rows =
        database.client().await.query("select committed_at from commit_log order by version", &[]).await.unwrap();
    let instants: Vec<time::OffsetDateTime> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(instants.first(), Some(&datetime!(2023-07-01 05:00 UTC)));
    assert!(instants.is_sorted_by(|a, b| a < b));
}

async fn enter_place_in_one(client: &tokio_postgres::Client, number: i32) {
    client.batch_execute("begin").await.unwrap();
    enter_place(client, &number.to_string(), "22200", "POINT(113 30)").await;
    client.batch_execute("commit").await.unwrap();
}
