//! What was found in one row.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Rule, Severity};
use crate::http::Text;

/// A rule that a row breaks, with the facts that its sentence is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The row of the file, from 1; a header is not counted.
    pub row: u64,
    /// The rule.
    pub rule: Rule,
    /// What the sentence of the rule is filled with.
    pub facts: Vec<String>,
    /// What the row became; absent when it was not kept.
    pub feature: Option<Uuid>,
}

impl Finding {
    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// What is wrong.
    #[must_use]
    pub fn sentence(&self) -> Text {
        let (zh, en) = self.rule.sentence();
        Text::new(self.fill(zh), self.fill(en))
    }

    fn fill(&self, sentence: &str) -> String {
        let mut filled = String::new();
        let mut rest = sentence;
        // Facts come from the file: they are put in once and never searched for places themselves.
        while let Some((before, (digit, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            filled.push_str(before);
            let fact = digit.parse().ok().and_then(|at: usize| self.facts.get(at));
            filled.push_str(fact.map_or("", String::as_str));
            rest = after;
        }
        filled + rest
    }

    /// As it goes over the wire.
    #[must_use]
    pub fn document(&self) -> Value {
        json!({
            "row": self.row, "severity": self.severity().code(), "rule": self.rule.code(), "feature": self.feature,
            "sentence": self.sentence(), "advice": self.rule.advice(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_that_looks_like_a_place_for_facts_is_shown_as_it_is() {
        let finding =
            Finding { row: 3, rule: Rule::ValueUnknown, facts: vec!["surface".into(), "{0}{".into()], feature: None };
        assert_eq!(finding.sentence().en, "`{0}{` in surface cannot be read and is kept among the attributes");
    }

    #[test]
    fn a_worded_fact_is_told_in_the_language_of_the_sentence() {
        let facts = vec!["要素无法读取".into(), "the feature is not readable".into()];
        let finding = Finding { row: 3, rule: Rule::RowUnreadable, facts, feature: None };
        let told = Text::new("此行无法读取：要素无法读取", "the row cannot be read: the feature is not readable");
        assert_eq!(finding.sentence(), told);
    }
}
