//! Versions against plain maps.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Block, Compacted, Compaction, Tiers};

/// A block of numbers, each heavy enough that a handful of them is not young any more.
#[derive(Debug)]
struct Numbers(Vec<(u16, u32)>);

impl Block for Numbers {
    type Key = u16;
    type Entry = u32;

    fn load(entries: Vec<(u16, u32)>) -> Self {
        assert!(entries.is_sorted_by_key(|(key, _)| *key));
        Self(entries)
    }

    fn entries(&self) -> &[(u16, u32)] {
        &self.0
    }

    fn weight(number: &u32) -> usize {
        if number.is_multiple_of(3) { 1000 } else { 1 }
    }
}

type Model = BTreeMap<u16, Vec<u32>>;

#[derive(Debug, Clone)]
enum Step {
    Apply(Vec<(u16, Vec<u32>)>),
    Begin,
    Run,
    Adopt,
}

/// Changes of some size: of a few keys, of many, or the removal of most.
fn step() -> impl Strategy<Value = Step> {
    let numbers = || vec(any::<u32>(), 0..3);
    prop_oneof![
        6 => vec((0_u16..200, numbers()), 0..4).prop_map(Step::Apply),
        2 => vec((0_u16..200, numbers()), 20..150).prop_map(Step::Apply),
        1 => vec((0_u16..200, Just(Vec::new())), 0..400).prop_map(Step::Apply),
        3 => Just(Step::Begin),
        3 => Just(Step::Run),
        3 => Just(Step::Adopt),
    ]
}

fn assert_same(tiers: &Tiers<Numbers>, model: &Model) {
    let all: Vec<_> = model.iter().flat_map(|(key, numbers)| numbers.iter().map(|number| (*key, *number))).collect();
    assert_eq!(tiers.iter().copied().collect::<Vec<_>>(), all);
    assert_eq!(tiers.len(), all.len());
    assert_eq!(tiers.is_empty(), all.is_empty());
    for key in (0..=220).step_by(11) {
        let numbers = model.get(&key).map(Vec::as_slice).unwrap_or_default();
        assert_eq!(tiers.get(key).copied().collect::<Vec<_>>(), numbers);
        let after: Vec<_> = all.iter().filter(|(other, _)| *other > key).copied().collect();
        assert_eq!(tiers.after(key).copied().collect::<Vec<_>>(), after);
    }
}

proptest! {
    #[test]
    fn any_order_of_changes_and_merges_shows_what_a_map_would(
        start in vec((0_u16..200, any::<u32>()), 0..300),
        steps in vec(step(), 0..60),
    ) {
        let mut model = Model::new();
        for (key, number) in &start {
            model.entry(*key).or_default().push(*number);
        }
        let mut tiers = Tiers::<Numbers>::load(start);
        let mut versions = vec![(tiers.clone(), model.clone())];
        let mut begun: Option<Compaction<Numbers>> = None;
        let mut done: Option<Compacted<Numbers>> = None;
        for step in steps {
            match step {
                Step::Apply(changes) => {
                    tiers = tiers.apply(changes.clone());
                    model.extend(changes);
                }
                Step::Begin => begun = tiers.compaction(),
                Step::Run => done = begun.take().map(Compaction::run).or(done),
                Step::Adopt => tiers = done.take().map_or(tiers.clone(), |compacted| tiers.adopt(compacted)),
            }
            assert_same(&tiers, &model);
            versions.push((tiers.clone(), model.clone()));
        }
        for (tiers, model) in &versions {
            assert_same(tiers, model);
        }
    }

    #[test]
    fn tiers_stay_few_and_one_compaction_is_enough(batches in vec(vec((0_u16..5000, any::<u32>()), 1..300), 1..80)) {
        let mut tiers = Tiers::<Numbers>::load([]);
        for batch in batches {
            tiers = tiers.apply(batch.into_iter().map(|(key, number)| (key, vec![number])));
            if let Some(compaction) = tiers.compaction() {
                tiers = tiers.adopt(compaction.run());
                prop_assert!(tiers.compaction().is_none());
            }
            // Each is eight times the rest, and five million divided six times by eight leaves twenty.
            prop_assert!(tiers.tiers().len() <= 8, "{} tiers", tiers.tiers().len());
        }
    }
}

/// Multiples of 3, so that each is heavy.
fn heavy(keys: std::ops::Range<u16>) -> Vec<(u16, u32)> {
    keys.map(|key| (key, u32::from(key) * 3)).collect()
}

#[test]
fn what_changed_while_blocks_were_merged_stays_changed() {
    let tiers = Tiers::<Numbers>::load(heavy(0..50)).apply(heavy(50..70).into_iter().map(|(key, n)| (key, vec![n])));
    let compaction = tiers.compaction().unwrap();
    let later = tiers.apply([(3, vec![1, 2]), (60, Vec::new()), (90, vec![4])]);
    let adopted = later.adopt(compaction.run());
    assert_eq!(adopted.get(3).copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(adopted.get(60).count(), 0);
    assert_eq!(adopted.get(90).count(), 1);
    assert_eq!(adopted.len(), 71);
    assert_eq!(adopted.tiers().len(), 2);
}

#[test]
fn a_compaction_of_blocks_that_are_gone_changes_nothing() {
    let tiers = Tiers::<Numbers>::load(heavy(0..50)).apply(heavy(50..70).into_iter().map(|(key, n)| (key, vec![n])));
    let (first, second) = (tiers.compaction().unwrap(), tiers.compaction().unwrap());
    let adopted = tiers.adopt(first.run());
    assert_eq!(adopted.adopt(second.run()).iter().collect::<Vec<_>>(), adopted.iter().collect::<Vec<_>>());
    let anew = Tiers::<Numbers>::load(heavy(7..9));
    assert_eq!(anew.adopt(tiers.compaction().unwrap().run()).len(), 2);
}

#[test]
fn a_block_of_which_a_quarter_was_removed_is_loaded_anew() {
    let tiers = Tiers::<Numbers>::load(heavy(0..100)).apply((0..25).map(|key| (key, Vec::new())));
    assert!(tiers.compaction().is_none());
    let tiers = tiers.apply([(25, Vec::new())]);
    let adopted = tiers.adopt(tiers.compaction().unwrap().run());
    assert_eq!(adopted.tiers()[0].block().entries().len(), 74);
}

#[test]
fn a_removed_entry_far_into_a_block_is_found_by_its_page() {
    let tiers = Tiers::<Numbers>::load((0..=u16::MAX).map(|key| (key, 1)));
    let removed = tiers.apply([0, 32_767, 32_768, 65_535].map(|key| (key, Vec::new())));
    assert_eq!(removed.len(), 65_532);
    assert_eq!(removed.get(32_768).count(), 0);
    assert_eq!(removed.get(32_769).count(), 1);
    assert_eq!(removed.iter().next(), Some(&(1, 1)));
    assert_eq!(tiers.len(), 65_536);
}
