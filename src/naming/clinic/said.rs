//! A name as it is compared: how it is written and how it sounds.

use super::verdict::Finding;
use crate::kernel::{
    folding::fold,
    pinyin::{CharacterReading, LocalReadings, NameKind, PlaceNameParts, Spelling, spell},
};

/// A name, without the committee that a village may be called by.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) kind: NameKind,
    pub(super) spelling: Spelling,
    folded: Vec<char>,
}

/// By what two names in cases are found to be the same, or to sound so: the columns of their items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKeys {
    /// The name folded, without the committee of a village.
    pub written: String,
    /// Its pinyin without tones, spaces and apostrophes, ü as v.
    pub spoken: String,
}

/// The keys of a name of a thing of this category.
#[must_use]
pub fn name_keys(name: &str, category: &str, local: &LocalReadings) -> NameKeys {
    let said = Said::of(name, category, local);
    NameKeys { written: said.folded.iter().collect(), spoken: said.spelling.plain }
}

impl Said {
    pub(super) fn of(name: &str, category: &str, local: &LocalReadings) -> Self {
        let kind = NameKind::of_category(category);
        let text = PlaceNameParts::of(name, kind).place();
        Self { text: text.to_owned(), kind, spelling: spell(text, kind, local), folded: written(text) }
    }

    /// The same name in other words: as another name of its kind with this text would be said.
    pub(super) fn spelled(&self, text: &str, local: &LocalReadings) -> Self {
        Self { text: text.to_owned(), kind: self.kind, spelling: spell(text, self.kind, local), folded: written(text) }
    }

    pub(super) fn parts(&self) -> PlaceNameParts<'_> {
        PlaceNameParts::of(&self.text, self.kind)
    }

    /// How many signs it has.
    pub(super) fn length(&self) -> usize {
        self.folded.len()
    }

    /// Whether a name is written with the same characters, but for traditional forms and the like.
    pub(super) fn is_written_as(&self, text: &str) -> bool {
        self.folded == written(text)
    }

    /// How a name is like this one, as written or by its sound.
    pub(super) fn likeness(&self, other: &Self) -> Option<Finding> {
        if self.folded == other.folded {
            return (!self.folded.is_empty()).then_some(Finding::Same);
        }
        let (here, there) = (&self.spelling.characters, &other.spelling.characters);
        let all_read = here.len() == self.folded.len() && there.len() == other.folded.len();
        if !all_read || here.len() != there.len() {
            return None;
        }
        here.iter()
            .zip(there)
            .try_fold(Finding::SameSound, |worst, (one, other)| Some(worst.max(likeness(one, other)?)))
    }
}

/// How two characters sound alike.
fn likeness(one: &CharacterReading, other: &CharacterReading) -> Option<Finding> {
    if one.character == other.character {
        return Some(Finding::SameSound);
    }
    let (here, there) = (one.syllable.as_ref()?, other.syllable.as_ref()?);
    if here.key() == there.key() {
        return Some(if here.tone() == there.tone() { Finding::SameSound } else { Finding::OtherTone });
    }
    let met = one.candidates.iter().any(|here| other.candidates.iter().any(|there| here.key() == there.key()));
    met.then_some(Finding::OtherReading)
}

fn written(text: &str) -> Vec<char> {
    fold(text).iter().map(|sign| sign.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<Finding> {
        let said = |name| Said::of(name, "23514", &LocalReadings::default());
        said(one).likeness(&said(other))
    }

    #[test]
    fn names_are_alike_as_written_or_by_their_sound() {
        assert_eq!(likeness("人民路", "人民路"), Some(Finding::Same));
        assert_eq!(likeness("陸羽路", "陆羽路"), Some(Finding::Same));
        assert_eq!(likeness("新合路", "新河路"), Some(Finding::SameSound));
        assert_eq!(likeness("蔡滩路", "蔡潭路"), Some(Finding::OtherTone));
        assert_eq!(likeness("石岭路", "史岭路"), Some(Finding::OtherTone));
        assert_eq!(likeness("长湖路", "张湖路"), Some(Finding::OtherReading));
        assert_eq!(likeness("人民路", "人民街"), None);
        assert_eq!(likeness("", ""), None);
    }

    #[test]
    fn the_committee_of_a_village_does_not_tell_names_apart() {
        let keys = |name| name_keys(name, "21600", &LocalReadings::default());
        assert_eq!(keys("同兴村"), keys("同兴村村民委员会"));
        assert_eq!(keys("同兴村").written, "同兴村");
        assert_eq!(keys("同兴村").spoken, "tongxingcun");
    }
}
