//! Two clocks on every fact, by one mechanism.

use mingjie::{
    kernel::{clock::Clock, dates::parse_date},
    published::{Place, Query, Run},
};
use time::macros::datetime;
use uuid::Uuid;

use crate::support::{TestDatabase, entering::enter_place};

/// What the public is told of one place: on a day, as recorded at a version.
async fn told(database: &TestDatabase, id: Uuid, day: &str, recorded: Option<i64>) -> Vec<Run<Place>> {
    let db = database.db(&Clock::set_to(datetime!(2023-07-01 04:00 UTC)));
    let tx = db.read("test.told").await.unwrap();
    let day = parse_date(day);
    let query = Query { recorded, ids: Some(vec![id]), from: day, until: day, ..Query::default() };
    let runs = query.fetch(&tx).await.unwrap();
    tx.finish().await.unwrap();
    runs
}

fn names(runs: &[Run<Place>]) -> Vec<Option<&str>> {
    runs.iter().map(|run| run.properties.standard_name.name.as_deref()).collect()
}

#[tokio::test]
async fn what_was_true_and_what_was_said_are_two_questions() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    let id = enter_place(&client, "甲路", "23514", "LINESTRING(113 30, 113.01 30)").await;
    let before: i64 = client.query_one("select version from register_version", &[]).await.unwrap().get(0);

    // Renamed on 1 May 2020, recorded only now.
    client.batch_execute("begin").await.unwrap();
    client.execute("update name set valid_to = '2020-05-01' where feature_id = $1", &[&id]).await.unwrap();
    client
        .execute(
            "insert into name (name_id, feature_id, valid_from, text, kind, status)
             values (gen_random_uuid(), $1, '2020-05-01', '乙路', 'standard', 'current')",
            &[&id],
        )
        .await
        .unwrap();
    client.batch_execute("commit").await.unwrap();

    assert_eq!(names(&told(&database, id, "2019-05-01", None).await), [Some("甲路")]);
    assert_eq!(names(&told(&database, id, "2021-05-01", None).await), [Some("乙路")]);
    assert_eq!(names(&told(&database, id, "2021-05-01", Some(before)).await), [Some("甲路")]);
    assert!(told(&database, id, "2021-05-01", Some(0)).await.is_empty());
}

#[tokio::test]
async fn a_run_ends_where_the_edition_or_the_name_does() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    let id = enter_place(&client, "甲路", "23514", "LINESTRING(113 30, 113.01 30)").await;
    client.execute("update place set valid_from = '2000-01-01', valid_to = '2010-01-01'", &[]).await.unwrap();
    client.execute("update name set valid_from = '2005-01-01'", &[]).await.unwrap();
    client
        .execute(
            "insert into place (place_id, valid_from, category, geom)
             values ($1, '2010-01-01', '23512', st_geomfromtext('LINESTRING(113 30, 113.02 30)', 4490))",
            &[&id],
        )
        .await
        .unwrap();

    let db = database.db(&Clock::system());
    let tx = db.read("test.runs").await.unwrap();
    let runs: Vec<Run<Place>> = Query { every_run: true, ..Query::default() }.fetch(&tx).await.unwrap();
    let told: Vec<_> = runs
        .iter()
        .map(|run| {
            let day = |day: Option<time::Date>| day.map_or("-".to_owned(), |day| day.to_string());
            (
                day(run.valid.from()),
                day(run.valid.to()),
                run.properties.standard_name.name.clone(),
                run.properties.category.clone(),
            )
        })
        .collect();
    let row = |from: &str, to: &str, name: Option<&str>, category: &str| {
        (from.to_owned(), to.to_owned(), name.map(str::to_owned), category.to_owned())
    };
    assert_eq!(
        told,
        [
            row("2000-01-01", "2005-01-01", None, "23514"),
            row("2005-01-01", "2010-01-01", Some("甲路"), "23514"),
            row("2010-01-01", "-", Some("甲路"), "23512"),
        ]
    );
}

#[tokio::test]
async fn nothing_is_deleted_and_no_two_standard_names_hold_at_once() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    let id = enter_place(&client, "甲路", "23514", "LINESTRING(113 30, 113.01 30)").await;
    for statement in ["delete from name", "truncate name", "delete from place", "delete from division"] {
        let error = client.batch_execute(statement).await.unwrap_err();
        assert!(error.as_db_error().unwrap().message().contains("nothing is deleted"), "{statement}");
    }
    let second = client
        .execute(
            "insert into name (name_id, feature_id, text, kind, status) values (gen_random_uuid(), $1, '乙路', 'standard', 'current')",
            &[&id],
        )
        .await
        .unwrap_err();
    assert_eq!(second.as_db_error().unwrap().constraint(), Some("name_one_standard"));
}

#[tokio::test]
async fn every_tracked_table_keeps_history_with_the_columns_and_indexes_of_the_live_one() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    let tracked = client
        .query("select relname::text from pg_class where relnamespace = 'history'::regnamespace and relkind = 'r' order by 1", &[])
        .await
        .unwrap();
    let tracked: Vec<String> = tracked.iter().map(|row| row.get(0)).collect();
    let expected = [
        "boundary_line",
        "boundary_marker",
        "boundary_point",
        "boundary_segment",
        "boundary_source",
        "boundary_tie_point",
        "built_up_area",
        "division",
        "name",
        "place",
        "sign",
        "sign_face",
        "street",
    ];
    assert_eq!(tracked, expected);
    for table in tracked {
        let columns = |schema: &'static str| {
            let (client, table) = (&client, &table);
            async move {
                let rows = client
                    .query(
                        "select column_name::text, udt_name::text from information_schema.columns
                          where table_schema = $1 and table_name = $2 and column_name <> 'superseded_in'
                          order by ordinal_position",
                        &[&schema, table],
                    )
                    .await
                    .unwrap();
                rows.iter().map(|row| (row.get(0), row.get(1))).collect::<Vec<(String, String)>>()
            }
        };
        assert_eq!(columns("public").await, columns("history").await, "{table}");
        let indexes = |schema: &'static str| {
            let (client, table) = (&client, &table);
            async move {
                let row = client
                    .query_one(
                        "select count(*) from pg_indexes where schemaname = $1 and tablename = $2",
                        &[&schema, table],
                    )
                    .await
                    .unwrap();
                row.get::<_, i64>(0)
            }
        };
        assert_eq!(indexes("public").await, indexes("history").await, "{table}");
    }
}
