//! Whatever is written in a name, the clinic says something of it.

use proptest::prelude::*;

use super::{
    Candidate, LATER, candidate,
    county::{County, street as road, village, west},
    drawn, examine_all,
};
use crate::index::live::Snapshot;

fn county() -> Snapshot {
    let names = ["明志路", "新河路", "候口路", "长湖路"];
    let county = names.into_iter().fold(County::default(), |county, name| county.with(name, road(west())));
    let county = county.with("同兴村村民委员会", village("429006118"));
    tokio::runtime::Runtime::new().unwrap().block_on(county.snapshot())
}

fn text() -> impl Strategy<Value = String> {
    let words = "明 志 路 新 河 合 候 侯 口 长 湖 大道 村 村民委员会 二 12 第 东 陸 剅 A é · 𠮷 \u{200b} 零 ① Ｇ １";
    let word = prop::sample::select(words.split(' ').map(str::to_owned).collect::<Vec<_>>());
    prop_oneof![prop::collection::vec(word, 0..9).prop_map(|words| words.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_check_never_panics_and_its_keys_tell_its_verdicts_apart(
        names in prop::collection::vec((text(), prop::sample::select(vec!["23514", "21600", "21500", "22200", "11000", "25200", "23220"])), 1..4)
    ) {
        thread_local!(static COUNTY: Snapshot = county());
        COUNTY.with(|county| {
            let candidates: Vec<Candidate> = names
                .iter()
                .map(|(name, category)| Candidate { site: drawn(west()), ..candidate(name, category) })
                .collect();
            let examined = examine_all(county, LATER, &[], &candidates);
            prop_assert_eq!(examined.len(), candidates.len());
            prop_assert_eq!(&examine_all(county, LATER, &[], &candidates), &examined);
            for told in &examined {
                let json = serde_json::to_value(told).unwrap();
                prop_assert_eq!(json["verdicts"].as_array().unwrap().len(), told.verdicts.len());
                let mut keys: Vec<_> = told.verdicts.iter().map(|verdict| &verdict.key).collect();
                keys.sort();
                keys.dedup();
                // Names of one request that are equal are one and the same to the third.
                prop_assert!(keys.len() == told.verdicts.len() || candidates.len() > 2, "{:#?}", told.verdicts);
            }
            Ok(())
        })?;
    }
}
