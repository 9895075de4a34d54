//! N01, N13, N14.

use super::{Finding as F, RuleId as R, Severity as S, alone, candidate, found, now, street, the_only};

#[test]
fn a_sound_name_has_no_verdict() {
    // Roads of 丹江口, 大冶, 鄂州 and 潜江, or such as theirs.
    for name in [
        "均州大道",
        "沧浪大道",
        "水都大道",
        "铜绿山大道",
        "大冶大道",
        "新冶大道",
        "金牛路",
        "吴都大道",
        "凤凰路",
        "葛山大道",
        "莲花山路",
        "潜丰路",
        "南垸路",
        "二号渠路",
        "禅解路",
        "广沟北路",
        "解放路南小街",
        "金龙道",
    ] {
        let examined = alone(street(name));
        let beside_size: Vec<_> = found(&examined).into_iter().filter(|(rule, ..)| *rule != R::N03).collect();
        assert_eq!(beside_size, [], "{name}");
    }
}

#[test]
fn a_name_without_the_generic_term_of_its_kind_is_blocked() {
    for (name, category, finding) in [
        ("珍珠坡", "23514", F::NoGeneric),
        ("明月国道", "23514", F::GenericNotAllowed),
        ("人民广场", "23514", F::GenericNotAllowed),
        ("同兴", "21600", F::NoGeneric),
        ("皂市", "21500", F::GenericNotAllowed),
    ] {
        assert_eq!(found(&alone(candidate(name, category))), [(R::N01, S::Block, finding)], "{name}");
    }
    let told = alone(street("珍珠坡"));
    assert_eq!(the_only(&told).text.zh, "末尾没有街路巷的通名；地名由专名和通名组成");
    assert!(!told.may_go_on(|_| true) && told.settleable.is_empty(), "nobody settles what blocks");
}

#[test]
fn where_not_all_generic_terms_are_known_a_person_looks() {
    let told = alone(candidate("笑城遗址", "25200"));
    assert_eq!(found(&told), [(R::N01, S::Warn, F::UnknownGeneric)]);
    assert!(the_only(&told).needs_person);
    assert_eq!(found(&alone(candidate("东湖公园", "25200"))), []);
}

#[test]
fn a_doubtful_split_never_blocks() {
    for name in ["庞路", "公园路", "随岳路"] {
        assert_eq!(now(street(name)), [], "{name}");
    }
    for name in ["随岳公路", "天岳公路", "明月国道", "老省道"] {
        assert_eq!(now(street(name)), [(R::N01, S::Warn, F::AmbiguousGeneric)], "{name}");
        assert!(
            found(&alone(street(name))).contains(&(R::N01, S::Block, F::GenericNotAllowed)),
            "{name}: before the rules of 2026"
        );
    }
    for name in ["随岳公路", "G107国道", "天岳高速公路"] {
        assert!(now(candidate(name, "23213")).iter().all(|(rule, ..)| *rule != R::N01), "{name} is a highway");
    }
}

#[test]
fn a_direction_is_no_specific_part() {
    for name in ["东路", "西街", "南大道", "中路"] {
        assert_eq!(now(street(name)), [(R::N01, S::Block, F::DirectionAlone)], "{name}");
    }
    for name in ["东西路", "东门路", "小南街", "河东路", "江西路", "北马路", "东环路", "外环路"]
    {
        assert_eq!(now(street(name)), [], "{name}");
    }
}

#[test]
fn a_residential_area_or_building_without_a_known_generic_term_takes_a_reason() {
    for (name, category) in [("恒河绿洲", "22100"), ("江山一品", "22100"), ("天门之光", "27410")] {
        let told = now(candidate(name, category));
        assert!(told.contains(&(R::N01, S::Warn, F::UnknownGeneric)), "{name}: {told:?}");
    }
    for name in ["江山里小区", "陆子花园", "御景湾", "国际金融中心", "滨湖大厦", "学府苑", "时代广场", "竟陵公馆"]
    {
        let told = now(candidate(name, "22100"));
        assert!(told.iter().all(|(rule, ..)| *rule != R::N01), "{name}: {told:?}");
    }
}

#[test]
fn natural_villages_need_no_generic_term() {
    assert_eq!(found(&alone(candidate("周口店", "22200"))), []);
}

#[test]
fn doubled_and_lonely_generic_terms_are_blocked() {
    for name in ["人民路街", "滨湖大道路", "文昌街巷", "学府路路"] {
        assert_eq!(found(&alone(street(name))), [(R::N13, S::Block, F::DoubledGeneric)], "{name}");
    }
    for name in ["大道", "路", "步行街"] {
        assert_eq!(found(&alone(street(name))), [(R::N13, S::Block, F::GenericAlone)], "{name}");
    }
    assert_eq!(found(&alone(candidate("李湾村社区", "21600"))), [(R::N13, S::Block, F::DoubledGeneric)]);
    // What ends in a word that was a generic term, or is called after a thing of another kind.
    for name in ["天街路", "老街路", "双街路", "磨子巷路"] {
        assert_eq!(now(street(name)), [(R::N13, S::Warn, F::InnerGeneric)], "{name}");
        assert_eq!(found(&alone(street(name))), [], "{name}");
    }
    for name in ["人民路街", "滨湖大道路", "文昌街巷", "学府路路", "磨子巷巷"] {
        assert_eq!(now(street(name)), [(R::N13, S::Block, F::DoubledGeneric)], "{name}");
    }
    for (name, category) in [("幸福村路", "23514"), ("人民路社区", "21600"), ("解放路南小街", "23514")] {
        assert_eq!(now(candidate(name, category)), [], "{name}");
    }
    for name in ["解放路东街", "路口街", "大道观路"] {
        assert!(found(&alone(street(name))).iter().all(|(rule, ..)| *rule != R::N13), "{name}");
    }
}

#[test]
fn a_bare_number_needs_a_reason_but_ring_roads_and_series_do_not() {
    for name in ["二路", "第九街", "5路"] {
        let examined = alone(street(name));
        assert_eq!(found(&examined), [(R::N14, S::Warn, F::BareOrdinal)], "{name}");
        assert_eq!(examined.settleable.len(), 1);
        assert!(examined.may_go_on(|key| examined.settleable.iter().any(|known| known == key)));
        assert!(!examined.may_go_on(|_| false));
    }
    for name in ["三环路", "经五路", "北二巷"] {
        assert!(found(&alone(street(name))).iter().all(|(rule, ..)| *rule != R::N14), "{name}");
    }
}
