//! Reading the sentences of a description.
//!
//! Only what can be told from its words is read; a sentence in which nothing is found claims nothing.

use std::{iter::Peekable, ops::Range, str::CharIndices};

use super::Station;
use crate::boundaries::{bearing::Bearing, codes::Feature};

/// What a sentence says of one stretch.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Claim {
    /// What is followed, as it is written.
    pub(super) followed: Option<String>,
    /// Which kind of feature that is, as far as its words tell.
    pub(super) feature: Option<Feature>,
    /// In which direction.
    pub(super) bearing: Option<Bearing>,
    /// How far, in metres.
    pub(super) length_m: Option<f64>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// Where it stands in the text, in characters.
    pub(super) place: Range<usize>,
    /// Its words.
    pub(super) words: String,
    /// Where the leg begins.
    pub(super) from: Option<Station>,
    /// What it follows.
    pub(super) claims: Vec<Claim>,
    /// Where it ends.
    pub(super) to: Option<Station>,
    /// The length of the whole line, if it tells that.
    pub(super) whole_m: Option<f64>,
}

impl Sentence {
    /// Whether it speaks of a leg.
    pub(super) fn tells_a_leg(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.claims.iter().any(|claim| *claim != Claim::default())
    }
}

/// The sentences of a text, the empty ones left out.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut words, mut began) = (String::new(), 0);
    for (at, character) in text.chars().chain(['。']).enumerate() {
        if matches!(character, '。' | '；' | ';' | '\n' | '\r') {
            if !words.trim().is_empty() {
                sentences.push(sentence(&words, began..at));
            }
            words.clear();
            began = at + 1;
        } else {
            words.push(character);
        }
    }
    sentences
}

fn sentence(words: &str, place: Range<usize>) -> Sentence {
    let plain: String = words.trim().chars().filter(|character| !character.is_whitespace()).map(plain).collect();
    let from = ["自", "从"].iter().find_map(|word| after(&plain, word)).and_then(|rest| {
        let end = ["起", ","].iter().filter_map(|word| rest.find(word)).min()?;
        station(rest.get(..end)?)
    });
    let body = after(&plain, "起").unwrap_or(&plain);
    let to = arrival(body).and_then(station);
    let way = body.rfind(['至', '达', '止']).and_then(|at| body.get(..at)).filter(|_| to.is_some()).unwrap_or(body);
    let is_whole = ["全长", "总长"].iter().any(|word| plain.contains(word));
    Sentence {
        place,
        words: words.trim().to_owned(),
        from,
        claims: if is_whole { Vec::new() } else { claims(way) },
        whole_m: is_whole.then(|| length_m(&plain)).flatten(),
        to: if is_whole { None } else { to },
    }
}

/// The words after the last 至 (or 到达, 止于).
fn arrival(body: &str) -> Option<&str> {
    let at = body.rfind(['至', '达', '于'])?;
    let rest = after(body.get(at..)?, body.get(at..)?.chars().next()?.encode_utf8(&mut [0; 4]))?;
    (!rest.is_empty()).then_some(rest)
}

/// Full-width digits, letters and signs as the plain ones.
fn plain(character: char) -> char {
    match character {
        '，' | '、' if character == '，' => ',',
        '．' => '.',
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.find(word).and_then(|at| text.get(at + word.len()..))
}

/// A station by its words: the serial of a marker, or a name.
fn station(words: &str) -> Option<Station> {
    let name = words.trim_matches(|character: char| ",.，。(（".contains(character));
    if name.is_empty() {
        return None;
    }
    let is_marker = name.contains('桩');
    let digits: String = name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // Of a whole number the last three digits are the serial.
    let serial = digits.get(digits.len().saturating_sub(3)..).and_then(|serial| serial.parse().ok());
    Some(Station { serial: serial.filter(|serial| is_marker && *serial > 0), name: name.to_owned() })
}

/// One claim for each part that follows something, or goes somewhere, or tells a length.
fn claims(way: &str) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for part in way.split([',', '，']).filter(|part| !part.is_empty()) {
        let claim = claim(part);
        if claim == Claim::default() {
            continue;
        }
        match claims.last_mut() {
            // "沿汉江中心线，向东行，1.2千米" tells of one stretch in three parts.
            Some(last) if claim.followed.is_none() && can_complete(last, &claim) => complete(last, claim),
            _ => claims.push(claim),
        }
    }
    claims
}

fn can_complete(last: &Claim, more: &Claim) -> bool {
    let told_twice = last.bearing.and(more.bearing).is_some() || last.length_m.and(more.length_m).is_some();
    !told_twice
}

fn complete(last: &mut Claim, more: Claim) {
    last.bearing = last.bearing.or(more.bearing);
    last.length_m = last.length_m.or(more.length_m);
}

fn claim(part: &str) -> Claim {
    let followed = after(part, "沿").map(|rest| {
        let end = ["大体", "大致", "向", "朝", "折", "行", "环行"].iter().filter_map(|word| rest.find(word)).min();
        end.and_then(|end| rest.get(..end)).unwrap_or(rest).to_owned()
    });
    let followed = followed.filter(|words| !words.is_empty());
    let heading = ["向", "朝"].iter().find_map(|word| after(part, word));
    let direction: Option<String> =
        heading.map(|rest| rest.chars().take_while(|character| "东南西北偏".contains(*character)).collect());
    Claim {
        feature: followed.as_deref().and_then(feature),
        followed,
        bearing: direction.as_deref().and_then(Bearing::of_chinese),
        length_m: length_m(part),
    }
}

/// The kind of feature that words name, by their last telling character.
fn feature(words: &str) -> Option<Feature> {
    let kinds = [
        ("直线", Feature::Straight),
        ("山脊", Feature::Ridge),
        ("分水", Feature::Ridge),
        ("田埂", Feature::FieldEdge),
        ("地块", Feature::FieldEdge),
        ("堤", Feature::Dyke),
        ("渠", Feature::Ditch),
        ("沟", Feature::Ditch),
        ("路", Feature::Road),
        ("道", Feature::Road),
        ("江", Feature::River),
        ("河", Feature::River),
        ("溪", Feature::River),
        ("水", Feature::River),
    ];
    let named = kinds.into_iter().filter_map(|(word, kind)| words.rfind(word).map(|at| (at, kind)));
    named.max_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

/// The first length in the words, in metres: `1.25千米`, `1250米`, `1.25公里`, `1,250 m`.
fn length_m(words: &str) -> Option<f64> {
    let mut characters = words.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !character.is_ascii_digit() {
            continue;
        }
        let end = end_of_number(&mut characters, words.len());
        let number: String = words.get(at..end)?.chars().filter(|character| *character != ',').collect();
        let unit = words.get(end..)?;
        let scale = if ["千米", "公里", "km"].iter().any(|word| unit.starts_with(word)) {
            1_000.0
        } else if ["米", "m"].iter().any(|word| unit.starts_with(word)) {
            1.0
        } else {
            continue;
        };
        return number.parse::<f64>().ok().map(|number| number * scale);
    }
    None
}

fn end_of_number(characters: &mut Peekable<CharIndices<'_>>, length: usize) -> usize {
    while characters.next_if(|(_, character)| character.is_ascii_digit() || ".,".contains(*character)).is_some() {}
    characters.peek().map_or(length, |(at, _)| *at)
}
