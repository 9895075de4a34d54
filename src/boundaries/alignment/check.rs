//! An existing description against the line: every sentence that disagrees, with what the shape says.

use std::ops::Range;

use super::{
    Course, Leg, Station, Stretch, followed,
    read::{Claim, Sentence, sentences},
};
use crate::{
    boundaries::{bearing::Bearing, codes::Feature},
    kernel::text::Text,
};

/// What counts as agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// Degrees by which the shape may leave the sector of the direction that is told.
    pub bearing_deg: f64,
    /// Part of a length by which it may be off.
    pub length_part: f64,
    /// Metres by which it may be off in any case.
    pub length_m: f64,
}

impl Default for Tolerance {
    /// 5°, 2 % and 10 m: a description is written off a map.
    fn default() -> Self {
        Self { bearing_deg: 5.0, length_part: 0.02, length_m: 10.0 }
    }
}

/// In what a sentence and the line disagree.
#[derive(Debug, Clone, PartialEq)]
pub enum Disagreement {
    /// The sentence speaks of a leg that the line does not have.
    NoSuchLeg,
    /// The line goes the other way: its leg begins where the sentence ends.
    Reversed,
    /// The line has legs before this one of which no sentence speaks.
    Skipped {
        /// How many.
        legs: usize,
        /// Where the first one begins.
        from: String,
        /// Where the last one ends.
        to: String,
    },
    /// It follows another number of features.
    Stretches {
        /// As told.
        told: usize,
        /// As drawn.
        drawn: usize,
    },
    /// It follows something else.
    Followed {
        /// As told.
        told: String,
        /// As drawn.
        drawn: String,
    },
    /// It goes in a direction that is none of the sixteen.
    NoBearing {
        /// As told.
        told: String,
    },
    /// It goes in another direction.
    Bearing {
        /// As told.
        told: Bearing,
        /// As drawn, degrees clockwise from true north.
        drawn_deg: f64,
    },
    /// It is longer or shorter.
    Length {
        /// As told, in metres.
        told_m: f64,
        /// As drawn, in metres.
        drawn_m: f64,
    },
    /// The whole line is longer or shorter.
    WholeLength {
        /// As told, in metres.
        told_m: f64,
        /// As drawn, in metres.
        drawn_m: f64,
    },
    /// The lengths of the sentences do not add up to the whole that is told.
    Sum {
        /// The sum of the sentences, in metres.
        sum_m: f64,
        /// The whole as told, in metres.
        told_m: f64,
    },
    /// No sentence speaks of the last legs of the line.
    Unfinished {
        /// How many.
        legs: usize,
        /// Where the first one begins.
        from: String,
    },
}

/// A sentence that disagrees.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which one, from 1; none for what the text leaves out.
    pub sentence: Option<usize>,
    /// Its characters in the text.
    pub place: Option<Range<usize>>,
    /// Its words.
    pub words: Option<String>,
    /// In what.
    pub disagreement: Disagreement,
}

/// Every disagreement of `text` with the line, in the order of the text.
#[must_use]
pub fn check(text: &str, course: &Course, tolerance: Tolerance) -> Vec<Finding> {
    let mut checking = Checking { course, tolerance, next: 0, findings: Vec::new() };
    let told = sentences(text);
    let (mut sum_m, mut legs_with_length, mut legs_told) = (0.0, 0, 0);
    for (at, sentence) in told.iter().enumerate() {
        if let Some(told_m) = sentence.whole_m {
            let drawn_m = course.length_m();
            if !tolerance.same_length(told_m, drawn_m) {
                checking.find(at, sentence, Disagreement::WholeLength { told_m, drawn_m });
            }
            // Only a text that gives every length can be added up.
            if legs_told > 0 && legs_with_length == legs_told && !tolerance.same_length(sum_m, told_m) {
                checking.find(at, sentence, Disagreement::Sum { sum_m, told_m });
            }
        } else if sentence.tells_a_leg() && (sentence.from.is_some() || !sentence.claims.is_empty()) {
            legs_told += 1;
            if !sentence.claims.is_empty() && sentence.claims.iter().all(|claim| claim.length_m.is_some()) {
                legs_with_length += 1;
                sum_m += sentence.claims.iter().filter_map(|claim| claim.length_m).sum::<f64>();
            }
            checking.leg(at, sentence);
        }
    }
    if let Some(leg) = course.legs.get(checking.next) {
        let legs = course.legs.len() - checking.next;
        let disagreement = Disagreement::Unfinished { legs, from: leg.from.name.clone() };
        checking.findings.push(Finding { sentence: None, place: None, words: None, disagreement });
    }
    checking.findings
}

struct Checking<'a> {
    course: &'a Course,
    tolerance: Tolerance,
    /// The first leg of which no sentence has spoken.
    next: usize,
    findings: Vec<Finding>,
}

impl Checking<'_> {
    fn find(&mut self, at: usize, sentence: &Sentence, disagreement: Disagreement) {
        let (place, words) = (Some(sentence.place.clone()), Some(sentence.words.clone()));
        self.findings.push(Finding { sentence: Some(at + 1), place, words, disagreement });
    }

    /// Finds the leg of which a sentence speaks, from the next one on, and compares both.
    fn leg(&mut self, at: usize, sentence: &Sentence) {
        let ahead = self.course.legs.get(self.next..).unwrap_or_default();
        let spoken_of = |leg: &Leg| fits(sentence.from.as_ref(), &leg.from) && fits(sentence.to.as_ref(), &leg.to);
        let backwards = |leg: &Leg| {
            sentence.from.is_some()
                && sentence.to.is_some()
                && fits(sentence.from.as_ref(), &leg.to)
                && fits(sentence.to.as_ref(), &leg.from)
        };
        if let Some(skipped) = ahead.iter().position(spoken_of) {
            if let Some((first, last)) = ahead.first().zip(skipped.checked_sub(1).and_then(|last| ahead.get(last))) {
                let (from, to) = (first.from.name.clone(), last.to.name.clone());
                self.find(at, sentence, Disagreement::Skipped { legs: skipped, from, to });
            }
            if let Some(leg) = ahead.get(skipped) {
                self.stretches(at, sentence, leg);
                let drawn_m = leg.stretches.iter().map(Stretch::length_m).sum();
                if let Some(told_m) = sentence.leg_m.filter(|told_m| !self.tolerance.same_length(*told_m, drawn_m)) {
                    self.find(at, sentence, Disagreement::Length { told_m, drawn_m });
                }
            }
            self.next += skipped + 1;
        } else if let Some(there) = ahead.iter().position(backwards) {
            self.find(at, sentence, Disagreement::Reversed);
            self.next += there + 1;
        } else {
            self.find(at, sentence, Disagreement::NoSuchLeg);
        }
    }

    fn stretches(&mut self, at: usize, sentence: &Sentence, leg: &Leg) {
        let told = sentence.claims.len();
        if told == leg.stretches.len() {
            for (claim, stretch) in sentence.claims.iter().zip(&leg.stretches) {
                self.stretch(at, sentence, claim, stretch);
            }
            return;
        }
        if told > 1 {
            self.find(at, sentence, Disagreement::Stretches { told, drawn: leg.stretches.len() });
        }
        // Told as one: its whole length and direction are what can be compared.
        if let ([claim], Some(whole)) = (sentence.claims.as_slice(), whole(leg)) {
            let claim = Claim { followed: None, feature: None, ..claim.clone() };
            self.stretch(at, sentence, &claim, &whole);
        }
    }

    fn stretch(&mut self, at: usize, sentence: &Sentence, claim: &Claim, stretch: &Stretch) {
        if let Some(told) = claim.followed.as_deref().filter(|told| follows_another(told, claim.feature, stretch)) {
            let drawn = followed(stretch.feature, stretch.feature_name.as_deref());
            self.find(at, sentence, Disagreement::Followed { told: told.to_owned(), drawn });
        }
        if let Some(told) = claim.unread.clone() {
            self.find(at, sentence, Disagreement::NoBearing { told });
        }
        if let Some((told, drawn_deg)) = claim.bearing.zip(stretch.azimuth_deg())
            && told.misses_by_deg(drawn_deg) > self.tolerance.bearing_deg
        {
            self.find(at, sentence, Disagreement::Bearing { told, drawn_deg });
        }
        let drawn_m = stretch.length_m();
        if let Some(told_m) = claim.length_m.filter(|told_m| !self.tolerance.same_length(*told_m, drawn_m)) {
            self.find(at, sentence, Disagreement::Length { told_m, drawn_m });
        }
    }
}

impl Tolerance {
    fn same_length(self, told_m: f64, drawn_m: f64) -> bool {
        (told_m - drawn_m).abs() <= self.length_m.max(self.length_part * drawn_m)
    }
}

/// Whether a station as told may be this one; what is not told may be any.
fn fits(told: Option<&Station>, drawn: &Station) -> bool {
    let Some(told) = told else { return true };
    match (told.serial, drawn.serial) {
        (Some(told), Some(drawn)) => told == drawn,
        (Some(_), None) => false,
        (None, _) => {
            let (told, drawn) = (bare(&told.name), bare(&drawn.name));
            told == drawn || (!told.is_empty() && (drawn.contains(&told) || told.contains(&drawn)))
        }
    }
}

/// A name without the signs between its parts.
fn bare(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Other words follow the same thing if they have its name, or name none and are of its kind.
fn follows_another(told: &str, kind: Option<Feature>, stretch: &Stretch) -> bool {
    match &stretch.feature_name {
        Some(name) if told.contains(name.as_str()) => false,
        Some(_) => !is_only_a_kind(told) || kind.is_some_and(|kind| kind != stretch.feature),
        None => kind.is_some_and(|kind| kind != stretch.feature),
    }
}

/// Whether the words name no particular feature.
fn is_only_a_kind(told: &str) -> bool {
    let kinds = Feature::ALL.iter().map(|feature| followed(*feature, None));
    kinds.into_iter().any(|kind| kind.contains(told) || told == kind)
}

/// A leg as one stretch.
fn whole(leg: &Leg) -> Option<Stretch> {
    let first = leg.stretches.first()?;
    let shape = leg.stretches.iter().flat_map(|stretch| stretch.shape.0.iter().copied()).collect();
    Some(Stretch { feature: first.feature, feature_name: None, shape })
}

impl Disagreement {
    /// The code word on the wire.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchLeg => "no_such_leg",
            Self::Reversed => "reversed",
            Self::Skipped { .. } => "skipped",
            Self::Stretches { .. } => "stretches",
            Self::Followed { .. } => "followed",
            Self::NoBearing { .. } => "no_bearing",
            Self::Bearing { .. } => "bearing",
            Self::Length { .. } => "length",
            Self::WholeLength { .. } => "whole_length",
            Self::Sum { .. } => "sum",
            Self::Unfinished { .. } => "unfinished",
        }
    }

    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            Self::NoSuchLeg => {
                ("界线上没有这一段".to_owned(), "the line has no leg between these two places from here on".to_owned())
            }
            Self::Reversed => ("起点和终点与界线走向相反".to_owned(), "the line runs the other way round".to_owned()),
            Self::Skipped { legs, from, to } => (
                format!("此前有 {legs} 段未作说明：自{from}至{to}"),
                format!("{legs} legs before it are not described: from {from} to {to}"),
            ),
            Self::Stretches { told, drawn } => (
                format!("说明为 {told} 个走向，界线为 {drawn} 个"),
                format!("it tells of {told} stretches, the line has {drawn}"),
            ),
            Self::Followed { told, drawn } => {
                (format!("说明为沿{told}，界线为沿{drawn}"), format!("it follows {told}, the line follows {drawn}"))
            }
            Self::NoBearing { told } => {
                (format!("“{told}”不是十六方位之一"), format!("{told:?} is none of the sixteen directions"))
            }
            Self::Bearing { told, drawn_deg } => {
                let drawn = Bearing::of_azimuth(*drawn_deg);
                (
                    format!("说明为向{}，界线为向{}（方位角 {drawn_deg:.1}°）", told.chinese(), drawn.chinese()),
                    format!("it goes {told}, the line goes {drawn} (azimuth {drawn_deg:.1}°)"),
                )
            }
            Self::Length { told_m, drawn_m } => (
                format!("说明长度 {told_m:.0} 米，界线长度 {drawn_m:.0} 米"),
                format!("it is {told_m:.0} m long, the line {drawn_m:.0} m"),
            ),
            Self::WholeLength { told_m, drawn_m } => (
                format!("说明全长 {told_m:.0} 米，界线全长 {drawn_m:.0} 米"),
                format!("all of it is {told_m:.0} m long, the line {drawn_m:.0} m"),
            ),
            Self::Sum { sum_m, told_m } => (
                format!("各段合计 {sum_m:.0} 米，与所述全长 {told_m:.0} 米不符"),
                format!("the legs add up to {sum_m:.0} m, not to the {told_m:.0} m of all"),
            ),
            Self::Unfinished { legs, from } => (
                format!("自{from}起的 {legs} 段未作说明"),
                format!("the last {legs} legs, from {from} on, are not described"),
            ),
        };
        Text { zh, en }
    }
}
