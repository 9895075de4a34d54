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
    /// A direction that is none of the sixteen, as it is written.
    pub(super) unread: Option<String>,
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
    /// The length of the leg as a whole, in metres, if it tells that.
    pub(super) leg_m: Option<f64>,
    /// The length of the whole line, in metres, if it tells that.
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
    let plain = plain(words);
    let (from, body) = match ["自", "从"].iter().find_map(|word| after(&plain, word)) {
        Some(rest) => departure(rest),
        None => (None, plain.as_str()),
    };
    let told_m = ["全长", "总长"].iter().find_map(|word| after(&plain, word)).and_then(length_m);
    // Who tells a length without a beginning speaks of the whole line.
    if from.is_none() && told_m.is_some() {
        let words = words.trim().to_owned();
        return Sentence { place, words, from: None, claims: Vec::new(), to: None, leg_m: None, whole_m: told_m };
    }
    let (way, to) = arrival(body);
    let claims = claims(way);
    Sentence {
        place,
        words: words.trim().to_owned(),
        from,
        claims,
        to: to.and_then(station),
        leg_m: told_m,
        whole_m: None,
    }
}

/// Where a leg begins, and the words after that: `001号界桩起，沿…`, `001号界桩起沿…`, `001号界桩，沿…`.
fn departure(rest: &str) -> (Option<Station>, &str) {
    let (head, tail) = rest.split_once('，').unwrap_or((rest, ""));
    // Without a sign between them the way begins at the last 起 before it: names may hold one, too.
    let joined = ["起沿", "起向", "起折", "起至"].iter().find_map(|word| head.find(word)).map(|at| at + "起".len());
    match joined.and_then(|at| rest.split_at_checked(at)) {
        Some((head, tail)) => (station(head.trim_end_matches('起')), tail),
        None => (station(head.strip_suffix('起').unwrap_or(head)), tail),
    }
}

/// The way, and where it arrives: what stands behind the last 至, 到达 or 止于, up to the next sign.
fn arrival(body: &str) -> (&str, Option<&str>) {
    for word in ["至", "到达", "止于"] {
        if let Some((way, rest)) = body.rsplit_once(word) {
            let name = rest.split('，').next().unwrap_or(rest).trim_end_matches('止');
            return (way, Some(name).filter(|name| !name.is_empty()));
        }
    }
    (body, None)
}

/// A sentence without blanks, full-width digits and letters as the plain ones, `，` for every comma but that of thousands,
/// which goes.
fn plain(words: &str) -> String {
    let narrow = |character: char| match character {
        '，' | '、' => character,
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    let characters: Vec<char> = words.chars().filter(|character| !character.is_whitespace()).map(narrow).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let parted = characters.iter().enumerate().filter_map(|(at, character)| match character {
        ',' if is_digit(at.checked_sub(1)) && (1..=3).all(|more| is_digit(Some(at + more))) => None,
        ',' => Some('，'),
        other => Some(*other),
    });
    parted.collect()
}

fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.split_once(word).map(|(_, rest)| rest)
}

/// A station by its words: the serial of a marker, or a name.
fn station(words: &str) -> Option<Station> {
    let name = words.trim_matches(|character: char| ".，、()（）".contains(character));
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
    for part in way.split('，').filter(|part| !part.is_empty()) {
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
    last.unread = last.unread.take().or(more.unread);
    last.length_m = last.length_m.or(more.length_m);
}

fn claim(part: &str) -> Claim {
    let heading = heading(part);
    let followed = after(part, "沿").and_then(|rest| {
        let begins = part.len() - rest.len();
        let ends = match &heading {
            Some(heading) => heading.at,
            None => part.find("环行").or_else(|| walked(part)).unwrap_or(part.len()),
        };
        let words = part.get(begins..ends)?;
        Some(
            ["大体", "大致", "略"]
                .iter()
                .fold(words, |words, word| words.strip_suffix(word).unwrap_or(words))
                .to_owned(),
        )
    });
    let followed = followed.filter(|words| !words.is_empty());
    let bearing = heading.as_ref().and_then(|heading| Bearing::of_chinese(heading.word));
    let unread = heading.filter(|_| bearing.is_none()).map(|heading| heading.word.to_owned());
    Claim { feature: followed.as_deref().and_then(feature), followed, bearing, unread, length_m: length_m(part) }
}

struct Heading<'a> {
    /// Where its 向 stands.
    at: usize,
    /// The direction as it is written.
    word: &'a str,
}

/// The last 向 or 朝 behind which a direction stands, and then nothing that would make a name of both: 向阳渠 and 向东村 are
/// names.
fn heading(part: &str) -> Option<Heading<'_>> {
    let mut found = part.match_indices(['向', '朝']).filter_map(|(at, word)| {
        let rest = part.get(at + word.len()..)?;
        let rest = rest.strip_prefix('正').unwrap_or(rest);
        let ends = rest.find(|character: char| !"东南西北偏".contains(character)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(ends)?;
        let goes_on =
            behind.chars().next().is_none_or(|next| next.is_ascii_digit() || "行方延约大直沿折".contains(next));
        (!word.is_empty() && goes_on).then_some(Heading { at, word })
    });
    found.next_back()
}

/// Where a way of so many metres is walked: a 行 in front of a number.
fn walked(part: &str) -> Option<usize> {
    let walks = part.match_indices('行').filter(|(at, word)| {
        let rest = part.get(at + word.len()..).unwrap_or_default();
        rest.trim_start_matches('约').starts_with(|character: char| character.is_ascii_digit())
    });
    walks.map(|(at, _)| at).next()
}

/// The kind of feature that words name, by the last telling word in them.
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

/// The first length in the words, in metres: `1.25千米`, `1250米`, `1.25公里`, `1250m`.
fn length_m(words: &str) -> Option<f64> {
    let mut characters = words.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !character.is_ascii_digit() {
            continue;
        }
        let end = end_of_number(&mut characters, words.len());
        let number = words.get(at..end)?;
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
    while characters.next_if(|(_, character)| character.is_ascii_digit() || *character == '.').is_some() {}
    characters.peek().map_or(length, |(at, _)| *at)
}
