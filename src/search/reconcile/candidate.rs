//! Candidates for a query (section 4.2).

use std::cmp::Reverse;

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    super::{explanation::explanation, meant::Meant},
    condition::Condition,
    kind::{Kind, bears},
    question::{Question, Wanted},
    score::score,
};
use crate::{
    http::Language,
    index::{
        live::{Called, Snapshot},
        names::{self, Extent, Form, Hit, Pattern, Standing},
    },
};

/// How many names are looked for at least, so that namesakes show.
const LEAST_LOOKED_FOR: usize = 20;

/// A thing that may be meant.
#[derive(Debug, Serialize)]
pub(super) struct Candidate {
    id: Uuid,
    name: String,
    description: String,
    r#type: Vec<Kind>,
    score: u8,
    r#match: bool,
    features: Vec<Feature>,
    /// Whether the whole name has the same characters and every demand is met.
    #[serde(skip)]
    is_sure: bool,
}

/// A matching feature: from what the score was made.
#[derive(Debug, Serialize)]
struct Feature {
    id: &'static str,
    value: Value,
}

/// The candidates for a question, the best first.
///
/// Names that meet every demand are looked for first, others after them. One is a match if it is the only one that is
/// sure, and the search was not given up.
pub(super) fn candidates(question: &Question, snapshot: &Snapshot, language: Language) -> Vec<Candidate> {
    match &question.wanted {
        Wanted::Nothing => Vec::new(),
        Wanted::Id(id) => {
            Meant::find(snapshot, *id).map(|meant| Candidate::by_id(&meant, language)).into_iter().collect()
        }
        Wanted::Name(pattern) => by_name(pattern, question, snapshot, language),
    }
}

fn by_name(pattern: &Pattern, question: &Question, snapshot: &Snapshot, language: Language) -> Vec<Candidate> {
    let wanted = names::Wanted { limit: (question.limit * 2).max(LEAST_LOOKED_FOR), near: question.near };
    let met = |condition: &Condition, called: &Called| condition.is_met_by(called, snapshot);
    let all_met = |called: &Called| question.conditions.iter().all(|condition| met(condition, called));
    let hard_met = |called: &Called| question.conditions.iter().all(|it| !it.is_hard || met(it, called));

    let mut found = snapshot.called.search(pattern, wanted, |called| !called.is_to_come && all_met(called));
    if found.hits.len() < wanted.limit && question.conditions.iter().any(|condition| !condition.is_hard) {
        let others = |called: &Called| !called.is_to_come && hard_met(called) && !all_met(called);
        let others = snapshot.called.search(pattern, wanted, others);
        found.hits.extend(others.hits);
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for hit in &found.hits {
        let Some(candidate) = Candidate::by_hit(hit, question, snapshot, language) else { continue };
        match candidates.iter_mut().find(|known| known.id == candidate.id) {
            Some(known) if known.score < candidate.score => *known = candidate,
            Some(_) => {}
            None => candidates.push(candidate),
        }
    }
    candidates.sort_by_key(|candidate| Reverse(candidate.score));
    let sure = candidates.iter().filter(|candidate| candidate.is_sure).count();
    for candidate in &mut candidates {
        candidate.r#match = candidate.is_sure && sure == 1 && found.complete;
    }
    candidates.truncate(question.limit);
    candidates
}

impl Candidate {
    fn by_id(meant: &Meant<'_>, language: Language) -> Self {
        let beside = [Some(Kind::of(meant.collection, language).name().to_owned()), meant.unit()];
        Self {
            name: meant.name().unwrap_or_else(|| meant.id.to_string()),
            description: join(beside.into_iter().flatten(), language),
            score: 100,
            r#match: true,
            features: Vec::new(),
            is_sure: true,
            id: meant.id,
            r#type: kinds(meant, language),
        }
    }

    fn by_hit(
        hit: &Hit<'_, Uuid, Called>,
        question: &Question,
        snapshot: &Snapshot,
        language: Language,
    ) -> Option<Self> {
        let meant = Meant::by(hit.row, snapshot)?;
        let met: Vec<(&'static str, bool)> =
            question.conditions.iter().map(|it| (it.id, it.is_met_by(hit.row, snapshot))).collect();
        let unmet = met.iter().filter(|(_, met)| !met).count();
        let is_sure = hit.extent == Extent::Whole && hit.form <= Form::Folded && unmet == 0;
        let mut features = vec![
            Feature { id: "same_characters", value: json!(hit.form <= Form::Folded) },
            Feature { id: "whole_name", value: json!(hit.extent == Extent::Whole) },
            Feature { id: "standard_name", value: json!(hit.row.standing == Standing::Standard) },
            Feature { id: "in_force", value: json!(meant.is_in_force) },
            Feature { id: "errors", value: json!(hit.errors()) },
        ];
        features.extend(hit.distance_m.map(|metres| Feature { id: "distance_m", value: json!(metres.round()) }));
        features.extend(met.into_iter().map(|(id, met)| Feature { id, value: json!(met) }));
        let kind = Kind::of(meant.collection, language).name().to_owned();
        let why = explanation(hit, &meant, language);
        let beside = [Some(kind), meant.unit(), Some(why)];
        Some(Self {
            id: meant.id,
            name: meant.name().unwrap_or_else(|| hit.row.record.facts.text.to_string()),
            description: join(beside.into_iter().flatten(), language),
            r#type: kinds(&meant, language),
            score: score(hit.form, hit.extent, hit.row.standing, unmet),
            r#match: false,
            features,
            is_sure,
        })
    }

    /// As the suggest service tells it (section 6.3).
    pub(super) fn suggested(self) -> Value {
        json!({ "id": self.id, "name": self.name, "description": self.description, "notable": self.r#type })
    }
}

fn kinds(meant: &Meant<'_>, language: Language) -> Vec<Kind> {
    bears(meant.collection).iter().map(|collection| Kind::of(*collection, language)).collect()
}

fn join(parts: impl Iterator<Item = String>, language: Language) -> String {
    parts.collect::<Vec<_>>().join(language.of_two("，", ", "))
}
