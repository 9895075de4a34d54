//! N09, N10, N12, N15, N16, N17 against the register.

use time::macros::date;

use super::{
    Candidate, EARLIER, Finding as F, LATER, RuleId as R, Severity as S, Site, candidate,
    county::{County, TODAY, Thing, east, outside, since, street as road, until, village, west},
    drawn, examine, examine_all, found, street, the_only,
};
use crate::kernel::validity::ValidPeriod;

/// A street drawn in the western town.
fn here(name: &str) -> Candidate {
    Candidate { site: drawn(west()), ..street(name) }
}

#[tokio::test]
async fn a_street_is_the_only_one_of_its_name_in_its_built_up_area() {
    let county = County::default().with("明志路", road(west())).snapshot().await;
    let same = examine(&county, LATER, here("明志路"));
    let verdict = the_only(&same);
    assert_eq!(found(&same), [(R::N09, S::Block, F::Same)]);
    assert_eq!(verdict.text.zh, "与现用地名“明志路”同名，相距 0 米");
    let matched = verdict.matched.as_ref().unwrap();
    assert_eq!(
        (matched.state, matched.called_now.as_deref(), matched.distance_m),
        (Some("standard"), Some("明志路"), Some(0.0))
    );
    assert_eq!((same.scope.kind, &*same.scope.text.zh), ("built_up_area", "在建成区“中心城区”内比较"));

    let elsewhere = examine(&county, LATER, Candidate { site: drawn(east()), ..street("明志路") });
    assert_eq!(found(&elsewhere), [], "the other town is another built-up area");
}

#[tokio::test]
async fn outside_of_all_built_up_areas_the_township_is_the_scope() {
    let thing = || Thing { code: "429006118", ..road(outside()) };
    let county = County::default().with("明志路", thing()).snapshot().await;
    let same = examine(&county, LATER, Candidate { site: drawn(outside()), ..street("明志路") });
    assert_eq!(found(&same), [(R::N09, S::Block, F::Same)]);
    assert_eq!((same.scope.kind, same.scope.units.as_slice()), ("township", &["429006118".to_owned()][..]));
    assert!(same.scope.text.zh.contains("不在任何建成区内"), "{}", same.scope.text.zh);
    assert_eq!(found(&examine(&county, LATER, street("明志路"))), [], "of another township");
    let beyond = geo::Point::new(116.4, 39.9);
    let beyond = examine(&county, LATER, Candidate { site: drawn(beyond), ..street("明志路") });
    assert_eq!(beyond.scope.text.zh, "图形不在本县范围内，与登记簿全部同类地名比较");
    assert_eq!((found(&beyond), beyond.scope.kind), (vec![(R::N09, S::Block, F::Same)], "register"));
    let unknown = examine(&county, LATER, Candidate { site: Site::default(), ..street("明志路") });
    assert_eq!(unknown.scope.text.zh, "没有图形也没有政区代码，与登记簿全部同类地名比较");
    assert_eq!((found(&unknown), unknown.scope.kind), (vec![(R::N09, S::Block, F::Same)], "register"));
}

#[tokio::test]
async fn sounds_that_are_equal_warn_and_others_inform() {
    let names = ["新河路", "石岭路", "张湖路", "张垱路"];
    let county = names.into_iter().fold(County::default(), |county, name| county.with(name, road(west())));
    let county = county.snapshot().await;
    for (name, expected) in [
        ("新合路", vec![(R::N10, S::Warn, F::SameSound)]),
        ("史岭路", vec![(R::N10, S::Info, F::OtherTone)]),
        ("长湖路", vec![(R::N10, S::Info, F::OtherReading)]),
        ("新和路", vec![(R::N10, S::Warn, F::SameSound)]),
        ("新荷街", vec![]),
    ] {
        assert_eq!(found(&examine(&county, LATER, here(name))), expected, "{name}");
    }
    let told = examine(&county, LATER, here("新合路"));
    assert_eq!(the_only(&told).text.zh, "与现用地名“新河路”同音同调，相距 0 米");
}

#[tokio::test]
async fn characters_that_look_alike_are_told_as_such() {
    let county = County::default().with("候口路", road(west())).snapshot().await;
    let told = examine(&county, LATER, here("侯口路"));
    assert_eq!(found(&told), [(R::N09, S::Warn, F::LookAlike)], "and not as a sound once more");
    assert!(the_only(&told).needs_person);
    assert_eq!(found(&examine(&county, LATER, here("喉口路"))), [(R::N10, S::Warn, F::SameSound)]);
}

#[tokio::test]
async fn a_village_is_the_only_one_in_its_county_with_or_without_its_committee() {
    let county = County::default().with("同兴村村民委员会", village("429006118")).snapshot().await;
    for name in ["同兴村", "同兴村村民委员会", "同兴村村委会"] {
        let same = examine(&county, LATER, candidate(name, "21600"));
        assert_eq!(found(&same), [(R::N09, S::Block, F::Same)], "{name}");
        assert_eq!(same.scope.kind, "county");
    }
    assert_eq!(found(&examine(&county, LATER, candidate("同心村", "21600"))), []);
    let sound = found(&examine(&county, LATER, candidate("童兴村", "21600")));
    assert_eq!(sound, [(R::N10, S::Warn, F::SameSound)]);
    let beyond = Site { division_code: Some("429005".to_owned()), ..Site::default() };
    assert_eq!(found(&examine(&county, LATER, Candidate { site: beyond, ..candidate("同兴村", "21600") })), []);
}

#[tokio::test]
async fn other_names_of_other_things_are_worth_knowing() {
    let county = County::default()
        .with("人民大道", road(west()))
        .name("人民路", "former", until(date!(2004 - 07 - 01)))
        .name("老省道街", "alias", ValidPeriod::ALWAYS)
        .with("茶圣公园", Thing { category: "25200", ..road(west()) })
        .snapshot()
        .await;
    let told = examine(&county, LATER, here("人民路"));
    assert_eq!(found(&told), [(R::N17, S::Info, F::Former)]);
    assert_eq!(the_only(&told).text.zh, "与“人民大道”的曾用名“人民路”同名，相距 0 米");
    assert_eq!(found(&examine(&county, LATER, here("老省道街"))), [(R::N17, S::Info, F::Alias)]);
    assert_eq!(found(&examine(&county, LATER, here("仁民路"))), [], "the sound of a former name is not");
    let other = Candidate { site: drawn(west()), ..candidate("茶圣公园", "26100") };
    assert!(found(&examine(&county, LATER, other)).contains(&(R::N17, S::Info, F::OtherKind)));
}

#[tokio::test]
async fn a_cancelled_name_is_not_given_again_without_a_reason() {
    let gone = Thing { valid: until(date!(2020 - 01 - 01)), ..road(west()) };
    let county = County::default().with("粮仓路", gone).snapshot().await;
    assert_eq!(found(&examine(&county, LATER, here("粮仓路"))), [(R::N15, S::Warn, F::Cancelled)]);
    assert_eq!(found(&examine(&county, LATER, here("粮站路"))), []);
}

#[tokio::test]
async fn names_are_held_against_those_of_the_day() {
    let new = || Thing { valid: since(date!(2025 - 01 - 01)), ..road(west()) };
    let coming = || Thing { valid: since(date!(2027 - 01 - 01)), ..road(west()) };
    let old = || Thing { valid: until(date!(2025 - 01 - 01)), ..road(west()) };
    let county =
        County::default().with("新风路", new()).with("来日路", coming()).with("旧雨路", old()).snapshot().await;
    let on = |day, name| found(&examine(&county, day, here(name)));
    assert_eq!(on(EARLIER, "新风路"), [], "nobody had called a street so");
    assert_eq!(on(TODAY, "新风路"), [(R::N09, S::Block, F::Same)]);
    assert_eq!(on(TODAY, "来日路"), [(R::N09, S::Block, F::Same)], "it is given already");
    assert_eq!(on(EARLIER, "旧雨路"), [(R::N09, S::Block, F::Same)]);
    assert_eq!(on(TODAY, "旧雨路"), [(R::N15, S::Warn, F::Cancelled)]);
}

#[tokio::test]
async fn the_own_names_of_what_is_renamed_do_not_collide() {
    let county = County::default().with("复州大道", road(west()));
    let county = county.name("复州路", "former", until(date!(2000 - 01 - 01)));
    let id = county.last();
    let county = county.with("复洲大道", road(west())).snapshot().await;
    let renamed = |name: &str, measures_attached| {
        let site = drawn(west());
        let candidate =
            Candidate { renames: Some(id), measures_attached, site, category: "23512".to_owned(), ..street(name) };
        examine(&county, LATER, Candidate { width_m: Some(30.0), length_m: Some(3000.0), ..candidate })
    };
    assert_eq!(found(&renamed("复州路", false)), []);
    let other = renamed("复州大道", false);
    assert_eq!(found(&other), [(R::N09, S::Warn, F::LookAlike)], "only the other street");

    let gone = renamed("振兴大道", false);
    assert_eq!(found(&gone), [(R::N16, S::Block, F::Protected)]);
    assert_eq!(the_only(&gone).matched.as_ref().unwrap().name, "复州");
    assert_eq!(found(&renamed("振兴大道", true)), [(R::N16, S::Info, F::MeasuresAttached)]);
}

#[tokio::test]
async fn names_of_one_request_are_held_against_each_other() {
    let county = County::default().snapshot().await;
    let far = Candidate { site: drawn(east()), ..street("明志路") };
    let examined = examine_all(&county, LATER, &[], &[here("明志路"), here("明志路"), far, here("明智路")]);
    let told: Vec<_> = examined.iter().map(found).collect();
    let (same, sound) = ((R::N09, S::Block, F::Same), (R::N10, S::Warn, F::SameSound));
    assert_eq!(told, [vec![same, sound], vec![same, sound], vec![], vec![sound, sound]]);
}

#[tokio::test]
async fn a_facility_is_called_after_a_place_around() {
    let county = County::default().with("状元路", road(west())).snapshot().await;
    let station = |name| Candidate { site: drawn(west()), ..candidate(name, "23220") };
    assert_eq!(found(&examine(&county, LATER, station("状元汽车站"))), []);
    assert_eq!(found(&examine(&county, LATER, station("竟陵汽车站"))), []);
    let told = examine(&county, LATER, station("远方汽车站"));
    assert_eq!(found(&told), [(R::N12, S::Warn, F::NotLocal)]);
    assert!(the_only(&told).text.zh.contains("状元"), "{}", the_only(&told).text.zh);
}
