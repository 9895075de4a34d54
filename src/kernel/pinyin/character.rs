//! Which reading each character of a name has.

use std::ops::Range;

use super::{
    local::LocalReadings,
    reading::{is_doubtful, is_han, readings, standard_reading},
    syllable::Syllable,
};

/// One Chinese character of a name with the reading chosen for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharacterReading {
    /// The character.
    pub character: char,
    /// The chosen reading; none for a character that no table reads.
    pub syllable: Option<Syllable>,
    /// All known readings, the chosen one first.
    pub candidates: Vec<Syllable>,
    /// Several readings, and no table says which: a person must look.
    pub ambiguous: bool,
}

impl CharacterReading {
    /// `character` read as a table says, or as usual.
    fn new(character: char, settled: Option<&Syllable>, local: &LocalReadings) -> Self {
        let text = character.to_string();
        let usual = readings(character);
        let local = [local, LocalReadings::built_in()].map(|table| table.get(&text).unwrap_or_default());
        let mut candidates: Vec<Syllable> = Vec::new();
        for candidate in settled.into_iter().chain(local.into_iter().flatten()).chain(&usual) {
            if !candidates.contains(candidate) {
                candidates.push(candidate.clone());
            }
        }
        let known = standard_reading(character).is_some() && !is_doubtful(character);
        let ambiguous = settled.is_none() && candidates.len() > 1 && !known;
        Self { character, syllable: candidates.first().cloned(), candidates, ambiguous }
    }

    /// This character with the candidate reading `syllable` chosen by a person.
    pub(super) fn confirmed(mut self, syllable: &Syllable) -> Self {
        self.candidates.retain(|candidate| candidate != syllable);
        self.candidates.insert(0, syllable.clone());
        self.syllable = Some(syllable.clone());
        self.ambiguous = false;
        self
    }

    /// This character at the start of a word, where 儿 is a syllable of its own (SP84 rule 12).
    pub(super) fn at_word_start(self) -> Self {
        let full = self.candidates.iter().find(|candidate| !candidate.is_rhotic()).cloned();
        match (&self.syllable, full) {
            (Some(syllable), Some(full)) if syllable.is_rhotic() => self.confirmed(&full),
            _ => self,
        }
    }
}

/// Reads the Chinese characters of `name` in order.
///
/// Words win over characters, longer words over shorter ones, and the caller's table over the built-in one.
pub(super) fn read_characters(name: &str, local: &LocalReadings) -> Vec<CharacterReading> {
    let characters: Vec<char> = name.chars().collect();
    let mut settled: Vec<Option<Syllable>> = vec![None; characters.len()];
    for (table, lengths) in [
        (local, 2..local.longest() + 1),
        (LocalReadings::built_in(), 2..LocalReadings::built_in().longest() + 1),
        (local, 1..2),
        (LocalReadings::built_in(), 1..2),
    ] {
        settle(&characters, &mut settled, table, &lengths);
    }
    let read = characters.into_iter().zip(settled).filter(|(character, _)| is_han(*character));
    read.map(|(character, settled)| CharacterReading::new(character, settled.as_ref(), local)).collect()
}

/// Fills what is still open with the readings of `table` for texts of these `lengths`, longest first.
fn settle(characters: &[char], settled: &mut [Option<Syllable>], table: &LocalReadings, lengths: &Range<usize>) {
    for length in lengths.clone().rev() {
        for start in 0..characters.len() {
            let window = start..start + length;
            let (Some(text), Some(open)) = (characters.get(window.clone()), settled.get_mut(window)) else { break };
            if open.iter().all(Option::is_none)
                && let Some(syllables) = table.get(&text.iter().collect::<String>())
            {
                open.iter_mut().zip(syllables).for_each(|(open, syllable)| *open = Some(syllable.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, local: &LocalReadings) -> String {
        let read = read_characters(name, local);
        read.iter()
            .filter_map(|read| read.syllable.as_ref())
            .map(Syllable::with_tone_mark)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_place_is_read_as_it_is_called() {
        let none = LocalReadings::default();
        for (name, reading) in [
            ("长江", "cháng jiāng"),
            ("重庆", "chóng qìng"),
            ("厦门", "xià mén"),
            ("六安", "lù ān"),
            ("番禺", "pān yú"),
            ("单县", "shàn xiàn"),
            ("铅山", "yán shān"),
            ("台州", "tāi zhōu"),
            ("荥经", "yíng jīng"),
            ("荥阳", "xíng yáng"),
            ("尉犁", "yù lí"),
            ("大埔", "dà bù"),
            ("黄埔", "huáng pǔ"),
            ("解州", "xiè zhōu"),
            ("大栅栏", "dà shí làn"),
            ("黄陂", "huáng pí"),
            ("荆门", "jīng mén"),
            ("竟陵", "jìng líng"),
            ("干驿", "gān yì"),
            ("佛子山", "fó zǐ shān"),
            ("双剅口", "shuāng lóu kǒu"),
            ("郭垱", "guō dàng"),
            ("蒋场", "jiǎng chǎng"),
            ("罗垸", "luó yuàn"),
            ("黄家埫", "huáng jiā tǎng"),
            ("监利", "jiàn lì"),
            ("朝阳", "cháo yáng"),
            ("成都", "chéng dū"),
            ("乐清", "yuè qīng"),
            ("洪洞", "hóng tóng"),
            ("华山", "huà shān"),
            ("华侨", "huá qiáo"),
            ("十里堡", "shí lǐ pù"),
            ("大黄堡", "dà huáng bǎo"),
            ("吴堡", "wú bǔ"),
        ] {
            assert_eq!(read(name, &none), reading, "{name}");
        }
    }

    #[test]
    fn the_register_s_own_readings_win() {
        let own = LocalReadings::from_rows([("长湖", "zhǎng hú"), ("场", "cháng"), ("长", "zhǎng")]).unwrap();
        assert_eq!(read("长湖", &own), "zhǎng hú");
        assert_eq!(read("蒋场", &own), "jiǎng cháng");
        assert_eq!(read("长江", &own), "cháng jiāng", "a word of the built-in table wins over a character");
    }

    #[test]
    fn a_polyphone_that_no_table_settles_is_ambiguous() {
        let read = read_characters("重场", &LocalReadings::default());
        let [heavy, field] = read.as_slice() else { panic!("two characters") };
        assert!(heavy.ambiguous);
        assert_eq!(heavy.candidates.len(), 3);
        assert!(!field.ambiguous, "the local table settles it");
        assert_eq!(field.candidates.len(), 2, "but a person may still choose the other");
    }

    #[test]
    fn a_character_that_places_are_called_by_in_another_reading_is_ambiguous() {
        let ambiguous = |local: &LocalReadings| read_characters("桔城", local).iter().any(|read| read.ambiguous);
        assert!(ambiguous(&LocalReadings::default()));
        let own = LocalReadings::from_rows([("桔城", "jú chéng")]).unwrap();
        assert!(!ambiguous(&own), "the county has settled it");
        assert_eq!(read("桔城", &own), "jú chéng");
    }

    #[test]
    fn a_character_without_a_reading_stays_without_one() {
        let read = read_characters("\u{3FFFD}村", &LocalReadings::default());
        assert_eq!(read[0].syllable, None);
        assert!(!read[0].ambiguous);
    }
}
