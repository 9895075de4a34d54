//! Pages of a list that is read from the database: one row more than asked for tells whether there is another page.

use super::{Params, Problem};

/// How many entries somebody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page(usize);

impl Page {
    /// Reads `limit`: `usual` unless said, never beyond `most`.
    pub fn read(params: &Params, usual: usize, most: usize) -> Result<Self, Problem> {
        params.limit(usual, most).map(Self)
    }

    /// How many rows are to be fetched.
    #[must_use]
    pub fn rows(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The entries of this page out of the rows, and the key of the last one when there are more.
    pub fn cut<T>(self, mut rows: Vec<T>, key: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
        let more = rows.len() > self.0;
        rows.truncate(self.0);
        let next = rows.last().filter(|_| more).map(key);
        (rows, next)
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_page_that_is_full_has_a_next_one_only_if_there_is_more() {
        assert_eq!(Page(2).cut(vec![3, 2, 1], ToString::to_string), (vec![3, 2], Some("2".to_owned())));
        assert_eq!(Page(2).cut(vec![3, 2], ToString::to_string), (vec![3, 2], None));
        assert_eq!((Page(2).rows(), Page(usize::MAX).rows()), (3, i64::MAX));
    }
}
