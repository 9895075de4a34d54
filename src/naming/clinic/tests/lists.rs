//! The general lists of 2026: N02, N05, N07, N08.

use super::{Finding as F, RuleId as R, Severity as S, candidate, now, street};

#[test]
fn foreign_places_and_persons_are_blocked() {
    for name in [
        "华盛顿路",
        "维多利亚路",
        "巴黎春天路",
        "加州阳光路",
        "塞纳河路",
        "曼哈顿大道",
        "威尼斯水街",
        "香榭丽舍大道",
        "普罗旺斯路",
        "林肯路",
        "华尔街",
        "美国路",
        "罗马东路",
        "哈萨克斯坦路",
        "莎士比亚街",
    ] {
        let told = now(street(name));
        assert!(told.contains(&(R::N07, S::Block, F::Listed)), "{name}: {told:?}");
        assert_eq!(told.iter().filter(|(rule, ..)| *rule == R::N07).count(), 1, "{name}: {told:?}");
    }
}

#[test]
fn what_is_foreign_or_a_word_of_ours_is_left_to_a_reviewer() {
    for name in ["柏林路", "仙台路", "金边路", "北海道", "大卫路", "凯旋门大街"] {
        assert_eq!(now(street(name)), [(R::N07, S::Warn, F::CommonWord)], "{name}");
    }
    for name in ["华美国际路", "走马里巷", "柏林寺路", "河内街东路", "华沙湖路", "天罗马路", "仙台山路", "沿河内街"]
    {
        assert!(now(street(name)).iter().all(|(rule, ..)| *rule != R::N07), "{name}");
    }
}

#[test]
fn well_known_persons_take_a_reason() {
    for name in [
        "雷锋路",
        "鲁迅路",
        "诸葛亮路",
        "孔明路",
        "昭君路",
        "欧阳锋路",
        "张三路",
        "张之洞路",
        "屈原路",
        "庞公路",
        "周公路",
        "包公路",
        "孙悟空大道",
    ] {
        assert_eq!(now(street(name)), [(R::N05, S::Warn, F::Listed)], "{name}");
    }
    for name in ["愚公路", "雷公路", "东坡路", "鲁班巷", "神农大道"] {
        assert_eq!(now(street(name)), [(R::N05, S::Info, F::CommonWord)], "{name}");
    }
}

#[test]
fn what_is_built_like_a_name_of_a_person_takes_a_reason() {
    for name in ["王小明路", "李建国巷", "黄志强东路", "刘建中路", "上官建国路", "张伟路"] {
        assert_eq!(now(street(name)), [(R::N05, S::Warn, F::LikePerson)], "{name}");
    }
    for name in ["王场路", "黄金大道", "高新二路", "白云大道", "江汉路", "张港路", "彭刘杨路", "陈家湾路", "杨林口路"]
    {
        assert_eq!(now(street(name)), [], "{name}");
    }
}

#[test]
fn companies_and_trade_marks_take_a_reason() {
    for name in [
        "腾讯路",
        "阿里巴巴大道",
        "百度路",
        "比亚迪路",
        "富士康路",
        "中石化路",
        "可口可乐路",
        "华为路",
        "恒大大道",
        "万达路",
        "茅台路",
        "碧桂园大道",
    ] {
        assert_eq!(now(street(name)), [(R::N08, S::Warn, F::Listed)], "{name}");
    }
    assert_eq!(now(street("小米路")), [(R::N08, S::Info, F::CommonWord)]);
    assert_eq!(now(candidate("万科城市花园", "22100")), [(R::N08, S::Info, F::Inside)]);
    for name in ["中兴路", "长安路", "东风路", "福星路", "长虹路", "光明大道", "幸福街", "吉利路"]
    {
        assert_eq!(now(street(name)), [], "{name}");
    }
}

#[test]
fn indecent_and_boastful_words_take_a_reason() {
    for name in ["王八路", "断头路", "阎王路", "死人巷", "妓院街", "皇家一号路", "天下第一路"]
    {
        let told = now(street(name));
        assert!(told.iter().all(|(rule, severity, _)| (*rule, *severity) == (R::N02, S::Warn)), "{name}: {told:?}");
        assert!(!told.is_empty(), "{name}");
    }
}

#[test]
fn nobody_remembers_a_name_of_too_many_characters() {
    let long = |count| street(&format!("{}路", "云".repeat(count)));
    assert_eq!(now(long(15)), [(R::N02, S::Warn, F::TooManyCharacters)]);
    assert_eq!(now(long(9)), []);
}
