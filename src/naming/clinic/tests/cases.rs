//! Names in naming cases.

use time::macros::date;
use uuid::Uuid;

use super::{
    Candidate, CaseName, Finding as F, LATER, RuleId as R, Severity as S,
    county::{County, east, west},
    drawn, examine_all, found, street, the_only,
};
use crate::naming::clinic::{Examination, Fate, MatchKind};

fn case(text: &str, fate: Fate) -> CaseName {
    CaseName {
        case_id: Uuid::from_u128(1),
        case_number: "2024-0007".to_owned(),
        item_id: Uuid::from_u128(2),
        text: text.to_owned(),
        category: "23514".to_owned(),
        site: drawn(west()),
        fate,
        decided_on: Some(date!(2024 - 03 - 01)),
        reason: (fate == Fate::Refused).then(|| "与邻镇路名相近".to_owned()),
    }
}

async fn examined(case: CaseName, candidate: Candidate) -> Examination {
    let county = County::default().snapshot().await;
    examine_all(&county, LATER, &[case], &[candidate]).remove(0)
}

fn here(name: &str) -> Candidate {
    Candidate { site: drawn(west()), ..street(name) }
}

#[tokio::test]
async fn a_name_held_by_an_open_case_is_taken() {
    let told = examined(case("明志路", Fate::Held), here("明志路")).await;
    assert_eq!(found(&told), [(R::N09, S::Block, F::Same)]);
    let verdict = the_only(&told);
    assert_eq!(verdict.text.zh, "与案件 2024-0007 中（保留中）的“明志路”同名，相距 0 米");
    let matched = verdict.matched.as_ref().unwrap();
    assert_eq!((matched.kind, &*matched.case.as_ref().unwrap().number), (MatchKind::OpenCase, "2024-0007"));

    let sound = examined(case("明志路", Fate::Held), here("明智路")).await;
    assert_eq!(found(&sound), [(R::N10, S::Warn, F::SameSound)]);
}

#[tokio::test]
async fn a_name_held_elsewhere_or_by_the_case_itself_is_free() {
    let far = Candidate { site: drawn(east()), ..street("明志路") };
    assert_eq!(found(&examined(case("明志路", Fate::Held), far).await), []);
    let own = Candidate { item: Some(Uuid::from_u128(2)), ..here("明志路") };
    assert_eq!(found(&examined(case("明志路", Fate::Held), own).await), []);
}

#[tokio::test]
async fn items_of_one_case_are_told_once_that_they_have_the_same_name() {
    let county = County::default().snapshot().await;
    let item = |number| Candidate { item: Some(Uuid::from_u128(number)), ..here("明志路") };
    let examined = examine_all(&county, LATER, &[case("明志路", Fate::Held)], &[item(2), item(3)]);
    for told in &examined {
        assert_eq!(the_only(told).matched.as_ref().unwrap().kind, MatchKind::Candidate);
    }
}

#[tokio::test]
async fn a_name_that_ended_without_is_told_with_its_fate_and_reason() {
    let told = examined(case("明志路", Fate::Refused), here("明志路")).await;
    assert_eq!(found(&told), [(R::N17, S::Info, F::EarlierCase)]);
    assert!(the_only(&told).text.zh.contains("未获批准：与邻镇路名相近"), "{}", the_only(&told).text.zh);
    for fate in [Fate::Withdrawn, Fate::Lapsed, Fate::Revoked] {
        let told = examined(case("明志路", fate), here("明志路")).await;
        assert_eq!(found(&told), [(R::N17, S::Info, F::EarlierCase)]);
        assert_eq!(the_only(&told).matched.as_ref().unwrap().state, Some(fate.code()));
        assert_eq!(found(&examined(case("明志路", fate), here("明智路")).await), []);
    }
}
