//! How many opinions there are, by what they want and by what came of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    codes::{Outcome, Stance},
    opinion::Opinion,
};

/// Opinions that count, by stance and by outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All of them.
    pub received: usize,
    /// By stance; those that nobody took are absent.
    pub by_stance: BTreeMap<Stance, usize>,
    /// By outcome of the answer that holds.
    pub by_outcome: BTreeMap<Outcome, usize>,
}

impl Counts {
    /// Counts `opinions`.
    pub(super) fn of(opinions: &[Opinion]) -> Self {
        opinions.iter().fold(Self::default(), |mut counts, opinion| {
            counts.received += 1;
            *counts.by_stance.entry(opinion.stance).or_default() += 1;
            if let Some(answer) = &opinion.answer {
                *counts.by_outcome.entry(answer.outcome).or_default() += 1;
            }
            counts
        })
    }
}
