//! Files of further names, and further names in the rows of things.

use serde_json::{Value, json};

use super::*;

const HEAD: &str = "collection,of_name,of_division_code,name,kind,valid_from,valid_to\n";

async fn names(test: &TestDb, rows: &str) -> ImportReport {
    test.imported(text(format!("{HEAD}{rows}"), FileFormat::Csv), Importable::Names).await
}

#[tokio::test]
async fn a_further_name_goes_to_the_one_thing_that_it_names() {
    let test = register().await;
    test.load_tianmen().await;
    let report = names(&test, "built-up-areas,岳口镇建成区,,岳口街上,colloquial,,\n").await;
    assert_eq!((report.kept, report.count(Rule::NamedThingUnknown)), (1, 0));
    let named =
        "select s.text from name n join name s using (feature_id) where n.text = '岳口街上' and s.kind = 'standard'";
    assert_eq!(test.list(named).await, "岳口镇建成区");
    assert_eq!(test.list("select pinyin from name where text = '湖边路'").await, "Húbiān Lù");
    let former = "select concat_ws(' ', status, valid_from, valid_to) from name where text = '广沟路北段'";
    assert_eq!(test.list(former).await, "cancelled 2009-05-01 2021-11-16");
}

#[tokio::test]
async fn a_name_of_nothing_or_of_several_things_is_refused() {
    let test = register().await;
    test.load_tianmen().await;
    let before = test.everything().await;
    let report = names(
        &test,
        "places,同兴村村民委员会,,同兴大队,former,,\nplaces,同兴村村民委员会,429006114,同兴大队,former,,\n\
         streets,不存在路,,旧路,former,,\nstreets,滨湖大道,429006107,旧路,former,,\ndivisions,岳口镇,,岳镇,alias,,\n",
    )
    .await;
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.row, finding.rule)).collect();
    assert_eq!(found[..2], [(1, Rule::NamedThingAmbiguous), (3, Rule::NamedThingUnknown)]);
    assert_eq!(found[2], (4, Rule::NamedThingUnknown));
    assert_eq!((report.refused, report.kept), (3, 0));
    assert_eq!(test.everything().await, before);
}

#[tokio::test]
async fn a_standard_name_of_another_time_must_not_overlap() {
    let test = register().await;
    test.load_tianmen().await;
    let report = names(&test, "streets,广沟北路,429006001,广沟路北段,standard,2009-05-01,2021-11-16\n").await;
    assert_eq!((report.kept, report.findings.len()), (1, 0), "the present name begins that day");
    let report = names(&test, "streets,复兴路,429006001,侨乡二路,standard,2016-03-01,2021-11-17\n").await;
    assert_eq!(rules_of(&report, 1), [Rule::StandardNamesOverlap]);
    assert_eq!(report.findings[0].facts, ["复兴路"]);
}

#[tokio::test]
async fn the_same_name_is_not_recorded_twice() {
    let test = register().await;
    test.load_tianmen().await;
    let before = test.everything().await;
    let report = test.imported(fixture("tianmen/former_names.csv", &[]), Importable::Names).await;
    assert_eq!(rows_with(&report, Rule::NameOnRecord).len(), 9);
    let row = "divisions,岳口镇,,岳镇,alias,,\n";
    let report = names(&test, &row.repeat(2)).await;
    assert_eq!(rows_with(&report, Rule::NameOnRecord), [2]);
    assert_eq!(test.everything().await, before);
}

#[tokio::test]
async fn former_names_and_aliases_may_stand_in_the_row_of_the_thing() {
    let test = register().await;
    let row = json!({ "name": "人民大道", "former_name": "人民路、建设路", "alias": ["大马路"] });
    test.imported(text(features(&[(row, Value::Null)]), FileFormat::GeoJson), Importable::Streets).await;
    let names = "select concat_ws(' ', text, kind, status, pinyin, search_key) from name order by text collate \"C\"";
    assert_eq!(
        test.list(names).await,
        "人民大道 standard current Rénmín Dàdào renmindadao,人民路 former cancelled Rénmín Lù renminlu,\
         大马路 alias current Dà Mǎlù damalu,建设路 former cancelled Jiànshè Lù jianshelu"
    );
}

#[tokio::test]
async fn local_readings_win_in_imports() {
    let test = register().await;
    test.client.batch_execute("insert into local_reading values ('垸', 'wàn', '', 'test', now())").await.unwrap();
    let row = json!({ "name": "谢垸路" });
    test.imported(text(features(&[(row, Value::Null)]), FileFormat::GeoJson), Importable::Streets).await;
    assert_eq!(test.list("select pinyin from name").await, "Xièwàn Lù");
}
