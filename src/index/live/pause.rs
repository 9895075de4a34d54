//! How long to wait before something that failed is tried again.

use std::time::Duration;

/// The first wait, after a try at once.
const SHORTEST: Duration = Duration::from_millis(5);

/// Waits that grow: none at first, then each twice as long as the one before.
#[derive(Debug, Default)]
pub(super) struct Pause(Duration);

impl Pause {
    /// How long to wait this time, and never longer than `longest`.
    pub(super) fn next(&mut self, longest: Duration) -> Duration {
        let wait = self.0.min(longest);
        self.0 = SHORTEST.max(wait * 2);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_try_is_at_once_and_later_waits_double_up_to_the_longest() {
        let mut pause = Pause::default();
        let waits: Vec<_> = (0..7).map(|_| pause.next(Duration::from_millis(50)).as_millis()).collect();
        assert_eq!(waits, [0, 5, 10, 20, 40, 50, 50]);
    }
}
