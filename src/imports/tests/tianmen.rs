//! The whole demonstration set.

use super::*;
use crate::imports::find;

#[tokio::test]
async fn all_of_tianmen_loads_once_in_one_commit() {
    let test = register().await;
    test.load_tianmen().await;
    for (sql, expected) in [
        ("select count(*) from division", 36),
        ("select count(*) from division where level = 'township' and parent_id is not null", 28),
        ("select count(*) from built_up_area", 23),
        ("select count(*) from place where category = '21600'", 639),
        ("select count(*) from place where category not like '2351%' and category <> '21600'", 9),
        ("select count(*) from street", 234),
        ("select count(*) from name where kind = 'standard'", 36 + 23 + 639 + 9 + 234),
        ("select count(*) from name where kind <> 'standard'", 9),
        ("select count(*) from feature", 36 + 23 + 639 + 9 + 234),
        ("select version from register_version", 1),
        ("select count(*) from import_run where outcome = 'committed' and commit_id is not null", 6),
        ("select count(*) from import_row", 0),
    ] {
        assert_eq!(test.count(sql).await, expected, "{sql}");
    }
    assert!(!crate::demo::load(&test.db, &Ids::new(test.db.clock().clone())).await.unwrap());
    assert_eq!(test.count("select count(*) from division where not illustrative").await, 0);
}

#[tokio::test]
async fn the_findings_of_tianmen_are_those_of_the_real_data() {
    let test = register().await;
    test.load_tianmen().await;
    let counts = test.list("select file_name || ' ' || counts from import_run order by file_name").await;
    assert_eq!(
        counts,
        "built_up_areas.geojson {},divisions.geojson {},former_names.csv {\"field_not_kept\": 9},\
         places.geojsonl {\"name_twice_in_county\": 40},streets.geojson {},waters.geojson {}"
    );
    // Of the committees 18 names in 38 rows; the other two rows are 代湾大队生活区, of two farms.
    let committees = "from import_finding where rule = 'name_twice_in_county' and facts[1] like '%村民委员会'";
    assert_eq!(test.count(&format!("select count(*) {committees}")).await, 38);
    assert_eq!(test.count(&format!("select count(distinct facts[1]) {committees}")).await, 18);
}

#[tokio::test]
async fn a_report_on_record_is_the_report_that_was_given() {
    let test = register().await;
    let report = test.imported(fixture("tianmen/divisions.geojson", &[]), Importable::Divisions).await;
    let tx = test.db.read("test").await.unwrap();
    assert_eq!(find(&tx, report.id).await.unwrap().unwrap(), report);
    assert_eq!(report.data_version, Some(1));
}

#[tokio::test]
async fn a_street_knows_the_townships_that_it_meets() {
    let test = register().await;
    test.load_tianmen().await;
    let crossing = test.count("select count(*) from street where cardinality(crosses) > 1").await;
    assert!(crossing > 0);
    assert_eq!(test.count("select count(*) from street where crosses = '{}'").await, 0);
    let home =
        "select count(*) from street s join place p on p.place_id = s.street_id where p.division_id <> all (s.crosses)";
    assert_eq!(test.count(home).await, 0);
}
