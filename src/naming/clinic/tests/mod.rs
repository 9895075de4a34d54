//! The clinic, rule by rule, on a small county; and on the real names of Tianmen.

mod any_text;
mod cases;
mod county;
mod lists;
mod namesakes;
mod packs;
mod parts;
mod size;
mod tianmen;
mod words;

use time::{Date, macros::date};

use super::{Candidate, CaseName, Clinic, Examination, Finding, Pack, RuleBook, RuleId, Severity, Site, Verdict};
use crate::{index::live::Snapshot, kernel::pinyin::LocalReadings};

/// A day under the rules of 2022.
const EARLIER: Date = date!(2023 - 06 - 01);

/// The first day under the rules and lists of 2026.
const NOW: Date = date!(2026 - 12 - 01);

/// The first day under the rules of 2024.
const LATER: Date = date!(2024 - 05 - 01);

/// A branch road that nobody drew, in 竟陵街道.
fn street(name: &str) -> Candidate {
    candidate(name, "23514")
}

fn candidate(name: &str, category: &str) -> Candidate {
    let site = Site { division_code: Some("429006001".to_owned()), ..Site::default() };
    let (name, category) = (name.to_owned(), category.to_owned());
    Candidate {
        name,
        category,
        site,
        width_m: None,
        length_m: None,
        renames: None,
        measures_attached: false,
        item: None,
    }
}

fn drawn(line: impl Into<geo::Geometry<f64>>) -> Site {
    Site::new(Some(&line.into()), None).unwrap()
}

fn examine_all(snapshot: &Snapshot, day: Date, cases: &[CaseName], candidates: &[Candidate]) -> Vec<Examination> {
    let (book, readings) = (RuleBook::on(day).unwrap(), LocalReadings::default());
    Clinic { snapshot, book: &book, cases, readings: &readings }.examine(candidates)
}

fn examine(snapshot: &Snapshot, day: Date, candidate: Candidate) -> Examination {
    examine_all(snapshot, day, &[], &[candidate]).remove(0)
}

/// What is found of a name in a register without any names.
fn alone(candidate: Candidate) -> Examination {
    examine(&Snapshot::empty(1), LATER, candidate)
}

/// The same under the rules and lists of 2026, beside what is found of its size.
fn now(candidate: Candidate) -> Vec<(RuleId, Severity, Finding)> {
    let examined = examine(&Snapshot::empty(1), NOW, candidate);
    for verdict in &examined.verdicts {
        verdict.text.assert_told();
    }
    found(&examined).into_iter().filter(|(rule, ..)| *rule != RuleId::N03).collect()
}

/// Rule, severity and finding of each verdict.
fn found(examination: &Examination) -> Vec<(RuleId, Severity, Finding)> {
    examination.verdicts.iter().map(|verdict| (verdict.rule, verdict.severity, verdict.finding)).collect()
}

#[track_caller]
fn the_only(examination: &Examination) -> &Verdict {
    let [verdict] = examination.verdicts.as_slice() else { panic!("{:#?}", examination.verdicts) };
    verdict.text.assert_told();
    verdict.clause.assert_told();
    verdict
}

impl crate::kernel::text::Text {
    /// Fails unless both languages say something, and the Chinese nothing in Latin letters.
    #[track_caller]
    fn assert_told(&self) {
        assert!(!self.en.is_empty() && !self.zh.is_empty(), "{self:?}");
        assert!(!self.zh.contains(|c: char| c.is_ascii_lowercase()), "{self:?}");
    }
}
