//! N02, N04 to N08, N11.

use super::{Finding as F, RuleId as R, Severity as S, alone, candidate, found, street, the_only};

#[test]
fn characters_are_those_of_the_table() {
    for (name, severity, finding) in [
        ("双剅口路", S::Warn, F::LevelThree),
        ("陸羽路", S::Block, F::Traditional),
        ("𠮷祥路", S::Block, F::OutsideTable),
        ("陆羽A路", S::Block, F::NotHan),
        ("竟陵·东路", S::Block, F::NotHan),
        ("1号路", S::Block, F::NotHan),
    ] {
        let examined = alone(street(name));
        assert!(found(&examined).contains(&(R::N04, severity, finding)), "{name}: {:?}", found(&examined));
    }
    let told = alone(street("後湖路"));
    assert_eq!(the_only(&told).text.zh, "“後”不是规范字形，规范字为“后”");
    for name in ["郭垱路", "经12路", "三垱巷", "罗垸路"] {
        assert!(found(&alone(street(name))).iter().all(|(rule, ..)| *rule != R::N04), "{name}");
    }
}

#[test]
fn a_hanzi_of_local_use_is_rare_and_not_forbidden() {
    let told = alone(candidate("双剅口村", "21600"));
    let verdict = the_only(&told);
    assert_eq!((verdict.severity, &*verdict.text.zh), (S::Warn, "“剅”是三级字，属生僻字"));
}

#[test]
fn words_of_the_lists_are_found_in_the_specific_part() {
    for (name, rule, severity, finding) in [
        ("鬼子坡路", R::N02, S::Warn, F::Inside),
        ("陆羽大道", R::N05, S::Warn, F::Listed),
        ("支遁路", R::N05, S::Warn, F::Listed),
        ("谭元春路", R::N05, S::Warn, F::Listed),
        ("陆羽泉路", R::N05, S::Info, F::Inside),
        ("毛泽东路", R::N06, S::Block, F::Listed),
        ("毛泽东东路", R::N06, S::Block, F::Listed),
        ("曼哈顿大道", R::N07, S::Block, F::Listed),
        ("新威尼斯路", R::N07, S::Block, F::Listed),
        ("融侨路", R::N08, S::Warn, F::Listed),
    ] {
        let examined = alone(street(name));
        let told: Vec<_> = found(&examined).into_iter().filter(|(rule, ..)| *rule != R::N03).collect();
        assert_eq!(told, [(rule, severity, finding)], "{name}");
        let list = examined.verdicts.iter().find(|verdict| verdict.rule == rule).unwrap().matched.as_ref().unwrap();
        assert!(name.contains(&list.name), "{list:?}");
    }
}

#[test]
fn two_characters_that_happen_to_meet_do_not_forbid_a_name() {
    // 东京 in 河东京山路 is no Tokyo.
    let examined = alone(street("河东京山路"));
    assert_eq!(found(&examined), [(R::N07, S::Warn, F::Inside)]);
    assert!(the_only(&examined).needs_person);
    for name in ["明志路", "状元路", "走马岭路", "西江路", "麒麟路"] {
        assert_eq!(found(&alone(street(name))), [], "{name}");
    }
}

#[test]
fn what_is_built_like_a_name_of_a_person_is_a_hint_to_the_reviewer() {
    let examined = alone(street("周树德路"));
    assert_eq!(found(&examined), [(R::N05, S::Info, F::LikePerson)]);
    assert!(the_only(&examined).needs_person && examined.may_go_on(|_| false));
    for name in ["陈家湾路", "黄金口路", "石家河路", "杨林口路", "二号渠路"] {
        assert_eq!(found(&alone(street(name))), [], "{name}");
    }
}

#[test]
fn a_division_is_not_called_after_what_is_famous_elsewhere() {
    assert_eq!(found(&alone(candidate("武当山镇", "21500"))), [(R::N11, S::Block, F::Listed)]);
    assert_eq!(found(&alone(candidate("皂市镇", "21500"))), []);
    assert_eq!(found(&alone(street("黄山路"))), [], "a street may");
}
