//! Order by distance.

use std::cmp::Ordering;

/// Something by a distance, then by a mark that settles ties; what it carries does not count.
#[derive(Debug)]
pub(super) struct Ranked<M, T> {
    pub(super) distance: f64,
    pub(super) mark: M,
    pub(super) item: T,
}

impl<M: Ord, T> Ord for Ranked<M, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.distance.total_cmp(&other.distance).then_with(|| self.mark.cmp(&other.mark))
    }
}

impl<M: Ord, T> PartialOrd for Ranked<M, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M: Ord, T> PartialEq for Ranked<M, T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<M: Ord, T> Eq for Ranked<M, T> {}
