//! The index follows the commits: none missed, none half, whatever happens to the connection.

use std::time::Duration;

use mingjie::{
    index::live::{Record, SignFacts, on},
    kernel::geometry::Position,
};
use time::macros::date;

use crate::support::{TestApp, entering::enter_place};

/// Longest time that a commit may take to be seen here before the test fails; on the way it is milliseconds.
const SEEN_WITHIN: Duration = Duration::from_secs(20);

fn names_near(app: &TestApp, lon: f64, lat: f64) -> Vec<String> {
    let position = Position::new(lon, lat).unwrap();
    let snapshot = app.index().snapshot().unwrap();
    let near = snapshot.places.nearest(position, 10, Some(1_000.0), on(date!(2023 - 07 - 01)));
    near.iter().map(|(record, _)| serde_json::from_str(record.feature.property("name")).unwrap()).collect()
}

async fn version(client: &tokio_postgres::Client) -> i64 {
    client.query_one("select version from register_version", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_transaction_that_commits_late_is_not_lost() {
    let app = TestApp::new().await;
    let (mut slow, quick) = (app.client().await, app.client().await);
    let late = slow.transaction().await.unwrap();
    enter_place(&late, "慢村", "22200", "POINT(113 30)").await;

    quick.batch_execute("begin").await.unwrap();
    enter_place(&quick, "快村", "22200", "POINT(113.001 30)").await;
    quick.batch_execute("commit").await.unwrap();
    assert!(app.index().shows(version(&quick).await, SEEN_WITHIN).await);
    assert_eq!(names_near(&app, 113.0, 30.0), ["快村"]);

    late.commit().await.unwrap();
    assert!(app.index().shows(version(&quick).await, SEEN_WITHIN).await);
    assert_eq!(names_near(&app, 113.0, 30.0), ["慢村", "快村"]);
}

#[tokio::test]
async fn the_index_follows_on_after_every_connection_was_ended() {
    let app = TestApp::new().await;
    let client = app.client().await;
    for round in 0..3 {
        client
            .execute(
                "select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and pid <> pg_backend_pid()",
                &[],
            )
            .await
            .unwrap();
        enter_place(&client, &format!("第{round}村"), "22200", "POINT(113 30)").await;
        assert!(app.index().shows(version(&client).await, SEEN_WITHIN).await);
        assert_eq!(names_near(&app, 113.0, 30.0).len(), round + 1);
    }
}

#[tokio::test]
async fn readers_see_all_of_a_transaction_or_nothing() {
    let app = TestApp::new().await;
    let mut client = app.client().await;
    // Two places always move together, from one end of the county to the other and back.
    enter_place(&client, "东村", "22200", "POINT(113 30)").await;
    enter_place(&client, "西村", "22200", "POINT(113 30)").await;
    assert!(app.index().shows(version(&client).await, SEEN_WITHIN).await);
    let writing = async {
        for round in 0..40 {
            let tx = client.transaction().await.unwrap();
            let lon = if round % 2 == 0 { 113.5 } else { 113.0 };
            for name in ["东村", "西村"] {
                tx.execute(
                    "update place set geom = st_setsrid(st_point($1, 30), 4490)
                      where place_id = (select feature_id from name where text = $2)",
                    &[&lon, &name],
                )
                .await
                .unwrap();
            }
            tx.commit().await.unwrap();
        }
        let last = version(&client).await;
        assert!(app.index().shows(last, SEEN_WITHIN).await);
    };
    let reading = async {
        loop {
            let snapshot = app.index().snapshot().unwrap();
            let at = |lon| snapshot.places.nearest(Position::new(lon, 30.0).unwrap(), 10, Some(1.0), |_| true).len();
            assert_eq!((at(113.0), at(113.5)), if at(113.0) == 2 { (2, 0) } else { (0, 2) });
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = writing => {}
        () = reading => {}
    }
}

#[tokio::test]
async fn a_division_that_changes_its_code_changes_it_on_its_places_too() {
    let app = TestApp::new().await;
    let client = app.client().await;
    let wkt = "POLYGON((113 30, 114 30, 114 31, 113 31, 113 30))";
    let division = crate::support::entering::enter_division(&client, "429006100", "多宝镇", wkt).await;
    let place = enter_place(&client, "甲村", "22200", "POINT(113.5 30.5)").await;
    client.execute("update place set division_id = $1 where place_id = $2", &[&division, &place]).await.unwrap();
    client.execute("update division set code = '429006004'", &[]).await.unwrap();
    assert!(app.index().shows(version(&client).await, SEEN_WITHIN).await);
    let snapshot = app.index().snapshot().unwrap();
    let codes: Vec<_> = snapshot.places.get(place).map(|entry| entry.row.feature.property("division_code")).collect();
    assert_eq!(codes, [r#""429006004""#]);
}

#[tokio::test]
async fn a_sign_is_seen_where_it_stands_with_what_it_shows() {
    let app = TestApp::new().await;
    let client = app.client().await;
    let shown = async || {
        assert!(app.index().shows(version(&client).await, SEEN_WITHIN).await);
        let snapshot = app.index().snapshot().unwrap();
        let stands = |record: &Record<SignFacts>| on(date!(2023 - 07 - 01))(record);
        let near = snapshot.signs.nearest(Position::new(113.0, 30.0).unwrap(), 10, Some(1_000.0), stands);
        let text = |sign: &Record<SignFacts>| {
            let sign: serde_json::Value = sign.feature.as_str().parse().unwrap();
            sign["properties"]["faces"][0]["text"].as_str().unwrap_or_default().to_owned()
        };
        near.iter().map(|(record, _)| text(record)).collect::<Vec<_>>()
    };
    for (change, seen) in [
        (
            "insert into sign (sign_id, sign_number, type, state, support, geom)
             values ('01890000-0000-7000-8000-000000000001', 'S0000019', 'street_plate', 'planned', 'wall',
                     st_setsrid(st_point(113, 30), 4490))",
            &[][..],
        ),
        ("update sign set state = 'in_service', installed_on = '2023-06-30'", &[""]),
        (
            "insert into sign_face (face_id, sign_id, text, shown_from)
             select '01890000-0000-7000-8000-000000000002', sign_id, '陆羽大道', '2023-06-30' from sign",
            &["陆羽大道"],
        ),
        ("update sign_face set text = '钟惺大道'", &["钟惺大道"]),
        ("update sign set geom = st_setsrid(st_point(114, 30), 4490)", &[]),
        ("update sign set geom = st_setsrid(st_point(113, 30), 4490)", &["钟惺大道"]),
        ("update sign set state = 'removed', ended_on = '2023-07-01'", &[]),
    ] {
        client.batch_execute(change).await.unwrap();
        assert_eq!(shown().await, seen, "{change}");
    }
}
