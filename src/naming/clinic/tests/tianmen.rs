//! The real names of Tianmen, and names from notices of other cities of Hubei.

use std::sync::Arc;

use time::macros::datetime;
use tokio::sync::OnceCell;

use super::{Candidate, Finding as F, RuleId as R, Severity as S, Site, candidate, examine_all, found, street};
use crate::{
    demo,
    index::live::Snapshot,
    kernel::{clock::Clock, dates::office_date, ids::Ids},
    testing::TestDb,
};

/// The demonstration, loaded once for all tests.
async fn tianmen() -> Arc<Snapshot> {
    static LOADED: OnceCell<Arc<Snapshot>> = OnceCell::const_new();
    let load = || async {
        let now = datetime!(2023-07-01 04:00 UTC);
        let database = TestDb::new(now).await;
        assert!(demo::load(&database.db, &Ids::new(Clock::set_to(now))).await.unwrap());
        let tx = database.db.read("tests.tianmen").await.unwrap();
        let snapshot = Snapshot::load(&tx, office_date(now)).await.unwrap();
        tx.finish().await.unwrap();
        Arc::new(snapshot)
    };
    Arc::clone(LOADED.get_or_init(load).await)
}

fn village(name: &str) -> Candidate {
    let site = Site { division_code: Some("429006100".to_owned()), ..Site::default() };
    Candidate { site, ..candidate(name, "21600") }
}

#[tokio::test]
async fn the_known_traps_of_the_real_names_are_told_apart() {
    let tianmen = tianmen().await;
    for (candidate, verdict, matched) in [
        (village("同兴村"), (R::N09, S::Block, F::Same), "同兴村村民委员会"),
        (village("新合村"), (R::N10, S::Warn, F::SameSound), "新河村村民委员会"),
        (village("史岭村"), (R::N10, S::Info, F::OtherTone), "石岭村村民委员会"),
        (village("长湖村"), (R::N10, S::Info, F::OtherReading), "张湖村村民委员会"),
        (village("侯口社区"), (R::N09, S::Warn, F::LookAlike), "候口社区居民委员会"),
        (village("三垱村"), (R::N09, S::Block, F::Same), "三垱村村民委员会"),
        (village("双剅口村"), (R::N09, S::Block, F::Same), "双剅口村村民委员会"),
        (village("双剅口村"), (R::N04, S::Warn, F::LevelThree), ""),
        (village("笑城大队"), (R::N17, S::Info, F::Former), "笑城大队"),
        (candidate("皂市镇", "21500"), (R::N09, S::Block, F::Same), "皂市镇"),
        (street("老省道"), (R::N01, S::Block, F::GenericNotAllowed), ""),
    ] {
        let examined = &examine_all(&tianmen, tianmen.day, &[], std::slice::from_ref(&candidate))[0];
        let told = examined.verdicts.iter().find(|told| {
            (told.rule, told.severity, told.finding) == verdict
                && told.matched.as_ref().map_or("", |matched| &*matched.name) == matched
        });
        assert!(told.is_some(), "{}: {:#?}", candidate.name, examined.verdicts);
    }
}

#[tokio::test]
async fn every_street_collides_with_itself_and_is_free_when_it_is_the_one_renamed() {
    let tianmen = tianmen().await;
    let mut count = 0;
    for (id, entry) in tianmen.streets.iter() {
        let text = |property| serde_json::from_str::<Option<String>>(entry.row.feature.property(property)).unwrap();
        let site =
            Site { shape: Some(Arc::new(entry.shape.clone())), line_m: None, division_code: text("division_code") };
        let new = Candidate { site, category: text("category").unwrap(), ..street(&text("name").unwrap()) };
        let own = Candidate { renames: Some(*id), ..new.clone() };
        let same = |candidate: Candidate| {
            let examined = examine_all(&tianmen, tianmen.day, &[], &[candidate]).remove(0);
            assert!(examined.complete);
            found(&examined).contains(&(R::N09, S::Block, F::Same))
        };
        assert!(same(new.clone()) && !same(own), "{}", new.name);
        count += 1;
    }
    assert!(count > 200);
}

#[tokio::test]
async fn names_of_other_cities_of_hubei_go_through_without_noise() {
    let tianmen = tianmen().await;
    // As announced by 丹江口, 大冶, 鄂州, 阳新, 通城 and 潜江, or made like theirs.
    let names = [
        "均州一路",
        "沧浪大道",
        "水都大道",
        "丹赵路",
        "蔡湾路",
        "右岸大道",
        "徐家沟路",
        "沙陀营路",
        "罗汉寺路",
        "金岗路",
        "铜绿山大道",
        "新冶大道",
        "东风路",
        "湛月路",
        "尹家湖路",
        "大箕铺路",
        "罗家桥路",
        "攀宇路",
        "劲牌路",
        "观山路",
        "吴都大道",
        "滨湖南路",
        "葛山大道",
        "古楼街",
        "寒溪路",
        "飞鹅路",
        "洋澜路",
        "江碧路",
        "莲花山路",
        "武昌大道",
        "兴国大道",
        "富川大道",
        "五马坊路",
        "银城大道",
        "隽水大道",
        "解放东路",
        "潜丰路",
        "南垸路",
        "三号渠路",
        "禅解路",
    ];
    let candidates: Vec<_> =
        names.iter().map(|name| Candidate { category: "23513".to_owned(), ..street(name) }).collect();
    let examined = examine_all(&tianmen, tianmen.day, &[], &candidates);
    let blocked: Vec<_> = examined.iter().filter(|told| told.worst == Some(S::Block)).map(|told| &told.name).collect();
    assert!(blocked.is_empty(), "{blocked:?}");
    let loud: Vec<_> =
        examined.iter().filter(|told| !told.verdicts.is_empty()).map(|told| (&told.name, found(told))).collect();
    assert!(loud.len() <= 6, "{loud:#?}");
}

#[tokio::test]
async fn the_real_streets_of_tianmen_are_rarely_taken_for_persons() {
    let tianmen = tianmen().await;
    let names = tianmen
        .streets
        .iter()
        .filter_map(|(_, entry)| serde_json::from_str::<String>(entry.row.feature.property("name")).ok());
    let hinted: Vec<String> = names
        .filter(|name| {
            let examined = examine_all(&Snapshot::empty(1), tianmen.day, &[], &[street(name)]).remove(0);
            found(&examined).iter().any(|(_, _, finding)| *finding == F::LikePerson)
        })
        .collect();
    assert!(hinted.is_empty(), "{hinted:?}");
}
